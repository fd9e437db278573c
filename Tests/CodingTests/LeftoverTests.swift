import Practice
import Testing

@testable import Coding

/// What a single-dose package still held, where nobody recorded it (R56, R57).
@Suite("Leftovers of single-dose packages") struct LeftoverTests {
  /// A dose for original Medicare, which wants JW or JZ.
  private func decide(
    _ drug: String, _ amount: String, _ change: (inout Dose) throws -> Void = { _ in }
  ) throws -> Decision {
    try visit(
      .medicare, dx: ["J45.50"],
      [
        dose(drug, amount) {
          $0.container = .singleDose
          try change(&$0)
        }
      ]
    ) { $0.settings.biologicAdministration = .ordinary }.decision
  }

  @Test(
    "A dose that no listed packages add up to asks and claims nothing",
    arguments: [
      ("J1885", "15mg"), ("J2357", "225mg"), ("J0696", "750mg"), ("J2919", "165mg"),
      ("J1885", "90mg"), ("J2357", "225.5mg"), ("J2357", "200mg"), ("J2426", "100mg"),
      ("J0897", "30mg"), ("J3301", "30mg"), ("J1071", "100mg"), ("J2510", "600000 units"),
    ])
  func asks(drug: String, amount: String) throws {
    let decision = try decide(drug, amount)
    let finding = try #require(decision.finding("R56"), "\(drug)")
    // The line has neither JW nor JZ (R57).
    #expect(finding.severity == .error)
    #expect(finding.choices.count == 2)
    #expect(finding.choices.first?.hasPrefix("shots correct 1 --waste …") == true)
    #expect(finding.choices.last == "shots correct 1 --ndc …")
    #expect(decision.drugLine?.modifiers == [])
    #expect(!decision.lines.contains { $0.kind == .waste })
  }

  @Test(
    "Whole packages leave nothing",
    arguments: [
      ("J1885", "30mg"), ("J1885", "60mg"), ("J2357", "300mg"),
      ("J2426", "234mg"), ("J2426", "156mg"), ("J0897", "120mg"), ("J1050", "150mg"),
      ("J0696", "1g"), ("J0561", "2400000 units"), ("J0558", "1200000 units"),
      ("J9316", "1200mg"), ("J3420", "1mg"),
      // Less than a unit would be left whatever vial it was (R57, medium).
      ("J2550", "25mg"), ("J1200", "25mg"),
    ])
  func wholePackages(drug: String, amount: String) throws {
    let decision = try decide(drug, amount)
    #expect(decision.finding("R56") == nil, "\(drug) \(amount)")
    #expect(decision.drugLine?.modifiers == [Mark.nothingDiscarded], "\(drug) \(amount)")
  }

  @Test("Waste in a unit that cannot be added to the dose leaves the line without JZ")
  func otherUnit() throws {
    let decision = try decide("J1071", "100mg") { $0.waste = try DoseAmount("0.25mL") }
    #expect(decision.finding("R56")?.severity == .error)
    #expect(decision.drugLine?.modifiers == [])
  }

  @Test("A package whose content is known leaves what it leaves")
  func knownPackage() throws {
    let kenalog = try NDC("00003029305")
    let asked = try decide("J3301", "30mg") { $0.ndc = kenalog }
    #expect(asked.finding("R56")?.severity == .error)
    #expect(asked.finding("R56")?.fix == "shots correct 1 --waste …mg")
    #expect(asked.drugLine?.modifiers == [])
    let whole = try decide("J3301", "40mg") { $0.ndc = kenalog }
    #expect(whole.finding("R56") == nil)
    #expect(whole.drugLine?.modifiers == [Mark.nothingDiscarded])
  }

  @Test(
    "Waste that no needed packages hold is asked about",
    arguments: [
      ("J0897", "60mg", "600mg"), ("J0897", "60mg", "90mg"), ("J1885", "30mg", "40mg"),
      ("J2357", "225mg", "150mg"), ("J2426", "156mg", "300mg"),
    ])
  func impossibleWaste(drug: String, amount: String, waste: String) throws {
    let decision = try decide(drug, amount) { $0.waste = try DoseAmount(waste) }
    #expect(decision.finding("R56")?.severity == .warning)
    #expect(decision.finding("R56")?.choices.last == "shots correct 1 --ndc …")
  }

  @Test(
    "Waste of packages that the table lists is billed without a question",
    arguments: [
      ("J1885", "15mg", "15mg"), ("J1885", "45mg", "15mg"), ("J2357", "225mg", "75mg"),
      ("J0897", "30mg", "30mg"), ("J0897", "60mg", "60mg"), ("J2426", "100mg", "56mg"),
      ("J3301", "7mg", "3mg"),
      ("J1071", "100mg", "100mg"),
    ])
  func possibleWaste(drug: String, amount: String, waste: String) throws {
    let decision = try decide(drug, amount) { $0.waste = try DoseAmount(waste) }
    #expect(decision.finding("R56") == nil, "\(drug)")
  }

  @Test("The words of every strength are read the same way as a person reads them")
  func packagesOfTheTable() throws {
    func packages(_ key: String) throws -> Set<String> {
      let drug = try #require(
        ReferenceTables.embedded.drug(DrugKey(key), on: Day("2026-10-05")), "\(key)")
      return Set(drug.packages.named.map(\.description))
    }
    #expect(try packages("J1885") == ["1 mL", "30 mg", "60 mg"])
    #expect(try packages("J0736") == ["2 mL", "4 mL", "6 mL", "300 mg", "600 mg", "900 mg"])
    #expect(try packages("J0897") == ["60 mg", "120 mg"])
    #expect(try packages("J0290") == ["250 mg", "2 g", "500 mg"])
    #expect(try packages("J0167") == ["10 mL", "1 mg"])
    #expect(try packages("J1460") == ["2 mL", "10 mL"])
    #expect(try packages("J1938") == ["20 mg"])
  }
}

extension Decision {
  fileprivate var drugLine: ServiceLine? { lines.first { $0.kind == .drug } }
}
