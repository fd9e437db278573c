import Coding
import Practice
import Storage

/// What is the matter with a claim, and what leads on.
struct ClaimMatter {
  var kind: WorkItem.Kind
  var what: String
  var command: String
  /// What could be lost; the whole claim unless it is said.
  var money: Money?
  /// Whether the payer may not have the claim, so that the limit for new claims still runs (R78).
  /// How long a decision can be disputed is not known.
  var isUnfiled = false
}

/// What waits of claims: those that are decided last, when the decisions have been read.
struct ClaimWork {
  private let desk: Desk
  private let registry: Registry
  private let answerDays: Int
  private let openVisits: Set<Encounter.ID>
  /// Claims whose next payer is asked, or was.
  private let goingOn: Set<Claim.ID>
  /// Claims to later payers, with what they follow: their limits are counted otherwise.
  private let steps: [Claim.ID: LaterClaim]
  private let strays: [Claim.ID: [StrayDose]]
  /// Claims that may have something left.
  private let candidates: Set<Claim.ID>
  /// Replaced claims in whose place another was decided.
  private var outlived: Set<Claim.ID> = []
  private var decided: [ClaimLife] = []
  private(set) var items: [WorkItem] = []

  init(
    _ desk: Desk, _ registry: Registry, answerDays: Int, openVisits: Set<Encounter.ID>,
    laters: [LaterClaim]
  ) throws {
    self.desk = desk
    self.registry = registry
    self.answerDays = answerDays
    self.openVisits = openVisits
    goingOn = Set(laters.lazy.filter(\.speaksForDecision).map(\.earlier.id))
    steps = Dictionary(
      laters.compactMap { later in later.last.map { ($0, later) } },
      uniquingKeysWith: { _, last in last })
    strays = Dictionary(grouping: try desk.ledger.strayDoses(), by: \.claim)
    candidates = try desk.ledger.claimsWithRest(settledBy: desk.tables.settledReasons)
  }

  /// The claims that have to be looked at, so that a long history of paid ones is not walked.
  func toWalk(_ tests: [TestBatch]) throws -> [Claim.ID] {
    let waiting = try desk.ledger.waitingClaims(
      unanswered: desk.today.adding(days: -answerDays),
      undecided: desk.today.adding(days: -2 * answerDays), tests: tests.map(\.id))
    return candidates.union(strays.keys).union(waiting).sorted { $0.number < $1.number }
  }

  /// Looks at one claim; they come newest first.
  mutating func look(at life: ClaimLife) {
    let claim = life.summary
    let later = life.followers.last { !$0.successor.isRejected }
    if life.history.state == .replaced, let later,
      later.successor.isDecided || outlived.contains(later.claim)
    {
      outlived.insert(claim.id)
    }
    // Of one to a later payer, what it follows says more.
    guard registry.laterOpenings[claim.id] == nil else { return }
    let isOpened = life.history.opening != nil
    if life.history.closing != nil, !isOpened { return }
    // A dose that the next replacement of the claim takes along is no riddle.
    let isReplaced = registry.replacement(at: claim.encounter)?.origin.claim == claim.id
    if let matter = matter(life, isReplaced ? nil : strays[claim.id]?.first) {
      items.append(item(claim, matter))
    } else if candidates.contains(claim.id),
      life.history.state == .paid || life.history.state == .denied
    {
      decided.append(life)
    }
  }

  /// What is left of decided claims.
  mutating func finish() throws {
    let events = decided.flatMap { $0.history.decisions.compactMap(\.id) }
    let decisions = try desk.ledger.decisions(events)
    let later = try desk.ledger.laterLinks(ofVisitsOf: decided.map(\.summary.id))
    for life in decided {
      let known = life.history.decisions.compactMap { $0.id.flatMap { decisions[$0] } }
      let claim = life.summary
      let rest = UnpaidRest(
        of: known, total: claim.total, on: claim.date, goesOn: goingOn.contains(claim.id),
        isLater: later[claim.id] != nil, tables: desk.tables)
      let takes = registry.takesReplacements(life.summary.payer, on: life.summary.date)
      // The next payer is asked for what a denied claim left.
      if life.history.state == .denied, goingOn.contains(life.summary.id), rest.denied.isEmpty {
        continue
      }
      if let matter = rest.matter(life, takesReplacements: takes) {
        items.append(item(life.summary, matter))
      }
    }
  }

