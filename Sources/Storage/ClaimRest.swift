import Practice
import SQLite

/// What claims leave to be written when they are in the ledger, for all of them at once.
///
/// SQLite keeps a copy of each page that a statement with triggers changes, in case it must be
/// taken back, and for a statement about one row those copies are much of the work.
public struct ClaimRest: Sendable {
  /// The claims that account for doses.
  var doses = Pairs<Dose, Claim>()
  /// The number that the next claim takes, when one was made.
  var nextClaim: Int64?

  /// Nothing is left.
  public init() {}
}

/// Numbers of records by numbers of others, bound as a JSON object for `json_each`.
struct Pairs<Key, Value>: Bindable {
  private var members: [(key: RecordID<Key>, value: RecordID<Value>)] = []

  var isEmpty: Bool { members.isEmpty }

  mutating func add(_ key: RecordID<Key>, _ value: RecordID<Value>) {
    members.append((key, value))
  }

  func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    let texts = members.map { "\"\($0.key.number)\":\($0.value.number)" }
    try parameter.text("{" + texts.joined(separator: ",") + "}")
  }
}

extension Ledger {
  /// Accounts for the doses of claims. Whoever inserts claims calls it in the same operation,
  /// before doses are read again.
  public func write(_ rest: inout ClaimRest) throws {
    if !rest.doses.isEmpty {
      try connection.run(
        """
        UPDATE dose SET disposition = 'billed', disposition_reason = NULL, claim_id = j.value
        FROM json_each(?1) j WHERE dose.id = CAST(j.key AS INTEGER)
        """, rest.doses)
    }
    rest.doses = Pairs()
  }
}
