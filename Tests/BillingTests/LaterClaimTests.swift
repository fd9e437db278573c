import Billing
import Claims
import Harness
import Practice
import Storage
import Testing

@Suite("A claim goes on to the payer that pays next") struct LaterClaimTests {
  /// An office whose patient has a second policy, with one claim that COMM has.
  static func office(
    _ second: String = "BLUE", reason: MedicareSecondaryReason? = nil
  ) throws -> (office: Office, claim: Claim.ID) {
    let office = try Office()
    try cover(office, second, .secondary, reason: reason)
    try office.log("M001", Office.visit(), [Office.dose()])
    _ = try office.export()
    let claim = try #require(try office.claims().first?.id)
    return (office, claim)
  }

  static func cover(
    _ office: Office, _ payer: String, _ priority: Coverage.Priority,
    reason: MedicareSecondaryReason? = nil
  ) throws {
    let patient = try #require(try office.ledger.patient(try MRN("M001")))
    let stored = try #require(try office.ledger.payer(try PayerID(payer)))
    let member = payer == "MCRB" ? "1EG4TE5MK73" : "SEC000001"
    let coverage = try Coverage(
      payer: stored.value.id, priority: priority, memberID: try PartnerID(member),
      groupNumber: nil, relationship: .patientIsSubscriber, subscriber: nil,
      effectiveFrom: try Day("2020-01-01"), effectiveTo: nil)
    _ = try office.desk().save("coverage") {
      try $0.saveCoverage(
        coverage, of: RecordID(patient.row), payer: stored.row, secondary: reason)
    }
  }

  /// What COMM answered: each line paid but for `left`, which it leaves for the patient.
  static func answer(
    _ office: Office, _ claim: Claim.ID, left: [String], number: String = "CN1",
    group: GroupCode = .patient, remarks: [String] = []
  ) throws -> ClaimEvent {
    let stored = try #require(try office.ledger.claim(claim)?.claim)
    let day = try Day("2026-11-02")
    var event = ClaimEvent(kind: .paid, day: day, payerNumber: try PartnerID(number))
    var lines: [LineAdjudication] = []
    for (index, line) in stored.lines.enumerated() {
      let amount = try Money(left[index])
      lines.append(
        LineAdjudication(
          line: index + 1, paid: Money(cents: line.charge.cents - amount.cents),
          code: line.service.code, modifiers: line.service.modifiers, units: line.service.units,
          adjustments: amount == .zero
            ? [] : [try Adjustment(group: group, reason: "2", amount: amount)]))
    }
    event.decision = Adjudication(
      date: day, payerClaimNumber: event.payerNumber, paid: lines.map(\.paid).total,
      remarks: remarks, lines: lines)
    return event
  }

  /// What a second payer answered: of what the first one left it leaves `last` of the first line.
  static func answer(
    _ office: Office, _ claim: Claim.ID, _ left: [String], _ last: String
  ) throws -> ClaimEvent {
    var event = try answer(office, claim, left: left)
    let stored = try #require(try office.ledger.claim(claim)?.claim)
    let patient = try Money(last)
    event.payerNumber = try PartnerID("SN1")
    for index in stored.lines.indices {
      let before = try Money(left[index])
      let share = index == 0 ? patient : .zero
      event.decision?.lines[index].paid = Money(cents: before.cents - share.cents)
      event.decision?.lines[index].adjustments = [
        try Adjustment(
          group: .other, reason: "23",
          amount: Money(cents: stored.lines[index].charge.cents - before.cents)),
        try Adjustment(group: .patient, reason: "2", amount: share),
      ].filter { $0.amount != .zero }
    }
    let paid = event.decision?.lines.map(\.paid).total ?? .zero
    event.decision?.paid = paid
    return event
  }

  /// Whether a claim goes on: the same among all claims, those of its day and those of its visit.
  static func standing(_ office: Office, _ claim: Claim.ID) throws -> LaterClaim.Standing? {
    let desk = try office.desk()
    let day = try #require(try office.ledger.claim(claim)?.claim.date)
    let answers = try [
      desk.laterClaims(), desk.laterClaims(try DayRange(first: day, last: day)),
      desk.laterClaims(ofVisitsOf: [claim]),
    ].map { $0.first { $0.earlier.id == claim }?.standing }
    #expect(Set(answers.map { "\($0 as Any)" }).count == 1)
    return answers[0]
  }

  private func standing(_ office: Office, _ claim: Claim.ID) throws -> LaterClaim.Standing? {
    try Self.standing(office, claim)
  }

  @Test("A claim goes on by its own day, also when the day of its visit was corrected since")
  func goesOnByItsDay() throws {
    let (office, claim) = try Self.office()
    _ = try office.desk().mark([claim], try Self.answer(office, claim, left: ["20.00", "0"]))
    let visit = try #require(try office.ledger.claim(claim)?.encounter)
    var encounter = try #require(try office.ledger.encounter(visit)?.encounter)
    encounter.date = try Day("2026-09-01")
    try office.desk().save("encounter") { try $0.updateEncounter(visit, to: encounter) }
    guard case .due = try standing(office, claim) else {
      Issue.record("not due")
      return
    }
  }

