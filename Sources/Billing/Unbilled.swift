import Practice
import Storage

/// Which open doses are wanted.
public struct UnbilledFilter: Sendable {
  /// Days of service.
  public var days: DayRange?
  /// Who is asked to pay.
  public var payer: PayerID?
  /// Who billed.
  public var provider: NPI?
  /// Only doses in this state.
  public var state: DoseState?

  /// Every open dose, unless narrowed.
  public init(
    days: DayRange? = nil, payer: PayerID? = nil, provider: NPI? = nil, state: DoseState? = nil
  ) {
    self.days = days
    self.payer = payer
    self.provider = provider
    self.state = state
  }
}

/// How many doses and how much money.
public struct UnbilledTotal: Sendable {
  /// Doses.
  public var doses = 0
  /// What their lines are charged.
  public var charge = Money.zero

  mutating func add(_ dose: DoseAssessment) {
    doses += 1
    charge = charge.adding(dose.charge) ?? charge
  }
}

/// Totals over the open doses that were listed.
public struct UnbilledTotals: Sendable {
  /// Over all.
  public var all = UnbilledTotal()
  /// By state.
  public var states: [DoseState: UnbilledTotal] = [:]
  /// By payer; nil stands for doses that no policy covers.
  public var payers: [PayerID?: UnbilledTotal] = [:]
  /// By rule, over errors and warnings that hold doses.
  public var rules: [RuleID: UnbilledTotal] = [:]
  /// By habit of a payer that nobody has told yet.
  public var questions: [PayerQuestion: UnbilledTotal] = [:]

  mutating func add(_ dose: DoseAssessment, payer: PayerID?) {
    all.add(dose)
    states[dose.state, default: UnbilledTotal()].add(dose)
    payers[payer, default: UnbilledTotal()].add(dose)
    guard dose.state != .ready else { return }
    let holding = dose.holding
    for rule in Set(holding.map(\.rule)) { rules[rule, default: UnbilledTotal()].add(dose) }
    guard let payer else { return }
    for question in Set(holding.compactMap { PayerQuestion($0, of: payer) }) {
      questions[question, default: UnbilledTotal()].add(dose)
    }
  }
}

/// A habit of a payer that doses wait for: one answer settles it for all of them.
public struct PayerQuestion: Hashable, Sendable {
  /// Whose habit.
  public let payer: PayerID
  /// Which habit.
  public let setting: PayerSettings.Name
  /// The commands that answer it.
  public let commands: [String]

  /// The question that a finding asks; nil when it is about something else.
  public init?(_ finding: Finding, of payer: PayerID) {
    guard let field = finding.field, let setting = PayerSettings.Name(rawValue: field) else {
      return nil
    }
    self.payer = payer
    self.setting = setting
    commands = finding.choices.isEmpty ? [finding.fix].compactMap { $0 } : finding.choices
  }
}

extension Desk {
  /// Gives each open dose with its visit, by visit, and answers the totals.
  ///
  /// The number of queries does not depend on how many doses there are.
  public func unbilled(
    _ filter: UnbilledFilter, _ body: (Assessment, DoseAssessment) throws -> Void
  ) throws -> UnbilledTotals {
    try ledger.read {
      let open = OpenVisitFilter(days: filter.days)
      // Read with the first visit: without one there is nothing that it would be for.
      var known: Registry?
      var totals = UnbilledTotals()
      try ledger.eachOpenVisit(open) { stored in
        let registry = try known ?? Registry(ledger, tables, for: open)
        known = registry
        let visit = registry.arranged(stored)
        if let provider = filter.provider, visit.encounter.provider != provider { return true }
        if let payer = filter.payer, visit.coverages.first?.value.payer != payer { return true }
        let assessment = assess(visit, registry)
        for dose in assessment.doses where filter.state == nil || dose.state == filter.state {
          totals.add(dose, payer: assessment.payer?.id)
          try body(assessment, dose)
        }
        return true
      }
      return totals
    }
  }
}
