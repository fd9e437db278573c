import Coding
import Practice
import Storage

/// What is looked over.
public struct ScrubOrder: Sendable {
  /// Days of service.
  public var days: DayRange?
  /// Who is asked to pay.
  public var payer: PayerID?
  /// With what was known on this day; then claims that were sent are decided again, too.
  public var asOf: Day?

  /// A look over everything open, unless narrowed.
  public init(days: DayRange? = nil, payer: PayerID? = nil, asOf: Day? = nil) {
    self.days = days
    self.payer = payer
    self.asOf = asOf
  }
}

/// A finding with all doses or claims that have it.
public struct ScrubGroup: Sendable {
  /// What is the same for all of them.
  public struct Key: Hashable, Sendable {
    /// Where they stand.
    public let place: Place
    /// The rule; of claims, the first rule that says otherwise now.
    public let rule: RuleID
    /// How much it matters.
    public let severity: Finding.Severity
    /// The field it is about.
    public let field: String?
    /// Whose habit it asks for; nil for what is not a payer's to say.
    public let payer: PayerID?
  }

  /// Where doses stand.
  public enum Place: String, Sendable {
    /// Not on a claim.
    case open
    /// On a claim whose file is not written yet.
    case prepared
    /// On a claim that was sent.
    case sent
  }

  /// What is the same for all of them.
  public let key: Key
  /// How many doses, or claims.
  public fileprivate(set) var count = 0
  /// How many of them somebody let pass.
  public fileprivate(set) var accepted = 0
  /// Whether somebody let all of them pass.
  public var isAccepted: Bool { count > 0 && accepted == count }
  /// What they are charged.
  public fileprivate(set) var charge = Money.zero
  /// The one with the most money among those that nobody let pass, or among all when somebody let
  /// pass every one.
  public fileprivate(set) var example = Example()
  /// What mends the example; nothing when all were let pass.
  public fileprivate(set) var fixes: [String] = []
  /// What mends several at once; nil when each needs its own.
  public fileprivate(set) var bulkFix: String?

  /// One dose or claim.
  public struct Example: Sendable {
    /// `dose 12`, `SL00000012`.
    public var name = ""
    /// What the rule says.
    public var message = ""
    fileprivate var charge = Money(cents: -1)
    fileprivate var isAccepted = true
  }
}

/// What a look over doses and claims found.
public struct ScrubReport: Sendable {
  /// Findings, errors and warnings that hold money first, the most money first; notes last.
  public var groups: [ScrubGroup] = []
  /// Open doses that were looked at.
  public var doses = 0
  /// Claims that were looked at.
  public var claims = 0

  /// Whether there is an error.
  public var hasErrors: Bool { groups.contains { $0.key.severity == .error } }
}

extension Desk {
  /// Runs all rules over the open doses and over claims that are not written yet; with a day, over
  /// what was sent, too, with what was known on that day.
  ///
  /// Nothing is held but one group for each finding, and the number of queries does not depend on
  /// how many doses there are.
  public func scrub(_ order: ScrubOrder) throws -> ScrubReport {
    if let payer = order.payer, try ledger.payer(payer) == nil {
      throw Refusal(.notFound, "there is no payer \(payer). List them with: shots payer list")
    }
    var then = self
    if let day = order.asOf { then.today = day }
    let days = try Desk.days(order)
    return try ledger.read {
      let open = OpenVisitFilter(days: days)
      let known = order.asOf.flatMap { $0 < today ? $0 : nil }
      let registry = try Registry(ledger, tables, for: open, knownOn: known)
      var groups = ScrubGroups()
      // Few visits have another one on their day.
      var asked: [Encounter.ID: PayerID] = [:]
      try ledger.eachOpenVisit(open) { stored in
        let visit = registry.arranged(stored)
        if !visit.sameDay.visits.isEmpty, let id = visit.encounter.id {
          asked[id] = registry.asked(visit)
        }
        if let payer = order.payer, visit.coverages.first?.value.payer != payer { return true }
        groups.add(then.assess(visit, registry))
        return true
      }
      try ledger.eachSentVisit(days, written: order.asOf != nil) { visit in
        if let payer = order.payer, visit.claim.claim.payer.id != payer { return }
        groups.report.claims += 1
        groups.add(then.difference(visit, registry, asked: asked), of: visit)
      }
      return groups.finish(payer: order.payer, days: order.days)
    }
  }