  private func item(_ claim: ClaimSummary, _ matter: ClaimMatter) -> WorkItem {
    let fileBy =
      matter.isUnfiled
      ? steps[claim.id].map { registry.limit(of: $0).last }
        ?? FilingDeadline.fileBy(
          date: claim.date, payer: registry.payers[claim.payer]?.value,
          settings: registry.settings(claim.payer, on: claim.date)) : nil
    return WorkItem(
      kind: matter.kind, number: claim.id.number, day: claim.date, mrn: claim.mrn,
      payer: claim.payer, money: matter.money ?? claim.total,
      daysLeft: fileBy.map { desk.today.days(until: $0) }, what: matter.what,
      command: matter.command)
  }

  private func matter(_ life: ClaimLife, _ stray: StrayDose?) -> ClaimMatter? {
    let id = life.summary.id
    if let void = life.refusedVoid {
      return ClaimMatter(
        kind: .rejected, what: "claim \(void) was to take claim \(id) back and was refused",
        command: "shots claim void \(id) --doses open --why …")
    }
    if let stray {
      let mend = stray.mend(registry)
      return ClaimMatter(kind: .open, what: stray.words, command: mend.command)
    }
    return waiting(life) ?? opened(life) ?? outlived(life)
  }

  /// Claims that nobody answered.
  private func waiting(_ life: ClaimLife) -> ClaimMatter? {
    let id = life.summary.id
    let waited = life.madeOn.days(until: desk.today)
    switch life.history.state {
    case .written where waited >= answerDays:
      return ClaimMatter(
        kind: .unanswered, what: "claim \(id) has no answer after \(waited) days",
        command: "shots claim mark \(id) accepted --payer-number …", isUnfiled: true)
    case .accepted where waited >= 2 * answerDays:
      return ClaimMatter(
        kind: .unanswered,
        what: "claim \(id) was accepted, and not decided after \(waited) days",
        command: "shots claim mark \(id) paid --paid …")
    default: return nil
    }
  }

  /// Claims that are to be sent again, or whose decision was taken back.
  private func opened(_ life: ClaimLife) -> ClaimMatter? {
    let claim = life.summary
    let id = claim.id
    let export = "shots export --month \(claim.date.description.prefix(7)) --format 837p --out …"
    switch life.history.state {
    case .reversed:
      return ClaimMatter(
        kind: .open,
        what: "the decision on claim \(id) was taken back; a new one is due, or the claim is over: "
          + "shots claim close \(id) --why …",
        command: "shots claim history \(id)")
    case .correcting where openVisits.contains(claim.encounter):
      return ClaimMatter(
        kind: .open, what: "claim \(id) is open for correction; the next export replaces it",
        command: export)
    case .correcting:
      return ClaimMatter(
        kind: .open,
        what: "claim \(id) is open for correction, and its visit has no open dose left",
        command: "shots claim void \(id) --doses open --why …")
    case .voiding:
      return ClaimMatter(
        kind: .open, what: "claim \(id) is to be taken back with the next export", command: export)
    default: return nil
    }
  }

