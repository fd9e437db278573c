import Billing
import Claims
import Coding
import Harness
import Practice
import Storage
import Testing

@Suite("What becomes of the step to the next payer") struct LaterStepTests {
  /// An office whose claim COMM decided, leaving 20.00 for the patient, and which went on to BLUE.
  private static func wentOn() throws -> (office: Office, first: Claim.ID, second: Claim.ID) {
    let (office, claim) = try LaterClaimTests.office()
    _ = try office.desk().mark(
      [claim], try LaterClaimTests.answer(office, claim, left: ["20.00", "0"]))
    _ = try office.export()
    let second = try #require(try office.claims().last?.id)
    return (office, claim, second)
  }

  private func standing(_ office: Office, _ claim: Claim.ID) throws -> LaterClaim.Standing? {
    try LaterClaimTests.standing(office, claim)
  }

  private func export(_ office: Office, secondary claim: Claim.ID) throws -> ExportReport {
    let days = try DayRange(first: Day("2026-01-01"), last: Day("2026-11-02"))
    var order = ExportOrder(days: days, format: .professional, folder: office.out)
    order.goingOn = [claim]
    return try office.desk().export(order, dryRun: false) { _ in }
  }

  private func void(_ office: Office, _ claim: Claim.ID) throws {
    _ = try office.desk().void(claim, why: try Line("x"), doses: .open)
    _ = try office.export()
  }

