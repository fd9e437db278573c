import Practice
import Testing
import Text

@testable import Coding

/// The rule book and the pages that explain rules and codes.
@Suite struct RuleBookTests {
  private let book = RuleBook.embedded
  private let day = Day(number: 20_731)

  @Test func holdsEveryRule() throws {
    #expect(book.faults.isEmpty)
    #expect(book.entries.count == 93)
    for (place, entry) in book.entries.enumerated() {
      #expect(entry.id.text == (place < 9 ? "R0\(place + 1)" : "R\(place + 1)"))
      #expect(!entry.trigger.isEmpty && !entry.message.isEmpty && !entry.source.isEmpty)
      #expect(book.rule(entry.id) == entry)
      #expect(!book.examples(of: entry.id).isEmpty)
    }
    #expect(book.notes.filter { $0.kind == .articlesSay }.count == 9)
    #expect(book.notes.filter { $0.kind == .sourcesDisagree }.count == 10)
    #expect(book.notes.allSatisfy { note in note.rules.allSatisfy { book.rule($0) != nil } })
  }

  @Test func columnsAreAsNamed() throws {
    let counts: [(ReferenceFile, Int)] = [
      (.rulesIndex, RuleColumn.allCases.count), (.ruleNotes, NoteColumn.allCases.count),
      (.workedExamples, ExampleColumn.allCases.count), (.modifiers, ModifierColumn.allCases.count),
      (.denialCodes, DenialColumn.allCases.count), (.feeExamples, FeeColumn.allCases.count),
      (.diagnosisChanges, ChangeColumn.allCases.count),
    ]
    for (file, count) in counts {
      let reader = try CSVReader(bytes: file.bytes)
      #expect(reader.columns.count == count, "\(file)")
    }
    #expect(ModifierRow.embedded.faults.isEmpty && ModifierRow.embedded.table.count == 41)
    #expect(DiagnosisChange.embedded.faults.isEmpty && DiagnosisChange.embedded.rows.count == 2)
    #expect(NationalAmounts.embedded.faults.isEmpty)
  }

  /// Every rule that the engine can say is in the book, and what is of medium confidence never
  /// blocks among the rules of facts.
  @Test func findingsAreInTheBook() throws {
    for ruleCase in RuleCases.all {
      for finding in try ruleCase.speaks().decision.findings {
        #expect(book.rule(finding.rule) != nil)
      }
    }
    for ruleCase in RuleCases.facts + RuleCases.coverageFacts where ruleCase.severity == .error {
      // R65 speaks of a service without a dose, and is of high confidence like the others.
      #expect(book.rule(ruleCase.rule)?.confidence == .high, "\(ruleCase.rule)")
    }
  }

  @Test func explainsARule() throws {
    let page = try #require(ReferenceTables.embedded.explain("r34", on: day))
    #expect(page.subject == "R34" && page.title == "Doctor visit and injection on the same day")
    let headings = page.parts.map(\.heading)
    #expect(headings.contains("What popular articles get wrong") && headings.contains("Examples"))
    #expect(page.parts.first { $0.heading == "Source" }?.lines.first?.contains("high") == true)
    #expect(book.wrongClaims(about: "R33").first?.text == "never, with any modifier")
  }

  @Test(arguments: [
    ("96372", "Drug injection under the skin or into muscle"), ("99211", "Nurse visit instead"),
    ("J1885", "Ketorolac"), ("JW", "Drug amount thrown away"), ("jz", "No billable amount"),
    ("25", "Separate visit"), ("59", "Distinct procedure"), ("90471", ""), ("90472", ""),
    ("20610", ""), ("CO-97", "Included in another service"), ("CARC 97", "Included in another"),
    ("M119", "NDC missing"), ("PR", "Patient owes"), ("MA130", "Claim not processable"),
    ("place 11", ""), ("NONE-ALLERGEN", ""), ("J1040", "Depo-Medrol"),
  ])
  func explainsCodes(_ text: String, _ title: String) throws {
    let page = try #require(ReferenceTables.embedded.explain(text, on: day))
    #expect(page.title.hasPrefix(title), "\(page.title)")
    #expect(!page.parts.isEmpty)
    #expect(page.parts.allSatisfy { part in part.lines.allSatisfy { !$0.isEmpty } })
    #expect(!page.parts.contains { $0.lines.contains { $0.contains("Optional(") } })
  }

  @Test(arguments: ["R94", "QQ", "12345", "", "place 30", "CARC 999", "nonsense here"])
  func explainsNothingElse(_ text: String) {
    #expect(ReferenceTables.embedded.explain(text, on: day) == nil)
  }

  @Test func tellsWhatArticlesGetWrong() throws {
    let page = try #require(ReferenceTables.embedded.explain("96372", on: day))
    let wrong = try #require(page.parts.first { $0.heading.hasPrefix("What popular") })
    #expect(wrong.lines.count >= 6)
    let pairs = try #require(page.parts.first { $0.heading == "Beside 96372" })
    #expect(pairs.lines.contains { $0.hasPrefix("99211 (nurse visit): never both") })
    #expect(page.rules.contains("R33") && page.rules.contains("R01"))
  }

  @Test func knowsNationalAmounts() throws {
    let table = ReferenceTables.embedded.medicareNational
    let code = try HCPCS("J0696")
    #expect(table.perUnit(of: code, on: try Day("2026-01-15")) == (try Quantity("0.462")))
    // Four units are 1.848: rounded once, for the line.
    #expect(table.amount(of: code, units: 4, on: try Day("2026-01-15")) == (try Money("1.85")))
    #expect(table.perUnit(of: Code.injection, on: try Day("2024-03-08")) == (try Quantity("14.08")))
    #expect(table.perUnit(of: Code.injection, on: try Day("2024-03-09")) == (try Quantity("14.31")))
    #expect(table.perUnit(of: Code.injection, on: try Day("2026-01-01")) == nil)
    // A facility's amount is no practice's amount.
    #expect(table.perUnit(of: Code.injection, on: try Day("2025-11-01")) == (try Quantity("13.91")))
    #expect(table.perUnit(of: Code.covidVaccine, on: try Day("2025-11-01")) == nil)
  }
}
