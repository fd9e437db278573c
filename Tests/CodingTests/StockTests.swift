import Practice
import Testing

@testable import Coding

/// Waste, packages and stock of the drug line (R49, R56, R58, R60).
@Suite struct StockTests {
  @Test func wholePackagesAreNoWaste() throws {
    let wasted = try dose("J1885", "15mg") {
      $0.ndc = try NDC("00404999601")
      $0.volume = try Quantity("0.5")
      $0.waste = try DoseAmount("45mg")
    }
    #expect(try visit(.medicare, [wasted]).decision.holds == ["R56 warning"])
    var honest = wasted
    honest.waste = try DoseAmount("15mg")
    #expect(try visit(.medicare, [honest]).decision.holds.isEmpty)
  }

  @Test func stateSuppliedAntibodyIsShownWithoutCharge() throws {
    let decision = try visit(
      dx: ["Z29.11"], [dose("90381", "1mL") { $0.stockSource = .stateSupplied }]
    ).decision
    #expect(decision.lineTexts == ["90381-SL x1", "96381 x1"])
    #expect(decision.line("90381-SL")?.charge == .zero)
  }

  @Test func typedLineOfADoseIsRemovedWhole() throws {
    let finding = try visit(
      .medicare, dx: ["J45.50"], services: ["99213-25", "J2357-JW"],
      [dose("J2357", "300mg", .subcutaneous)]
    ).decision.finding("R58")
    #expect(finding?.fix == "shots encounter correct 7 --services 99213-25")
  }

  @Test(arguments: [
    ("J0696", "750mg", "250mg", "00143985925", "4", "4", "UN"),
    ("J2315", "380mg", nil, "65757030001", "4", "1", "UN"),
    ("J1885", "60mg", nil, "00404999601", "2", "2", "ML"),
    ("J0897", "60mg", nil, "55513071001", "1", "1", "ML"),
  ])
  func dissolvedPowderIsCountedByThePackage(
    drug: String, amount: String, waste: String?, ndc: String, volume: String, quantity: String,
    unit: String
  ) throws {
    let decision = try visit(
      dx: ["G43.709"],
      [
        dose(drug, amount) {
          $0.ndc = try NDC(ndc)
          $0.volume = try Quantity(volume)
          $0.waste = try waste.map(DoseAmount.init(_:))
        }
      ]
    ).decision
    let package = try #require(decision.line(drug)?.drug)
    #expect(package.unit.rawValue == unit)
    #expect(try package.quantity == Quantity(quantity))
  }

  @Test func partBVaccineOfTheDayIsGivenOnce() throws {
    let decision = try visit(.medicare, dx: ["Z23"], [dose("90662", "1dose", id: 2)]) {
      $0.sameDay = [SameDayDose(dose: try dose("90656", "1dose"), encounter: Encounter.ID(6))]
    }.decision
    #expect(decision.holds == ["R07 warning"])
  }

  @Test func allergyShotOfAnotherVisitIsRefused() throws {
    let decision = try visit(dx: ["J30.1"], [dose("NONE-ALLERGEN", "1dose", .subcutaneous, id: 2)])
    {
      $0.sameDay = [
        SameDayDose(
          dose: try dose("NONE-ALLERGEN", "1dose", .subcutaneous, site: "right arm"),
          encounter: Encounter.ID(6))
      ]
    }.decision
    #expect(decision.holds == ["R11 error"])
  }
}
