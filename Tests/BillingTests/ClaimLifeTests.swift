import Billing
import Claims
import Harness
import Practice
import Storage
import Testing

@Suite("The life of a claim") struct ClaimLifeTests {
  /// An office with one claim of a payer that takes replacements, sent and answered.
  static func office(_ answers: ClaimEvent...) throws -> (office: Office, claim: Claim.ID) {
    let office = try Office()
    try office.log("M001", Office.visit(), [Office.dose()])
    _ = try office.export()
    let claim = try #require(try office.claims().first?.id)
    for answer in answers { _ = try office.desk().mark([claim], answer) }
    return (office, claim)
  }

  static func event(
    _ kind: ClaimEvent.Kind, number: String? = nil, paid: String? = nil, why: String? = nil
  ) throws -> ClaimEvent {
    let day = try Day("2026-11-02")
    var event = ClaimEvent(
      kind: kind, day: day, payerNumber: try number.map { try PartnerID($0) },
      why: try why.map { try Line($0) })
    if let paid { event.decision = Adjudication(date: day, paid: try Money(paid)) }
    return event
  }

  private func expectWhole(_ office: Office) throws {
    try ClaimLifeTests.expectWhole(office)
  }

  static func expectWhole(_ office: Office) throws {
    #expect(try office.ledger.check().problems == [])
  }

  @Test("A refused claim gives its doses back, and they go out again as a new original")
  func rejected() throws {
    let (office, claim) = try Self.office(try Self.event(.rejected, why: "A7:33"))
    #expect(try office.open().count == 1)
    #expect(try office.desk().record(claim).history.state == .rejected)
    try expectWhole(office)
    let report = try office.export().report
    #expect(report.claims == 1)
    let again = try #require(try office.claims().last)
    #expect(again.claim.frequency == .original)
    #expect(again.claim.number.text == "SL00000002")
    #expect(try office.ledger.origin(of: again.id)?.claim == claim)
    #expect(try office.open().isEmpty)
    try expectWhole(office)
  }

  @Test("A payer that takes a refused claim after all gets its doses back")
  func paidAfterRejection() throws {
    let (office, claim) = try Self.office(try Self.event(.rejected))
    let paid = try Self.event(.paid, paid: "20.00")
    let said = try refusal { _ = try office.desk().mark([claim], paid) }
    #expect(said?.contains("say why") == true)
    let why = try Self.event(.paid, paid: "20.00", why: "the remittance says so")
    let marked = try #require(try office.desk().mark([claim], why).first)
    #expect(marked.state == .paid && marked.takenBack == 1)
    #expect(try office.open().isEmpty)
    try expectWhole(office)
  }

