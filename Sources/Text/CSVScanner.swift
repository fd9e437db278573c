/// Finds the cells of one row in a window of bytes (RFC 4180). It remembers the first fault and
/// still looks for the row's end, so that reading can go on behind a faulty row.
struct CSVScanner: ~Copyable {
  /// A cell's bytes relative to the row's start, without its outer quotation marks.
  struct Cell {
    var start: Int32
    var end: Int32
    var hasDoubledQuotes: Bool
  }

  /// Where scanning stopped.
  enum Outcome: Equatable {
    /// The row ends here, line end included.
    case row(length: Int)
    /// The window ends inside the row.
    case incomplete
    /// The input ends inside a quoted cell that was opened at `opening`.
    case unclosed(opening: Int)
  }

  /// The cells found, at most ``CSVReader/columnLimit`` of them.
  private(set) var cells: [Cell] = []
  /// How many cells the row has.
  private(set) var cellCount = 0
  /// The first fault, and the byte and cell where it is.
  private(set) var fault: (kind: CSVError.Kind, at: Int, cell: Int)?
  /// Whether there are bytes above 127, which must be proved to be UTF-8.
  private(set) var hasHighBytes = false
  /// How many line ends are inside quoted cells.
  private(set) var innerLines = 0
  /// The length without the line end.
  private(set) var contentLength = 0

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  // Which of the first 64 byte values end the quick run over plain bytes.
  private static let plainStops: UInt64 = 1 << 0 | 1 << 10 | 1 << 13 | 1 << 34 | 1 << 44
  private static let quotedStops: UInt64 = 1 << 0 | 1 << 10 | 1 << 34

  /// Scans the row at the window's start. `isComplete` says that no bytes follow the window.
  mutating func scan(
    _ window: UnsafeMutableBufferPointer<UInt8>, isComplete: Bool
  ) -> Outcome {
    reset()
    guard let bytes = window.baseAddress.map({ UnsafePointer($0) }) else { return .incomplete }
    let count = window.count
    var high: UInt8 = 0
    var position = 0
    defer { hasHighBytes = high >= 0x80 }
    while true {
      let start = position
      var doubled = false
      var end = -1
      if position < count && bytes[position] == Self.quote {
        let opening = position
        position += 1
        guard let closing = quoted(bytes, &position, count, &high, &doubled, isComplete) else {
          return isComplete ? .unclosed(opening: opening) : .incomplete
        }
        end = closing
        if position < count, !endsCell(bytes[position]) { note(.textAfterQuote, position) }
      }
      let cellStart = end < 0 ? start : start + 1
      let stop = plain(bytes, &position, count, &high)
      append(cellStart, end < 0 ? position : end, doubled)
      switch stop {
      case Self.comma:
        position += 1
      case 10:
        contentLength = position
        return .row(length: position + 1)
      case 13:
        if position + 1 == count && !isComplete { return .incomplete }
        contentLength = position
        return .row(length: min(position + 2, count))  // a lone CR may end the file
      default:
        contentLength = count
        return isComplete ? .row(length: count) : .incomplete
      }
    }
  }

  private mutating func reset() {
    cells.removeAll(keepingCapacity: true)
    cellCount = 0
    fault = nil
    innerLines = 0
  }

  private func endsCell(_ byte: UInt8) -> Bool {
    byte == Self.comma || byte == 10 || byte == 13
  }

  mutating func note(_ kind: CSVError.Kind, _ position: Int) {
    if fault == nil { fault = (kind, position, cellCount) }
  }

  private mutating func append(_ start: Int, _ end: Int, _ doubled: Bool) {
    cellCount += 1
    if cellCount > CSVReader.columnLimit { return }
    cells.append(
      Cell(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
        hasDoubledQuotes: doubled))
    if end - start > CSVReader.cellLimit, fault == nil {
      fault = (.cellTooLarge, start, cellCount - 1)
    }
  }

  /// Runs to the end of an unquoted cell: the comma, line end or end of window it stops at
  /// (0 for the latter). A carriage return stops it only where a line feed may follow.
  @inline(__always)
  private mutating func plain(
    _ bytes: UnsafePointer<UInt8>, _ position: inout Int, _ count: Int, _ high: inout UInt8
  ) -> UInt8 {
    while position < count {
      let byte = bytes[position]
      high |= byte
      if byte > Self.comma || Self.plainStops >> UInt64(byte) & 1 == 0 {
        position += 1
        continue
      }
      switch byte {
      case 0: note(.nul, position)
      case Self.quote: note(.strayQuote, position)
      case 13:
        if position + 1 >= count || bytes[position + 1] == 10 { return 13 }
        note(.bareCarriageReturn, position)
      default: return byte
      }
      position += 1
    }
    return 0
  }

  /// Runs over a quoted cell: the position of its closing mark, with `position` behind it; nil
  /// when the window ends before that is certain.
  @inline(__always)
  private mutating func quoted(
    _ bytes: UnsafePointer<UInt8>, _ position: inout Int, _ count: Int, _ high: inout UInt8,
    _ doubled: inout Bool, _ isComplete: Bool
  ) -> Int? {
    while position < count {
      let byte = bytes[position]
      high |= byte
      if byte > Self.quote || Self.quotedStops >> UInt64(byte) & 1 == 0 {
        position += 1
        continue
      }
      switch byte {
      case 0: note(.nul, position)
      case 10: innerLines += 1
      default:
        if position + 1 == count && !isComplete { return nil }
        if position + 1 == count || bytes[position + 1] != Self.quote {
          position += 1
          return position - 1
        }
        doubled = true
        position += 1  // the second mark of the pair is passed below
      }
      position += 1
    }
    return nil
  }

  /// Notes bytes that are not UTF-8, with the cell they are in.
  mutating func noteInvalidUTF8(at position: Int) {
    let cell = cells.firstIndex { position <= Int($0.end) } ?? cells.count
    fault = (.invalidUTF8, position, cell)
  }

  /// Moves the end of a cell whose doubled quotation marks were removed.
  mutating func shorten(_ index: Int, to end: Int) {
    cells[index].end = Int32(truncatingIfNeeded: end)
  }
}
