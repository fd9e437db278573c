import Practice
import Testing

@testable import Coding

/// Order, charges, pointers, states, late additions: what belongs to no single rule.
@Suite struct DecisionTests {
  @Test func writesVisitThenEachDose() throws {
    let decision = try visit(
      .medicare, dx: ["I10"], services: ["99213-25", "81002"],
      [
        dose("J3301", "30mg") {
          $0.container = .singleDose
          $0.waste = try DoseAmount("10mg")
        },
        dose("J1885", "60mg", id: 2, site: "right deltoid"),
      ]
    ).decision
    #expect(
      decision.lines.map(\.codeWithModifiers) == [
        "99213-25", "81002", "96372", "J3301", "J3301-JW", "J1885-JZ",
      ])
    #expect(
      decision.lines.map(\.kind.rawValue) == [
        "visit", "visit", "administration", "drug", "waste", "drug",
      ])
    #expect(decision.total == Money(cents: 1_000 * (1 + 1 + 2 + 3 + 1 + 4)))
  }

  @Test func chargesFeeTimesUnits() throws {
    let line = try #require(try visit([dose("J1885", "60mg")]).decision.line("J1885"))
    #expect(line.charge == Money(cents: 4_000))
    #expect(line.pointers == [1])
    #expect(line.rules == ["R51"])
  }

  @Test func sharesOneLineBetweenDoses() throws {
    let decision = try visit([
      dose("J1885", "60mg"), dose("J2550", "25mg", id: 2, site: "right deltoid"),
    ]) { $0.settings.multiInjectionStyle = .unitsSingleLine }.decision
    #expect(decision.sharedAdministration == [Dose.ID(2): Dose.ID(1)])
    let lines = decision.lines(for: Dose.ID(2)).map { "\($0.code) x\($0.units)" }
    #expect(lines == ["96372 x2", "J2550 x1"])
  }

  @Test func pointsEachDoseToItsFamilyOfDiagnoses() throws {
    let decision = try visit(
      dx: ["D51.3", "E29.1", "I10"],
      [
        dose("J3420", "1000mcg"), dose("J1071", "200mg", id: 2, site: "right deltoid"),
        dose("J2550", "25mg", id: 3, site: "left thigh"),
      ]
    ).decision
    #expect(decision.line("J3420")?.pointers == [1])
    #expect(decision.line("J1071")?.pointers == [2])
    // Nothing of promethazine's usual family is here: all of them.
    #expect(decision.line("J2550")?.pointers == [1, 2, 3])
  }

  @Test func pointsToAtMostFour() throws {
    let decision = try visit(
      dx: ["I10", "E11.9", "M54.50", "R52", "Z23"], services: ["81002"], [dose("J1885", "60mg")]
    ).decision
    #expect(decision.line("81002")?.pointers == [1, 2, 3, 4])
    #expect(decision.line("J1885")?.pointers == [1, 2, 3, 4])
    let vaccine = try visit(dx: ["I10", "Z23"], [dose("90715", "0.5mL")]).decision
    #expect(vaccine.line("90715")?.pointers == [2])
  }

  @Test func stateFollowsTheWorstFinding() throws {
    let decision = try visit([
      dose("J1885", "60mg"),
      dose("J2550", "25mg", id: 2, site: "right deltoid") { $0.lot = nil },
      dose("J3420", "1000mcg", nil, id: 3, site: "left thigh"),
    ]).decision
    #expect(decision.state(of: Dose.ID(1)) == .ready)
    #expect(decision.state(of: Dose.ID(2)) == .review)
    #expect(decision.state(of: Dose.ID(3)) == .blocked)
    #expect(decision.state(of: Dose.ID(2)) { $0.rule == "R66" } == .ready)
    #expect(decision.state(of: Dose.ID(3)) { _ in true } == .blocked)
    // Nothing about one dose concerns another; what concerns the visit concerns all.
    let uncovered = try visit([dose("J1885", "60mg")]) { $0.coverage = nil }.decision
    #expect(uncovered.state(of: Dose.ID(1)) == .blocked)
    #expect(uncovered.findings.contains { $0.fix == "shots selfpay 1" })
  }

  @Test func codesWithoutNumbers() throws {
    let decision = try visit([dose("J1885", "60mg") { $0.id = nil }]) {
      $0.encounter.id = nil
      $0.encounter.supervisionMode = nil
    }.decision
    #expect(decision.lineTexts == ["96372 x1", "J1885 x4"])
    #expect(decision.state(of: nil) == .blocked)
    #expect(decision.finding("R31")?.fix == "shots encounter correct … --supervision …")
  }

  // MARK: - Late additions

  @Test func laterDosesAreFurtherInjections() throws {
    for (style, code) in [
      (MultiInjectionStyle.lines59, "96372-59"), (.linesXS, "96372-XS"), (.lines76, "96372-76"),
      (.unitsSingleLine, "96372-76"),
    ] {
      let decision = try late(style).decision
      #expect(decision.lineTexts == ["\(code) x1", "J1885 x4"])
      #expect(decision.holds.isEmpty)
    }
  }

  private func late(_ style: MultiInjectionStyle) throws -> Visit {
    try visit(dx: ["D51.0"], services: ["99213-25"], [dose("J1885", "60mg", id: 2)]) {
      $0.billedDoses = [try dose("J3420", "1000mcg", site: "right deltoid")]
      $0.settings.multiInjectionStyle = style
    }
  }

  @Test func laterVaccinesAreFurtherVaccines() throws {
    let decision = try visit(dx: ["Z23"], [dose("90715", "0.5mL", id: 2)]) {
      $0.billedDoses = [try dose("90656", "0.5mL", site: "right deltoid")]
    }.decision
    #expect(decision.lineTexts == ["90472 x1", "90715 x1"])
    let allergen = try visit([dose("NONE-ALLERGEN", "0.5mL", .subcutaneous, id: 2)]) {
      $0.billedDoses = [try dose("NONE-ALLERGEN", "0.5mL", .subcutaneous, site: "right arm")]
    }.decision
    #expect(allergen.holds == ["R11 error"])
  }

  // MARK: - Stock

  @Test func namesSuppliedDrugs() throws {
    let decision = try visit([dose("J2426", "156mg") { $0.stockSource = .patient }]) {
      $0.settings.patientSuppliedStyle = .noDrugLine
    }.decision
    #expect(
      decision.lines.first?.note
        == "Drug supplied by patient, paliperidone palmitate 1-month 156 mg")
    let penny = try visit([dose("J2426", "156mg") { $0.stockSource = .patient }]) {
      $0.settings.patientSuppliedStyle = .pennyLine
    }.decision
    #expect(penny.line("J2426")?.charge == .penny)
    #expect(penny.lines.first?.note == nil)
    let state = try visit(
      dx: ["Z23"],
      [
        dose("90656", "0.5mL") { $0.stockSource = .stateSupplied }
      ]
    ).decision
    #expect(state.line("90656-SL")?.charge == .zero)
  }

  @Test func describesUnclassifiedDrugs() throws {
    let decision = try visit([
      dose("J3490", "750mg") {
        $0.note = try Line("Mixdrug 250 mg/mL")
        $0.ndc = try NDC("12345678901")
      }
    ]).decision
    let line = try #require(decision.line("J3490"))
    #expect(line.description == "Mixdrug 250 mg/mL")
    #expect(line.note == "Mixdrug 250 mg/mL, 750 mg IM, NDC 12345678901")
    #expect(decision.holds.isEmpty)
  }

  /// Drugs without a code of their own never reach a line.
  @Test func neverBillsKeys() throws {
    for drug in ReferenceTables.embedded.drugs.drugs where drug.key.code == nil {
      let decision = try visit([dose(drug.key.text, "1 dose", drug.routes.first)]).decision
      #expect(!decision.lines.contains { $0.kind == .drug })
    }
  }

  /// Every drug of the table, given as it usually is, is coded without a trap and never 96372 for
  /// what has its own code.
  @Test func codesEveryDrug() throws {
    let never: Set<Drug.AdministrationRule> = [
      .vaccine, .allergen, .skinTest, .respiratoryAntibody, .antineoplastic, .localAnesthetic,
      .chemodenervation, .intravitreal, .intraarticular, .implant, .intralesional,
    ]
    for drug in ReferenceTables.embedded.drugs.drugs {
      for route in Route.allCases {
        for payerClass in [PayerClass.medicare, .medicaid] {
          let decision = try visit(
            payerClass,
            [
              dose(drug.key.text, drug.portion?.description ?? "1mg", route)
            ]
          ).decision
          let isInjected = route == .subcutaneous || route == .intramuscular
          if never.contains(drug.administrationRule) || !isInjected {
            #expect(!decision.lines.contains { $0.code.text == "96372" }, "\(drug.key) \(route)")
          }
          #expect(decision.lines.allSatisfy { $0.units > 0 && $0.modifiers.count <= 4 })
          #expect(decision.findings.allSatisfy { !$0.message.contains("Optional(") })
        }
      }
    }
  }
}
