import Glibc

/// A buffer of 64 KB before a file; as small as the one in `Sources/CLoops/read.c`, so that the
/// benchmark compares the reading of rows and not two writers.
struct WrapperBenchmarkWriter: ~Copyable {
  private static let capacity = 64 * 1024
  private let bytes = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
  private var count = 0
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    bytes.deallocate()
  }

  @inline(__always)
  mutating func put(byte: UInt8) {
    if count == Self.capacity { flush() }
    bytes.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  @inline(__always)
  mutating func put(_ text: Span<UInt8>) {
    text.withUnsafeBytes { put($0) }
  }

  mutating func put(number: Int) {
    // 20 characters: the sign and the 19 digits of the largest number.
    if count > Self.capacity - 20 { flush() }
    if number < 0 { put(byte: UInt8(ascii: "-")) }
    var rest = number.magnitude
    var end = count &+ Self.digits(rest)
    count = end
    repeat {
      let digit = rest % 10
      end &-= 1
      bytes.storeBytes(
        of: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit), toByteOffset: end, as: UInt8.self
      )
      rest /= 10
    } while rest != 0
  }

  private static func digits(_ number: UInt) -> Int {
    var (count, limit) = (1, UInt(10))
    while number >= limit {
      count &+= 1
      let (next, overflows) = limit.multipliedReportingOverflow(by: 10)
      if overflows { break }
      limit = next
    }
    return count
  }

  mutating func flush() {
    var done = 0
    while done < count {
      let written = write(descriptor, bytes + done, count - done)
      if written <= 0 { break }
      done += written
    }
    count = 0
  }

  private mutating func put(_ source: UnsafeRawBufferPointer) {
    if source.count > Self.capacity - count { flush() }
    guard let start = source.baseAddress else { return }
    let length = min(source.count, Self.capacity)
    (bytes + count).copyMemory(from: start, byteCount: length)
    count += length
  }
}
