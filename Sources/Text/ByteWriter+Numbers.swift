extension ByteWriter {
  /// Writes a whole number in decimal digits.
  public mutating func write(_ number: Int) {
    if number < 0 { write(byte: UInt8(ascii: "-")) }
    write(magnitude: UInt64(number.magnitude), digits: 1)
  }

  /// Writes a whole number in decimal digits.
  public mutating func write(_ number: Int64) {
    write(Int(number))
  }

  /// Writes a whole number filled with zeros to at least `digits` digits: `000000101`.
  public mutating func write(_ number: Int, digits: Int) {
    if number < 0 { write(byte: UInt8(ascii: "-")) }
    write(magnitude: UInt64(number.magnitude), digits: digits)
  }

  /// Writes an amount of cents as a decimal: `4550` is `45.50`, or `45.5` when trimming zeros
  /// (and `4500` is `45`).
  public mutating func write(cents: Int64, trimmingZeros: Bool = false) {
    if cents < 0 { write(byte: UInt8(ascii: "-")) }
    let (whole, part) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    write(magnitude: whole, digits: 1)
    if trimmingZeros && part == 0 { return }
    write(byte: UInt8(ascii: "."))
    write(byte: UInt8(ascii: "0") + UInt8(part / 10))
    if trimmingZeros && part % 10 == 0 { return }
    write(byte: UInt8(ascii: "0") + UInt8(part % 10))
  }

  private mutating func write(magnitude: UInt64, digits: Int) {
    var length = 1
    var rest = magnitude / 10
    while rest > 0 {
      length += 1
      rest /= 10
    }
    write(byte: UInt8(ascii: "0"), times: digits - length)
    if capacity - count < length { makeRoom(length) }  // at most 20, every buffer holds 64
    rest = magnitude
    for place in stride(from: count + length - 1, through: count, by: -1) {
      buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += length
  }
}
