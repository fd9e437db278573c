import Claims
import Coding
import Practice
import Storage

extension Desk {
  /// What waits of claims to later payers.
  func laterWork(
    _ laters: [LaterClaim], _ registry: Registry, _ answerDays: Int
  ) -> [WorkItem] {
    laters.flatMap { later in
      [matter(later, answerDays), Desk.overpayment(later)].compactMap { matter in
        guard let (number, money, what, command) = matter else { return nil }
        let limit = registry.limit(of: later)
        return WorkItem(
          kind: .secondary, number: number.number, day: later.earlier.date,
          mrn: later.earlier.mrn, payer: later.payer, money: money,
          daysLeft: limit.last.map { today.days(until: $0) },
          what: later.isWaiting ? what + (limit.unknown.map { "; \($0)" } ?? "") : what,
          command: command)
      }
    }
  }

  private typealias LaterMatter = (number: Claim.ID, money: Money, what: String, command: String)

  private func matter(_ later: LaterClaim, _ answerDays: Int) -> LaterMatter? {
    let claim = later.earlier
    let money = later.left == .zero ? claim.total : later.left
    switch later.standing {
    case .due(let again):
      return (
        claim.id, money,
        "claim \(claim.id) is decided; it goes on to \(later.payer)"
          + (again.map { ", in place of claim \($0)" } ?? ""),
        "shots export --month \(claim.date.description.prefix(7)) --format 837p --payer "
          + "\(later.payer) --out …"
      )
    case .held(let why, let mend):
      return (claim.id, money, "claim \(claim.id) cannot go on to \(later.payer): \(why)", mend)
    case .asks(let why, let command), .outdated(_, let why, let command):
      return (claim.id, money, why, command)
    case .crossed(_, let day):
      let waited = day.days(until: today)
      guard waited >= answerDays else { return nil }
      return (
        claim.id, money,
        "\(claim.payer) sent claim \(claim.id) on to \(later.payer), and no answer of "
          + "\(later.payer) is noted after \(waited) days; to note one or to chase it: shots claim "
          + "crossed \(claim.id); if \(later.payer) does not have it: shots export --secondary "
          + "\(claim.id)",
        "shots claim crossed \(claim.id)"
      )
    case .notDue, .sent: return nil
    }
  }

  /// Payers that together paid more than was charged want some of it back.
  private static func overpayment(_ later: LaterClaim) -> LaterMatter? {
    guard let over = later.overpaid, let last = later.last else { return nil }
    return (
      last, over,
      "\(later.earlier.payer) and \(later.payer) paid \(over) more together than the charges of "
        + "claim \(later.earlier.id); somebody wants it back. When \(later.payer) has taken it "
        + "back: shots claim mark \(last) reversed, and then its new decision",
      "shots claim history \(last)"
    )
  }

  /// What the replacement of an opened claim to a later payer says; refused while the payer before
  /// it has not decided.
  func laterCorrection(
    of record: ClaimRecord, _ payerNumber: PartnerID
  ) throws -> ClaimCorrection {
    let stored = record.stored
    let registry = try Registry(ledger, tables)
    let later = try laterClaims(nil, ofVisitsOf: [stored.id], registry).first {
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
      sentNumber: number, differences: ClaimDiff.differences(stored.claim, claim), assessment: nil)
  }

  /// Refuses claims that were asked to go on and have nobody to go to.
  func checkGoingOn(
    _ asked: Set<Claim.ID>, _ claims: [LaterClaim], payer: PayerID? = nil
  ) throws {
    for id in asked.sorted(by: { $0.number < $1.number }) {
      let later = claims.first { $0.earlier.id == id }
      if let later, let payer, payer != later.payer {
        throw Refusal(
          .badData,
          "claim \(id) goes on to \(later.payer), not to \(payer). Say --payer \(later.payer), or "
            + "leave --payer away")
      }
      switch later?.standing {
      case .due, .held: continue
      case .sent(let next, _):
        throw Refusal(.badData, "claim \(id) went on as claim \(next) already")
      case .notDue(let why), .crossed(let why, _):
        throw Refusal(.badData, "claim \(id) does not go on: \(why)")
      case .asks(let why, let command), .outdated(_, let why, let command):
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

extension LaterClaim {
  /// Whether it can be sent, so that only time matters.
  var isWaiting: Bool {
    switch standing {
    case .due, .asks: true
    case .held, .crossed, .notDue, .sent, .outdated: false
    }
  }

  /// Whether the step to the next payer says all that there is to do about the decision.
  var speaksForDecision: Bool {
    switch standing {
    case .due, .held, .asks, .sent, .outdated: true
    case .crossed, .notDue: false
    }
  }

  /// The claim to the later payer, once it went.
  var last: Claim.ID? {
    switch standing {
    case .sent(let id, _), .outdated(let id, _, _): id
    case .due, .held, .asks, .crossed, .notDue: nil
    }
  }
}

extension Registry {
  /// Until when a claim must reach the payer that pays next, counted from the decision before it
  /// (R78); why nobody can say, when nobody can.
  func limit(of later: LaterClaim) -> (last: Day?, unknown: String?) {
    guard let payer = payers[later.payer]?.value, let decided = later.decidedOn else {
      return (nil, nil)
    }
    let settings = settings(payer.id, on: later.earlier.date)
    let last = FilingDeadline.fileLaterBy(
      date: later.earlier.date, decided: decided, payer: payer, settings: settings)
    guard last == nil else { return (last, nil) }
    return (
      nil,
      "its limit after another payer's decision is not known: shots payer set \(payer.id) "
        + "\(PayerSettings.Name.laterFilingDays.rawValue) DAYS"
    )
  }
}
