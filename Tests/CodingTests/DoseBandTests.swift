import Practice
import Testing

@testable import Coding

/// Codes that stand for a band of doses (R53), and codes before their first day (R50).
@Suite struct DoseBandTests {
  @Test(arguments: [
    ("J2790", "50mcg", "J2788"), ("J2788", "300mcg", "J2790"), ("J2790", "250IU", "J2788"),
    ("J2788", "1500IU", "J2790"), ("90381", "0.5mL", "90380"), ("90381", "50mg", "90380"),
    ("90380", "1mL", "90381"), ("90380", "100mg", "90381"),
  ])
  func productOfAnotherDoseIsNamed(logged: String, amount: String, right: String) throws {
    let decision = try visit(dx: ["Z29.11"], [dose(logged, amount)]).decision
    #expect(decision.finding("R53")?.fix == "shots correct 1 --drug \(right)")
    #expect(decision.lines.last?.code.text == right)
    #expect(decision.lines.last?.units == 1)
  }

  @Test(arguments: [
    ("J2790", "300mcg"), ("J2790", "1500IU"), ("J2788", "50mcg"), ("90380", "0.5mL"),
    ("90381", "100mg"), ("90381", "1dose"),
  ])
  func rightProductIsLeftAlone(drug: String, amount: String) throws {
    #expect(try visit(dx: ["Z29.11"], [dose(drug, amount)]).decision.holds.isEmpty)
  }

  @Test func immuneGlobulinIsCountedOverTheVisit() throws {
    let decision = try visit(
      dx: ["Z20.5"], [dose("J1460", "7mL"), dose("J1460", "7mL", id: 2, site: "right gluteal")]
    ).decision
    let fixes = decision.findings.filter { $0.rule == "R53" }.compactMap(\.fix)
    #expect(
      fixes == [
        "shots correct 1 --drug J1560 --dose 14mL --injections 2",
        "shots void 2 --reason \"part of one dose\"",
      ])
    let small = try visit(
      dx: ["Z20.5"], [dose("J1460", "5mL"), dose("J1460", "5mL", id: 2, site: "right gluteal")])
    #expect(small.decision.finding("R53") == nil)
  }

  @Test func severalProductsOfABandAreLoggedOneByOne() throws {
    let decision = try visit(dx: ["F11.20"], [dose("J0578", "2dose", .subcutaneous)]).decision
    #expect(decision.finding("R53")?.severity == .error)
  }

  @Test(arguments: [
    ("J1171", "1mg", "2024-09-30", "shots correct 1 --drug J1170"),
    ("J1010", "80mg", "2024-03-31", "shots correct 1 --drug …"),
  ])
  func codeBeforeItsFirstDayNamesWhatWasRight(
    drug: String, amount: String, day: String, fix: String
  ) throws {
    let finding = try visit(on: day, [dose(drug, amount)]).decision.finding("R50")
    #expect(finding?.fix == fix)
    #expect(finding?.message.contains(drug == "J1010" ? "J1020, J1030, J1040" : "J1170") == true)
  }
}
