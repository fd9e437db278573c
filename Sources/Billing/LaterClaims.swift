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

  func laterClaims(
    _ days: DayRange?, _ registry: Registry, forced: Set<Claim.ID> = [],
    layout: PaperLayout? = nil
  ) throws -> [LaterClaim] {
    let decided = try ledger.decidedClaims(days)
    if decided.isEmpty { return [] }
    let families = try LaterFamilies(ledger, decided.map(\.id))
    var found: [LaterClaim] = []
    var open: [LaterSource] = []
    for claim in decided {
      guard let life = families.lives[claim.id],
        let next = families.next(of: claim, registry)
      else { continue }
      let source = LaterSource(
        decided: claim, life: life, next: next,
        again: families.laters(of: claim.id).compactMap { registry.laterOpenings[$0.summary.id] }
          .last,
        isForced: forced.contains(claim.id))
      switch families.standing(of: source) {
      case .ask: open.append(source)
      case .known(let standing): found.append(source.later(standing))
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

  func later(
    _ standing: LaterClaim.Standing, left: Money = .zero, _ draft: ClaimDraft? = nil,
    _ claim: Claim? = nil
  ) -> LaterClaim {
    LaterClaim(
      earlier: life.summary, payer: next.value.payer, left: left, standing: standing,
      again: again?.claim, draft: draft, claim: claim)
  }
}

/// Claims that stand for the same services with one payer, and those that went on from them.
private struct LaterFamilies {
  /// What became of the decided claims and of those that went on from them.
  private(set) var lives: [Claim.ID: ClaimLife] = [:]
  private let links: [Claim.ID: LaterLink]
  private let origins: [Claim.ID: Claim.ID]
  /// Claims that went on, by the first claim of the family that they follow.
  private var followers: [Claim.ID: [Claim.ID]] = [:]

  init(_ ledger: Ledger, _ decided: [Claim.ID]) throws {
    links = try ledger.laterLinks()
    origins = try ledger.allOrigins()
    let roots = Set(decided.map { LaterFamilies.root($0, origins) })
    var ids = Set(decided)
    for (id, link) in links {
      let root = LaterFamilies.root(link.earlier, origins)
      guard roots.contains(root) else { continue }
      followers[root, default: []].append(id)
      ids.insert(id)
      ids.insert(link.earlier)
    }
    for id in decided { if let link = links[id] { ids.insert(link.earlier) } }
    let sorted = ids.sorted { $0.number < $1.number }
    var lives: [Claim.ID: ClaimLife] = [:]
    try ledger.eachClaimLife(only: sorted) { life in
      lives[life.summary.id] = life
      return true
    }
    self.lives = lives
  }

  /// The first claim of which one is a correction or another try.
  private static func root(_ id: Claim.ID, _ origins: [Claim.ID: Claim.ID]) -> Claim.ID {
    var root = id
    while let origin = origins[root] { root = origin }
    return root
  }

  /// The claims that went on from a claim or from others of its family, oldest first.
  func laters(of id: Claim.ID) -> [ClaimLife] {
    (followers[LaterFamilies.root(id, origins)] ?? []).sorted { $0.number < $1.number }
      .compactMap { lives[$0] }
  }

  /// The policy that pays next; nil when it is with a payer that was asked already.
  func next(of claim: DecidedClaim, _ registry: Registry) -> Stored<Coverage>? {
    var asked: Set<PayerID> = []
    var id: Claim.ID? = claim.id
    while let current = id {
      if let payer = lives[current]?.summary.payer { asked.insert(payer) }
      id = links[current]?.earlier
    }
    return claim.next.first { policy in
      guard let payer = registry.payers[policy.value.payer]?.value else { return false }
      return !asked.contains(payer.id) && payer.payerClass != .selfPay
        && !payer.payerClass.isForAccidents
    }
  }

  enum Answer {
    case ask, nothing
    case known(LaterClaim.Standing)
  }

  /// What is known without looking at what was decided.
  func standing(of source: LaterSource) -> Answer {
    let id = source.life.summary.id
    let laters = laters(of: id)
    let state = source.life.history.state
    let lives = laters.filter { ![.rejected, .replaced, .voided].contains($0.history.state) }
    let live = lives.last
    if let live, let other = lives.first, lives.count > 1 {
      let (old, new) = (other.summary, live.summary)
      return .known(
        .outdated(
          new.id,
          "claims \(old.id) and \(new.id) both ask \(new.payer) for claim \(id); take one "
            + "back", command: "shots claim void \(new.id) --doses open --why …"))
    }
    guard state == .paid || state == .denied, let decision = source.life.history.decision?.id else {
      // Another claim of the family may have been decided since: then that one speaks.
      guard let live, links[live.summary.id]?.earlier == id, !isDecidedOtherwise(than: id) else {
        return .nothing
      }
      let next = live.summary
      return .known(
        .outdated(
          next.id,
          "claim \(next.id) told \(next.payer) of the decision on claim \(id), which is \(state) "
            + "now; correct it after the next decision, or take it back with shots claim void "
            + "\(next.id)", command: "shots claim history \(id)"))
    }
    if source.again != nil { return .ask }
    if let live {
      if live.history.state == .voiding {
        return .known(.notDue("claim \(live.summary.id) is being taken back"))
      }
      guard links[live.summary.id]?.event == decision else {
        return .known(outdated(live, "an earlier decision than the one on claim \(id)"))
      }
      return .known(.sent(live.summary.id, live.summary.number))
    }
    if !source.isForced, let voided = laters.last(where: { $0.history.state == .voided }) {
      return .known(.notDue("claim \(voided.summary.id) was taken back"))
    }
    return .ask
  }

  private func isDecidedOtherwise(than id: Claim.ID) -> Bool {
    let root = LaterFamilies.root(id, origins)
    return lives.contains { other, life in
      other != id && LaterFamilies.root(other, origins) == root
        && (life.history.state == .paid || life.history.state == .denied)
    }
  }

  private func outdated(_ live: ClaimLife, _ what: String) -> LaterClaim.Standing {
    let id = live.summary.id
    return .outdated(
      id, "claim \(id) told \(live.summary.payer) of \(what)", command: "shots claim correct \(id)")
  }
}

extension Desk {
  /// What waits of claims to later payers.
  func laterWork(_ registry: Registry) throws -> [WorkItem] {
    try laterClaims(nil, registry).compactMap { later in
      let claim = later.earlier
      let what: String
      let command: String
      switch later.standing {
      case .due(let again):
        what =
          "claim \(claim.id) is decided; it goes on to \(later.payer)"
          + (again.map { ", in place of claim \($0)" } ?? "")
        command =
          "shots export --month \(claim.date.description.prefix(7)) --format 837p --payer "
          + "\(later.payer) --out …"
      case .held(let why, let mend):
        (what, command) = ("claim \(claim.id) cannot go on to \(later.payer): \(why)", mend)
      case .outdated(_, let why, let mend): (what, command) = (why, mend)
      case .notDue, .sent: return nil
      }
      let fileBy = FilingDeadline.fileBy(
        date: claim.date, payer: registry.payers[later.payer]?.value,
        settings: registry.settings(later.payer, on: claim.date))
      return WorkItem(
        kind: .secondary, number: claim.id.number, day: claim.date, mrn: claim.mrn,
        payer: later.payer, money: later.left == .zero ? claim.total : later.left,
        daysLeft: fileBy.map { today.days(until: $0) },
        what: what, command: command)
    }
  }

  /// What the replacement of an opened claim to a later payer says; refused while the payer before
  /// it has not decided.
  func laterCorrection(
    of record: ClaimRecord, _ payerNumber: PartnerID
  ) throws -> ClaimCorrection {
    let stored = record.stored
    let registry = try Registry(ledger, tables)
    let later = try laterClaims(nil, registry).first {
      registry.laterOpenings[stored.id] != nil && $0.again == stored.id
    }
    let earlier = try ledger.laterLink(of: stored.id)?.earlier ?? stored.id
    guard let later, var claim = later.claim else {
      var why = "claim \(earlier), which it follows, has no decision that it could tell"
      if case .held(let what, _)? = later?.standing { why = what }
      throw Refusal(
        .badData,
        "claim \(stored.id) cannot be corrected: \(why). See: shots claim show \(earlier)")
    }
    let number = try ledger.correctionNumber(of: stored.id)
    claim.number = number
    return ClaimCorrection(
      claim: stored.id, encounter: stored.encounter, payerNumber: payerNumber, number: number,
      differences: ClaimDiff.differences(stored.claim, claim), assessment: nil)
  }

  /// Refuses claims that were asked to go on and have nobody to go to.
  func checkGoingOn(_ order: ExportOrder, _ claims: [LaterClaim]) throws {
    for id in order.goingOn.sorted(by: { $0.number < $1.number }) {
      let later = claims.first { $0.earlier.id == id }
      switch later?.standing {
      case .due, .held: continue
      case .sent(let next, _):
        throw Refusal(.badData, "claim \(id) went on as claim \(next) already")
      case .notDue(let why): throw Refusal(.badData, "claim \(id) does not go on: \(why)")
      case .outdated(_, let why, let command):
        throw Refusal(.badData, "\(why). Begin with: \(command)")
      case nil:
        throw Refusal(
          .badData,
          "claim \(id) does not go on: it has no decision of the days asked for, or no other "
            + "policy covers its day. See: shots claim show \(id)")
      }
    }
  }
}
