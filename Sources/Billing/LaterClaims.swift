import Claims
import Coding
import Practice
import Storage

/// A decided claim of a patient whom another policy covers after it: whether it goes on to that
/// payer (837P guide §6).
public struct LaterClaim: Sendable {
  /// The decided claim.
  public let earlier: ClaimSummary
  /// Who pays next.
  public let payer: PayerID
  /// What the decision left for the patient.
  public let left: Money
  /// The day of the decision; nil when none is in force.
  public let decidedOn: Day?
  /// What the payers paid together beyond the charges: somebody wants it back.
  public let overpaid: Money?
  /// Whether it goes on.
  public let standing: Standing
  /// The refused or opened claim to the next payer that it answers.
  let again: Claim.ID?
  /// What would be frozen; nil unless it is due.
  let draft: ClaimDraft?
  /// The claim as it would go; nil unless it is due.
  let claim: Claim?

  /// Whether a claim goes on to the next payer.
  public enum Standing: Sendable {
    /// The next export sends it; `again` is an earlier claim that was refused or is corrected.
    case due(again: Claim.ID?)
    /// It should go on and cannot: why, and the command to begin with.
    case held(String, command: String)
    /// It may go on, and only a person knows: why, and the command that sends it.
    case asks(String, command: String)
    /// Its payer sent it on by itself on a day, and nobody has noted what the next one said.
    case crossed(String, on: Day)
    /// It does not go on: why.
    case notDue(String)
    /// It went on.
    case sent(Claim.ID, ClaimNumber)
    /// It went on, and what it told does not hold any more: why, and the command to begin with.
    case outdated(Claim.ID, String, command: String)
  }
}

extension Desk {
  /// The decided claims that have a next payer, oldest first; `forced` go on although nothing is
  /// left for the patient or the payer sent them on itself.
  ///
  /// The number of queries does not depend on how many there are.
  public func laterClaims(_ days: DayRange? = nil) throws -> [LaterClaim] {
    try ledger.read { try laterClaims(days, Registry(ledger, tables)) }
  }

  /// Those for the visits of some claims; the history beside them is not read.
  public func laterClaims(ofVisitsOf claims: [Claim.ID]) throws -> [LaterClaim] {
    try ledger.read { try laterClaims(nil, ofVisitsOf: claims, Registry(ledger, tables)) }
  }

  func laterClaims(
    _ days: DayRange?, ofVisitsOf claims: [Claim.ID]? = nil, _ registry: Registry,
    forced: Set<Claim.ID> = [], layout: PaperLayout? = nil
  ) throws -> [LaterClaim] {
    let decided = try ledger.decidedClaims(days, ofVisitsOf: claims)
    if decided.isEmpty { return [] }
    let families = try LaterFamilies(ledger, decided.map(\.id))
    var found: [LaterClaim] = []
    var open: [LaterSource] = []
    for claim in decided {
      guard let life = families.lives[claim.id],
        let next = families.next(of: claim, registry)
      else { continue }
      var source = LaterSource(
        decided: claim, life: life, next: next,
        again: families.laters(of: claim.id).compactMap { registry.laterOpenings[$0.summary.id] }
          .last,
        isForced: forced.contains(claim.id))
      switch families.standing(of: source, registry) {
      case .ask(let taken):
        source.taken = taken
        open.append(source)
      case .known(let standing): found.append(source.later(standing))
      case .went(let live, let standing):
        found.append(
          source.later(standing, payer: live.summary.payer, overpaid: families.overpaid(live)))
      case .nothing: break
      }
    }
    found += try LaterDrafting(desk: self, registry: registry, layout: layout).claims(open)
    return found.sorted { $0.earlier.id.number < $1.earlier.id.number }
  }
}

/// A decided claim with the policy that pays next.
struct LaterSource {
  let decided: DecidedClaim
  let life: ClaimLife
  let next: Stored<Coverage>
  /// The refused or opened claim to the next payer that the new one answers.
  let again: ClaimOpening?
  let isForced: Bool
  /// The claim to that payer that was taken back: nobody knows whether another one is wanted.
  var taken: ClaimSummary?

  func later(
    _ standing: LaterClaim.Standing, left: Money = .zero, payer: PayerID? = nil,
    overpaid: Money? = nil, _ draft: ClaimDraft? = nil, _ claim: Claim? = nil
  ) -> LaterClaim {
    LaterClaim(
      earlier: life.summary, payer: payer ?? next.value.payer, left: left,
      decidedOn: life.history.decision?.day, overpaid: overpaid, standing: standing,
      again: again?.claim, draft: draft, claim: claim)
  }
}
