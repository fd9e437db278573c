import Billing
import Harness
import Practice
import Storage
import Testing

@Suite("Doses that are elsewhere than on the claim that the payer has") struct ClaimStrayTests {
  private static func event(
    _ kind: ClaimEvent.Kind, number: String? = nil, paid: String? = nil, why: String? = nil
  ) throws -> ClaimEvent {
    try ClaimLifeTests.event(kind, number: number, paid: paid, why: why)
  }

  private static func items(_ office: Office, of claim: Claim.ID) throws -> [WorkItem] {
    try office.desk().work().filter { $0.number == claim.number && $0.kind != .dose }
  }

  @discardableResult
  private static func mark(
    _ office: Office, _ claim: Claim.ID, _ event: ClaimEvent
  ) throws -> Marked {
    try #require(try office.desk().mark([claim], event).first)
  }

  private static func last(_ office: Office) throws -> Claim.ID {
    try #require(try office.claims().last?.id)
  }

  @Test(
    "A claim that was taken in after it went out again: both are shown, nothing goes a third time")
  func acceptedAfterResend() throws {
    let (office, claim) = try ClaimLifeTests.office(try Self.event(.rejected))
    _ = try office.export()
    let again = try Self.last(office)
    let marked = try Self.mark(office, claim, Self.event(.accepted, number: "X1", why: "late"))
    #expect(marked.state == .accepted && marked.takenBack == 0)
    #expect(marked.notes.first?.contains("is on claim \(again)") == true)
    #expect(try Self.items(office, of: claim).first?.command.contains("claim void") == true)
    try ClaimLifeTests.expectWhole(office)
    // Refused as the second, it gives its dose to the first.
    let refused = try Self.mark(office, again, Self.event(.rejected))
    #expect(refused.opened == 0 && refused.notes.first?.contains("claim \(claim)") == true)
    #expect(try office.open().isEmpty)
    #expect(try Self.items(office, of: claim).isEmpty)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("The first of two can be taken back, and the second keeps the dose")
  func firstTakenBack() throws {
    let (office, claim) = try ClaimLifeTests.office(try Self.event(.rejected))
    _ = try office.export()
    try Self.mark(office, claim, Self.event(.accepted, number: "X1", why: "late"))
    let voiding = try office.desk().void(claim, why: Line("twice"), doses: .open)
    #expect(voiding.doses == 0 && voiding.notes.count == 1)
    #expect(try office.export().report.claims == 1)
    #expect(try office.desk().record(claim).history.state == .voided)
    #expect(try office.open().isEmpty)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A dose that was corrected while its claim counted as refused is held, and replaces it")
  func correctedMeanwhile() throws {
    let (office, claim) = try ClaimLifeTests.office(try Self.event(.rejected))
    let dose = try #require(try office.open().first?.id)
    let corrected = try office.desk().correct(dose, reason: Line("lot")) { dose in
      var dose = dose
      dose.lot = try Line("L9")
      return dose
    }
    let paid = try Self.event(.paid, number: "X1", paid: "5", why: "late")
    let marked = try Self.mark(office, claim, paid)
    #expect(marked.takenBack == 0 && marked.notes.first?.contains("corrects it") == true)
    #expect(try office.export().report.claims == 0)
    let held = try #require(try office.open().first)
    #expect(held.id == corrected.doses.first && held.state == .blocked)
    #expect(held.findings.first?.fix == "shots claim correct \(claim)")
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    #expect(try office.export().report.corrections == 1)
    #expect(try office.desk().record(claim).history.state == .replaced)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A dose that nobody pays meanwhile is told of, and the claim can be taken back")
  func freeMeanwhile() throws {
    let (office, claim) = try ClaimLifeTests.office(try Self.event(.rejected))
    let dose = try #require(try office.open().first?.id)
    try office.desk().dispose(dose, as: .noCharge(reason: Line("courtesy")))
    let paid = try Self.event(.paid, number: "X1", paid: "5", why: "late")
    #expect(try Self.mark(office, claim, paid).notes.first?.contains("no charge") == true)
    #expect(try Self.items(office, of: claim).first?.command.contains("claim void") == true)
    let correct = try refusal { _ = try office.desk().correct(claim, why: nil, dryRun: false) }
    #expect(correct?.contains("claim void") == true)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A refused void is work, and its open dose is never a second original")
  func refusedVoid() throws {
    let (office, claim) = try ClaimLifeTests.office(try Self.event(.accepted, number: "X1"))
    _ = try office.desk().void(claim, why: Line("wrong"), doses: .open)
    #expect(try office.export().report.claims == 2)
    let made = try office.claims().map(\.id)
    let marked = try Self.mark(office, made[1], Self.event(.rejected))
    #expect(marked.notes.first?.contains("claim void \(claim)") == true)
    #expect(try Self.items(office, of: claim).first?.kind == .rejected)
    try Self.mark(office, made[2], Self.event(.rejected))
    #expect(try office.export().report.claims == 0)
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    #expect(try office.export().report.corrections == 1)
    let now = try #require(try office.claims().last)
    #expect(now.claim.frequency == .replacement)
    #expect(try office.ledger.origin(of: now.id)?.claim == claim)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A correction without a dose becomes a void")
  func emptyCorrection() throws {
    let (office, claim) = try ClaimLifeTests.office(try Self.event(.accepted, number: "X1"))
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    #expect(try Self.items(office, of: claim).first?.command.contains("export") == true)
    let dose = try #require(try office.open().first?.id)
    try office.desk().dispose(dose, as: .voided(reason: Line("not given")))
    #expect(try Self.items(office, of: claim).first?.command.contains("claim void") == true)
    let gone = try office.desk().pendingDifferences(claim).filter { $0.element == "2400 SV101" }
    #expect(gone.count == 2 && gone.allSatisfy { $0.after == nil })
    _ = try office.desk().void(claim, why: Line("not given"), doses: .voided)
    #expect(try office.export().report.claims == 1)
    #expect(try office.desk().record(claim).history.state == .voided)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A void with the wrong word for its doses can be undone", arguments: VoidedDoses.allCases)
  func undoneVoid(doses: VoidedDoses) throws {
    let (office, claim) = try ClaimLifeTests.office(try Self.event(.accepted, number: "X1"))
    _ = try office.desk().void(claim, why: Line("wrong"), doses: doses)
    #expect(try office.desk().undo(claim, why: nil).takenBack == 1)
    #expect(try office.desk().record(claim).history.state == .accepted)
    #expect(try office.ledger.doses(of: claim).map(\.disposition) == [.billed(claim)])
    try ClaimLifeTests.expectWhole(office)
  }
}
