import Billing
import Practice
import Storage
import Testing

/// Warnings that people let pass: for what they looked at, and for nothing else.
@Suite("Accepting warnings") struct ReviewTests {
  private func withoutLot(_ office: Office, _ mrn: String = "M001") throws -> Receipt {
    var dose = try Office.dose()
    dose.lot = nil
    return try office.log(mrn, nil, [dose])
  }

  @Test("Another diagnosis at the visit needs a new look; the old one again does not")
  func changedVisitNeedsALook() throws {
    let office = try Office()
    let receipt = try withoutLot(office)
    let id = try #require(receipt.doses.first)
    let visit = try #require(receipt.assessment.visit.encounter.id)
    _ = try office.desk().accept("R66", on: id, reason: Line("paper log"))
    let diagnoses = try ["D51.0", "E53.8"].map { try Diagnosis($0) }
    _ = try office.desk().correct(visit) { old in
      var new = old
      new.diagnoses = diagnoses
      return new
    }
    let changed = try #require(try office.open().first)
    #expect(changed.state == .review)
    #expect(changed.lapsed.map(\.rule) == ["R66"])
    #expect(changed.lapsed.first?.reason == "paper log")
    _ = try office.desk().correct(visit) { _ in receipt.assessment.visit.encounter }
    let back = try #require(try office.open().first)
    #expect(back.state == .ready)
    #expect(back.accepted == ["R66"])
    #expect(back.passed.first?.stamp.actor == "test")
  }

  @Test("A changed policy needs a new look") func changedCoverageNeedsALook() throws {
    let office = try Office()
    let receipt = try withoutLot(office)
    let id = try #require(receipt.doses.first)
    _ = try office.desk().accept("R66", on: id, reason: Line("paper log"))
    var policy = try #require(receipt.assessment.coverage)
    policy.memberID = try PartnerID("NEW4711")
    let patient = try #require(try office.ledger.patient(receipt.patient.mrn))
    let payer = try #require(try office.ledger.payer(policy.payer))
    _ = try office.desk().save("coverage") {
      try $0.saveCoverage(policy, of: RecordID(patient.row), payer: payer.row)
    }
    #expect(try office.open(.review).map(\.id) == [id])
  }

  @Test("A dose that was let go alone waits again when another dose holds the visit")
  func goingAloneIsForTheDoseThatHolds() throws {
    let office = try Office()
    var noRoute = try Office.dose("J1885", "60mg")
    noRoute.route = nil
    let receipt = try office.log("M001", nil, [Office.dose(), noRoute, noRoute])
    _ = try office.desk().accept("R87", on: receipt.doses[0], reason: Line("the rest follows"))
    #expect(try office.open(.ready).map(\.id) == [receipt.doses[0]])
    try office.desk().dispose(receipt.doses[1], as: .voided(reason: Line("twice")))
    #expect(try office.open(.ready).isEmpty)
  }

  @Test("All doses of a payer at once, a dry run of it, and taking it back")
  func bulk() throws {
    let office = try Office()
    let one = try #require(try withoutLot(office).doses.first)
    let other = try #require(try withoutLot(office, "M002").doses.first)
    let all = ReviewOrder(rule: "R66")
    let seen = try office.desk().accept(all, reason: Line("log"), dryRun: true)
    #expect(seen.doses.map(\.dose) == [one, other])
    #expect(try office.open(.review).count == 2)
    #expect(try office.desk().accept(all, reason: Line("log"), dryRun: false).doses.count == 2)
    #expect(try office.open(.ready).count == 2)
    #expect(try office.desk().accept(all, reason: Line("log"), dryRun: false).before == 2)
    let back = ReviewOrder(rule: "R66", takesBack: true)
    #expect(try office.desk().accept(back, reason: Line("no log"), dryRun: false).doses.count == 2)
    #expect(try office.open(.review).count == 2)
    #expect(try office.ledger.reviews(of: one).map(\.passes) == [true, false])
    #expect(try office.ledger.check().problems.isEmpty)
  }

  @Test("A claim keeps what was found, who let it pass, and the tables that were used")
  func claimFreezesItsReasons() throws {
    let office = try Office()
    let id = try #require(try withoutLot(office).doses.first)
    _ = try office.desk().accept("R66", on: id, reason: Line("paper log"))
    let before = try office.desk().why(id)
    #expect(try office.export().report.claims == 1)
    try severity(office, "R66", .info)
    let after = try office.desk().why(id)
    #expect(after.lines == before.lines)
    #expect(after.findings.map(\.finding.message) == before.findings.map(\.finding.message))
    #expect(after.findings.first?.finding.severity == .warning)
    #expect(after.findings.first?.review?.reason == "paper log")
    #expect(after.rows == before.rows)
    #expect(after.rows.map(\.key) == ["J3420", "96372 A02"])
    let claim = try #require(try office.claims().first)
    #expect(try office.desk().why(claim).findings.count == after.findings.count)
  }

  @Test("Each claim tells the tables that it used, also where an earlier one used the same")
  func claimsShareTheirWorking() throws {
    let office = try Office()
    let other = try Office.dose("J1885", "60mg")
    let doses = try [
      office.log("M001"), office.log("M004"),
      office.log("M004", Office.visit("2026-10-06"), [other]),
    ].map { $0.doses[0] }
    let before = try doses.map { try office.desk().why($0).rows }
    #expect(try office.export().report.claims == 3)
    let claims = try office.claims()
    #expect(try claims.map { try office.desk().why($0).rows } == before)
    #expect(before.map { $0.first?.key } == ["J3420", "J3420", "J1885"])
    #expect(try office.ledger.check().problems.isEmpty)
  }

  @Test("A rule matters as much as the payer says, from the day on which it says so")
  func severityOfAPayer() throws {
    let office = try Office()
    let receipt = try withoutLot(office)
    let payer = try #require(receipt.assessment.payer?.id)
    try severity(office, "R66", .error)
    #expect(try office.open().map(\.state) == [.blocked])
    try severity(office, "R66", .info, payer: payer, from: "2026-10-06")
    #expect(try office.open().map(\.state) == [.blocked])
    try severity(office, "R66", .info, payer: payer, from: "2026-10-05")
    #expect(try office.open().map(\.state) == [.ready])
    try severity(office, "R66", nil, payer: payer, from: "2026-10-05")
    #expect(try office.open().map(\.state) == [.blocked])
    let said = try refusal { try severity(office, "R88", .warning) }
    #expect(said?.contains("law of the claim format") == true)
    let informing = try refusal { try severity(office, "R44", .error) }
    #expect(informing?.contains("only informs") == true)
  }

  @Test("Where doses of a visit may go apart, none waits for another")
  func waitingIsASeverityToo() throws {
    let office = try Office()
    var noRoute = try Office.dose("J1885", "60mg")
    noRoute.route = nil
    let receipt = try office.log("M001", nil, [Office.dose(), noRoute])
    #expect(try office.open(.ready).isEmpty)
    try severity(office, "R87", .info)
    #expect(try office.open(.ready).map(\.id) == [receipt.doses[0]])
  }

  private func severity(
    _ office: Office, _ rule: RuleID, _ severity: Finding.Severity?, payer: PayerID? = nil,
    from: String = "2026-01-01"
  ) throws {
    _ = try office.desk().setSeverity(
      SeverityEntry(
        payer: payer, rule: rule, severity: severity, effectiveFrom: Day(from),
        reason: Line("the manual")))
  }
}
