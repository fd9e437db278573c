import Practice
import Text

/// One page of a print image: 66 lines of 85 character cells (CMS-1500 guide §1).
struct PaperPage {
  private var cells: [UInt8]
  /// How many cells of each line are in use, so that trailing blanks are cut.
  private var ends: [Int]
  private let layout: PaperLayout

  init(_ layout: PaperLayout) {
    self.layout = layout
    let size = PaperBox.pageLines * PaperBox.pageColumns
    cells = [UInt8](repeating: Self.blank, count: size)
    ends = [Int](repeating: 0, count: PaperBox.pageLines)
  }

  private static let blank = UInt8(ascii: " ")

  /// Puts every value of a form into its cells.
  mutating func fill(_ form: PaperForm) {
    for entry in form.entries {
      let spot = entry.box.spot
      let text = entry.printed.utf8
      let shift = spot.fit == .number ? spot.width - text.count : 0
      put(text, line: entry.box.pageLine(entry.line), column: spot.column + shift)
    }
  }

  private mutating func put(_ text: Substring.UTF8View, line: Int, column: Int) {
    let row = line - 1 + layout.top
    var cell = column - 1 + layout.left
    guard ends.indices.contains(row) else { return }
    for byte in text {
      guard (0..<PaperBox.pageColumns).contains(cell) else { return }
      cells[row * PaperBox.pageColumns + cell] = byte
      cell += 1
    }
    ends[row] = max(ends[row], cell)
  }

  /// Writes the 66 lines.
  func write(to output: inout ByteWriter) {
    for row in 0..<PaperBox.pageLines {
      let start = row * PaperBox.pageColumns
      output.write(utf8: cells.span.extracting(start..<start + ends[row]))
      if layout.lineEnd == .crlf { output.write(byte: UInt8(ascii: "\r")) }
      output.write(byte: UInt8(ascii: "\n"))
    }
  }
}

extension PaperLayout {
  /// How far everything can be moved without leaving the page, from the table of boxes.
  public static let range: (top: ClosedRange<Int>, left: ClosedRange<Int>) = {
    let spots = PaperBoxTable.spots
    let lastLine = PaperBox.allCases.map { $0.pageLine(PaperBox.linesOfForm) }.max() ?? 0
    let firstLine = spots.map(\.line).min() ?? 1
    let lastColumn = spots.map { $0.column + $0.width - 1 }.max() ?? 0
    let firstColumn = spots.map(\.column).min() ?? 1
    return (
      1 - firstLine...PaperBox.pageLines - lastLine,
      1 - firstColumn...PaperBox.pageColumns - lastColumn
    )
  }()

  /// Why the page cannot be moved so far; nil when it can.
  public var problem: String? {
    let range = Self.range
    if !range.top.contains(top) {
      return "moves text off the page: top is between \(range.top.lowerBound) and "
        + "\(range.top.upperBound) lines"
    }
    if !range.left.contains(left) {
      return "moves text off the page: left is between \(range.left.lowerBound) and "
        + "\(range.left.upperBound) columns"
    }
    return nil
  }
}
