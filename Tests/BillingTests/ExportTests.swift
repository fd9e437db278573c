import Billing
import Claims
import Harness
import Practice
import Storage
import Testing

@Suite("Exporting claims") struct ExportTests {
  @Test("Office visit and all doses of a visit are one claim")
  func oneClaimForEachVisit() throws {
    let office = try Office()
    try office.log(
      "M001", Office.visit(services: ["99213-25"]),
      [Office.dose(), Office.dose("J1885", "60mg", site: "right deltoid")])
    try office.log("M004")
    let report = try office.export().report
    #expect(report.claims == 2)
    let claims = try office.claims()
    #expect(Office.codes(claims[0]) == ["99213-25", "96372", "J3420", "96372-59", "J1885"])
    #expect(Office.codes(claims[1]) == ["96372", "J3420"])
  }

  @Test("A held dose holds its visit until somebody lets the rest go")
  func visitWaits() throws {
    let office = try Office()
    let receipt = try office.log(
      "M001", nil, [Office.dose(), Office.dose("J1885", "60mg", route: nil, site: "right")])
    #expect(try office.export().report.claims == 0)
    #expect(try office.open(.review).map(\.id) == [receipt.doses[0]])
    _ = try office.desk().accept("R87", on: receipt.doses[0], reason: Line("the rest follows"))
    let (report, held) = try office.export()
    #expect(report.claims == 1)
    #expect(held.map(\.dose) == [receipt.doses[1]])
    #expect(try Office.codes(office.claims()[0]) == ["96372", "J3420"])
  }

  @Test("The office visit goes with the first claim of its visit, whichever dose is held, and once")
  func officeVisitIsBilledOnce() throws {
    let office = try Office()
    let receipt = try office.log(
      "M001", Office.visit(services: ["99213-25"]),
      [Office.dose("J1885", "60mg", route: nil, site: "right"), Office.dose()])
    _ = try office.desk().accept("R87", on: receipt.doses[1], reason: Line("the rest follows"))
    #expect(try office.export().report.claims == 1)
    _ = try office.desk().correct(receipt.doses[0], reason: Line("route")) { old in
      var new = old
      new.route = .intramuscular
      return new
    }
    #expect(try office.export().report.claims == 1)
    let claims = try office.claims().map(Office.codes)
    #expect(claims == [["99213-25", "96372", "J3420"], ["96372-59", "J1885"]])
  }

  @Test("The supervising clinician stands on claims of payers that want to see one")
  func supervisorOnClaim() throws {
    let office = try Office()
    let rendering = try NPI("1888888819")
    let supervising = try NPI("1888888801")
    for day in ["2026-10-05", "2026-10-12"] {
      var visit = try Office.visit(day)
      visit.provider = rendering
      visit.supervisingProvider = supervising
      try office.log("M001", visit, [Office.dose("J1885", "60mg")])
      let (report, held) = try office.export()
      #expect(report.claims == 1, "\(held)")
      let payer = try #require(try office.claims().first).claim.payer.id
      _ = try office.desk().setHabit(
        PayerSettingEntry(setting: payer, .supervisorOnClaim, to: "yes", from: Day.beginning))
    }
    #expect(try office.claims().map { $0.claim.supervisingProvider?.npi } == [nil, supervising])
  }

  @Test("A dose that is logged on a visit that was billed goes on a claim of its own")
  func lateDose() throws {
    let office = try Office()
    let first = try office.log("M001", Office.visit(services: ["99213-25"]))
    #expect(try office.export().report.claims == 1)
    let encounter = first.assessment.visit.encounter
    try office.log("M001", encounter, [Office.dose("J1885", "60mg", site: "right deltoid")])
    #expect(try office.export().report.claims == 1)
    let claims = try office.claims().map(Office.codes)
    #expect(claims == [["99213-25", "96372", "J3420"], ["96372-59", "J1885"]])
  }

  @Test(
    "A dry run counts what the export then does, and changes nothing", arguments: [true, false])
  func dryRun(_ isProfessional: Bool) throws {
    let format: Batch.Format = isProfessional ? .professional : .csv
    let office = try Office()
    _ = try office.importing(.doses, File.bytes(Ledgers.month + "/doses.csv"))
    let open = try office.open().map(\.id)
    let audit = try office.ledger.check().auditRows
    let dry = try office.export(format, dryRun: true)
    #expect(try office.open().map(\.id) == open)
    #expect(try office.ledger.check().auditRows == audit)
    #expect(try office.ledger.batches().isEmpty)
    #expect(File.names(in: office.out).isEmpty)
    let real = try office.export(format)
    #expect(dry.report.claims == real.report.claims)
    #expect(dry.report.total == real.report.total)
    #expect(dry.held.map(\.dose) == real.held.map(\.dose))
  }

  @Test("What is called ready goes, and what goes was called ready")
  func readyGoes() throws {
    let office = try Office()
    _ = try office.importing(.doses, File.bytes(Ledgers.month + "/doses.csv"))
    let ready = try office.open(.ready)
    let others = Set(try office.open().map(\.id)).subtracting(ready.map(\.id))
    let (report, held) = try office.export()
    #expect(Set(held.map(\.dose)) == others)
    #expect(Set(try office.open().map(\.id)) == others)
    #expect(report.total == ready.map(\.charge).total)
    #expect(report.lines == ready.flatMap(\.lines).count)
    #expect(try office.claims().map(\.claim.total).total == report.total)
    #expect(try office.export().report.claims == 0)
  }

  @Test("A batch is written again with the same bytes after its patients, fees and payers changed")
  func sameBytes() throws {
    let office = try Office()
    _ = try office.importing(.doses, File.bytes(Ledgers.month + "/doses.csv"))
    let batch = try #require(try office.export().report.batch)
    let first = try File.bytes("\(office.out)/\(batch.fileName)")
    for kind in [ImportKind.patients, .payers, .fees, .providers] {
      let text = try File.text("\(Ledgers.month)/\(kind.rawValue).csv")
      let changed = text.replacing("Testcase", with: "Renamed").replacing("Sample M", with: "M")
        .replacing("45.00", with: "99.00").replacing("Quill", with: "Feather")
      #expect(try office.importing(kind, changed).report.verdicts[.changed] ?? 0 > 0)
    }
    let again = try Scratch()
    let written = try office.desk().write(batch, in: again.path)
    #expect(try File.bytes(written.path) == first)
    #expect(written.batch.sha256 == batch.sha256)
  }

  @Test("An unknown payer is refused, and nothing goes")
  func unknownPayer() throws {
    let office = try Office()
    try office.log()
    let days = try DayRange(first: Day("2026-01-01"), last: Day("2026-11-02"))
    let order = ExportOrder(
      days: days, format: .csv, folder: office.out, payer: try PayerID("NOPE"))
    let said = try refusal { _ = try office.desk().export(order, dryRun: false) { _ in } }
    #expect(said?.contains("NOPE") == true)
    #expect(try office.open().count == 1)
  }
}
