extension ByteWriter {
  /// Writes a JSON string with its quotation marks. Besides what JSON demands, it escapes what
  /// steers terminals (DEL, C1) and what JavaScript took for line ends (U+2028, U+2029).
  mutating func write(jsonString text: String) {
    write(byte: UInt8(ascii: "\""))
    text.utf8.span.withUnsafeBufferPointer { bytes in
      var written = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        let isPlain =
          byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        guard !isPlain, let (code, length) = escaped(bytes, index) else {
          index += 1
          continue
        }
        write(raw: UnsafeBufferPointer(rebasing: bytes[written..<index]))
        write(escape: code)
        index += length
        written = index
      }
      write(raw: UnsafeBufferPointer(rebasing: bytes[written...]))
    }
    write(byte: UInt8(ascii: "\""))
  }

  /// The code and length of a character that must be escaped, nil for one that need not be.
  private func escaped(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (UInt16, Int)? {
    let byte = bytes[index]
    if byte < 0x80 { return (UInt16(byte), 1) }
    if byte == 0xC2, bytes[index + 1] < 0xA0 { return (UInt16(bytes[index + 1]), 2) }
    if byte == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 {
      return (0x2000 | UInt16(bytes[index + 2] & 0x3F), 3)
    }
    return nil
  }

  private mutating func write(escape code: UInt16) {
    write(byte: UInt8(ascii: "\\"))
    switch code {
    case 0x22, 0x5C: write(byte: UInt8(code))
    case 0x08: write(byte: UInt8(ascii: "b"))
    case 0x09: write(byte: UInt8(ascii: "t"))
    case 0x0A: write(byte: UInt8(ascii: "n"))
    case 0x0C: write(byte: UInt8(ascii: "f"))
    case 0x0D: write(byte: UInt8(ascii: "r"))
    default:
      write(byte: UInt8(ascii: "u"))
      for shift in stride(from: 12, through: 0, by: -4) {
        let digit = UInt8(code >> UInt16(shift) & 0xF)
        write(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
