import Practice

/// A page of a print image as it was read: the cells, and what stands in each box.
public struct ReadPaperForm: Hashable, Sendable {
  /// The page of the file, from 1.
  public let page: Int
  private var cells = [UInt8](
    repeating: UInt8(ascii: " "), count: PaperBox.pageLines * PaperBox.pageColumns)

  init(page: Int) { self.page = page }

  /// Which cells of the page belong to a box.
  private static let boxed: [Bool] = {
    var boxed = [Bool](repeating: false, count: PaperBox.pageLines * PaperBox.pageColumns)
    for box in PaperBox.allCases {
      for line in 1...(box.isOnServiceLine ? PaperBox.linesOfForm : 1) {
        for cell in cells(box, line) { boxed[cell] = true }
      }
    }
    return boxed
  }()

  private static func cells(_ box: PaperBox, _ line: Int) -> Range<Int> {
    let start = (box.pageLine(line) - 1) * PaperBox.pageColumns + box.spot.column - 1
    return start..<start + box.spot.width
  }

  /// Takes over a line of the file, moved back to where the guide draws it.
  mutating func set(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, _ layout: PaperLayout
  ) throws(PaperReadError) {
    guard bytes.count <= PaperBox.pageColumns else {
      throw fault(line, "the line has more than \(PaperBox.pageColumns) characters")
    }
    let row = line - 1 - layout.top
    for (index, byte) in bytes.enumerated() where byte != UInt8(ascii: " ") {
      let column = index - layout.left
      let cell = row * PaperBox.pageColumns + column
      guard (0..<PaperBox.pageLines).contains(row), (0..<PaperBox.pageColumns).contains(column),
        Self.boxed[cell]
      else { throw fault(line, "column \(index + 1) is between the boxes") }
      guard byte > 0x20, byte < 0x7F else {
        throw fault(line, "column \(index + 1) has a character that is not printed")
      }
      cells[cell] = byte
    }
  }

  private func fault(_ line: Int, _ message: String) -> PaperReadError {
    PaperReadError(page: page, line: line, message: message)
  }

  /// What stands in a box, without the blanks around it; empty when nothing does.
  public func text(_ box: PaperBox, line: Int = 0) -> String {
    var cells = cells[Self.cells(box, line)]
    while cells.last == UInt8(ascii: " ") { cells.removeLast() }
    return String(decoding: cells.drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
  }

  /// Every box that is not blank, with its service line.
  public var filled: [(box: PaperBox, line: Int)] {
    var filled: [(box: PaperBox, line: Int)] = []
    for box in PaperBox.allCases {
      for line in box.isOnServiceLine ? 1...PaperBox.linesOfForm : 0...0
      where cells[Self.cells(box, line)].contains(where: { $0 != UInt8(ascii: " ") }) {
        filled.append((box, line))
      }
    }
    return filled
  }

  /// How many service lines it has: those with a code.
  public var lines: Int {
    (1...PaperBox.linesOfForm).count { !text(.code, line: $0).isEmpty }
  }

  /// An amount with a blank between dollars and cents; nil when it is none.
  public func money(_ box: PaperBox, line: Int = 0) -> Money? {
    let parts = text(box, line: line).split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 2,
      let dollars = Int64(parts[0]), let cents = Int64(parts[1]), dollars >= 0, cents >= 0
    else { return nil }
    return Money(cents: dollars * 100 + cents)
  }

  /// The total of the service lines of the form; nil when one is no amount.
  public var charges: Money? {
    var sum = Money.zero
    for line in 1...PaperBox.linesOfForm where !text(.code, line: line).isEmpty {
      guard let charge = money(.charge, line: line), let next = sum.adding(charge) else {
        return nil
      }
      sum = next
    }
    return sum
  }
}