  @Test("After the claim to the next payer was taken back somebody is asked, and it can go again")
  func takenBack() throws {
    let (office, first, second) = try Self.wentOn()
    _ = try office.desk().mark([second], try ClaimLifeTests.event(.accepted, number: "B2"))
    try void(office, second)
    guard case .asks = try standing(office, first) else {
      Issue.record("nobody is asked")
      return
    }
    let work = try office.desk().work()
    #expect(work.map(\.money) == [try Money("20.00")] && work.first?.kind == .secondary)
    #expect(try office.export().report.claims == 0)
    #expect(try export(office, secondary: first).later == 1)
    guard case .sent = try standing(office, first) else {
      Issue.record("not sent")
      return
    }
    #expect(try office.desk().work().isEmpty)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("When both claims were taken back nothing is left to do")
  func bothTakenBack() throws {
    let (office, first, second) = try Self.wentOn()
    try void(office, first)
    _ = try office.desk().mark([second], try ClaimLifeTests.event(.accepted, number: "B2"))
    #expect(try office.desk().work().contains { $0.kind == .secondary })
    try void(office, second)
    #expect(try !office.desk().work().contains { $0.kind == .secondary })
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A further payment makes what the next payer was told untrue")
  func furtherPayment() throws {
    let (office, first, second) = try Self.wentOn()
    _ = try office.desk().mark(
      [first], try ClaimLifeTests.event(.paid, paid: "10.00", why: "second check"))
    guard case .outdated(second, _, let command) = try standing(office, first) else {
      Issue.record("not outdated")
      return
    }
    #expect(command == "shots claim correct 2")
    #expect(try office.desk().work().contains { $0.command == command })
  }

  @Test("Where no second policy covers the day the third payer is the second")
  func noSecond() throws {
    let office = try Office()
    try LaterClaimTests.cover(office, "MCDS", .tertiary)
    try office.log("M001", Office.visit(), [Office.dose()])
    _ = try office.export()
    let claim = try #require(try office.claims().first?.id)
    _ = try office.desk().mark(
      [claim], try LaterClaimTests.answer(office, claim, left: ["20.00", "0"]))
    #expect(try office.export().report.later == 1)
    let next = try #require(try office.claims().last?.claim)
    #expect(next.number.text == "SL00000001S" && next.payer.id.text == "MCDS")
    #expect(next.coverage.priority == .secondary)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("Payers that pay more together than was charged are not noted in silence")
  func overpaid() throws {
    let (office, first, second) = try Self.wentOn()
    let total = try #require(try office.ledger.claim(first)?.claim.total)
    let said = try refusal {
      _ = try office.desk().mark(
        [second], ClaimLifeTests.event(.paid, paid: total.description))
    }
    #expect(said?.contains("COMM and BLUE paid") == true)
    let event = try ClaimLifeTests.event(.paid, paid: total.description, why: "it is true")
    let marked = try #require(try office.desk().mark([second], event).first)
    #expect(marked.notes.contains { $0.contains("wants it back") })
    let paid = Money(cents: total.cents - 2000)
    #expect(try office.desk().work().map(\.money) == [paid])
    _ = try office.desk().mark([second], try ClaimLifeTests.event(.reversed))
    #expect(try !office.desk().work().contains { $0.money == paid })
  }

  @Test("The limit of a later claim counts from the decision, and never passes in silence")
  func limit() throws {
    let (office, claim) = try LaterClaimTests.office()
    _ = try office.desk().mark(
      [claim], try LaterClaimTests.answer(office, claim, left: ["20.00", "0"]))
    let unknown = try #require(try office.desk().work().first)
    #expect(unknown.daysLeft == nil && unknown.what.contains("later_filing_days"))
    guard case .held = try office.desk(today: "2028-06-01").laterClaims().first?.standing else {
      Issue.record("went past the limit of first claims")
      return
    }
    _ = try office.desk().setHabit(
      PayerSettingEntry(
        setting: try PayerID("BLUE"), .laterFilingDays, to: "90", from: Day.beginning))
    #expect(try office.desk(today: "2026-12-02").work().first?.daysLeft == 60)
    let late = try #require(try office.desk(today: "2027-02-01").laterClaims().first)
    guard case .held(let why, _) = late.standing else {
      Issue.record("went past the limit")
      return
    }
    #expect(why.contains("2027-01-31") && why.contains("R78"))
  }

  @Test("A denied claim that goes on waits once, for the next payer")
  func denied() throws {
    let (office, claim) = try LaterClaimTests.office()
    var event = try LaterClaimTests.answer(office, claim, left: ["45.00", "7.77"])
    event.kind = .denied
    _ = try office.desk().mark([claim], event)
    #expect(try office.desk().work().map(\.kind) == [.secondary])
    #expect(try office.export().report.later == 1)
    #expect(try office.desk().work().isEmpty)
  }

  @Test("A claim is not asked to go on to a payer that is not the next")
  func anotherPayer() throws {
    let (office, claim) = try LaterClaimTests.office()
    _ = try office.desk().mark(
      [claim], try LaterClaimTests.answer(office, claim, left: ["20.00", "0"]))
    let days = try DayRange(first: Day("2026-01-01"), last: Day("2026-11-02"))
    var order = ExportOrder(
      days: days, format: .professional, folder: office.out, payer: try PayerID("COMM"))
    order.goingOn = [claim]
    let said = try refusal { _ = try office.desk().export(order, dryRun: false) { _ in } }
    #expect(said?.contains("--payer BLUE") == true)
  }

  @Test("Remarks that no later payer could be told are refused at the door")
  func remarks() throws {
    let (office, claim) = try LaterClaimTests.office()
    for remark in ["MA18:X", "CO-45", "A"] {
      let event = try LaterClaimTests.answer(
        office, claim, left: ["20.00", "0"], remarks: [remark])
      #expect(try refusal { _ = try office.desk().mark([claim], event) } != nil)
    }
  }

  @Test("A payer that pays more than was charged reduces by less than nothing")
  func negativeReduction() throws {
    let (office, claim) = try LaterClaimTests.office()
    var event = try LaterClaimTests.answer(office, claim, left: ["20.00", "5.00"])
    let more = Money(cents: 129)
    event.decision?.lines[0].paid = Money(cents: 4500 + more.cents)
    event.decision?.lines[0].adjustments = [
      try Adjustment(group: .other, reason: "94", amount: Money(cents: -more.cents))
    ]
    let paid = event.decision?.lines.map(\.paid).total ?? .zero
    event.decision?.paid = paid
    _ = try office.desk().mark([claim], event)
    let report = try office.export().report
    #expect(report.later == 1)
    let file = try String(decoding: File.bytes(#require(report.path)), as: UTF8.self)
    #expect(file.contains("CAS*OA*94*-1.29~"))
  }

  @Test("While the taking back of a claim is not settled nothing goes on from it")
  func refusedVoid() throws {
    let (office, claim) = try LaterClaimTests.office()
    _ = try office.desk().mark(
      [claim], try LaterClaimTests.answer(office, claim, left: ["20.00", "0"]))
    try void(office, claim)
    let void = try #require(try office.claims().first { $0.claim.frequency == .void }?.id)
    _ = try office.desk().mark([void], try ClaimLifeTests.event(.rejected))
    guard case .notDue = try standing(office, claim) else {
      Issue.record("it goes on")
      return
    }
    #expect(try office.export().report.later == 0)
  }

  @Test("A claim names the plans that pay after it, and its void says the same")
  func primaryNamesOthers() throws {
    let (office, claim) = try LaterClaimTests.office("MCRB", reason: .workingAged)
    let stored = try #require(try office.ledger.claim(claim)?.claim)
    let other = try #require(stored.details.otherPayers.first)
    #expect(other.payer.id.text == "MCRB" && other.answer == nil)
    #expect(other.coverage.priority == .secondary && other.secondaryReason == .workingAged)
    let batch = try #require(try office.ledger.batches().first)
    let path = "\(office.out)/\(batch.fileName)"
    let file = try File.bytes(path)
    #expect(String(decoding: file, as: UTF8.self).contains("SBR*S*18***12****MB~\nOI***Y***Y~"))
    // The policy changes; the claim does not.
    try LaterClaimTests.cover(office, "BLUE", .secondary)
    #expect(try office.desk().write(batch, in: office.out).batch.sha256 == batch.sha256)
    _ = try office.desk().mark([claim], try ClaimLifeTests.event(.accepted, number: "CN1"))
    try void(office, claim)
    let void = try #require(try office.claims().first { $0.claim.frequency == .void })
    #expect(void.claim.details.otherPayers == stored.details.otherPayers)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A plan whose payer no file could name is left out, and that is said")
  func unnamed() throws {
    let office = try Office()
    let payer = try #require(try office.ledger.payer(try PayerID("BLUE")))
    var changed = payer.value
    changed.electronicID = nil
    _ = try office.desk().save("payer") { try $0.savePayer(changed) }
    try LaterClaimTests.cover(office, "BLUE", .secondary)
    try office.log("M001", Office.visit(), [Office.dose()])
    let dose = try #require(try office.open().first)
    #expect(dose.state == .ready)
    #expect(dose.findings.contains { $0.rule == "R79" && $0.message.contains("BLUE") })
    #expect(try office.export().report.claims == 1)
  }
}
