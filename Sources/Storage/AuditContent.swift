import SQLite

/// What the audit writes down of a row: its columns as a JSON array, in the order of the table.
///
/// One buffer serves all rows of a connection, since this runs for every row that is written.
final class AuditContent {
  private var buffer: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init() { buffer = .allocate(capacity: 4096) }

  deinit { buffer.deallocate() }

  /// Takes the columns of a row: an array of integers, texts and nulls, without those of the later
  /// columns at its end that are null.
  func take(_ row: borrowing Row, later: Int) throws {
    count = 0
    var columns = row.columnCount
    while columns > row.columnCount - later, try row.isNull(columns - 1) { columns -= 1 }
    for column in 0..<columns {
      put(UInt8(ascii: column == 0 ? "[" : ","))
      switch try row.cell(column) {
      case .null: put("null")
      case .integer(let number): put(number)
      case .text(let bytes): put(quoted: bytes.span)
      }
    }
    put(UInt8(ascii: "]"))
  }

  /// Lends the array of the row that was taken last.
  func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try body(UnsafeBufferPointer(rebasing: buffer[..<count]).span)
  }

  private func makeRoom(_ needed: Int) {
    if buffer.count - count >= needed { return }
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * (count + needed))
    _ = larger.update(fromContentsOf: buffer[..<count])
    buffer.deallocate()
    buffer = larger
  }

  private func put(_ byte: UInt8) {
    makeRoom(1)
    buffer[count] = byte
    count += 1
  }

  private func put(_ text: StaticString) {
    makeRoom(text.utf8CodeUnitCount)
    for offset in 0..<text.utf8CodeUnitCount { buffer[count + offset] = text.utf8Start[offset] }
    count += text.utf8CodeUnitCount
  }

  private func put(_ number: Int64) {
    makeRoom(20)
    var rest = number.magnitude
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    if number < 0 { put(UInt8(ascii: "-")) }
    rest = number.magnitude
    count += digits
    for place in 1...digits {
      buffer[count - place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// A text in quotes. Six bytes are the longest form of one: `\\u001f`.
  private func put(quoted bytes: Span<UInt8>) {
    makeRoom(2 + 6 * bytes.count)
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
      default:
        buffer[count] = byte
        count += 1
      }
    }
    put(UInt8(ascii: "\""))
  }

  private func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? 0x30 + digit : 0x57 + digit
  }
}
