import Practice
import SQLite

// What comes out of the ledger was checked when it went in, so texts are taken as they are; words
// of closed sets and days are still parsed, and one that does not parse means that the file was
// altered.
extension Row {
  func value<Value: Storable>(_ column: Int) throws(SQLiteError) -> Value {
    Value(stored: try text(column))
  }

  func optional<Value: Storable>(_ column: Int) throws(SQLiteError) -> Value? {
    try optionalText(column).map(Value.init(stored:))
  }

  func word<Value: RawRepresentable<String>>(_ column: Int) throws -> Value {
    guard let value = Value(rawValue: try text(column)) else { throw damage(column) }
    return value
  }

  func optionalWord<Value: RawRepresentable<String>>(_ column: Int) throws -> Value? {
    try isNull(column) ? nil : try word(column)
  }

  func day(_ column: Int) throws -> Day {
    guard let day = try withUTF8(column, { Day(iso: $0) }) else { throw damage(column) }
    return day
  }

  func optionalDay(_ column: Int) throws -> Day? {
    try isNull(column) ? nil : try day(column)
  }

  func optionalTime(_ column: Int) throws -> TimeOfDay? {
    if try isNull(column) { return nil }
    guard let time = try withUTF8(column, { TimeOfDay(stored: $0) }) else { throw damage(column) }
    return time
  }

  func money(_ column: Int) throws(SQLiteError) -> Money { Money(cents: try int64(column)) }

  func quantity(_ column: Int) throws(SQLiteError) -> Quantity {
    Quantity(millionths: try int64(column))
  }

  func optionalQuantity(_ column: Int) throws(SQLiteError) -> Quantity? {
    try optionalInt64(column).map(Quantity.init(millionths:))
  }

  func id<Record>(_ column: Int) throws(SQLiteError) -> RecordID<Record> {
    RecordID(try int64(column))
  }

  func optionalID<Record>(_ column: Int) throws(SQLiteError) -> RecordID<Record>? {
    try optionalInt64(column).map { RecordID($0) }
  }

  func list<Value: Storable>(_ column: Int) throws(SQLiteError) -> [Value] {
    let joined = try text(column)
    if joined.isEmpty { return [] }
    if !joined.utf8.contains(0x20) { return [Value(stored: joined)] }
    return joined.split(separator: " ").map { Value(stored: String($0)) }
  }

  func services(_ column: Int) throws -> [OtherService] {
    let joined = try text(column)
    if joined.isEmpty { return [] }
    do { return try ListText.parse(joined, OtherService.init(_:)) } catch { throw damage(column) }
  }

  /// An address that begins at a column: line 1, line 2, city, state, ZIP.
  func optionalAddress(_ column: Int) throws -> Address? {
    guard let line1: Line = try optional(column) else { return nil }
    return Address(
      line1: line1, line2: try optional(column + 1), city: try value(column + 2),
      state: try value(column + 3), zip: try value(column + 4))
  }

  /// A name that begins at a column: last, first, middle.
  func name(at column: Int) throws -> PersonName {
    PersonName(
      last: try value(column), first: try optional(column + 1), middle: try optional(column + 2))
  }

  private func damage(_ column: Int) -> LedgerError {
    .damaged(
      "column \(name(column) ?? String(column)) holds a value that this program never writes")
  }
}
