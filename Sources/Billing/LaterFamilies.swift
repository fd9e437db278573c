import Practice
import Storage

/// Claims that stand for the same services with one payer, and those that went on from them.
struct LaterFamilies {
  /// What became of the decided claims and of those that went on from them.
  private(set) var lives: [Claim.ID: ClaimLife] = [:]
  private let links: [Claim.ID: LaterLink]
  private let origins: [Claim.ID: Claim.ID]
  /// Claims that went on, by the first claim of the family that they follow.
  private var followers: [Claim.ID: [Claim.ID]] = [:]

  init(_ ledger: Ledger, _ decided: [Claim.ID]) throws {
    links = try ledger.laterLinks(ofVisitsOf: decided)
    origins = try ledger.origins(ofVisitsOf: decided)
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
    case nothing
    /// The decision says it; `taken` asked the same payer and was taken back.
    case ask(taken: ClaimSummary?)
    case known(LaterClaim.Standing)
    /// It went on as a claim that the payer has, or may have.
    case went(ClaimLife, LaterClaim.Standing)
  }

  /// What is known without looking at what was decided.
  func standing(of source: LaterSource, _ registry: Registry) -> Answer {
    let id = source.life.summary.id
    let laters = laters(of: id)
    let lives = laters.filter { ![.rejected, .replaced, .voided].contains($0.history.state) }
    if let live = lives.last, let other = lives.first, lives.count > 1 {
      let (old, new) = (other.summary, live.summary)
      return .went(
        live,
        .outdated(
          new.id,
          "claims \(old.id) and \(new.id) both ask \(new.payer) for claim \(id); take one "
            + "back", command: "shots claim void \(new.id) --doses open --why …"))
    }
    let state = source.life.history.state
    guard state == .paid || state == .denied, source.life.history.decision != nil else {
      // Another claim of the family may have been decided since: then that one speaks.
      guard let live = lives.last, links[live.summary.id]?.earlier == id,
        !isDecidedOtherwise(than: id)
      else { return .nothing }
      let next = live.summary
      return .went(
        live,
        .outdated(
          next.id,
          "claim \(next.id) told \(next.payer) of the decision on claim \(id), which is \(state) "
            + "now; correct it after the next decision, or take it back with shots claim void "
            + "\(next.id)", command: "shots claim history \(id)"))
    }
    if let why = unsettled(source, registry), !source.isForced { return .known(.notDue(why)) }
    if source.again != nil { return .ask(taken: nil) }
    if let live = lives.last { return .went(live, standing(of: live, source)) }
    let taken = laters.last { $0.history.state == .voided }
    guard !source.isForced, let taken, taken.summary.payer == source.next.value.payer else {
      return .ask(taken: nil)
    }
    return .ask(taken: taken.summary)
  }

  /// Whether the claim to the later payer still tells what is true.
  private func standing(of live: ClaimLife, _ source: LaterSource) -> LaterClaim.Standing {
    let id = source.life.summary.id
    let next = live.summary
    let history = source.life.history
    if live.history.state == .voiding { return .notDue("claim \(next.id) is being taken back") }
    if live.history.decision == nil,
      !source.decided.next.contains(where: { $0.value.payer == next.payer })
    {
      return .outdated(
        next.id,
        "claim \(next.id) asks \(next.payer), whose policy does not cover \(next.date) any more",
        command: "shots claim void \(next.id) --doses open --why …")
    }
    guard links[next.id]?.event == history.decision?.id else {
      return .outdated(
        next.id,
        "claim \(next.id) told \(next.payer) of an earlier decision than the one on claim \(id)",
        command: "shots claim correct \(next.id)")
    }
    guard history.paid == history.decision?.paid else {
      return .outdated(
        next.id,
        "claim \(next.id) told \(next.payer) of \(history.decision?.paid ?? .zero), and "
          + "\(source.life.summary.payer) has paid \(history.paid) for claim \(id)",
        command: "shots claim correct \(next.id)")
    }
    return .sent(next.id, next.number)
  }

  /// Why a decided claim does not speak for itself yet: it was to be taken back or replaced, and
  /// the payer refused that.
  private func unsettled(_ source: LaterSource, _ registry: Registry) -> String? {
    let claim = source.life.summary
    if let void = source.life.refusedVoid {
      return "claim \(void) was to take claim \(claim.id) back and was refused; that comes first"
    }
    guard let opening = registry.replacement(at: claim.encounter), opening.origin.claim == claim.id
    else { return nil }
    return
      "claim \(opening.claim) was to replace claim \(claim.id) and was refused; that comes first"
  }

  /// What the payers of a chain paid together beyond the charges, by the claim to the last of them.
  func overpaid(_ last: ClaimLife) -> Money? {
    guard last.history.paid > .zero else { return nil }
    var paid = Money.zero
    // What one payer pays beyond the charge is between it and the practice.
    var most = last.summary.total
    var id: Claim.ID? = last.summary.id
    while let current = id {
      let own = lives[current]?.history.paid ?? .zero
      paid = paid.adding(own) ?? paid
      most = max(most, own)
      id = links[current]?.earlier
    }
    return paid > most ? Money(cents: paid.cents - most.cents) : nil
  }

  private func isDecidedOtherwise(than id: Claim.ID) -> Bool {
    let root = LaterFamilies.root(id, origins)
    return lives.contains { other, life in
      other != id && LaterFamilies.root(other, origins) == root
        && (life.history.state == .paid || life.history.state == .denied)
    }
  }
}
