import Practice
import SQLite

/// What claims leave to be written when they are in the ledger, for all of them at once. Each
/// operation that makes claims has one.
///
/// SQLite keeps a copy of each page that a statement with triggers changes, in case it must be
/// taken back, and for a statement about one row those copies are much of the work.
public struct ClaimRest: Sendable {
  /// The claims that account for doses.
  var doses = ClaimsOfDoses()
  /// The number that the next claim takes, when one was made.
  var nextClaim: Int64?

  /// Nothing is left.
  public init() {}
}

/// Numbers of claims by numbers of their doses, bound as a JSON object for `json_each`.
struct ClaimsOfDoses: Bindable {
  private var members: [(dose: Dose.ID, claim: Claim.ID)] = []

  var isEmpty: Bool { members.isEmpty }

  mutating func add(_ dose: Dose.ID, _ claim: Claim.ID) { members.append((dose, claim)) }

  func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    let texts = members.map { "\"\($0.dose.number)\":\($0.claim.number)" }
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
    rest.doses = ClaimsOfDoses()
  }
}
