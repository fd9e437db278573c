import Billing
import Claims
import Harness
import Practice
import Storage
import Testing

@Suite("Claims that replace and take back") struct ClaimReplacementTests {
  @Test("A replacement carries the whole claim as it is now, and leads back")
  func replacement() throws {
    let (office, claim) = try ClaimLifeTests.office(
      try ClaimLifeTests.event(.accepted, number: "X1"))
    let before = try #require(try office.ledger.claim(claim)?.claim)
    let dry = try office.desk().correct(claim, why: nil, dryRun: true)
    #expect(dry.number.text == "SL00000001R")
    #expect(try office.open().isEmpty)
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    let dose = try #require(try office.open().first)
    #expect(dose.state == .ready, "\(dose.findings)")
    _ = try office.desk().correct(dose.id, reason: try Line("wrong lot")) { dose in
      var dose = dose
      dose.lot = try Line("L9")
      return dose
    }
    let visit = try #require(try office.ledger.claim(claim)).encounter
    _ = try office.desk().correct(visit) { visit in
      var visit = visit
      visit.diagnoses = [try Diagnosis("D51.0")]
      return visit
    }
    let pending = try office.desk().pendingDifferences(claim).map(\.element)
    #expect(
      pending == [
        "2300 CLM01", "2300 CLM05-3", "2300 REF*F8", "2300 HI", "2400 SV107", "2400 SV107",
      ])
    let report = try office.export().report
    #expect(report.claims == 1 && report.corrections == 1)
    let now = try #require(try office.claims().last)
    #expect(now.claim.frequency == .replacement)
    #expect(now.claim.number.text == "SL00000001R")
    #expect(now.claim.details.payerClaimNumber?.text == "X1")
    #expect(try office.desk().record(claim).history.state == .replaced)
    #expect(try office.ledger.claim(claim)?.claim == before)
    let file = try File.text("\(office.out)/\(try #require(report.batch).fileName)")
    #expect(file.contains("REF*F8*X1~") && file.contains("11:B:7"))
    try ClaimLifeTests.expectWhole(office)
    // Refused itself, it goes again as a replacement of what the payer has.
    _ = try office.desk().mark([now.id], try ClaimLifeTests.event(.rejected))
    #expect(try office.desk().record(claim).history.state == .accepted)
    _ = try office.export()
    let third = try #require(try office.claims().last)
    #expect(third.claim.frequency == .replacement && third.claim.number.text == "SL00000001R2")
    #expect(third.claim.details.payerClaimNumber?.text == "X1")
    #expect(try office.ledger.origin(of: third.id)?.claim == claim)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A void says what the original said, and its doses get what was chosen")
  func voided() throws {
    let (office, claim) = try ClaimLifeTests.office(
      try ClaimLifeTests.event(.paid, number: "X1", paid: "10.00"))
    let before = try #require(try office.ledger.claim(claim)?.claim)
    _ = try office.desk().void(claim, why: try Line("wrong patient"), doses: .voided)
    #expect(try office.open().isEmpty)
    let report = try office.export().report
    #expect(report.claims == 1 && report.corrections == 1)
    let void = try #require(try office.claims().last)
    #expect(void.claim.frequency == .void)
    let differences = ClaimDiff.differences(before, void.claim).map(\.element)
    #expect(differences == ["2300 CLM01", "2300 CLM05-3", "2300 REF*F8"])
    #expect(try office.desk().record(claim).history.state == .voided)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A payer that wants the old number gets it, under a new number of the ledger")
  func oldNumber() throws {
    let (office, claim) = try ClaimLifeTests.office(
      try ClaimLifeTests.event(.accepted, number: "X1"))
    let payer = try #require(try office.ledger.claim(claim)?.claim.payer.id)
    let habit = PayerSettingEntry(
      setting: payer, .replacementStyle, to: "old_number", from: Day.beginning)
    _ = try office.desk().save("payer set") { try $0.savePayerSetting(habit) }
    let said = try office.desk().correct(claim, why: nil, dryRun: false)
    #expect(said.number.text == "SL00000001R" && said.sentNumber.text == "SL00000001")
    #expect(said.differences.map(\.element) == ["2300 CLM05-3", "2300 REF*F8"])
    let batch = try #require(try office.export().report.batch)
    let now = try #require(try office.claims().last)
    #expect(now.claim.number.text == "SL00000001" && now.id != claim)
    // Its own file is known, although the number in it is that of another claim.
    #expect(try office.desk().verify(file: "\(office.out)/\(batch.fileName)").isWhole)
    #expect(try office.ledger.claimID(ClaimNumber("SL00000001R")) == now.id)
    try ClaimLifeTests.expectWhole(office)
  }
}
