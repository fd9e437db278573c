import Practice
import Testing

@testable import Coding

/// A dose, and the units and working that it must have.
struct UnitCase: Sendable, CustomTestStringConvertible {
  let drug: String
  let amount: String
  let units: Int
  let why: String
  var volume: String?

  var testDescription: String { "\(drug) \(amount)" }
}

/// Exact arithmetic (R51–R53) and its working.
@Suite struct UnitTests {
  static let cases = [
    UnitCase(
      drug: "J1885", amount: "60mg", units: 4, why: "60 mg / 15 mg per unit = 4 units, R51"),
    UnitCase(
      drug: "J1885", amount: "15mg", units: 1, why: "15 mg / 15 mg per unit = 1 unit, R51"),
    UnitCase(
      drug: "J1885", amount: "15.000001mg", units: 2,
      why: "15.000001 mg / 15 mg per unit, rounded up = 2 units, R51"),
    UnitCase(drug: "J0696", amount: "1g", units: 4, why: "1 g / 250 mg per unit = 4 units, R51"),
    UnitCase(
      drug: "J1171", amount: "1mg", units: 10, why: "1 mg / 0.1 mg per unit = 10 units, R51"),
    UnitCase(
      drug: "J2312", amount: "400mcg", units: 40,
      why: "400 mcg / 0.01 mg per unit = 40 units, R51"),
    UnitCase(
      drug: "J0561", amount: "2.4MU", units: 24,
      why: "2400000 units / 100000 units per unit = 24 units, R51"),
    UnitCase(
      drug: "J2550", amount: "12.5mg", units: 1, why: "12.5 mg is up to 50 mg = 1 unit, R52"),
    UnitCase(
      drug: "J1580", amount: "120mg", units: 2,
      why: "120 mg / 80 mg per unit, rounded up = 2 units, R52"),
    UnitCase(
      drug: "J1885", amount: "2mL", units: 4,
      why: "2 mL of 30 mg/1 mL is 60 mg / 15 mg per unit = 4 units, R51"),
    UnitCase(
      drug: "J2800", amount: "1000mg", units: 2,
      why: "1000 mg in 12 mL / 10 mL per unit, rounded up = 2 units, R52", volume: "12"),
    UnitCase(drug: "90715", amount: "0.5mL", units: 1, why: "one product = 1 unit, R53"),
    UnitCase(
      drug: "Q9991", amount: "100mg", units: 1, why: "100 mg = 1 unit for the dose band, R53"),
    UnitCase(
      drug: "90381", amount: "200mg", units: 2, why: "2 mL / 1 mL per product = 2 units, R53"),
    UnitCase(drug: "J2790", amount: "300mcg", units: 1, why: "one product = 1 unit, R53"),
    UnitCase(
      drug: "J0702", amount: "6mg", units: 1, why: "6 mg / 6 mg per unit = 1 unit, R51"),
    UnitCase(
      drug: "J0741", amount: "600mg", units: 300,
      why: "600/900 mg kit, 600 mg / 2 mg per unit = 300 units, R51"),
    UnitCase(
      drug: "J0741", amount: "1500mg", units: 300,
      why: "1500 mg / 5 mg per unit = 300 units, R51"),
    UnitCase(
      drug: "J0738", amount: "927mg", units: 927, why: "927 mg / 1 mg per unit = 927 units, R51"),
  ]

  @Test(arguments: cases) func counts(_ count: UnitCase) throws {
    let dose = try dose(count.drug, count.amount) { dose in
      dose.volume = try count.volume.map { try Quantity($0) }
    }
    let day = try Day("2026-10-05")
    let drug = try #require(ReferenceTables.embedded.drug(dose.drug, on: day))
    let found = try UnitCount(dose, drug: drug)
    #expect(found.units == count.units)
    #expect(found.why == count.why)
  }

  @Test(arguments: ["J0741 500mg", "J1885 30 units", "J1071 1mL", "J2800 1000mg"])
  func refuses(_ text: String) throws {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let dose = try dose(parts[0], parts[1])
    let day = try Day("2026-10-05")
    let drug = try #require(ReferenceTables.embedded.drug(dose.drug, on: day))
    #expect(throws: UnitCount.Refusal.self) { _ = try UnitCount(dose, drug: drug) }
  }

  /// Every drug of the table has a portion that can be counted, but for those without a code.
  @Test func everyDrugCanBeCounted() throws {
    for drug in ReferenceTables.embedded.drugs.drugs where drug.key.code != nil {
      let portion = try #require(drug.portion)
      // The kit of two drugs is given by the first one's amount.
      let amount = drug.key.text == "J0741" ? try DoseAmount("400mg") : portion
      let dose = try dose(drug.key.text, amount.description)
      let count = try UnitCount(dose, drug: drug)
      #expect(count.units == (drug.key.text == "J0741" ? 200 : 1), "\(drug.key)")
    }
  }

  @Test(arguments: [
    ("J1885", "30 mg/1 mL"), ("J2550", nil), ("J1050", nil), ("J3030", "6 mg/0.5 mL"),
    ("J0561", "600000 units/1 mL"), ("J2175", nil), ("J1644", nil), ("J0558", "1200000 units/2 mL"),
    ("J7325", "16 mg/2 mL"), ("J3420", "1000 mcg/1 mL"), ("J0897", nil), ("J1100", nil),
    ("90381", "100 mg/1 mL"), ("J0741", nil),
  ])
  func readsConcentrations(_ key: String, _ expected: String?) throws {
    let drug = try #require(
      ReferenceTables.embedded.drug(try DrugKey(key), on: try Day("2026-10-05")))
    let found = drug.strength.concentration.map { "\($0.amount)/\($0.volume) mL" }
    #expect(found == expected)
  }

  @Test func readsContents() throws {
    let drug = try #require(
      ReferenceTables.embedded.drug(try DrugKey("J0696"), on: try Day("2026-10-05")))
    #expect(drug.strength.contents.map(\.description) == ["250 mg", "500 mg", "1 g", "2 g"])
    #expect(drug.strength.form == .each)
  }
}