  /// What was given after the day of which it was known has no part in it.
  private static func days(_ order: ScrubOrder) throws -> DayRange? {
    guard let day = order.asOf else { return order.days }
    let first = order.days?.first ?? .beginning
    return try DayRange(first: min(first, day), last: min(order.days?.last ?? day, day))
  }
}

/// The groups as they grow.
private struct ScrubGroups {
  var report = ScrubReport()
  private var groups: [ScrubGroup.Key: ScrubGroup] = [:]

  mutating func add(_ assessment: Assessment) {
    for dose in assessment.doses {
      report.doses += 1
      var seen: Set<ScrubGroup.Key> = []
      for finding in dose.findings {
        let isAsked = finding.field.map { PayerSettings.Name(rawValue: $0) != nil } ?? false
        let key = ScrubGroup.Key(
          place: .open, rule: finding.rule, severity: finding.severity, field: finding.field,
          payer: isAsked ? assessment.payer?.id : nil)
        guard seen.insert(key).inserted else { continue }
        let accepted = finding.severity > .info && dose.accepted.contains(finding.rule)
        add(
          key, name: { "dose \(dose.id)" }, finding.message, charge: dose.charge,
          accepted: accepted,
          fixes: finding.choices.isEmpty
            ? finding.fix.map { [$0] } ?? []
            : finding.choices)
      }
    }
  }

  mutating func add(_ difference: ChangedDecision?, of visit: SentVisit) {
    guard let difference else { return }
    let number = visit.claim.claim.number
    let key = ScrubGroup.Key(
      place: visit.isWritten ? .sent : .prepared, rule: difference.rule,
      severity: .error, field: nil,
      payer: nil)
    add(
      key, name: { number.text }, difference.message, charge: visit.claim.claim.total,
      accepted: false, fixes: ["shots why \(number)"])
  }

  private mutating func add(
    _ key: ScrubGroup.Key, name: () -> String, _ message: String, charge: Money, accepted: Bool,
    fixes: [String]
  ) {
    var group = groups.removeValue(forKey: key) ?? ScrubGroup(key: key)
    group.count += 1
    group.accepted += accepted ? 1 : 0
    group.charge = group.charge.adding(charge) ?? group.charge
    // What somebody let pass shows nothing to do while there is another.
    let isFirstOpen = !accepted && group.example.isAccepted
    if isFirstOpen || accepted == group.example.isAccepted && group.example.charge < charge {
      group.example = ScrubGroup.Example(
        name: name(), message: message, charge: charge, isAccepted: accepted)
      group.fixes = accepted ? [] : fixes
    }
    groups[key] = group
  }

  consuming func finish(payer: PayerID?, days: DayRange?) -> ScrubReport {
    var narrowed = payer.map { " --payer \($0)" } ?? ""
    if let days { narrowed += " --from \(days.first) --to \(days.last)" }
    report.groups = groups.values.map { group in
      var group = group
      if group.key.place == .open, group.key.severity == .warning, group.key.payer == nil,
        group.accepted < group.count
      {
        group.bulkFix = "shots accept --rule \(group.key.rule)\(narrowed) --why …"
      }
      return group
    }.sorted { left, right in
      (left.key.severity == .info ? 1 : 0, right.charge, left.key.rule, left.key.field ?? "")
        < (right.key.severity == .info ? 1 : 0, left.charge, right.key.rule, right.key.field ?? "")
    }
    return report
  }
}
