import Practice
import Testing

@testable import Coding

/// R60, R61: what stands under a code for any drug.
@Suite("Drugs without a code of their own") struct UnclassifiedDrugTests {
  private func note(_ note: String, _ amount: String = "1mL") throws -> String? {
    try visit([
      dose("J3490", amount) {
        $0.note = try Line(note)
        $0.ndc = try NDC("12345-6789-01")
      }
    ]).decision.lines.first { $0.code.text == "J3490" }?.note
  }

  @Test(
    "Dose, route and NDC stand in the line note, however long the name is (R61)",
    arguments: [
      "methylcobalamin 1000 mcg/mL compounded by Example Pharmacy",
      String(repeating: "long name ", count: 30),
    ])
  func facts(name: String) throws {
    let said = try #require(try note(name))
    #expect(said.count <= 80)
    #expect(said.hasSuffix(", 1 mL IM, NDC 12345678901"))
    #expect(said.hasPrefix(name.prefix(40)))
  }

  @Test("A strength in the note is not the dose (R61)")
  func strength() throws {
    #expect(
      try note("newmab 100 mg/mL", "100mg") == "newmab 100 mg/mL, 100 mg IM, NDC 12345678901")
    let whole = "drug name 250 mg/mL, 750 mg (3 mL) IM, NDC 12345678901"
    #expect(try note(whole, "750mg") == whole)
  }

  @Test("How a package is counted that no table knows is asked, and not taken for one (R60)")
  func package() throws {
    let decision = try visit([
      dose("J3490", "750mg") {
        $0.note = try Line("drug name 250 mg/mL, 750 mg IM")
        $0.ndc = try NDC("12345-6789-01")
      }
    ]) { $0.settings.ndcRequired = .yes }.decision
    #expect(decision.holds == ["R60 error"])
    #expect(decision.lines.last?.drug == nil)
  }
}
