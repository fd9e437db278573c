import Practice
import Testing

@testable import Coding

/// NDC, its quantity and unit, and the share of the waste (R59, R60).
@Suite struct DrugIdentificationTests {
  @Test(arguments: [
    ("1234-5678-90", "01234567890"), ("12345-678-90", "12345067890"),
    ("12345-6789-1", "12345678901"),
  ])
  func padsLabels(_ label: String, _ expected: String) throws {
    #expect(try NDC(label).text == expected)
  }

  @Test func asksForTheShortSegment() {
    #expect(throws: InvalidValue.self) { try NDC("1234567890") }
  }

  private func package(
    _ drug: String, _ amount: String, ndc: String = "12345-6789-01", volume: String? = nil,
    waste: String? = nil
  ) throws -> [String] {
    let decision = try visit(
      .medicare,
      [
        dose(drug, amount) {
          $0.ndc = try NDC(ndc)
          $0.container = .singleDose
          $0.volume = try volume.map { try Quantity($0) }
          $0.waste = try waste.map { try DoseAmount($0) }
        }
      ]
    ).decision
    return decision.lines.compactMap { line in
      line.drug.map { "\(line.kind.rawValue) \($0.unit.rawValue) \($0.quantity)" }
    }
  }

  @Test func countsLiquidsByVolume() throws {
    #expect(try package("J1885", "60mg", volume: "2") == ["drug ML 2"])
    #expect(try package("J0561", "1.2MU", volume: "1") == ["drug ML 1"])
    // By the concentration, and by the crosswalk's package.
    #expect(try package("J1885", "60mg") == ["drug ML 2"])
    #expect(try package("J1071", "200mg", ndc: "00009008601") == ["drug ML 1"])
    #expect(try package("J1071", "200mg") == [])
    #expect(try package("90715", "0.5mL") == ["drug ML 0.5"])
    #expect(try package("90715", "1 dose", ndc: "49281040010") == ["drug ML 0.5"])
  }

  @Test func countsPowdersByPackage() throws {
    // The volume that a powder was dissolved in says nothing.
    #expect(try package("J0696", "250mg", volume: "0.9") == ["drug UN 1"])
    // One vial of 1 g, or four of 250 mg: this package is in no table.
    #expect(try package("J0696", "1g", volume: "3.5") == [])
    #expect(try package("J0696", "1g", ndc: "00143985925") == ["drug UN 4"])
    #expect(try package("J2315", "380mg") == ["drug UN 1"])
    #expect(try package("J7307", "1 implant") == ["drug UN 1"])
  }

  @Test func sharesWasteWithItsLine() throws {
    #expect(
      try package("J3301", "30mg", volume: "0.75", waste: "10mg") == [
        "drug ML 0.75", "waste ML 0.25",
      ])
    #expect(
      try package("J2315", "285mg", waste: "95mg") == ["drug UN 0.75", "waste UN 0.25"])
    // Whether this package is counted by mL or each, the table does not say.
    #expect(try package("J0585", "155 units", waste: "45 units") == [])
  }

  /// 2410 belongs to the drug line of that dose and nowhere else.
  @Test func onlyDrugLinesCarryPackages() throws {
    let decision = try visit(
      services: ["99213-25"],
      [
        dose("J1885", "60mg") { $0.ndc = try NDC("00404999601") }
      ]
    ).decision
    #expect(decision.lines.filter { $0.drug != nil }.map(\.kind) == [.drug])
  }
}
