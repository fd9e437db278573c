import Practice
import Storage

/// Saves rows of one kind beside the embedded tables: what is said already is not said again.
struct ReferenceKeeper<Row: DatedRow & CellRecord> {
  private struct Place: Hashable {
    let key: Row.Key
    let day: Day
  }

  private let ledger: Ledger
  private let source: ReferenceSource
  private let insert: (Row, Int64) throws -> Void
  private var known: [Row.Key: [Row]] = [:]
  private var seen: [Place: Row] = [:]
  private var sourceNumber: Int64?

  /// A keeper that knows what the ledger has: of the practice's own rows, or of those of files.
  init(
    _ ledger: Ledger, _ source: ReferenceSource, known rows: [Sourced<Row>],
    insert: @escaping (Row, Int64) throws -> Void
  ) {
    self.ledger = ledger
    self.source = source
    self.insert = insert
    for row in rows where (row.source.kind == .own) == (source.kind == .own) {
      known[row.row.key, default: []].append(row.row)
    }
  }

  /// Saves a row; a difference adds one, and what it changes is noted. A file that contradicts
  /// itself is refused.
  mutating func save(
    _ row: Row, column: String, value: String, _ changes: inout CellChanges
  ) throws -> Verdict {
    let place = Place(key: row.key, day: row.validFrom)
    if let other = seen.updateValue(row, forKey: place), other != row {
      throw RowRefusal(
        column: column, value: value, reason: "stands in this file twice, with different content")
    }
    let rows = known[row.key] ?? []
    let inForce = ReferenceKeeper.inForce(rows, at: row)
    if let inForce {
      let isExact = inForce.validFrom == row.validFrom
      if isExact ? inForce == row : inForce.saysTheSame(as: row) { return .same }
    }
    let number = try sourceNumber ?? ledger.saveReferenceSource(source)
    sourceNumber = number
    try insert(row, number)
    known[row.key] = rows.filter { $0.validFrom != row.validFrom } + [row]
    if rows.isEmpty { return .new }
    changes.note(inForce, row)
    return .changed
  }

  /// The row of the same first day, or else the one that holds on it.
  private static func inForce(_ rows: [Row], at row: Row) -> Row? {
    rows.last { $0.validFrom == row.validFrom }
      ?? rows.filter { $0.isValid(on: row.validFrom) }.max { $0.validFrom < $1.validFrom }
  }
}
