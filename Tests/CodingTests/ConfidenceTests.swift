import Harness
import Practice
import Testing

@testable import Coding

/// "Where the reference says medium confidence, the severity is never error unless the payer
/// setting says so."
@Suite("Confidence") struct ConfidenceTests {
  private static let medium = Set(
    RuleBook.embedded.entries.filter { $0.confidence != .high }.map(\.id))

  /// What a claim file cannot say at all is no matter of confidence: the fields of R86 that 837P
  /// must carry, by the loop and element.
  private static let unwritable: [String: String] = [
    "date": "2400 DTP*472", "address1": "2010BA N3", "coverage": "2000B SBR", "payer": "2010BB",
    "electronic_id": "2010BB NM109", "provider": "2310B NM1", "charge": "2400 SV102",
    "place_of_service": "2300 CLM05-1",
  ]

  @Test("No example of a rule of medium confidence is an error", arguments: medium.sorted())
  func neverBlocks(_ rule: RuleID) throws {
    let visits = try (WorkedExamples.all.map(\.visit) + RuleCases.all.map(\.speaks)).map {
      try $0()
    }
    for visit in visits where visit.severities.isEmpty {
      for finding in visit.decision.findings where finding.rule == rule {
        let isUnwritable =
          rule == "R86" && ConfidenceTests.unwritable[finding.field ?? ""] != nil
        #expect(finding.severity < .error || isUnwritable, "\(finding)")
      }
    }
  }

  @Test("A payer's own severity can make it one") func raisedByData() throws {
    var found = 0
    for ruleCase in RuleCases.all where ConfidenceTests.medium.contains(ruleCase.rule) {
      var visit = try ruleCase.speaks()
      visit.severities = [ruleCase.rule: .error]
      let severities = visit.decision.findings.filter {
        $0.rule == ruleCase.rule && (ruleCase.field == nil || $0.field == ruleCase.field)
      }.map(\.severity)
      guard ruleCase.severity == .warning else { continue }
      #expect(severities.contains(.error), "\(ruleCase.rule)")
      found += 1
    }
    #expect(found > 15)
  }
}

/// The rules that name commands are those whose commands are run (`FixTests`). R87 is the desk's
/// own: a visit waits for its held dose.
@Suite struct RulesWithFixTests {
  @Test func listIsComplete() throws {
    let visits = try (WorkedExamples.all.map(\.visit) + RuleCases.all.map(\.speaks)).map {
      try $0()
    }
    let rules = Set(
      visits.flatMap { $0.decision.findings }.filter { $0.fix != nil }.map(\.rule.text))
    #expect(rules.union(["R87"]) == RulesWithFix.all)
  }
}
