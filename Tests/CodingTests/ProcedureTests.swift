import Practice
import Testing

@testable import Coding

/// Procedures are counted by what was treated (R17–R20), and split doses as the payer counts (R25).
@Suite struct ProcedureTests {
  @Test func twoVialsOfToxinAreOneProcedure() throws {
    let decision = try visit(
      dx: ["G43.709"],
      [dose("J0585", "100units"), dose("J0585", "55units", id: 2, site: "neck")]
    ).decision
    #expect(decision.lineTexts == ["64615 x1", "J0585 x100", "J0585 x55"])
  }

  @Test func triggerPointsAreOneProcedureAVisit() throws {
    let decision = try visit(
      dx: ["M79.18"],
      [
        dose("J1010", "20mg", .triggerPoint, site: "trapezius"),
        dose("J3301", "10mg", .triggerPoint, id: 2, site: "rhomboid"),
      ]
    ).decision
    #expect(decision.lineTexts == ["20552 x1", "J1010 x20", "J3301 x1"])
  }

  @Test func lesionsAreOneProcedureAndManySticksAreAsked() throws {
    let decision = try visit(
      dx: ["L91.0"],
      [
        dose("J3301", "10mg", .lesion, site: "chest") { $0.injections = 5 },
        dose("J3301", "10mg", .lesion, id: 2, site: "ear") { $0.injections = 5 },
      ]
    ).decision
    #expect(decision.lineTexts == ["11900 x1", "J3301 x1", "J3301 x1"])
    #expect(decision.holds == ["R17 warning"])
  }

  @Test func twoDrugsInOneJointAreOneProcedure() throws {
    let decision = try visit(
      dx: ["M17.11"],
      [
        dose("J3301", "40mg", .joint, site: "right knee"),
        dose("J1010", "40mg", .joint, id: 2, site: "Right knee"),
      ]
    ).decision
    #expect(decision.lineTexts == ["20610-RT x1", "J1010 x40", "J3301 x4"])
  }

  @Test func twoLargeJointsOfOneSideAreAsked() throws {
    let decision = try visit(
      dx: ["M17.11"],
      [
        dose("J3301", "40mg", .joint, site: "right knee"),
        dose("J3301", "40mg", .joint, id: 2, site: "right shoulder"),
      ]
    ).decision
    #expect(decision.holds == ["R17 warning"])
    #expect(decision.lines.filter { $0.code.text == "20610" }.count == 2)
  }

  @Test(arguments: [
    ("20611-RT", "J3301", "40mg", Route.joint, "right knee"),
    ("20553", "J3301", "10mg", .triggerPoint, "back"),
    ("20551", "J3301", "10mg", .tendon, "elbow"),
    ("11901", "J3301", "10mg", .lesion, "chest"),
  ])
  func typedFormOfAProcedureStandsInItsPlace(
    typed: String, drug: String, amount: String, route: Route, site: String
  ) throws {
    let decision = try visit(
      services: [typed], [dose(drug, amount, route, site: site)]
    ) {
      let code = HCPCS(stored: String(typed.prefix(5)))
      $0.fees.add(code, amount: Money(cents: 1), from: Day(number: 0))
    }.decision
    #expect(decision.lines.map(\.codeWithModifiers) == [typed, drug])
    #expect(decision.holds.isEmpty)
  }

  @Test func twoDrugsInOneSyringeArePushedOnce() throws {
    let decision = try visit(
      dx: ["R52"],
      [
        dose("J2175", "50mg", .intravenousPush) { $0.syringe = try Line("A") },
        dose("J2550", "25mg", .intravenousPush, id: 2) { $0.syringe = try Line("a") },
      ]
    ).decision
    #expect(decision.lineTexts == ["96374 x1", "J2175 x1", "J2550 x1"])
  }

  @Test(arguments: [false, true]) func syringeWithACytotoxicIsGivenWithItsCode(
    isReversed: Bool
  ) throws {
    let doses = [
      try dose("J9260", "25mg", .subcutaneous, id: isReversed ? 2 : 1) {
        $0.syringe = try Line("A")
      },
      try dose("J3420", "1000mcg", .subcutaneous, id: isReversed ? 1 : 2) {
        $0.syringe = try Line("a")
      },
    ]
    let decision = try visit(dx: ["M06.9"], isReversed ? doses.reversed() : doses).decision
    #expect(decision.lineTexts == ["96401 x1", "J3420 x1", "J9260 x1"])
  }

  @Test(arguments: [
    (SplitDoseCount.one, ["96372 x1"], []), (.ask, ["96372 x1"], ["R25 warning"]),
    (.each, ["96372 x1", "96372-59 x1"], []),
  ])
  func splitDoseLoggedBySyringeIsCountedAsThePayerDoes(
    count: SplitDoseCount, lines: [String], holds: [String]
  ) throws {
    let decision = try visit(
      dx: ["A53.9"],
      [
        dose("J0561", "1.2MU", site: "left gluteal"),
        dose("J0561", "1.2MU", id: 2, site: "right gluteal") { $0.time = TimeOfDay(minutes: 541) },
      ]
    ) { $0.settings.splitDoseCount = count }.decision
    #expect(decision.lineTexts == lines + ["J0561 x12", "J0561 x12"])
    #expect(decision.holds == holds)
  }

  @Test func sameDrugAtAnotherTimeIsAnInjectionOfItsOwn() throws {
    let decision = try visit(
      .medicare, dx: ["A53.9"],
      [
        dose("J0561", "1.2MU", site: "left gluteal"),
        dose("J0561", "1.2MU", id: 2, site: "right gluteal"),
      ]
    ).decision
    #expect(decision.lineTexts == ["96372 x2", "J0561-JZ x12", "J0561-JZ x12"])
  }

  @Test func splitDoseAsksForItsReason() throws {
    let split = try dose("J0561", "2.4MU") { $0.injections = 2 }
    #expect(try visit(.medicare, dx: ["A53.9"], [split]).decision.remarks.contains("R25"))
    var explained = split
    explained.note = try Line("volume")
    #expect(try !visit(.medicare, dx: ["A53.9"], [explained]).decision.remarks.contains("R25"))
  }

  @Test(arguments: [
    ("J0585", "100units", Route.intramuscular, "G43.709", "64615"),
    ("90381", "1mL", .intramuscular, "Z29.11", "96381"),
    ("J0739", "600mg", .intramuscular, "Z29.81", "G0012"),
  ])
  func lateDoseAddsNoSecondGiving(
    drug: String, amount: String, route: Route, diagnosis: String, code: String
  ) throws {
    let late = try dose(drug, amount, route, id: 2, site: "right thigh")
    let first = try visit(.medicare, dx: [diagnosis], [late]).decision
    #expect(first.lines.contains { $0.code.text == code })
    let decision = try visit(.medicare, dx: [diagnosis], [late]) {
      $0.billedDoses = [try dose(drug, amount, route)]
    }.decision
    #expect(decision.lines.map(\.code.text) == [drug])
  }

  @Test func lateDoseAddsNoSecondNurseVisit() throws {
    let decision = try visit(dx: ["D51.0"], [dose("J3420", "1000mcg", id: 2)]) {
      $0.settings.unsupervisedRule = .nurseVisit
      $0.encounter.supervisionMode = SupervisionMode.none
      $0.billedDoses = [try dose("J1885", "30mg")]
    }.decision
    #expect(decision.lineTexts == ["J3420 x1"])
  }
}
