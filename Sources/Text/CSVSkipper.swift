/// Finds the end of a row whose bytes are not kept, across any number of windows.
struct CSVSkipper {
  private enum State {
    case cellStart, plain, quoted, afterQuote
  }

  private var state = State.cellStart
  /// The line reached.
  private(set) var line: Int
  // Whether the last byte passed over ended a line.
  private var endedLine = false
  /// The line on which the last quoted cell was opened.
  private(set) var openingLine: Int

  init(line: Int) {
    self.line = line
    openingLine = line
  }

  /// The last line that has a byte which was passed over.
  var lastLine: Int { endedLine ? line - 1 : line }

  /// True when the bytes so far end inside a quoted cell.
  var isInQuotes: Bool { state == .quoted }

  /// The length up to and including the line end that ends the row; nil when the window ends
  /// before it.
  mutating func skip(_ window: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    for (index, byte) in window.enumerated() {
      switch (state, byte) {
      case (.quoted, UInt8(ascii: "\"")): state = .afterQuote
      case (.quoted, 10): line += 1
      case (.quoted, _): break
      case (_, 10):
        line += 1
        endedLine = true
        return index + 1
      case (.cellStart, UInt8(ascii: "\"")):
        state = .quoted
        openingLine = line
      case (.afterQuote, UInt8(ascii: "\"")): state = .quoted
      case (_, UInt8(ascii: ",")): state = .cellStart
      default: state = .plain
      }
    }
    if let last = window.last { endedLine = last == 10 }
    return nil
  }
}
