import Billing
import Coding
import Glibc
import Harness
import Practice
import Storage
import Testing

@Suite("Importing diagnosis codes") struct DiagnosisImportTests {
  let office: Office

  init() throws { office = try Office() }

  @discardableResult
  private func importing(
    _ text: String, from: String, to: String? = nil, name: String = "list.txt",
    ending: Int? = nil, dryRun: Bool = false
  ) throws -> ReferenceReport {
    let file = office.scratch.file(name)
    try File.write(Array(text.utf8), to: file)
    let descriptor = Glibc.open(file, O_RDONLY)
    defer { close(descriptor) }
    var told = Office.Told()
    return try office.desk().importReference(
      .diagnoses, descriptor: descriptor, name: name, from: try Day(from),
      to: try to.map { try Day($0) }, ending: ending, dryRun: dryRun, observer: &told)
  }

  /// The codes of a category that claims may carry on a day.
  private func valid(_ category: String, on day: String) throws -> [String]? {
    try office.ledger.diagnoses(Diagnosis(category), on: Day(day))?.codes
      .filter(\.isValid).map(\.code.text)
  }

  /// How many rows of categories there are.
  private func rows() throws -> Int {
    var rows = 0
    try office.ledger.eachDiagnosisCategory { _, _, _ in rows += 1 }
    return rows
  }

  @Test("A list holds for its fiscal year, and is the same when it comes again")
  func once() throws {
    let first = try importing(DiagnosisList.text(), from: "2025-10-01")
    #expect(first.rows.verdicts == [.new: DiagnosisList.rows.count])
    #expect(first.to?.description == "2026-09-30")
    let again = try importing(DiagnosisList.text(), from: "2025-10-01")
    #expect(again.rows.verdicts == [.same: DiagnosisList.rows.count])
    #expect(try office.ledger.diagnosisSets().count == 1)
    #expect(try valid("J45", on: "2026-09-30") == ["J45.50", "J45.51"])
    #expect(try valid("J45", on: "2026-10-01") == nil)
  }

  @Test("The next list writes down what it changes, and days keep the list of their own")
  func next() throws {
    try importing(DiagnosisList.text(), from: "2025-10-01")
    let before = try rows()
    let report = try importing(
      DiagnosisList.text(
        without: ["J4551", "Z23"], with: [("J4552", true, "Status asthmaticus")]),
      from: "2026-10-01", name: "next.txt", ending: 2)
    #expect(report.rows.verdicts == [.same: DiagnosisList.rows.count - 2, .new: 1])
    #expect(report.ended == 2)
    #expect(try rows() == before + 2)
    #expect(try valid("J45", on: "2026-09-30") == ["J45.50", "J45.51"])
    #expect(try valid("J45", on: "2026-10-01") == ["J45.50", "J45.52"])
    #expect(try valid("E11", on: "2026-10-01")?.count == 5)
    #expect(try valid("Z23", on: "2026-09-30") == ["Z23"])
    #expect(try valid("Z23", on: "2026-10-01") == [])
  }

  @Test("An earlier list that comes later changes nothing of the ones after it")
  func late() throws {
    try importing(DiagnosisList.text(), from: "2024-10-01", name: "a.txt")
    try importing(DiagnosisList.text(), from: "2026-10-01", name: "c.txt")
    try importing(
      DiagnosisList.text(without: ["J4551", "D51", "D510"], with: [("E1122", true, "Kidney")]),
      from: "2025-10-01", name: "b.txt", ending: 3)
    for day in ["2024-10-01", "2026-10-01"] {
      #expect(try valid("J45", on: day) == ["J45.50", "J45.51"])
      #expect(try valid("D51", on: day) == ["D51.0"])
      #expect(try valid("E11", on: day)?.contains("E11.22") == false)
    }
    #expect(try valid("J45", on: "2025-10-01") == ["J45.50"])
    #expect(try valid("D51", on: "2025-10-01") == [])
    #expect(try valid("E11", on: "2025-10-01")?.contains("E11.22") == true)
  }

