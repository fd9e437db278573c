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
    /// Never cut, though it has blanks: a command that people copy.
    public var isWhole: Bool

    /// A column.
    public init(
      _ title: String, _ alignment: Alignment = .left, maxWidth: Int? = nil, isWhole: Bool = false
    ) {
      self.title = title
      self.alignment = alignment
      self.maxWidth = maxWidth
      self.isWhole = isWhole
    }
  }

  private let columns: [Column]
  // All cells in one array, row after row: one allocation instead of one per row.
  private var cells: [String] = []
  private var widths: [Int]
  // Columns that have texts of several words; those of single words are dates, keys and codes.
  private var texts: Set<Int> = []

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
      if shown.utf8.contains(UInt8(ascii: " ")) { self.texts.insert(index) }
      cells.append(shown)
    }
  }

  /// Writes the table. With a `width` it is made to fit as ``TableLayout`` says: long texts are
  /// cut, and what still does not fit stands on a line of its own below its row. Amounts, dates and
  /// keys are never cut.
  public func render(into output: inout ByteWriter, width: Int? = nil, style: ANSI = .plain) {
    if columns.isEmpty { return }
    let layout = TableLayout(columns, widths: widths, texts: texts, width: width)
    row(columns.map { printable($0.title) }[...], layout, style, &output)
    ruleLine(layout, &output)
    for number in 0..<rowCount {
      let cells = cells[(number * columns.count)..<((number + 1) * columns.count)]
      row(cells, layout, nil, &output)
    }
  }

  /// The table as text.
  public func rendered(width: Int? = nil) -> String {
    var output = ByteWriter()
    render(into: &output, width: width)
    return String(decoding: output.finish(), as: UTF8.self)
  }

  private func row(
    _ texts: ArraySlice<String>, _ layout: TableLayout, _ style: ANSI?, _ output: inout ByteWriter
  ) {
    line(texts, layout.row, layout, style, &output)
    for below in layout.below {
      guard below.contains(where: { !texts[texts.startIndex + $0].isEmpty }) else { continue }
      output.write(byte: UInt8(ascii: " "), times: TableLayout.indent)
      line(texts, below, layout, style, &output)
    }
  }

  private func line(
    _ texts: ArraySlice<String>, _ shownColumns: [Int], _ layout: TableLayout, _ style: ANSI?,
    _ output: inout ByteWriter
  ) {
    var pendingBlanks = 0  // written only before text: lines have no trailing blanks
    for index in shownColumns {
      let shown = truncated(texts[texts.startIndex + index], to: layout.widths[index])
      let blanks = layout.widths[index] - displayWidth(shown)
      if columns[index].alignment == .right { pendingBlanks += blanks }
      if !shown.isEmpty {
        output.write(byte: UInt8(ascii: " "), times: pendingBlanks)
        pendingBlanks = 0
        output.write(style?.bold(shown) ?? shown)
      }
      if columns[index].alignment == .left { pendingBlanks += blanks }
      pendingBlanks += TableLayout.gap
    }
    output.write(byte: 10)
  }

  private func ruleLine(_ layout: TableLayout, _ output: inout ByteWriter) {
    for (place, index) in layout.row.enumerated() {
      if place > 0 { output.write(byte: UInt8(ascii: " "), times: TableLayout.gap) }
      output.write(byte: UInt8(ascii: "-"), times: layout.widths[index])
    }
    output.write(byte: 10)
  }
}