  @Test("What a payer left for the patient goes to the next one, with the same lines, once")
  func goesOn() throws {
    let (office, claim) = try Self.office()
    #expect(try office.desk().laterClaims().isEmpty)
    _ = try office.desk().mark([claim], try Self.answer(office, claim, left: ["20.00", "0"]))
    guard case .due = try standing(office, claim) else {
      Issue.record("not due")
      return
    }
    #expect(try office.desk().work().contains { $0.kind == .secondary && $0.payer?.text == "BLUE" })
    let report = try office.export().report
    #expect(report.claims == 1 && report.later == 1)
    let first = try #require(try office.ledger.claim(claim)?.claim)
    let next = try #require(try office.claims().last)
    #expect(next.claim.number.text == "SL00000001S")
    #expect(next.claim.payer.id.text == "BLUE" && next.claim.coverage.priority == .secondary)
    #expect(next.claim.lines.map(\.charge) == first.lines.map(\.charge))
    #expect(
      next.claim.lines.map(\.service.codeWithModifiers)
        == Office.codes(
          try #require(try office.ledger.claim(claim))))
    let other = try #require(next.claim.details.otherPayers.first)
    #expect(other.payer.id.text == "COMM" && other.coverage.priority == .primary)
    #expect(other.answer?.payerClaimNumber?.text == "CN1")
    #expect(other.answer?.patientShare == (try Money("20.00")))
    // Every dose is still on the claim to the first payer, and nothing is open or goes twice.
    #expect(try office.ledger.doses(of: claim).count == 1)
    #expect(try office.ledger.doses(of: next.id).isEmpty)
    #expect(try office.open().isEmpty)
    #expect(try office.export().report.claims == 0)
    guard case .sent(next.id, _) = try standing(office, claim) else {
      Issue.record("not sent")
      return
    }
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("Nobody asks the next payer when nothing is left, unless somebody says so")
  func nothingLeft() throws {
    let (office, claim) = try Self.office()
    let answer = try Self.answer(office, claim, left: ["5.00", "0"], group: .contractual)
    _ = try office.desk().mark([claim], answer)
    guard case .notDue = try standing(office, claim) else {
      Issue.record("due")
      return
    }
    #expect(try office.export().report.claims == 0)
    let days = try DayRange(first: Day("2026-01-01"), last: Day("2026-11-02"))
    var order = ExportOrder(days: days, format: .professional, folder: office.out)
    order.goingOn = [claim]
    #expect(try office.desk().export(order, dryRun: false) { _ in }.later == 1)
    #expect(try refusal { _ = try office.desk().export(order, dryRun: false) { _ in } } != nil)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A claim that the payer sent on itself does not go again")
  func forwarded() throws {
    let (office, claim) = try Self.office()
    _ = try office.desk().mark(
      [claim], try Self.answer(office, claim, left: ["20.00", "0"], remarks: ["MA18"]))
    guard case .crossed(let why, on: try Day("2026-11-02")) = try standing(office, claim) else {
      Issue.record("due")
      return
    }
    #expect(why.contains("MA18"))
    #expect(try office.export().report.claims == 0)
    #expect(try office.desk().work().isEmpty)
    let later = try office.desk(today: "2026-12-01").work()
    #expect(later.map(\.command) == ["shots claim crossed 1"])
    // What the next payer has stands in the ledger, without a file, and is answered like any other.
    let next = try office.desk().noteCrossing(of: claim)
    #expect(next.claim.number.text == "SL00000001S" && next.claim.payer.id.text == "BLUE")
    let batch = try #require(try office.ledger.batch(next.batch))
    #expect(batch.hasNoFile)
    #expect(try refusal { _ = try office.desk().write(batch, in: office.out) } != nil)
    _ = try office.desk().mark([next.id], try ClaimLifeTests.event(.paid, paid: "20.00"))
    #expect(try office.desk(today: "2026-12-01").work().isEmpty)
    #expect(try refusal { _ = try office.desk().noteCrossing(of: claim) } != nil)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("An answer that does not say where the charges went is asked for, not made up")
  func withoutLines() throws {
    let (office, claim) = try Self.office()
    var event = try ClaimLifeTests.event(.paid, number: "CN1", paid: "20.00")
    _ = try office.desk().mark([claim], event)
    guard case .held(let why, let command) = try standing(office, claim) else {
      Issue.record("not held")
      return
    }
    #expect(why.contains("--line 1:paid=") && command == "shots claim undo 1")
    let report = try office.export().report
    #expect(report.claims == 0 && report.waiting.count == 1)
    _ = try office.desk().undo(claim, why: nil)
    // Reductions of the whole claim say it as well.
    let total = try #require(try office.ledger.claim(claim)?.claim.total)
    event.decision?.adjustments = [
      try Adjustment(
        group: .patient, reason: "1", amount: Money(cents: total.cents - 2000))
    ]
    _ = try office.desk().mark([claim], event)
    #expect(try office.export().report.later == 1)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("Medicare that pays second says why, or the claim waits and names the command")
  func medicareSecond() throws {
    let (office, claim) = try Self.office("MCRB")
    _ = try office.desk().mark([claim], try Self.answer(office, claim, left: ["20.00", "0"]))
    guard case .held(_, let command) = try standing(office, claim) else {
      Issue.record("not held")
      return
    }
    #expect(command.contains("--medicare-second"))
    try Self.cover(office, "MCRB", .secondary, reason: .workingAged)
    #expect(try office.export().report.later == 1)
    let next = try #require(try office.claims().last)
    #expect(next.claim.details.secondaryReason == .workingAged)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A refused claim to the next payer goes again; the visit has no part in it")
  func refused() throws {
    let (office, claim) = try Self.office()
    _ = try office.desk().mark([claim], try Self.answer(office, claim, left: ["20.00", "0"]))
    _ = try office.export()
    let next = try #require(try office.claims().last?.id)
    let marked = try office.desk().mark([next], ClaimLifeTests.event(.rejected))
    #expect(marked.first?.opened == 0)
    #expect(try office.open().isEmpty)
    let report = try office.export().report
    #expect(report.claims == 1 && report.later == 1)
    let again = try #require(try office.claims().last)
    #expect(again.claim.number.text == "SL00000001S2")
    #expect(try office.ledger.origin(of: again.id)?.claim == next)
    #expect(try office.export().report.claims == 0)
    try ClaimLifeTests.expectWhole(office)
    // The payer took the first one after all: both are with it, and that is told.
    _ = try office.desk().mark([next], ClaimLifeTests.event(.accepted, why: "late"))
    guard case .outdated(again.id, let both, _) = try standing(office, claim) else {
      Issue.record("two claims for one are not told")
      return
    }
    #expect(both.contains("both ask BLUE"))
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A decision that is taken back is told, and the corrected claim tells the new one")
  func outdated() throws {
    let (office, claim) = try Self.office()
    _ = try office.desk().mark([claim], try Self.answer(office, claim, left: ["20.00", "0"]))
    _ = try office.export()
    let next = try #require(try office.claims().last?.id)
    #expect(try refusal { _ = try office.desk().undo(claim, why: nil) } != nil)
    _ = try office.desk().mark([claim], ClaimLifeTests.event(.reversed))
    _ = try office.desk().mark([next], ClaimLifeTests.event(.accepted, number: "B1"))
    #expect(
      try refusal { _ = try office.desk().correct(next, why: nil, dryRun: false) } != nil)
    guard case .outdated(next, _, _) = try standing(office, claim) else {
      Issue.record("the reversal is not told")
      return
    }
    let answer = try Self.answer(office, claim, left: ["30.00", "0"], number: "CN2")
    _ = try office.desk().mark([claim], answer)
    guard case .outdated(next, _, _) = try standing(office, claim) else {
      Issue.record("the new decision is not told")
      return
    }
    #expect(try office.export().report.claims == 0)
    let correction = try office.desk().correct(next, why: nil, dryRun: false)
    #expect(correction.differences.contains { $0.before == "20.00" && $0.after == "30.00" })
    #expect(try office.open().isEmpty)
    let report = try office.export().report
    #expect(report.claims == 1 && report.corrections == 1)
    let again = try #require(try office.claims().last?.claim)
    #expect(again.number.text == "SL00000001SR" && again.frequency == .replacement)
    #expect(again.details.payerClaimNumber?.text == "B1")
    #expect(again.details.otherPayers.first?.answer?.patientShare == (try Money("30.00")))
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("The third payer is told what the first and the second decided")
  func third() throws {
    let (office, claim) = try Self.office()
    try Self.cover(office, "MCDS", .tertiary)
    _ = try office.desk().mark([claim], try Self.answer(office, claim, left: ["20.00", "0"]))
    _ = try office.export()
    let second = try #require(try office.claims().last?.id)
    _ = try office.desk().mark([second], try Self.answer(office, second, ["20.00", "0"], "7.00"))
    #expect(try office.export().report.later == 1)
    let third = try #require(try office.claims().last?.claim)
    #expect(third.number.text == "SL00000001ST" && third.payer.id.text == "MCDS")
    #expect(third.details.otherPayers.map(\.payer.id.text) == ["COMM", "BLUE"])
    #expect(try office.export().report.claims == 0)
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A claim to the second payer on paper names the first plan and what was paid")
  func paper() throws {
    let (office, claim) = try Self.office()
    _ = try office.desk().mark([claim], try Self.answer(office, claim, left: ["20.00", "0"]))
    let report = try office.export(.paper).report
    #expect(report.later == 1)
    let page = try String(decoding: File.bytes(#require(report.path)), as: UTF8.self)
    #expect(page.contains("SAMPLE MUTUAL") && page.contains("32 77"))
    try ClaimLifeTests.expectWhole(office)
  }
}