  @Test("An update in April holds for the rest of its year")
  func update() throws {
    try importing(DiagnosisList.text(), from: "2025-10-01")
    try importing(
      DiagnosisList.text(without: [], with: [("Z29", true, "New")]), from: "2026-04-01",
      name: "april.txt")
    #expect(try valid("Z29", on: "2026-03-31") == [])
    #expect(try valid("Z29", on: "2026-04-01") == ["Z29"])
    #expect(try valid("E11", on: "2026-09-30")?.count == 5)
  }

  @Test("A list with a line that cannot be read is not saved, nor is one for more than a year")
  func refused() throws {
    let broken = DiagnosisList.text().replacing("E1165  ", with: "E1165!!")
    #expect(throws: Refusal.self) { try importing(broken, from: "2025-10-01") }
    #expect(throws: InvalidValue.self) {
      try importing(DiagnosisList.text(), from: "2025-10-01", to: "2026-10-01")
    }
    try importing(DiagnosisList.text(), from: "2025-10-01", dryRun: true)
    #expect(try office.ledger.diagnosisSets().isEmpty)
    #expect(try rows() == 0)
  }

  /// What an import is refused with.
  private func refusal(_ text: String, ending: Int? = nil) -> String? {
    let error = #expect(throws: Refusal.self) {
      try importing(text, from: "2026-10-01", ending: ending)
    }
    return error?.description
  }

  @Test("A list that is cut off is taken only from who says how many codes end with it")
  func cut() throws {
    try importing(DiagnosisList.text(), from: "2025-10-01")
    let count = DiagnosisList.rows.count
    let cut = DiagnosisList.text(Array(DiagnosisList.rows.dropLast(2)))
    let message = try #require(refusal(cut))
    #expect(message.hasPrefix("2 of the \(count) codes that held before are not in the list"))
    #expect(message.contains("ends with S61.409D") && message.hasSuffix("--ending 2"))
    #expect(refusal(cut, ending: 1)?.contains("--ending says 1 code, but 2 of the") == true)
    #expect(try office.ledger.diagnosisSets().count == 1)
    let report = try importing(cut, from: "2026-10-01", ending: 2)
    #expect(report.ended == 2 && report.lastCode?.text == "S61.409D")
    #expect(try importing(cut, from: "2026-10-01", ending: 2).rows.verdicts == [.same: count - 2])
    // One of 25 is less than a twentieth.
    try importing(
      DiagnosisList.text(Array(DiagnosisList.rows.dropLast(3))), from: "2027-10-01")
  }

  @Test("A list whose order numbers have a gap is an excerpt, unless somebody says otherwise")
  func gap() throws {
    let lines = DiagnosisList.text().split(separator: "\r\n")
    let excerpt = (lines[..<2] + lines[9...]).map { $0 + "\r\n" }.joined()
    let message = try #require(refusal(excerpt))
    #expect(message.hasPrefix("line 3 of the list has the order number 10 instead of 3"))
    #expect(message.hasSuffix("--ending 0"))
    let tail = lines[9...].map { $0 + "\r\n" }.joined()
    #expect(refusal(tail)?.hasPrefix("line 1 of the list has the order number 10") == true)
    #expect(try office.ledger.diagnosisSets().isEmpty)
    try importing(excerpt, from: "2026-10-01", ending: 0)
    #expect(try valid("J45", on: "2026-10-01") == ["J45.50", "J45.51"])
  }

  @Test("Open doses are decided by the list of their day")
  func decides() throws {
    try importing(DiagnosisList.text(), from: "2026-10-01")
    let receipt = try office.log(
      "M001", Office.visit(diagnoses: ["D51.0", "E11"]), [Office.dose()])
    let finding = receipt.assessment.doses[0].findings.first { $0.rule == "R70" }
    #expect(finding?.message.contains("E11 needs more digits") == true)
    let scrub = try office.desk().scrub(ScrubOrder())
    #expect(scrub.groups.contains { $0.key.rule == "R70" && $0.count == 1 })
    let early = try office.log(
      "M004", Office.visit("2026-09-30", diagnoses: ["D51.0", "E11"]), [Office.dose()])
    #expect(!early.assessment.doses[0].findings.contains { $0.rule == "R70" })
  }
}
