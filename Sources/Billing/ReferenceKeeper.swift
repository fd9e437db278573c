import Practice
import Storage

/// Saves rows of one kind beside the embedded tables: what is said already is not said again.
struct ReferenceKeeper<Row: DatedRow> {
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

  /// Saves a row; a difference adds one. A file that contradicts itself is refused.
  mutating func save(_ row: Row, column: String, value: String) throws -> Verdict {
    let place = Place(key: row.key, day: row.validFrom)
    if let other = seen.updateValue(row, forKey: place), other != row {
      throw RowRefusal(
        column: column, value: value, reason: "stands in this file twice, with different content")
    }
    let rows = known[row.key] ?? []
    let verdict = ReferenceKeeper.verdict(row, among: rows)
    guard verdict != .same else { return .same }
    let number = try sourceNumber ?? ledger.saveReferenceSource(source)
    sourceNumber = number
    try insert(row, number)
    known[row.key] = rows.filter { $0.validFrom != row.validFrom } + [row]
    return verdict
  }

  private static func verdict(_ row: Row, among rows: [Row]) -> Verdict {
    if let exact = rows.last(where: { $0.validFrom == row.validFrom }) {
      return exact == row ? .same : .changed
    }
    let inForce = rows.filter { $0.isValid(on: row.validFrom) }
      .max { $0.validFrom < $1.validFrom }
    if let inForce, inForce.saysTheSame(as: row) { return .same }
    return rows.isEmpty ? .new : .changed
  }
}
