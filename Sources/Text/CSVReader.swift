/// A streaming reader of CSV files with a header row (RFC 4180): quoted cells, line ends inside
/// them, CRLF and LF; a byte order mark and blank lines are skipped.
///
/// Memory does not depend on the size of the file. A fault in one row is thrown by ``next()``,
/// which then goes on with the following row when it is called again:
///
///     var reader = try CSVReader(descriptor: file)
///     while true {
///       do throws(CSVError) {
///         guard try reader.next() else { break }
///         … reader.cell(0) …
///       } catch { if error.endsReading { throw error } else { refuse(error) } }
///     }
public struct CSVReader: ~Copyable {
  /// The longest cell: the longest note anybody writes by hand is far below 1 MiB.
  public static let cellLimit = 1 << 20
  /// The longest row: four cells of the longest kind. It also bounds the reader's memory.
  public static let rowLimit = 4 << 20
  /// The most columns; spreadsheets allow 16384, no import of ours has 100.
  public static let columnLimit = 4096

  /// The names in the header row, exactly as written.
  public private(set) var columns: [String] = []
  /// The line of the file on which the current row begins, counted from 1.
  public private(set) var line = 0
  /// The line on which the current row ends: later than ``line`` when quoted cells of it contain
  /// line ends.
  public var lastLine: Int { line + scanner.innerLines }

  private var input: ByteReader
  private var scanner = CSVScanner()
  private var rowLength = 0
  // The current row in the input's window, valid until the next row is looked for.
  private var row: UnsafePointer<UInt8>?
  private var nextLine = 1
  private var hasEnded = false

  /// Opens a reader over a descriptor and reads the header row.
  public init(descriptor: Int32) throws(CSVError) {
    input = ByteReader(descriptor: descriptor, capacity: 1 << 17)
    try readHeader()
  }

  /// Opens a reader over bytes in memory and reads the header row.
  public init(bytes: [UInt8]) throws(CSVError) {
    input = ByteReader(bytes: bytes, capacity: 1 << 16)
    try readHeader()
  }

  /// How many bytes of the file were used up to the end of the current row.
  public var bytesRead: Int64 { input.offset + Int64(rowLength) }

  /// How many cells each row has.
  public var cells: Int { columns.count }

  /// Moves to the next row; false at the end of the file.
  ///
  /// After an error with `endsReading` it gives false. Blank lines are not rows.
  public mutating func next() throws(CSVError) -> Bool {
    if hasEnded { return false }
    guard try nextRow() else { return false }
    if scanner.cellCount != columns.count {
      throw CSVError(
        .cellCount(expected: columns.count, found: scanner.cellCount), row: line,
        lastLine: lastLine)
    }
    return true
  }

  /// The text of a cell of the current row.
  public func cell(_ index: Int) -> String {
    String(decoding: bytes(index), as: UTF8.self)
  }

  /// Whether a cell of the current row is empty.
  public func isEmpty(_ index: Int) -> Bool { bytes(index).isEmpty }

  /// Lends the bytes of a cell, which are valid UTF-8, without copying them.
  public func withCell<Result: ~Copyable, Failure: Error>(
    _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes(index).span)
  }

  private func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let cell = scanner.cells[index]
    return UnsafeBufferPointer(
      start: row.map { $0 + Int(cell.start) }, count: Int(cell.end - cell.start))
  }
}

extension CSVReader {
  private mutating func readHeader() throws(CSVError) {
    try refill()
    try skipByteOrderMark()
    do throws(CSVError) {
      guard try nextRow() else { throw CSVError(.emptyFile, row: 1) }
      if scanner.cellCount > Self.columnLimit { throw CSVError(.tooManyColumns, row: line) }
      columns = (0..<scanner.cellCount).map { cell($0) }
      // `sep=,` above the header tells spreadsheets what they would find themselves.
      if columns.count == 2, columns[0].lowercased() == "sep=", columns[1].isEmpty, try nextRow() {
        columns = (0..<scanner.cellCount).map { cell($0) }
      }
      if columns.count == 1, let name = Self.otherSeparator(in: columns[0]) {
        throw CSVError(.otherSeparator(name), row: line)
      }
      var seen: Set<String> = []
      // Spreadsheets leave empty names behind deleted columns; those may repeat.
      for name in columns where !name.isEmpty && !seen.insert(name).inserted {
        throw CSVError(.duplicateColumn(name), row: line)
      }
    } catch {
      throw error.inHeader()
    }
  }

