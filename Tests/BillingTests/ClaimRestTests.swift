import Billing
import Coding
import Harness
import Practice
import Storage
import Testing

/// Lines 96372 (45.00) and J3420 (7.77), 52.77 in all.
@Suite("What a payer did not pay of a claim is work until somebody is done with it")
struct ClaimRestTests {
  typealias Life = ClaimLifeTests

  static func line(_ number: Int, _ paid: String, _ reasons: String...) throws -> LineAdjudication {
    var line = try LineAdjudication(
      line: number, paid: Money(paid), code: HCPCS(number == 1 ? "96372" : "J3420"), units: 1)
    line.adjustments = try reasons.map { text in
      let parts = text.split(separator: " ").map(String.init)
      return try Adjustment(
        group: GroupCode(String(parts[0].prefix(2))), reason: String(parts[0].dropFirst(3)),
        amount: Money(parts[1]))
    }
    return line
  }

  static func paid(
    _ amount: String, _ lines: [LineAdjudication] = [], patient: String? = nil, why: String? = nil
  ) throws -> ClaimEvent {
    var event = try Life.event(.paid, number: "P1", paid: amount, why: why)
    event.decision?.lines = lines
    event.decision?.patientResponsibility = try patient.map { try Money($0) }
    return event
  }

  private static func items(_ office: Office) throws -> [WorkItem] { try office.desk().work() }

  private static func mark(
    _ office: Office, _ claim: Claim.ID, _ event: ClaimEvent
  ) throws -> Marked {
    try #require(try office.desk().mark([claim], event).first)
  }

  @Test("A line that was denied inside a paid claim is work: its amount, code and reason")
  func deniedLine() throws {
    let (office, claim) = try Life.office()
    let denied = try Self.paid(
      "5.00", [Self.line(1, "0", "CO-97 45.00"), Self.line(2, "5.00", "CO-45 2.77")])
    let marked = try Self.mark(office, claim, denied)
    let words = "line 1 (96372) of claim \(claim) was denied: CO-97 45.00"
    #expect(marked.notes.first?.hasPrefix(words) == true)
    let item = try #require(try Self.items(office).first)
    #expect(item.kind == .denied && item.money == Money(cents: 4500) && item.number == claim.number)
    #expect(item.what.hasPrefix(words) && item.command == "shots claim correct \(claim)")
    // What a fee schedule or the patient bears is no denial.
    #expect(item.daysLeft == nil)
    _ = try office.desk().undo(claim, why: nil)
    let usual = try Self.paid(
      "25.00",
      [Self.line(1, "20.00", "CO-45 5.00", "PR-2 20.00"), Self.line(2, "5.00", "CO-45 2.77")])
    #expect(try Self.mark(office, claim, usual).notes.isEmpty)
    #expect(try Self.items(office).isEmpty)
    try Life.expectWhole(office)
  }

  @Test("Who is done with a claim has no work of it, until something else is noted")
  func settled() throws {
    let (office, claim) = try Life.office()
    let denied = try Self.paid(
      "5.00", [Self.line(1, "0", "CO-97 45.00"), Self.line(2, "5.00", "CO-45 2.77")])
    _ = try Self.mark(office, claim, denied)
    #expect(try office.desk().settle(claim, why: Line("written off")) == 0)
    #expect(try Self.items(office).isEmpty)
    #expect(try office.desk().record(claim).history.state == .paid)
    #expect(try refusal { _ = try office.desk().settle(claim, why: Line("again")) } != nil)
    _ = try office.desk().undo(claim, why: nil)
    #expect(try Self.items(office).count == 1)
    _ = try office.desk().settle(claim, why: Line("written off"))
    _ = try Self.mark(office, claim, Life.event(.reversed))
    #expect(try Self.items(office).first?.kind == .open)
    try Life.expectWhole(office)
  }

