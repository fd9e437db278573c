import Practice
import Testing

@testable import Coding

/// R01 to R93: each has its say on an example of its own, in a finding or on a line, and none on a
/// visit as plain as can be.
@Suite struct EveryRuleTests {
  @Test(arguments: RuleBook.embedded.entries.map(\.id)) func speaksAndIsSilent(
    _ rule: RuleID
  ) throws {
    if EveryRuleTests.served.contains(rule.text) {
      // Their positive and negative examples are in `ServedExamples`, side by side.
      #expect(ServedExamples.all.contains { $0.id.hasPrefix(rule.text) })
      return
    }
    let examples = WorkedExamples.all.filter { $0.id.hasPrefix(rule.text) }.map(\.visit)
    let cases = RuleCases.all.filter { $0.rule == rule }.map(\.speaks)
    let speaks = try (examples + cases).contains { try $0().decision.names(rule) }
    #expect(speaks, "no example names \(rule)")
    let plain = try plain(for: rule).decision
    #expect(!plain.names(rule), "\(rule) speaks on a plain visit")
  }

  @Test("What can wait for a person says the same the next day, or an acceptance would lapse")
  func saysTheSameTomorrow() throws {
    for ruleCase in RuleCases.all {
      var visit = try ruleCase.speaks()
      let today = visit.decision.findings.filter { $0.severity > .info && $0.rule == ruleCase.rule }
      visit.today = visit.today.adding(days: 1)
      let tomorrow = visit.decision.findings.map(\.message)
      // A law of the format is never accepted; its date is mended, or comes.
      for finding in today where !Severities.isLaw(finding.rule) {
        #expect(tomorrow.contains(finding.message))
      }
    }
  }

  /// Rules that other functions than `Coding.decide` serve.
  private static let served: Set<String> = [
    "R81", "R82", "R83", "R84", "R88", "R90", "R91", "R92", "R93",
  ]

  /// An ordinary injection; a vaccine for the rules that make an ordinary injection, and a named
  /// supervisor for the one that says who else is taken for him.
  private func plain(for rule: RuleID) throws -> Visit {
    if rule == "R31" {
      return try visit([dose("J1885", "60mg")]) {
        $0.encounter.supervisingProvider = $0.encounter.provider
      }
    }
    return try plainVisit(rule)
  }

  private func plainVisit(_ rule: RuleID) throws -> Visit {
    rule == "R01" || rule == "R51"
      ? try visit(dx: ["Z23"], [dose("90715", "0.5mL")])
      : try visit([dose("J1885", "60mg") { $0.ndc = try NDC("00404999601") }])
  }
}

extension Decision {
  /// Whether a rule found something or made a line.
  func names(_ rule: RuleID) -> Bool {
    findings.contains { $0.rule == rule } || lines.contains { $0.rules.contains(rule) }
  }
}
