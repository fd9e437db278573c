import Billing
import Claims
import Harness
import Practice
import Storage
import Testing

@Suite("What may be noted of a claim") struct ClaimMarkTests {
  typealias Life = ClaimLifeTests

  /// Why a mark is refused; nil when it is noted.
  private func refused(
    _ office: Office, _ claim: Claim.ID, _ event: ClaimEvent
  ) throws -> String? {
    try refusal { _ = try office.desk().mark([claim], event) }
  }

  private func event(
    _ kind: ClaimEvent.Kind, on day: String = "2026-11-02", paid: String? = nil,
    patient: String? = nil, why: String? = nil
  ) throws -> ClaimEvent {
    var event = try Life.event(kind, paid: paid, why: why)
    event.day = try Day(day)
    event.decision?.date = event.day
    event.decision?.patientResponsibility = try patient.map { try Money($0) }
    return event
  }

  @Test("A payer pays, takes it back and pays the same again, all on one day")
  func sameDay() throws {
    let (office, claim) = try Life.office(try event(.paid, paid: "20.00"))
    #expect(try refused(office, claim, event(.paid, paid: "20.00"))?.contains("already") == true)
    #expect(try refused(office, claim, event(.reversed)) == nil)
    #expect(try refused(office, claim, event(.reversed))?.contains("already") == true)
    #expect(try refused(office, claim, event(.paid, paid: "20.00")) == nil)
    #expect(try refused(office, claim, event(.reversed)) == nil)
    #expect(try refused(office, claim, event(.paid, paid: "20.00")) == nil)
    let history = try office.desk().record(claim).history
    #expect(history.state == .paid && history.paid == Money(cents: 2000))
    try Life.expectWhole(office)
  }

  @Test("An answer of the same day with other content is no repetition: one of them is wrong")
  func otherContent() throws {
    let (office, claim) = try Life.office()
    var denied = try event(.denied, paid: "0.00")
    denied.decision?.remarks = ["N290"]
    #expect(try refused(office, claim, denied) == nil)
    #expect(try refused(office, claim, denied)?.contains("marked so already") == true)
    denied.decision?.remarks = ["N95"]
    let said = try #require(try refused(office, claim, denied))
    #expect(said.contains("was denied") && said.contains("shots claim undo \(claim)"))
    #expect(try office.desk().record(claim).events.count == 1)
  }

  @Test("A denied claim is paid nothing, and no line is decided on twice")
  func nonsense() throws {
    let (office, claim) = try Life.office()
    #expect(
      try refused(office, claim, event(.denied, paid: "5.00"))?.contains("paid nothing") == true)
    let line = try LineAdjudication(line: 1, paid: Money("10.00"), code: HCPCS("96372"), units: 1)
    var twice = try event(.paid, paid: "20.00")
    twice.decision?.lines = [line, line]
    #expect(try refused(office, claim, twice)?.contains("given twice") == true)
    try Life.expectWhole(office)
  }

  @Test("Amounts fit the charge and each other")
  func amounts() throws {
    let (office, claim) = try Life.office()
    let total = try #require(try office.ledger.claim(claim)?.claim.total)
    let owes = try refused(office, claim, event(.paid, paid: "1.00", patient: "99999.00"))
    #expect(owes?.contains("cannot owe 99999.00") == true)
    let both = try event(.paid, paid: total.description, patient: "1.00")
    #expect(try refused(office, claim, both)?.contains("more than the charge") == true)
    var lines = try event(.paid, paid: "5.00")
    lines.decision?.lines = [
      try LineAdjudication(line: 1, paid: Money("10.00"), code: HCPCS("96372"), units: 1)
    ]
    #expect(try refused(office, claim, lines)?.contains("that is not 5.00") == true)
    #expect(try refused(office, claim, event(.paid, paid: "20.00")) == nil)
    let second = try event(.paid, paid: total.description)
    #expect(try refused(office, claim, second)?.contains("more than its charge") == true)
    let why = try event(.paid, paid: total.description, why: "paid twice, letter of today")
    let marked = try #require(try office.desk().mark([claim], why).first)
    #expect(marked.excess == total.adding(Money(cents: 2000)))
  }

  @Test("Nobody takes back what was not decided yet, nor a part of it")
  func reversals() throws {
    let (office, claim) = try Life.office()
    let mark = { (event: ClaimEvent) in
      try refusal { _ = try office.desk(today: "2026-11-20").mark([claim], event) }
    }
    #expect(try mark(event(.paid, on: "2026-11-10", paid: "20.00")) == nil)
    #expect(
      try mark(event(.reversed, on: "2026-11-09"))?.contains("taken that back on 2026-11-09")
        == true)
    var part = try event(.reversed, on: "2026-11-12", paid: "15.00")
    part.decision?.paid = Money(cents: -1500)
    #expect(try mark(part)?.contains("as a whole") == true)
    let second = try event(.paid, on: "2026-11-14", paid: "7.00", why: "interest")
    #expect(try mark(second) == nil)
    // What was in force on that day is taken back, not what came later.
    #expect(try mark(event(.reversed, on: "2026-11-12")) == nil)
    let history = try office.desk().record(claim).history
    #expect(history.paid == Money(cents: 700) && history.decision?.paid == Money(cents: 700))
  }

  @Test("A second number of the payer is asked about")
  func secondNumber() throws {
    let (office, claim) = try Life.office(try Life.event(.accepted, number: "X1"))
    #expect(try refused(office, claim, Life.event(.accepted, number: "X2"))?.contains("X1") == true)
    let why = try Life.event(.accepted, number: "X2", why: "the portal says so")
    #expect(try refused(office, claim, why) == nil)
    #expect(try office.desk().record(claim).history.payerNumber?.text == "X2")
  }

  @Test("An answer for a batch leaves each claim its own answer and says so")
  func batch() throws {
    let office = try Office()
    for patient in ["M001", "M002", "M003"] {
      try office.log(patient, Office.visit(), [Office.dose()])
    }
    _ = try office.export()
    let claims = try office.claims().map(\.id)
    try #require(claims.count >= 2)
    let batch = try #require(try office.ledger.batches().first).id
    _ = try office.desk().mark([claims[0]], event(.paid, paid: "20.00"))
    _ = try office.desk().mark([claims[1]], event(.accepted))
    let accepted = try office.desk().markAll(of: batch, event(.accepted))
    #expect(accepted.known == 1 && accepted.marked.count == claims.count - 1)
    // A reason given for the file says nothing about the claim that was paid.
    let refusedFile = try event(.rejected, why: "999: the set was refused")
    let rejected = try office.desk().markAll(of: batch, refusedFile)
    #expect(rejected.kept.map(\.claim) == [claims[0]])
    #expect(rejected.kept.first?.because.contains("was paid") == true)
    #expect(try office.desk().record(claims[0]).history.state == .paid)
    #expect(rejected.marked.count == claims.count - 1)
    try Life.expectWhole(office)
  }
}