  /// What separates the names of a header that has no comma, as some spreadsheets save it.
  private static func otherSeparator(in header: String) -> String? {
    let names = [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")]
    return names.first { header.contains($0.0) }?.1
  }

  private mutating func skipByteOrderMark() throws(CSVError) {
    let start = input.window.prefix(3)
    if start.elementsEqual([0xEF, 0xBB, 0xBF]) { return input.consume(3) }
    let pair = start.prefix(2)
    // With a mark, or without one an ASCII letter beside a zero byte in either order.
    let marked = pair.elementsEqual([0xFF, 0xFE]) || pair.elementsEqual([0xFE, 0xFF])
    if marked || (pair.count == 2 && pair.contains(0) && pair.contains { $0 != 0 }) {
      hasEnded = true
      throw CSVError(.utf16, row: 1, endsReading: true)
    }
  }

  /// Finds the next row that is not blank and proves its text, without comparing cell counts.
  private mutating func nextRow() throws(CSVError) -> Bool {
    repeat {
      input.consume(rowLength)
      rowLength = 0
      line = nextLine
      guard try findRow() else {
        hasEnded = true
        return false
      }
      nextLine += 1 + scanner.innerLines
    } while scanner.contentLength == 0
    try checkText()
    unescapeQuotes()
    return true
  }

  /// Scans the next row, reading on until it is whole; false at the end of the file.
  private mutating func findRow() throws(CSVError) -> Bool {
    while true {
      let window = input.window
      if window.isEmpty && input.isComplete { return false }
      switch scanner.scan(window, isComplete: input.isComplete) {
      case .row(let length) where length <= Self.rowLimit:
        rowLength = length
        row = window.baseAddress.map { UnsafePointer($0) }
        return true
      case .unclosed(let opening):
        throw unclosedQuote(at: opening)
      case .incomplete where window.count <= Self.rowLimit:
        try refill()
      case .incomplete:
        throw try skipOversizeRow(endsInCell: true)
      case .row:
        throw try skipOversizeRow(endsInCell: false)
      }
    }
  }

  private mutating func refill() throws(CSVError) {
    do throws(ByteReader.Failure) {
      try input.refill()
    } catch {
      hasEnded = true
      throw CSVError(.unreadable(errno: error.errno), row: nextLine, endsReading: true)
    }
  }

  private mutating func checkText() throws(CSVError) {
    if scanner.hasHighBytes && scanner.fault == nil {
      let row = UnsafeBufferPointer(rebasing: input.window[..<scanner.contentLength])
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: row.span)
      } catch {
        scanner.noteInvalidUTF8(at: error.byteOffsets.lowerBound)
      }
    }
    if let fault = scanner.fault {
      throw error(fault.kind, at: fault.at, cell: fault.cell, endsReading: false)
    }
  }

  /// Makes `""` into `"` inside quoted cells, in place: cells only ever get shorter.
  private mutating func unescapeQuotes() {
    let bytes = input.window
    for index in scanner.cells.indices where scanner.cells[index].hasDoubledQuotes {
      let cell = scanner.cells[index]
      var target = Int(cell.start)
      var source = target
      while source < Int(cell.end) {
        let byte = bytes[source]
        bytes[target] = byte
        source += byte == UInt8(ascii: "\"") ? 2 : 1
        target += 1
      }
      scanner.shorten(index, to: target)
    }
  }
}

extension CSVReader {
  private mutating func unclosedQuote(at opening: Int) -> CSVError {
    hasEnded = true
    var found = error(
      .unclosedQuote, at: opening, cell: scanner.cellCount, endsReading: true)
    let endsLine = input.window.last == UInt8(ascii: "\n")
    found.lastLine = lastLine - (endsLine ? 1 : 0)
    rowLength = input.window.count
    return found
  }

  /// Passes over a row that is too large to hold, piece by piece, and gives its error.
  private mutating func skipOversizeRow(
    endsInCell: Bool
  ) throws(CSVError) -> CSVError {
    var skipped: CSVError
    if let fault = scanner.fault {
      skipped = error(fault.kind, at: fault.at, cell: fault.cell, endsReading: false)
    } else {
      // When the window ends inside a cell: is that one too large, or are there just many?
      let begun = scanner.cells.last.map { Int($0.end) + 1 } ?? 0
      let isOneCell =
        endsInCell && scanner.cellCount == scanner.cells.count
        && input.window.count - begun > Self.cellLimit
      skipped =
        isOneCell
        ? error(.cellTooLarge, at: begun, cell: scanner.cellCount, endsReading: false)
        : CSVError(.rowTooLarge, row: line)
    }
    // A header that large is no header; its end is not sought, for it may have none.
    guard !columns.isEmpty else {
      hasEnded = true
      return skipped
    }
    var skipper = CSVSkipper(line: line)
    while true {
      if let length = skipper.skip(input.window) {
        input.consume(length)
        break
      }
      input.consume(input.window.count)
      if input.isComplete { break }
      try refill()
    }
    nextLine = skipper.line
    skipped.lastLine = skipper.lastLine
    if skipper.isInQuotes {
      hasEnded = true
      skipped = CSVError(
        .unclosedQuote, row: line, line: skipper.openingLine, lastLine: skipper.lastLine,
        endsReading: true)
    }
    return skipped
  }

  /// An error at a byte of the row in the window: lines and characters are counted only now.
  private func error(
    _ kind: CSVError.Kind, at position: Int, cell: Int, endsReading: Bool
  ) -> CSVError {
    var row = line
    var column = 1
    for byte in input.window.prefix(position) {
      if byte == 10 {
        row += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return CSVError(
      kind, row: line, line: row, lastLine: max(row, lastLine), column: column,
      columnName: columns.indices.contains(cell) ? columns[cell] : nil,
      endsReading: endsReading)
  }
}
