import Billing
import Harness
import Practice
import Storage
import Testing

/// All rules over everything open, and over what was sent with what is known now.
@Suite("Scrub") struct ScrubTests {
  @Test("Findings are grouped, the most money first, with one fix for all where there is one")
  func groups() throws {
    let office = try Office()
    var noLot = try Office.dose("J1885", "60mg")
    noLot.lot = nil
    try office.log("M001", nil, [noLot])
    try office.log("M002", nil, [noLot])
    let noDiagnosis = try office.log("M003", Office.visit(diagnoses: []))
    let report = try office.desk().scrub(ScrubOrder())
    #expect(report.doses == 3)
    #expect(report.hasErrors)
    let lots = try #require(
      report.groups.first { $0.key.rule == "R66" && $0.key.severity == .warning })
    #expect(lots.count == 2)
    #expect(lots.bulkFix == "shots accept --rule R66 --why …")
    let error = try #require(report.groups.first { $0.key.rule == "R65" })
    #expect(error.example.name == "dose \(noDiagnosis.doses[0])")
    let holding = report.groups.filter { $0.key.severity > .info }.map(\.charge)
    #expect(holding == holding.sorted(by: >))
  }

  @Test("A claim that was sent is told from what would be sent now")
  func sentClaims() throws {
    let office = try Office()
    let dose = try Office.dose("J1885", "60mg")
    let receipt = try office.log("M001", nil, [dose])
    #expect(try office.export().report.claims == 1)
    let today = ScrubOrder(asOf: try Day("2026-11-02"))
    #expect(try office.desk().scrub(ScrubOrder()).claims == 0)
    #expect(try office.desk().scrub(today).claims == 1)
    #expect(try office.desk().scrub(today).groups.allSatisfy { $0.key.place != .sent })
    let payer = try #require(receipt.assessment.payer?.id)
    _ = try office.desk().save("payer set") {
      try $0.savePayerSetting(
        PayerSettingEntry(setting: payer, .wasteModifiersRequired, to: "yes", from: .beginning))
    }
    let group = try #require(
      try office.desk().scrub(today).groups.first { $0.key.place == .sent })
    #expect(group.key.rule == "R57")
    #expect(group.example.message == "It says J1885 x4; now it would say J1885-JZ x4.")
    #expect(group.fixes == ["shots why SL00000001"])
    // What was set on 2 November was not known the day before.
    let before = ScrubOrder(asOf: try Day("2026-11-01"))
    #expect(try office.desk().scrub(before).claims == 1)
    #expect(try office.desk().scrub(before).groups.allSatisfy { $0.key.place != .sent })
  }

  @Test("Claims that were refused or replaced, and whose doses went again, are not decided again")
  func claimsThatCountNoMore() throws {
    let (office, claim) = try ClaimLifeTests.office(
      try ClaimLifeTests.event(.accepted, number: "X1"))
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    _ = try office.export()
    let replacement = try #require(try office.claims().last?.id)
    _ = try office.desk().mark([replacement], try ClaimLifeTests.event(.rejected))
    _ = try office.export()
    #expect(try office.claims().count == 3)
    let report = try office.desk().scrub(ScrubOrder(asOf: try Day("2026-11-02")))
    #expect(report.claims == 1)
    #expect(report.groups.filter { $0.key.place == .sent }.map(\.example.message) == [])
  }

  @Test("Claims of every kind of visit of the month are decided again as they were")
  func unchangedMonth() throws {
    let office = try Office()
    _ = try office.importing(.doses, File.bytes("\(Ledgers.month)/doses.csv"))
    #expect(try office.export().report.claims > 20)
    let report = try office.desk().scrub(ScrubOrder(asOf: try Day("2026-11-02")))
    #expect(report.claims > 20)
    let sent = report.groups.filter { $0.key.place == .sent }.map(\.example.message)
    #expect(sent.isEmpty, "\(sent)")
  }
}
