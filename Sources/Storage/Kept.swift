import Practice
import SQLite

/// A fact beside doses and visits, as its last version says: an order, a stay, a policy.
public struct Kept<Fact: Sendable>: Sendable {
  /// Its number, as people type it; every version keeps it.
  public let number: RecordID<Fact>
  /// Whose it is; nil for what belongs to the practice.
  public let patient: Patient.ID?
  /// What it says.
  public var fact: Fact
  /// Why it was taken back; nil while it counts.
  public var withdrawn: Line?

  /// A fact.
  public init(
    number: RecordID<Fact>, patient: Patient.ID?, fact: Fact, withdrawn: Line? = nil
  ) {
    self.number = number
    self.patient = patient
    self.fact = fact
    self.withdrawn = withdrawn
  }
}

/// Whose facts are wanted: everybody's, or one patient's.
public enum FactOwner: Sendable {
  /// Everybody's.
  case anybody
  /// One patient's, and the practice's own.
  case patient(Patient.ID)

  var first: Int64 {
    switch self {
    case .anybody: 0
    case .patient(let id): id.number
    }
  }

  var last: Int64 {
    switch self {
    case .anybody: .max
    case .patient(let id): id.number
    }
  }
}

extension Ledger {
  /// The last version of each fact, by number. The rows begin with id, number and patient, and end
  /// with why it is withdrawn, at `withdrawn`.
  func kept<Fact>(
    _ sql: SQL, _ owner: FactOwner, withdrawn: Int, _ read: (borrowing Row) throws -> Fact
  ) throws -> [Kept<Fact>] {
    try translating(operation: nil) {
      var latest: [Int64: (version: Int64, kept: Kept<Fact>)] = [:]
      try connection.each(sql, owner.first, owner.last) { row in
        let version = try row.int64(0)
        let number = try row.int64(1)
        if let known = latest[number], known.version > version { return }
        do {
          latest[number] = (
            version,
            Kept(
              number: RecordID(number), patient: try row.optionalID(2), fact: try read(row),
              withdrawn: try row.optional(withdrawn))
          )
        } catch let error as InvalidValue {
          throw LedgerError.damaged("a fact: \(error.kind) \(error.reason)")
        }
      }
      return latest.values.map(\.kept).sorted { $0.number < $1.number }
    }
  }

  /// The number of what was inserted last: its own when it has one already.
  func number<Fact>(_ known: RecordID<Fact>?) -> RecordID<Fact> {
    known ?? RecordID(connection.lastInsertRowID)
  }
}
