import SQLite

/// What the audit writes down of a row: its columns as a JSON array, in the order of the table.
///
/// Our own, because SQLite's `json_array` may not be called from triggers of an untrusted schema
/// before 3.42.
enum AuditContent {
  /// The values of a call as a JSON array of integers, texts and nulls.
  static func array(of arguments: borrowing FunctionArguments) throws -> String {
    try String(unsafeUninitializedCapacity: capacity(of: arguments)) { buffer in
      var writer = Writer(buffer: buffer)
      writer.put(UInt8(ascii: "["))
      for index in 0..<arguments.count {
        if index > 0 { writer.put(UInt8(ascii: ",")) }
        switch try arguments.storage(index) {
        case .null: writer.put("null")
        case .integer: writer.put("\(try arguments.int64(index))")
        default: try arguments.withUTF8(index) { writer.put(quoted: $0) }
        }
      }
      writer.put(UInt8(ascii: "]"))
      return writer.count
    }
  }

  /// Room for the longest form: six bytes for each byte of text, as in `\u001f`.
  private static func capacity(of arguments: borrowing FunctionArguments) throws -> Int {
    var total = 2
    for index in 0..<arguments.count {
      switch try arguments.storage(index) {
      case .null: total += 5
      case .integer: total += 21
      default: total += 3 + 6 * (try arguments.withUTF8(index) { $0.count })
      }
    }
    return total
  }

  private struct Writer {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    mutating func put(_ byte: UInt8) {
      buffer[count] = byte
      count += 1
    }

    mutating func put(_ text: String) {
      for byte in text.utf8 { put(byte) }
    }

    mutating func put(quoted bytes: Span<UInt8>) {
      put(UInt8(ascii: "\""))
      for index in bytes.indices {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          put(UInt8(ascii: "\\"))
          put(byte)
        case 0..<0x20:
          put("\\u00")
          put(hexadecimal(byte >> 4))
          put(hexadecimal(byte & 15))
        default: put(byte)
        }
      }
      put(UInt8(ascii: "\""))
    }

    private func hexadecimal(_ digit: UInt8) -> UInt8 {
      digit < 10 ? 0x30 + digit : 0x57 + digit
    }
  }
}
