import Billing
import Claims
import Coding
import Glibc
import Harness
import Practice
import Storage
import Testing

@Suite("Exports and the work around them") struct ExportWorkTests {
  typealias Life = ClaimLifeTests

  @Test("A file that fails after its claims were made says so, and how to finish it")
  func failedFile() throws {
    let office = try Office()
    try office.log()
    try office.log("M003", nil, [Office.dose(route: nil)])
    let order = try ExportOrder(
      days: DayRange(month: "2026-10"), format: .professional, folder: office.out)
    // The folder goes away while claims are made of what is ready.
    let said = try refusal {
      _ = try office.desk().export(order, dryRun: false) { _ in rmdir(office.out) }
    }
    let path = office.out
    #expect(
      said?.hasSuffix(
        "batch 1 is prepared: its 1 claim (52.77) is made, and only the file is missing. Finish it "
          + "with: shots batch write 1 --out \(path)") == true, "\(said ?? "")")
    mkdir(office.out, 0o700)
    #expect(try office.export(dryRun: true).report.unfinished.map(\.id.number) == [1])
    let batch = try #require(try office.ledger.batches().first)
    _ = try office.desk().write(batch, in: office.out)
    #expect(try office.export(dryRun: true).report.unfinished.isEmpty)
  }

  @Test("No claim is made for a file whose name or folder cannot be, and a dry run says so")
  func folder() throws {
    let office = try Office()
    try office.log()
    let taken = office.out + "/shots-batch-000001.837"
    try File.write(Array("other".utf8), to: taken)
    for dryRun in [true, false] {
      #expect(
        try refusal { _ = try office.export(dryRun: dryRun) }?.contains("is there already") == true)
    }
    #expect(try office.ledger.batches().isEmpty && office.open().count == 1)
    unlink(taken)
    rmdir(office.out)
    #expect(try refusal { _ = try office.export(dryRun: true) }?.contains("not there") == true)
  }

  @Test("Paper and tables take no control numbers: a receiver sees no gap")
  func controlNumbers() throws {
    let office = try Office()
    for (patient, format) in [
      ("M001", Batch.Format.csv), ("M003", .professional), ("M004", .paper), ("M005", .csv),
      ("M009", .professional),
    ] {
      try office.log(patient)
      #expect(try office.export(format).report.claims == 1)
    }
    let batches = try office.ledger.batches()
    let sent = batches.filter { $0.format == .professional }
    #expect(sent.map(\.envelope.interchange) == [1, 2])
    #expect(sent.allSatisfy { $0.receiver.text == "EXCH01" })
    #expect(!batches.contains { $0.format != .professional && $0.receiver.text == "EXCH01" })
    for batch in batches {
      // Ours in any form, byte for byte.
      let check = try office.desk().verify(file: "\(office.out)/\(batch.fileName)")
      #expect(check.isWhole && check.batch?.id == batch.id)
    }
    try Life.expectWhole(office)
  }

  @Test("A replacement that goes under the number of its claim is found in its own file")
  func replacementUnderTheOldNumber() throws {
    let (office, claim) = try Life.office(try Life.event(.accepted, number: "X1"))
    let payer = try #require(try office.ledger.claim(claim)?.claim.payer.id)
    let habit = PayerSettingEntry(
      setting: payer, .replacementStyle, to: "old_number", from: Day.beginning)
    _ = try office.desk().save("payer set") { try $0.savePayerSetting(habit) }
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    let written = try #require(try office.export().report.batches.first)
    let check = try office.desk().verify(file: written.path)
    #expect(check.isWhole && check.different.isEmpty && check.missing.isEmpty)
  }

  @Test("What is ready is one piece of work a month; what is held is work of its own")
  func work() throws {
    let office = try Office()
    try office.log("M001")
    try office.log("M003")
    try office.log("M004", Office.visit("2026-09-28"))
    try office.log("M005", nil, [Office.dose(route: nil)])
    let items = try office.desk().work()
    let exports = items.filter { $0.kind == .export }
    #expect(
      Set(exports.map(\.what))
        == ["2 doses of 2026-10 are ready, of 2 payers", "1 dose of 2026-09 is ready"])
    #expect(
      exports.contains { $0.command == "shots export --month 2026-10 --format 837p --out …" })
    #expect(items.filter { $0.kind == .dose }.map(\.command) == ["shots correct 4 --route …"])
    // Doses of one visit that wait for one answer are one piece of work.
    try office.log(
      "M009", Office.visit(diagnoses: []),
      [Office.dose(), Office.dose("J1885", "30mg", site: "right deltoid")])
    let held = try office.desk().work().filter { $0.kind == .dose }
    #expect(
      held.map(\.what).sorted() == [
        "2 doses are held, by the same question", "dose 4 is blocked",
      ])
  }

  @Test("Accepting what nothing warns of is no success")
  func nothingToAccept() throws {
    let office = try Office()
    try office.log("M001")
    try office.log("M003", nil, [Office.dose(route: nil)])
    let accept = { (rule: RuleID, takesBack: Bool) in
      try refusal {
        _ = try office.desk().accept(
          ReviewOrder(rule: rule, takesBack: takesBack), reason: try Line("checked"),
          dryRun: false)
      }
    }
    #expect(try accept("R66", false)?.contains("nothing was accepted") == true)
    #expect(try accept("R65", false)?.contains("is an error on 1 dose") == true)
    #expect(try accept("R66", true)?.contains("nothing was taken back") == true)
  }

  @Test("Medicare replaces nothing, whatever somebody set")
  func medicare() throws {
    let office = try Office()
    try office.log("M002")
    _ = try office.export()
    let claim = try #require(try office.claims().first)
    #expect(claim.claim.payer.payerClass == .medicare)
    _ = try office.desk().mark([claim.id], try Life.event(.accepted, number: "X1"))
    let habit = PayerSettingEntry(
      setting: claim.claim.payer.id, .replacementStyle, to: "new_number", from: Day.beginning)
    _ = try office.desk().save("payer set") { try $0.savePayerSetting(habit) }
    let said = try refusal { _ = try office.desk().correct(claim.id, why: nil, dryRun: false) }
    #expect(said?.contains("reopening") == true && said?.contains("payer set") == false)
    #expect(try office.open().isEmpty)
  }

  @Test("A dose that waits for its sibling's correction names what mends the sibling")
  func sibling() throws {
    let office = try Office()
    try office.log(
      "M001", nil, [Office.dose(), Office.dose("J1885", "30mg", site: "right deltoid")])
    _ = try office.export()
    let claim = try #require(try office.claims().first?.id)
    _ = try office.desk().mark([claim], try Life.event(.accepted, number: "X1"))
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    let first = try #require(try office.open().first)
    _ = try office.desk().correct(first.id, reason: try Line("route")) { dose in
      var dose = dose
      dose.route = nil
      return dose
    }
    let open = try office.open()
    let waiting = try #require(open.flatMap(\.findings).first { $0.rule == "R87" })
    let blocked = try #require(open.first { $0.state == .blocked && $0.dose.route == nil })
    #expect(waiting.fix == "shots correct \(blocked.id) --route …")
  }
}