  @Test("What nobody explained is asked for, and told again it is one decision")
  func unexplained() throws {
    let (office, claim) = try Life.office()
    let short = try Self.paid("5.00")
    #expect(try Self.mark(office, claim, short).notes.first?.contains("the other 47.77") == true)
    let item = try #require(try Self.items(office).first)
    #expect(item.money == Money(cents: 4777))
    #expect(item.command == "shots claim mark \(claim) paid --paid 5.00 --adjust …")
    let told = try Self.paid(
      "5.00", [Self.line(1, "0", "CO-45 40.00", "PR-1 5.00"), Self.line(2, "5.00", "CO-45 2.77")])
    #expect(try Self.mark(office, claim, told).notes.isEmpty)
    let history = try office.desk().record(claim).history
    #expect(history.paid == Money(cents: 500) && history.decisions.count == 1)
    #expect(try Self.items(office).isEmpty)
    #expect(try refusal { _ = try office.desk().mark([claim], told) }?.contains("already") == true)
    try Life.expectWhole(office)
  }

  @Test("A payment that comes later for what was denied settles it")
  func paidLater() throws {
    let (office, claim) = try Life.office()
    let denied = try Self.paid(
      "5.00", [Self.line(1, "0", "CO-97 45.00"), Self.line(2, "5.00", "CO-45 2.77")])
    _ = try Self.mark(office, claim, denied)
    _ = try Self.mark(office, claim, Self.paid("45.00", why: "reopening"))
    #expect(try Self.items(office).isEmpty)
    // Taken back, it says which of the two, and what is left of the money.
    let back = try Self.mark(office, claim, Life.event(.reversed))
    #expect(back.notes.first == "taken back: 45.00; it is paid 5.00 still")
    #expect(try Self.items(office).first?.money == Money(cents: 4500))
  }