  /// Claims whose payment stands although another stands in their place: the payer decides on the
  /// new one and takes the old decision back (837P §7, x12-responses §5.6).
  private func outlived(_ life: ClaimLife) -> ClaimMatter? {
    let claim = life.summary.id
    let paid = life.history.paid
    guard paid > .zero, let later = life.followers.last(where: { !$0.successor.isRejected }) else {
      return nil
    }
    let why: String
    switch life.history.state {
    case .replaced where outlived.contains(claim):
      why = "claim \(later.claim), which replaces it, was decided as well"
    case .voided where later.successor.isTaken:
      why = "claim \(later.claim) took it back"
    default: return nil
    }
    return ClaimMatter(
      kind: .open, what: "claim \(claim) is paid \(paid), and \(why): that payment is to go back",
      command: "shots claim mark \(claim) reversed", money: paid)
  }
}

extension UnpaidRest {
  /// What waits of a claim that was decided so; nil when nothing does.
  func matter(_ life: ClaimLife, takesReplacements: Bool) -> ClaimMatter? {
    let id = life.summary.id
    if life.history.state == .denied {
      let all = denied.map(\.words) + remarks.map(\.words)
      return ClaimMatter(
        kind: .denied,
        what: "claim \(id) was denied" + (all.isEmpty ? "" : ": " + all.joined(separator: "; ")),
        command: command(id, takesReplacements: takesReplacements) ?? "shots claim history \(id)")
    }
    let open = [denied.lazy.map(\.amount).total, unexplained].total
    guard open > .zero else { return nil }
    return ClaimMatter(
      kind: .denied, what: words(of: id, paid: life.history.paid, life.summary.total),
      command: command(id, takesReplacements: takesReplacements)
        ?? "shots claim mark \(id) paid --paid \(life.history.paid) --adjust …", money: open)
  }

  /// What was denied of a claim, and what nobody explained.
  func words(of claim: Claim.ID, paid: Money, _ total: Money) -> String {
    var parts: [String] = []
    if let only = denied.first, denied.count == 1, let line = only.place {
      parts.append("\(line) of claim \(claim) was denied: \(only.why)")
    } else if !denied.isEmpty {
      let what = denied.map(\.words).joined(separator: "; ")
      parts.append("of claim \(claim) was denied: \(what)")
    }
    if !denied.isEmpty { parts += remarks.map(\.words) }
    if unexplained > .zero {
      parts.append(
        "claim \(claim) is paid \(paid) of \(total), and nobody said why not the other "
          + "\(unexplained)")
    }
    return parts.joined(separator: "; ")
  }

  /// What leads on (R91, R92); nil when nothing is known of the reasons.
  private func command(_ claim: Claim.ID, takesReplacements: Bool) -> String? {
    // Never accepted: there is nothing to appeal, and the doses go out again (R92).
    if remarks.contains(where: { $0.code == "MA130" }) {
      return "shots claim mark \(claim) rejected --why MA130"
    }
    guard let first = denied.first, let reason = first.reasons.first else {
      return remarks.first.map { "shots explain \($0.code)" }
    }
    let isElsewhere = first.reasons.contains { ["22", "109"].contains($0.reason) }
    switch first.steps.first?.path {
    case .correct? where takesReplacements && !isElsewhere: return "shots claim correct \(claim)"
    case .none?: return "shots claim close \(claim) --why …"
    case nil where !first.reasons.isEmpty && first.steps.isEmpty:
      return "shots claim history \(claim)"
    default: return "shots explain \(reason.group)-\(reason.reason)"
    }
  }
}

extension UnpaidRest.Denied {
  /// `line 2 (96372)`; nil of the claim as a whole.
  fileprivate var place: String? {
    line.map { number in "line \(number)" + (code.map { " (\($0))" } ?? "") }
  }

  /// `CO-97 45.00 (Included in another service)`.
  fileprivate var why: String {
    reasons.map(\.description).joined(separator: ", ")
      + (steps.first.map { " (\($0.explanation))" } ?? "")
  }

  fileprivate var words: String { place.map { "\($0) \(why)" } ?? why }
}

extension NextStep {
  fileprivate var words: String { "\(code) (\(explanation))" }
}
