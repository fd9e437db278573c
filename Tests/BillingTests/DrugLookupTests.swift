import Coding
import Practice
import Testing

@testable import Billing

@Suite("Finding a drug") struct DrugLookupTests {
  @Test(
    "Codes, names and brands find the drug",
    arguments: [("J1885", "J1885"), ("j1885", "J1885"), ("allergen extract", "NONE-ALLERGEN")])
  func finds(_ text: String, _ key: String) throws {
    var lookup = DrugLookup(.embedded, aliases: [])
    let day = try Day("2026-10-03")
    #expect(try lookup.find(text, on: day).key.text == key)
  }
}
