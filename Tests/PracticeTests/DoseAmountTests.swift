import Harness
import Practice
import Testing

@Suite("Dose amounts") struct DoseAmountTests {
  @Test(
    "Doses are read as labels and people write them",
    arguments: [
      ("60mg", "60 mg"), ("1 g", "1 g"), ("1000mcg", "1000 mcg"), ("0.5 mL", "0.5 mL"),
      ("2.4MU", "2400000 units"), ("1.2 million units", "1200000 units"), ("1,000 mcg", "1000 mcg"),
      ("1500 IU", "1500 units"), ("2 cc", "2 mL"), (".5ml", "0.5 mL"), ("1 dose", "1 dose"),
    ])
  func reads(_ text: String, _ amount: String) throws {
    #expect(try DoseAmount(text).description == amount)
  }

  @Test(
    "What is no dose is refused",
    arguments: ["", "60", "mg", "sixty mg", "-5 mg", "1,00 mg", "5 parsecs", "0.1234567 mg"])
  func refuses(_ text: String) {
    #expect(throws: InvalidValue.self) { try DoseAmount(text) }
  }

  @Test(
    "Units are counted exactly and rounded up (R51)",
    arguments: [
      ("60 mg", "15 mg", 4), ("1 g", "250 mg", 4), ("1000 mcg", "1 mg", 1), ("0.3 mg", "0.1 mg", 3),
      ("1001 mcg", "1 mg", 2), ("463.5 mg", "1 mg", 464), ("2.4MU", "100000 units", 24),
    ])
  func counts(_ dose: String, _ portion: String, _ units: Int) throws {
    #expect(try DoseAmount(dose).units(of: DoseAmount(portion)) == units)
  }

  @Test("Milligrams are no millilitres") func dimensions() throws {
    #expect(try DoseAmount("5 mg").units(of: DoseAmount("10 mL")) == nil)
    #expect(try DoseAmount("5 mg").adding(DoseAmount("5 mL")) == nil)
  }

  @Test("Rounding up never loses and never adds a whole unit", arguments: 1...200)
  func ceilingHolds(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let dose = DoseAmount(
      value: Quantity(millionths: Int64.random(in: 1...9_000_000_000, using: &generator)),
      unit: .milligram)
    let portion = DoseAmount(
      value: Quantity(millionths: Int64.random(in: 1...50_000_000, using: &generator)),
      unit: [.milligram, .microgram, .gram].randomElement(using: &generator) ?? .milligram)
    let up = try #require(dose.units(of: portion))
    let down = try #require(dose.wholeUnits(of: portion))
    #expect(up == down || up == down + 1)
    let covered = Int128(up) * Int128(portion.value.millionths) * Int128(factor(portion.unit))
    let needed = Int128(dose.value.millionths) * Int128(factor(.milligram))
    #expect(covered >= needed)
    #expect(covered - needed < Int128(portion.value.millionths) * Int128(factor(portion.unit)))
  }

  private func factor(_ unit: DoseUnit) -> Int64 {
    unit == .gram ? 1_000_000 : unit == .milligram ? 1_000 : 1
  }

  @Test("A dose of nothing and an impossible dose are refused", arguments: ["0 mg", "1000 g"])
  func impossible(_ text: String) throws {
    let amount = try DoseAmount(text)
    let drug = try DrugKey("J1885")
    #expect(throws: InvalidValue.self) {
      try Dose(drug: drug, amount: amount, route: .intramuscular)
    }
  }
}
