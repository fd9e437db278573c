import Practice
import Text

/// A list for people, for programs and for spreadsheets, from the same rows.
struct Listing {
  /// A cell.
  enum Cell {
    case text(String)
    case optional(String?)
    case int(Int)
    case cents(Int64)
    case list([String])
    case absent
  }

  /// A column: its name in JSON and CSV, its title for people.
  struct Column {
    let name: String
    let title: String
    let alignment: Alignment
    let maxWidth: Int?
    let isWhole: Bool

    init(
      _ name: String, _ title: String, _ alignment: Alignment = .left, maxWidth: Int? = nil,
      isWhole: Bool = false
    ) {
      self.name = name
      self.title = title
      self.alignment = alignment
      self.maxWidth = maxWidth
      self.isWhole = isWhole
    }
  }

  let columns: [Column]
  private(set) var rows: [[Cell]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func row(_ cells: [Cell]) { rows.append(cells) }

  /// Prints a table, or a JSON array when that is asked for.
  func print(_ session: Session, empty: String) throws {
    if session.options.json {
      try session.console.json { json in
        json.beginArray()
        for row in rows { Listing.object(row, columns, &json) }
        json.endArray()
      }
      return
    }
    guard !rows.isEmpty else {
      session.console.say(empty)
      return
    }
    var table = TextTable(
      columns.map {
        .init($0.title, $0.alignment, maxWidth: $0.maxWidth, isWhole: $0.isWhole)
      })
    for row in rows { table.row(row.map(Listing.shown)) }
    try session.console.write {
      table.render(into: &$0, width: session.console.width, style: session.console.style)
    }
  }

  private static func object(_ row: [Cell], _ columns: [Column], _ json: inout JSONWriter) {
    json.beginObject()
    for (column, cell) in zip(columns, row) {
      json.key(column.name)
      switch cell {
      case .text(let text): json.string(text)
      case .optional(let text): json.string(text)
      case .int(let number): json.int(number)
      case .cents(let cents): json.int(Int(cents))
      case .list(let texts):
        json.beginArray()
        for text in texts { json.string(text) }
        json.endArray()
      case .absent: json.null()
      }
    }
    json.endObject()
  }

  private static func shown(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .optional(let text): text ?? ""
    case .int(let number): String(number)
    case .cents(let cents): Money(cents: cents).description
    case .list(let texts): texts.joined(separator: " ")
    case .absent: ""
    }
  }
}
