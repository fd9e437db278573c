/// A table for people: headers and aligned columns.
///
/// Data is made harmless for terminals (see ``printable(_:)``) and measured in terminal columns.
public struct TextTable: Sendable {
  /// One column of a table.
  public struct Column: Sendable {
    /// The header.
    public var title: String
    /// Where texts stand in the column.
    public var alignment: Alignment
    /// The most columns of the terminal it may take; longer texts end in `…`.
    public var maxWidth: Int?

    /// A column.
    public init(_ title: String, _ alignment: Alignment = .left, maxWidth: Int? = nil) {
      self.title = title
      self.alignment = alignment
      self.maxWidth = maxWidth
    }
  }

  /// A column is not made narrower than this to fit a terminal.
  private static let minWidth = 8
  private static let gap = 2

  private let columns: [Column]
  // All cells in one array, row after row: one allocation instead of one per row.
  private var cells: [String] = []
  private var widths: [Int]

  /// An empty table.
  public init(_ columns: [Column]) {
    self.columns = columns
    widths = columns.map { displayWidth(printable($0.title)) }
  }

  /// How many rows there are.
  private var rowCount: Int { columns.isEmpty ? 0 : cells.count / columns.count }

  /// Adds a row. It has as many cells as the table has columns.
  public mutating func row(_ texts: [String]) {
    precondition(texts.count == columns.count, "a row has as many cells as there are columns")
    for (index, text) in texts.enumerated() {
      let shown = printable(text)
      widths[index] = max(widths[index], displayWidth(shown))
      cells.append(shown)
    }
  }

  /// Writes the table. With a `width`, the widest left-aligned columns are cut until the table
  /// fits if it can; right-aligned columns hold amounts, which are never cut for that.
  public func render(into output: inout ByteWriter, width: Int? = nil, style: ANSI = .plain) {
    if columns.isEmpty { return }
    let layout = fitted(to: width)
    line(columns.map { printable($0.title) }[...], layout, style, &output)
    ruleLine(layout, &output)
    for row in 0..<rowCount {
      line(cells[(row * columns.count)..<((row + 1) * columns.count)], layout, nil, &output)
    }
  }

  /// The table as text.
  public func rendered(width: Int? = nil) -> String {
    var output = ByteWriter()
    render(into: &output, width: width)
    return String(decoding: output.finish(), as: UTF8.self)
  }

  private func fitted(to width: Int?) -> [Int] {
    var layout = zip(widths, columns).map { min($0, max($1.maxWidth ?? $0, 1)) }
    guard let width else { return layout }
    var excess = layout.reduce(0, +) + Self.gap * (layout.count - 1) - width
    while excess > 0 {
      let candidates = layout.indices.filter {
        columns[$0].alignment == .left && layout[$0] > Self.minWidth
      }
      guard let widest = candidates.max(by: { layout[$0] < layout[$1] }) else { break }
      layout[widest] -= 1
      excess -= 1
    }
    return layout
  }

  private func line(
    _ texts: ArraySlice<String>, _ layout: [Int], _ style: ANSI?, _ output: inout ByteWriter
  ) {
    var pendingBlanks = 0  // written only before text: lines have no trailing blanks
    for (index, text) in texts.enumerated() {
      let shown = truncated(text, to: layout[index])
      let blanks = layout[index] - displayWidth(shown)
      if columns[index].alignment == .right { pendingBlanks += blanks }
      if !shown.isEmpty {
        output.write(byte: UInt8(ascii: " "), times: pendingBlanks)
        pendingBlanks = 0
        output.write(style?.bold(shown) ?? shown)
      }
      if columns[index].alignment == .left { pendingBlanks += blanks }
      pendingBlanks += Self.gap
    }
    output.write(byte: 10)
  }

  private func ruleLine(_ layout: [Int], _ output: inout ByteWriter) {
    for (index, width) in layout.enumerated() {
      if index > 0 { output.write(byte: UInt8(ascii: " "), times: Self.gap) }
      output.write(byte: UInt8(ascii: "-"), times: width)
    }
    output.write(byte: 10)
  }
}
