import Coding
import Practice
import Storage
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

  @Test("A short name never takes the name of another drug")
  func aliasesHideNoDrug() throws {
    let office = try Office()
    func keep(_ name: String, _ drug: String, isMeant: Bool = false) throws -> Verdict {
      let key = try DrugKey(drug)
      return try office.desk().keepDrugAlias(
        try DrugAlias(name: name, drug: key, dose: nil, route: nil), isMeant: isMeant)
    }
    for (name, drug) in [("tdap", "J1885"), ("b12", "J1885"), ("j1100", "J1885")] {
      #expect(throws: Refusal.self, "\(name)") { try keep(name, drug) }
    }
    // A name of their own, and a beginning of the drug's own.
    for (name, drug) in [("ket60", "J1885"), ("keto", "J1885")] {
      #expect(try keep(name, drug) == .new, "\(name)")
    }
    // What looks like a code, and what several drugs are called, must be said twice.
    for (name, drug) in [("96372", "J1885"), ("flu", "90662")] {
      #expect(throws: Refusal.self, "\(name)") { try keep(name, drug) }
      #expect(try keep(name, drug, isMeant: true) == .new, "\(name)")
      try office.desk().takeBackDrugAlias(name)
      #expect(throws: Refusal.self, "\(name)") { try office.desk().takeBackDrugAlias(name) }
    }
  }

  @Test(
    "A word that is no drug is sent to no code, and several drugs are asked about",
    arguments: [
      ("unobtainium", ["shots drug search WORD"]),
      ("J3370", ["shots explain R50", "import drugs"]),
      ("flu vaccine", ["90656", "90662", "90660"]), ("prevnar", ["90670", "90677"]),
    ])
  func asks(_ text: String, _ said: [String]) throws {
    var lookup = DrugLookup(.embedded, aliases: [])
    let day = try Day("2026-10-03")
    let error = #expect(throws: InvalidValue.self) { try lookup.find(text, on: day) }
    let reason = try #require(error?.reason)
    #expect(!reason.contains("J3490"))
    for part in said { #expect(reason.contains(part), "\(reason)") }
  }
}