  @Test("A claim that was never sent, or was answered before it was made, cannot be marked")
  func nonsense() throws {
    let (office, claim) = try Self.office()
    var early = try Self.event(.accepted)
    early.day = try Day("2026-11-01")
    #expect(try refusal { _ = try office.desk().mark([claim], early) } != nil)
    var late = try Self.event(.accepted)
    late.day = try Day("2026-11-03")
    #expect(try refusal { _ = try office.desk().mark([claim], late) } != nil)
    let accepted = try Self.event(.accepted, number: "X1")
    _ = try office.desk().mark([claim], accepted)
    #expect(try refusal { _ = try office.desk().mark([claim], accepted) } != nil)
    #expect(
      try refusal { _ = try office.desk().mark([claim], Self.event(.reversed)) } != nil)
    let much = try Self.event(.paid, paid: "9999.00")
    #expect(try refusal { _ = try office.desk().mark([claim], much) } != nil)
    #expect(try office.desk().record(claim).events.count == 1)
  }

  @Test("A decision is kept with its lines, and must balance")
  func decision() throws {
    let (office, claim) = try Self.office()
    let stored = try #require(try office.ledger.claim(claim)?.claim)
    let charge = stored.lines[0].charge
    var line = LineAdjudication(
      line: 1, paid: Money(cents: charge.cents - 500), code: stored.lines[0].service.code,
      units: 1,
      adjustments: [try Adjustment(group: .contractual, reason: "45", amount: Money("4.00"))])
    var event = try Self.event(.paid, number: "P9")
    event.decision = Adjudication(date: event.day, paid: line.paid, lines: [line])
    #expect(try refusal { _ = try office.desk().mark([claim], event) }?.contains("charge") == true)
    line.adjustments.append(try Adjustment(group: .patient, reason: "3", amount: Money("1.00")))
    event.decision?.lines = [line]
    _ = try office.desk().mark([claim], event)
    let read = try #require(try office.desk().record(claim).history.decision?.decision)
    #expect(read.lines == [line])
    #expect(read.payerClaimNumber?.text == "P9")
    try expectWhole(office)
  }

  @Test("Nothing is replaced without the payer's number, and nothing of Medicare Part B")
  func refusedCorrections() throws {
    let (office, claim) = try Self.office()
    let correct = { (id: Claim.ID) in
      try refusal { _ = try office.desk().correct(id, why: nil, dryRun: false) }
    }
    #expect(try correct(claim)?.contains("was not answered") == true)
    _ = try office.desk().mark([claim], try Self.event(.accepted))
    #expect(try correct(claim)?.contains("no number of the payer") == true)
    _ = try office.desk().mark([claim], try Self.event(.accepted, number: "X1"))
    let payer = try #require(try office.ledger.claim(claim)?.claim.payer.id)
    let habit = PayerSettingEntry(
      setting: payer, .replacementStyle, to: "none", from: Day.beginning)
    _ = try office.desk().save("payer set") { try $0.savePayerSetting(habit) }
    #expect(try correct(claim)?.contains("reopening") == true)
    #expect(try office.open().isEmpty)
  }

  @Test("A correction that is ended puts everything back", arguments: [false, true])
  func undone(isVoid: Bool) throws {
    let (office, claim) = try Self.office(try Self.event(.accepted, number: "X1"))
    if isVoid {
      #expect(try office.desk().void(claim, why: try Line("test"), doses: .open).doses == 1)
    } else {
      _ = try office.desk().correct(claim, why: nil, dryRun: false)
    }
    #expect(try office.open().count == 1)
    #expect(try office.desk().undo(claim, why: nil).takenBack == 1)
    #expect(try office.open().isEmpty)
    #expect(try office.desk().record(claim).history.state == .accepted)
    #expect(try office.export().report.claims == 0)
    try expectWhole(office)
  }

  @Test("Each receiver gets a batch of its own, with control numbers of its own")
  func receivers() throws {
    let office = try Office()
    try office.log("M001")
    try office.log("M003")
    let payers = try office.ledger.payers().map(\.value.id)
    let profile = ReceiverProfile(
      key: try ReceiverProfile.Key("mac"), name: try Line("Contractor"),
      receiverID: try PartnerID("MAC01"), receiverQualifier: .fiscalIntermediary, lineEnds: .none,
      usage: .test)
    _ = try office.desk().save("receiver") { try $0.saveReceiver(profile) }
    let own = try #require(payers.first { $0.text == "COMM" })
    _ = try office.desk().save("receiver payer") { try $0.send(own, to: profile.key) }
    let report = try office.export().report
    #expect(report.batches.count == 2 && report.claims == 2 && report.batch == nil)
    #expect(report.batches.allSatisfy { $0.batch.envelope.interchange == 1 })
    let mac = try #require(report.batches.first { $0.receiver == profile.key })
    let text = try File.text(mac.path)
    #expect(text.contains("*28*MAC01          *") && text.contains("*0*T*:~GS*"))
    #expect(!text.contains("\n"))
    for written in report.batches {
      #expect(try office.desk().verify(file: written.path).isWhole)
    }
    try expectWhole(office)
  }
}
