import Practice
import Testing

@testable import Coding

/// Pages in plain words: one for everything that a claim or an answer to it can hold.
@Suite("Explanations") struct ExplainTests {
  private let tables = ReferenceTables.embedded
  private let day = Day(number: 20_731)

  @Test(
    "Every rule, code, modifier, place, filing indicator and denial has a page that says something")
  func everySubjectHasAPage() {
    let subjects = tables.subjects
    #expect(subjects.count > 500)
    for subject in subjects {
      guard let page = tables.explain(subject, on: day) else {
        Issue.record("\(subject) has no page")
        continue
      }
      #expect(!page.title.isEmpty, "\(subject)")
      #expect(page.parts.contains { part in part.lines.contains { $0.count > 10 } }, "\(subject)")
      #expect(
        page.parts.allSatisfy { part in
          part.lines.allSatisfy { !$0.isEmpty && !$0.hasSuffix(": ") && !$0.contains("{}") }
        }, "\(subject)")
    }
  }

  @Test(
    "What people type finds its page",
    arguments: [
      ("b12", "J3420"), ("CARC B12", "CARC B12"), ("POS 11", "place 11"), ("place 1", "place 01"),
      ("11", "place 11"), ("CARC 11", "CARC 11"), ("97", "CARC 97"), ("CO97", "CARC 97"),
      ("CO-97", "CARC 97"), ("CO", "group CO"), ("96372-59", "59"), ("S09", "S09"), ("abn", "abn"),
      ("supervision", "supervision"),
    ])
  func typed(_ text: String, _ subject: String) throws {
    let page = try #require(tables.explain(text, on: day))
    #expect(page.subject == subject)
  }

  @Test("A word of several lists names the others; no page shows a place for a value")
  func severalLists() throws {
    let page = try #require(tables.explain("11", on: day))
    let also = page.parts.first { $0.heading == "Also" }?.lines ?? []
    #expect(also.contains { $0.hasSuffix("shots explain \"CARC 11\"") })
    for rule in RuleBook.embedded.entries {
      let first = tables.explain(rule.id.text, on: day)?.parts.first?.lines.first
      #expect(first?.contains("{") == false && first?.contains("}") == false, "\(rule.id)")
    }
    #expect(tables.explain("r88", on: day)?.parts.first?.lines.first?.contains("…") == true)
  }

  @Test("Every rule names sources that are known, and the wrong claims of popular articles")
  func rulesHaveSources() {
    #expect(Source.embedded.faults.isEmpty)
    #expect(Source.embedded.rows.count == 53)
    #expect(SourceColumn.allCases.count == 6)
    for rule in RuleBook.embedded.entries { #expect(!rule.sources.isEmpty, "\(rule.id)") }
    let page = tables.explain("96372", on: day)
    let wrong = page?.parts.first { $0.heading == "What popular articles get wrong" }
    #expect(wrong?.lines.isEmpty == false)
  }

  @Test("Every habit of payers belongs to a rule that exists")
  func habitsBelongToRules() {
    for name in PayerSettings.Name.allCases {
      #expect(!name.rules.isEmpty, "\(name)")
      #expect(name.rules.allSatisfy { RuleBook.embedded.rule($0) != nil }, "\(name)")
    }
  }

  @Test(
    "Slips of the keyboard find the drug that was meant",
    arguments: [
      ("ketorolak", "J1885"), ("deximethasone", "J1100"), ("kenalgo", "J3301"),
      ("ceftriaxnoe", "J0696"), ("promethazin", "J2550"),
    ])
  func slips(_ text: String, _ code: String) throws {
    let found = tables.search(text, on: day)
    let near = found.isEmpty ? tables.near(text, on: day) : found
    #expect(near.first?.key.text == code)
  }

  @Test("Short words and nonsense find nothing near") func noGuessing() {
    #expect(tables.near("b21", on: day).isEmpty)
    #expect(tables.near("zzzzzzzz", on: day).isEmpty)
    #expect(tables.near("", on: day).isEmpty)
    // Two letters of six are another word: no drug of the table is near these.
    for far in ["orapen", "ativin", "epigan"] {
      let words = tables.near(far, on: day).flatMap(\.names).map { $0.lowercased() }
      #expect(!words.contains("tigan") && !words.contains { $0.hasPrefix("epogen") }, "\(far)")
    }
    #expect(tables.suggestions(for: "96378", on: day).contains("96372"))
  }
}
