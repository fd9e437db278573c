/// Writes CSV rows: RFC 4180 quoting, CRLF line ends.
///
/// It owns its ``ByteWriter`` while it writes; ``ByteWriter/csv(_:_:)`` lends one for a block.
/// Nothing checks that rows have equal lengths: reports know their columns.
public struct CSVWriter: ~Copyable {
  /// For whom the file is.
  public enum Profile: Hashable, Sendable {
    /// For people with a spreadsheet: a text that the program would take for a formula gets an
    /// apostrophe in front (CWE-1236; quoting alone does not stop it).
    case spreadsheet
    /// For programs: every cell byte for byte.
    case exchange
  }

  private var output: ByteWriter
  private let profile: Profile
  private var cellsInRow = 0
  private var rowIsBlank = true

  /// A writer that takes over `output`; ``finish()`` gives it back.
  public init(_ output: consuming ByteWriter, profile: Profile) {
    self.output = output
    self.profile = profile
  }

  /// Ends writing and gives the output back, not yet flushed.
  public consuming func finish() -> ByteWriter { output }

  /// Writes a text cell.
  public mutating func cell(_ text: String) {
    cell(utf8: text.utf8.span)
  }

  /// Writes a text cell from its UTF-8 bytes.
  public mutating func cell(utf8 bytes: Span<UInt8>) {
    begin()
    if bytes.isEmpty { return }
    rowIsBlank = false
    let escapes = profile == .spreadsheet && Self.looksLikeFormula(bytes)
    if Self.needsQuotes(bytes) {
      output.write(byte: UInt8(ascii: "\""))
      if escapes { output.write(byte: UInt8(ascii: "'")) }
      bytes.withUnsafeBufferPointer { writeDoubled($0) }
      output.write(byte: UInt8(ascii: "\""))
    } else {
      if escapes { output.write(byte: UInt8(ascii: "'")) }
      output.write(utf8: bytes)
    }
  }

  /// Writes a whole number; a negative one is a number, not a formula.
  public mutating func cell(_ number: Int) {
    begin()
    rowIsBlank = false
    output.write(number)
  }

  /// Writes an amount with two decimals, or as few as it needs.
  public mutating func cell(cents: Int64, trimmingZeros: Bool = false) {
    begin()
    rowIsBlank = false
    output.write(cents: cents, trimmingZeros: trimmingZeros)
  }

  /// Writes an empty cell.
  public mutating func emptyCell() {
    begin()
  }

  /// Ends the row.
  public mutating func endRow() {
    // A row of one empty cell would read back as a blank line, which is no row.
    if rowIsBlank && cellsInRow <= 1 { output.write("\"\"") }
    output.write("\r\n")
    cellsInRow = 0
    rowIsBlank = true
  }

  /// Writes a whole row of texts, such as the header.
  public mutating func row(_ texts: [String]) {
    for text in texts { cell(text) }
    endRow()
  }

  private mutating func begin() {
    if cellsInRow > 0 { output.write(byte: UInt8(ascii: ",")) }
    cellsInRow += 1
  }

  private mutating func writeDoubled(_ bytes: UnsafeBufferPointer<UInt8>) {
    let quote = UInt8(ascii: "\"")
    var rest = bytes[...]
    while let place = rest.firstIndex(of: quote) {
      output.write(raw: UnsafeBufferPointer(rebasing: rest[...place]))
      output.write(byte: quote)
      rest = rest[(place + 1)...]
    }
    output.write(raw: UnsafeBufferPointer(rebasing: rest))
  }

  private static func needsQuotes(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13: return true
      default: break
      }
    }
    return false
  }

  /// Whether the first character after blanks is one that starts a formula in Excel,
  /// LibreOffice or Google Sheets, in its ASCII or its fullwidth form.
  private static func looksLikeFormula(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count && bytes[index] == UInt8(ascii: " ") { index += 1 }
    if index == bytes.count { return false }
    switch bytes[index] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 10, 13:
      return true
    case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBC:
      return [0x9D, 0x8B, 0x8D, 0xA0].contains(bytes[index + 2])  // U+FF1D, FF0B, FF0D, FF20
    default:
      return false
    }
  }
}

extension ByteWriter {
  /// Lends this writer to a block that writes CSV; it is back afterwards, also after an error.
  public mutating func csv<Failure: Error>(
    _ profile: CSVWriter.Profile, _ body: (inout CSVWriter) throws(Failure) -> Void
  ) throws(Failure) {
    var csv = CSVWriter(self, profile: profile)
    do throws(Failure) {
      try body(&csv)
    } catch {
      self = csv.finish()
      throw error
    }
    self = csv.finish()
  }
}
