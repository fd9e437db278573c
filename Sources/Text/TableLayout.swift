/// How a table fits a terminal.
///
/// Texts of several words give way first, the widest before others, down to ``leastText`` columns.
/// When that is not enough, commands and then the widest left-aligned columns go below the row,
/// whole. Right-aligned columns hold amounts; they and the first column stay. What then is still
/// too wide is left to the terminal, for a cut number is worse than a broken line.
struct TableLayout {
  /// Blanks between columns.
  static let gap = 2
  /// Blanks before what stands below a row.
  static let indent = 4
  /// A text is not cut below this, about a short name.
  private static let leastText = 12

  /// The columns of the row itself.
  private(set) var row: [Int]
  /// The columns of each line below it.
  private(set) var below: [[Int]] = []
  /// The columns of the terminal that each column of the table takes.
  private(set) var widths: [Int]

  /// A layout; `widths` are those of the longest cells and `texts` the columns of several words.
  /// Without a `width` everything stands in the row.
  init(_ columns: [TextTable.Column], widths: [Int], texts: Set<Int>, width: Int?) {
    let natural = zip(widths, columns).map { min($0, max($1.maxWidth ?? $0, 1)) }
    self.widths = natural
    row = Array(columns.indices)
    guard let width else { return }
    let cuttable = row.filter { columns[$0].alignment == .left && texts.contains($0) }
      .filter { !columns[$0].isWhole }
    var moved: [Int] = []
    while !cut(cuttable, to: width) {
      let movable = row.dropFirst().filter { columns[$0].alignment == .left }
      let rank = { (column: Int) in (columns[column].isWhole ? 1 : 0, natural[column]) }
      guard let widest = movable.max(by: { rank($0) < rank($1) }) else { break }
      row.removeAll { $0 == widest }
      moved.append(widest)
      self.widths = natural
    }
    place(moved.sorted(), width - Self.indent)
  }

  /// Makes texts narrower until the row fits; whether it does then.
  private mutating func cut(_ cuttable: [Int], to width: Int) -> Bool {
    var excess = row.reduce(Self.gap * (row.count - 1) - width) { $0 + widths[$1] }
    while excess > 0 {
      let candidates = cuttable.filter { row.contains($0) && widths[$0] > Self.leastText }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return false }
      widths[widest] -= 1
      excess -= 1
    }
    return true
  }

  /// Puts columns on lines below the row, as many on each as fit.
  private mutating func place(_ moved: [Int], _ width: Int) {
    var used = 0
    for column in moved {
      if let last = below.indices.last, used + Self.gap + widths[column] <= width {
        below[last].append(column)
        used += Self.gap + widths[column]
      } else {
        below.append([column])
        used = widths[column]
      }
    }
  }
}