  @Test("A claim and the one that replaces it, both paid, are work until the first is taken back")
  func paidTwice() throws {
    let (office, claim) = try Life.office(try Life.event(.accepted, number: "P1"))
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    _ = try office.export()
    let later = try #require(try office.claims().last?.id)
    let first = try Self.mark(office, claim, Self.paid("52.77"))
    #expect(first.notes.first?.contains("claim \(later) replaces it") == true)
    let second = try Self.mark(office, later, Life.event(.paid, number: "P2", paid: "52.77"))
    #expect(second.notes.first?.contains("shots claim mark \(claim) reversed") == true)
    let item = try #require(try Self.items(office).first)
    #expect(item.number == claim.number && item.money == Money(cents: 5277))
    // What the payer said of a replaced claim is not contradicted in silence.
    let denied = try Life.event(.denied, paid: "0")
    #expect(
      try refusal { _ = try office.desk().mark([claim], denied) }?.contains("was paid") == true)
    _ = try Self.mark(office, claim, Life.event(.reversed))
    #expect(try Self.items(office).isEmpty)
    try Life.expectWhole(office)
  }

  @Test("What was noted as denied and was never taken in goes out again (R92)")
  func unprocessable() throws {
    let (office, claim) = try Life.office()
    var denied = try Life.event(.denied, paid: "0")
    denied.decision?.remarks = ["MA130"]
    #expect(try Self.mark(office, claim, denied).notes.first?.contains("never took it in") == true)
    let item = try #require(try Self.items(office).first)
    #expect(item.command == "shots claim mark \(claim) rejected --why MA130")
    #expect(try refusal { _ = try office.desk().mark([claim], Life.event(.rejected)) } != nil)
    let marked = try Self.mark(office, claim, Life.event(.rejected, why: "MA130"))
    #expect(marked.state == .rejected && marked.opened == 1)
    #expect(try office.export().report.claims == 1)
    #expect(try office.claims().last?.claim.frequency == .original)
    try Life.expectWhole(office)
  }

  @Test("Nothing refuses a claim that was paid; who pays takes it back")
  func paidIsNotRefused() throws {
    let (office, claim) = try Life.office(try Self.paid("5.00"))
    let rejected = try Life.event(.rejected, why: "so they say")
    #expect(
      try refusal { _ = try office.desk().mark([claim], rejected) }?.contains("reversed") == true)
  }

  @Test("A correction whose replacement was refused can be given up", arguments: [true, false])
  func givenUp(isCorrected: Bool) throws {
    let (office, claim) = try Life.office(try Self.paid("52.77"))
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    _ = try office.export()
    let later = try #require(try office.claims().last?.id)
    _ = try Self.mark(office, later, Life.event(.rejected))
    let items = try Self.items(office)
    #expect(items.count == 1 && items.first?.what.contains("shots claim undo \(claim)") == true)
    if isCorrected {
      let dose = try #require(try office.open().first?.id)
      _ = try office.desk().correct(dose, reason: Line("lot")) { dose in
        var dose = dose
        dose.lot = try Line("L9")
        return dose
      }
      let said = try refusal { _ = try office.desk().undo(claim, why: nil) }
      #expect(said?.contains("shots claim close \(claim)") == true)
      #expect(try office.desk().settle(claim, why: Line("as it is")) == 1)
    } else {
      #expect(try office.desk().undo(claim, why: nil).takenBack == 1)
    }
    #expect(try office.open().isEmpty && Self.items(office).isEmpty)
    #expect(try office.desk().record(claim).history.state == .paid)
    try Life.expectWhole(office)
    // The payer took the replacement after all: the dose is its own.
    guard !isCorrected else { return }
    _ = try Self.mark(office, later, Life.event(.accepted, why: "late"))
    #expect(try office.ledger.doses(of: later).last?.disposition == .billed(later))
    #expect(try office.desk().record(claim).history.state == .replaced)
    try Life.expectWhole(office)
  }

  @Test(
    "Of a payer that takes no corrections, a dose that was corrected meanwhile stays or goes again")
  func noReplacements() throws {
    let (office, claim) = try Life.office(try Life.event(.rejected))
    _ = try office.desk().save("payer set") {
      try $0.savePayerSetting(
        PayerSettingEntry(
          setting: PayerID("COMM"), .replacementStyle, to: "none", from: Day.beginning))
    }
    let dose = try #require(try office.open().first?.id)
    _ = try office.desk().correct(dose, reason: Line("lot")) { dose in
      var dose = dose
      dose.lot = try Line("L9")
      return dose
    }
    _ = try Self.mark(office, claim, Life.event(.paid, number: "P1", paid: "52.77", why: "late"))
    let held = try #require(try office.open().first)
    #expect(held.findings.first?.fix == "shots claim close \(claim) --why …")
    #expect(try office.desk().settle(claim, why: Line("only the lot")) == 1)
    #expect(try office.open().isEmpty && Self.items(office).isEmpty)
    try Life.expectWhole(office)
    _ = try office.desk().undo(claim, why: nil)
    #expect(try office.open().first?.state == .blocked)
    try Life.expectWhole(office)
    // The payer took its money back: the dose can be billed again.
    _ = try Self.mark(office, claim, Life.event(.reversed))
    #expect(
      try office.open().first?.findings.first?.fix == "shots claim mark \(claim) rejected --why …")
    _ = try Self.mark(office, claim, Life.event(.rejected, why: "takeback"))
    #expect(try office.open().first?.state == .ready)
    #expect(try office.export().report.claims == 1)
    try Life.expectWhole(office)
  }

  @Test("Past the limit for new claims a correction asks, and a reason for the delay goes (R78)")
  func lateCorrection() throws {
    let (office, claim) = try Life.office(try Self.paid("20.00"))
    let late = try office.desk(today: "2028-01-10")
    _ = try late.correct(claim, why: nil, dryRun: false)
    var open: [DoseAssessment] = []
    _ = try office.desk(today: "2028-01-10").unbilled(UnbilledFilter()) { open.append($1) }
    let dose = try #require(open.first)
    let finding = try #require(dose.findings.first { $0.rule == "R78" })
    #expect(dose.state == .review && dose.daysLeft == nil && finding.severity == .warning)
    #expect(finding.fix == "shots accept \(dose.id) R78 --why …")
    #expect(!finding.message.contains("nocharge"))
  }
}
