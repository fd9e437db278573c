import Practice
import Testing

@testable import Coding

/// Commands of several findings about the services of one visit.
@Suite("Mends of one visit") struct ServiceMendTests {
  @Test("The command of one finding does what the others take away, too")
  func togetherNotAgainst() throws {
    let decision = try visit(services: ["96372-26", "A4209"], [dose("J1885", "60mg")]).decision
    for rule: RuleID in ["R39", "R30", "R01"] {
      #expect(decision.finding(rule)?.fix == "shots encounter correct 7 --services \"\"")
    }
  }

  @Test("What one finding adds is not slipped in by the command of another")
  func additionsStayApart() throws {
    let decision = try visit(
      services: ["99213", "A4209", "81002"], [dose("J1885", "60mg")]
    ).decision
    #expect(
      decision.finding("R34")?.fix == "shots encounter correct 7 --services 99213-25,81002")
    #expect(
      decision.finding("R30")?.fix == "shots encounter correct 7 --services 99213,81002")
  }

  @Test("A missing service is added to what is left")
  func missingService() throws {
    let decision = try visit(
      services: ["A4209", "81002"], [dose("J2405", "4mg", .intravenousInfusion)]
    ).decision
    let fixes = decision.findings.compactMap(\.fix)
    #expect(fixes.contains("shots encounter correct 7 --services 81002,96365"))
    #expect(fixes.contains("shots encounter correct 7 --services 81002"))
  }
}
