import Harness
import Practice
import Testing

@testable import Coding

/// R70 against a list of codes as CMS publishes it.
@Suite("Diagnosis codes of an imported list") struct DiagnosisCodesTests {
  private static func categories(_ text: String) throws -> [DiagnosisCategory] {
    let file = try #require(try PublishedFile(Array(text.utf8), name: "list.txt"))
    #expect(file.format == .diagnoses)
    var codes: [DiagnosisCategory.Code] = []
    file.diagnoses { _, _, row in if case .row(let code) = row { codes.append(code) } }
    return Dictionary(grouping: codes) { $0.code.text.prefix(3) }.map { key, codes in
      DiagnosisCategory(key: String(key), codes.reversed())
    }
  }

  /// The list for the fiscal year 2026.
  private static func codes() throws -> DiagnosisCodes {
    let set = try DiagnosisSet(name: Line("list.txt"), from: Day("2025-10-01"), to: nil)
    let entries = try categories(DiagnosisList.text()).map {
      ($0.key, [DiagnosisCodes.Entry(set: 0, codes: $0.codes)])
    }
    return DiagnosisCodes(sets: [set], entries: Dictionary(uniqueKeysWithValues: entries))
  }

  private static func decide(_ codes: [String], on day: String = "2026-09-30") throws -> Decision {
    let list = try self.codes()
    return try visit(dx: codes, on: day, [dose("J1885", "60mg")]) { $0.diagnosisCodes = list }
      .decision
  }

  @Test("A list is read by its columns and kept in order, whatever the order of its lines")
  func layout() throws {
    let diabetes = try #require(try Self.categories(DiagnosisList.text()).first { $0.key == "E11" })
    #expect(
      diabetes.list.map(\.code.text) == [
        "E11", "E11.0", "E11.00", "E11.01", "E11.65", "E11.8", "E11.9",
      ])
    #expect(diabetes.list.map(\.isValid) == [false, false, true, true, true, true, true])
    #expect(diabetes.list.last?.label == "Without complications")
  }

  @Test("A list that was saved with a byte order mark is read")
  func byteOrderMark() throws {
    let list = DiagnosisList.text()
    #expect(try Self.categories("\u{FEFF}" + list).count == Self.categories(list).count)
  }

  @Test("A code of another year is told with the days on which it is valid")
  func otherYear() throws {
    let sets = try [
      DiagnosisSet(name: Line("old.txt"), from: Day("2025-10-01"), to: nil),
      DiagnosisSet(name: Line("new.txt"), from: Day("2026-10-01"), to: nil),
    ]
    let code = try DiagnosisCategory.Code(code: Diagnosis("D51.0"), isValid: true, label: "New")
    let entry = DiagnosisCodes.Entry(set: 1, codes: DiagnosisCategory(key: "D51", [code]).codes)
    let message = try visit(dx: ["D51.0"], on: "2026-09-30", [dose("J1885", "60mg")]) {
      $0.diagnosisCodes = DiagnosisCodes(sets: sets, entries: ["D51": [entry]])
    }.decision.finding("R70")?.message
    #expect(
      message?.contains("old.txt has no such code, new.txt of 2026-10-01 to 2027-09-30 has it")
        == true)
  }

  @Test("A list of hospital procedures is refused")
  func procedures() {
    let text = "00001 001     0 Central Nervous System".utf8
    #expect(throws: InvalidValue.self) { try PublishedFile(Array(text), name: "list.txt") }
  }

  @Test(
    "A code that claims cannot carry is asked about, with the codes that may be meant",
    arguments: [
      ("E11", "E11 needs more digits on 2026-09-30 (list.txt)", 0),
      ("J45.5", "use one of J45.50, J45.51.", 2),
      ("S61.409", "use one of S61.409A, S61.409D, S61.409S.", 3),
      ("Z23.0", "Z23.0 is not valid on 2026-09-30: list.txt has no such code; use Z23.", 1),
      ("M54.5", "use one of M54.50, M54.59.", 2),
      ("R51.9", "R51.9 is not valid on 2026-09-30: list.txt has no such code.", 0),
    ])
  func invalid(code: String, message: String, choices: Int) throws {
    let decision = try Self.decide(["D51.0", code])
    let finding = try #require(decision.finding("R70"))
    #expect(finding.message.contains(message))
    #expect(finding.severity == .warning)
    #expect(finding.fix == "shots encounter correct 7 --diagnoses D51.0,…")
    #expect(finding.choices.count == choices)
  }

  @Test("Many codes are named in part, and the command that lists them is there")
  func many() throws {
    let message = try #require(try Self.decide(["E11"]).finding("R70")?.message)
    #expect(
      message.hasSuffix(
        "use one of E11.00, E11.01, E11.65, E11.8 and 1 more: shots reference show diagnoses E11"
          + " --on 2026-09-30"))
  }

  @Test(
    "Codes of the list are silent", arguments: ["E11.9", "E11.00", "S61.409A", "Z23", "QA0.0101"])
  func valid(code: String) throws {
    #expect(try Self.decide([code]).finding("R70") == nil)
  }

  @Test("Of two bad codes neither mend brings the other back")
  func two() throws {
    let fixes = try Self.decide(["E11", "D51.0", "Z23.0"]).findings.filter { $0.rule == "R70" }
    #expect(
      fixes.map(\.fix)
        == Array(
          repeating: "shots encounter correct 7 --diagnoses …,D51.0,…", count: 2))
    #expect(!fixes.contains { !$0.choices.isEmpty })
  }

  @Test("On days without a list only what the reference says is known, and that is said")
  func unlisted() throws {
    #expect(try Self.decide(["E11", "Z23.0"], on: "2026-10-01").finding("R70") == nil)
    #expect(try Self.decide(["M54.5"], on: "2026-10-01").finding("R70") != nil)
    let codes = try Self.codes()
    #expect(try codes.isChecked(on: Day("2026-09-30")).contains("are checked against list.txt"))
    #expect(try codes.isChecked(on: Day("2026-10-01")).contains("no other code is checked"))
  }
}
