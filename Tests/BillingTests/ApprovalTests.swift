import Billing
import Claims
import Harness
import Practice
import Storage
import Testing

/// Drugs of one visit that the payer approved under numbers of their own (R76, 837P REF*G1).
@Suite("Approvals of drugs on a claim") struct ApprovalTests {
  /// An office whose patient has approvals: drug, number, and how many units it grants.
  private static func office(
    _ approvals: [(drug: String, number: String, units: Int?)]
  ) throws -> Office {
    let office = try Office()
    let patient = try #require(try office.ledger.patient(try MRN("M001")))
    for (index, approval) in approvals.enumerated() {
      // The first ends first.
      let fact = try Authorization(
        payer: PayerID("COMM"), drug: DrugKey(approval.drug), number: PartnerID(approval.number),
        validFrom: Day("2026-10-01"), validTo: Day("2026-12-0\(index + 1)"),
        units: approval.units)
      _ = try office.desk().keep(fact, of: RecordID(patient.row))
    }
    return office
  }

  /// B12 and ketorolac of one visit.
  private static func log(_ office: Office, typed: String? = nil) throws {
    let receipt = try office.log(
      "M001", Office.visit(),
      [Office.dose(), Office.dose("J1885", "60mg", site: "right deltoid")])
    guard let typed else { return }
    let visit = try #require(receipt.assessment.visit.encounter.id)
    var details = VisitDetails()
    details.priorAuthorization = try PartnerID(typed)
    _ = try office.desk().save("encounter correct") { try $0.keepVisitDetails(details, of: visit) }
  }

  private static func sent(_ office: Office) throws -> StoredClaim {
    _ = try office.export()
    return try #require(try office.claims().last)
  }

  /// The number of the claim, then the own ones of its lines.
  private static func numbers(_ claim: Claim) -> [String?] {
    [claim.details.priorAuthorization?.text]
      + claim.lines.map { $0.details.priorAuthorization?.text }
  }

  private static let both: [(drug: String, number: String, units: Int?)] = [
    ("J3420", "PA1", nil), ("J1885", "PA2", nil),
  ]

  @Test("Each drug and its injection carry the number under which the drug was approved")
  func ownNumbers() throws {
    let office = try Self.office(Self.both)
    try Self.log(office)
    let claim = try Self.sent(office)
    #expect(Office.codes(claim) == ["96372", "J3420", "96372-59", "J1885"])
    #expect(Self.numbers(claim.claim) == ["PA1", nil, nil, "PA2", "PA2"])
    let batch = try #require(try office.ledger.batches().last)
    let file = try File.text("\(office.out)/\(batch.fileName)")
    #expect(file.split(separator: "~").filter { $0.hasSuffix("REF*G1*PA2") }.count == 2)
    try ClaimLifeTests.expectWhole(office)
    // Frozen with the claim: what becomes of the approvals changes nothing of the file.
    for kept: Kept<Authorization> in try office.desk().kept(of: nil) {
      _ = try office.desk().withdraw(kept.number, why: try Line("mistake"))
    }
    let again = try Scratch()
    let path = try office.desk().write(batch, in: again.path).path
    #expect(try File.text(path) == file)
  }

  @Test("Drugs under one number are told it once, and one without leaves the claim's alone")
  func oneNumber() throws {
    let one = try Self.office([("J3420", "PA1", nil), ("J1885", "PA1", nil)])
    try Self.log(one)
    #expect(Self.numbers(try Self.sent(one).claim) == ["PA1", nil, nil, nil, nil])
    let other = try Self.office([("J1885", "PA2", nil)])
    try Self.log(other)
    #expect(Self.numbers(try Self.sent(other).claim) == ["PA2", nil, nil, nil, nil])
  }

  @Test("A number typed for the visit leads; one that no drug of it has stands for all of them")
  func typed() throws {
    let known = try Self.office(Self.both)
    try Self.log(known, typed: "PA2")
    #expect(Self.numbers(try Self.sent(known).claim) == ["PA2", "PA1", "PA1", nil, nil])
    let second = try Self.office(Self.both + [("J3420", "PA3", nil)])
    try Self.log(second, typed: "PA3")
    #expect(Self.numbers(try Self.sent(second).claim) == ["PA3", nil, nil, "PA2", "PA2"])
    let unknown = try Self.office(Self.both)
    try Self.log(unknown, typed: "PA9")
    #expect(Self.numbers(try Self.sent(unknown).claim) == ["PA9", nil, nil, nil, nil])
  }

  @Test("Of several approvals of a drug the claim says one that has its units left")
  func enoughUnits() throws {
    let office = try Self.office([("J1885", "PA1", 3), ("J1885", "PA2", 4), ("J1885", "PA3", 9)])
    try Self.log(office)
    #expect(Self.numbers(try Self.sent(office).claim).first == "PA2")
  }

  @Test("A correction is told by line, a void repeats the numbers")
  func laterInItsLife() throws {
    let office = try Self.office(Self.both)
    try Self.log(office)
    let claim = try Self.sent(office)
    _ = try office.desk().mark([claim.id], try ClaimLifeTests.event(.accepted, number: "X1"))
    _ = try office.desk().correct(claim.id, why: nil, dryRun: false)
    let second: Kept<Authorization> = try #require(
      try office.desk().kept(of: nil).first { $0.fact.number.text == "PA2" })
    _ = try office.desk().change(second.number) { old in
      var new = old
      new.number = try PartnerID("PA5")
      return new
    }
    let changes = try office.desk().pendingDifferences(claim.id).filter {
      $0.element == "2400 REF*G1"
    }
    #expect(changes.map(\.line) == [3, 4])
    #expect(changes.allSatisfy { $0.before == "PA2" && $0.after == "PA5" })
    let replacement = try Self.sent(office)
    #expect(Self.numbers(replacement.claim) == ["PA1", nil, nil, "PA5", "PA5"])
    _ = try office.desk().mark(
      [replacement.id], try ClaimLifeTests.event(.accepted, number: "X2"))
    _ = try office.desk().void(replacement.id, why: try Line("wrong patient"), doses: .voided)
    let void = try Self.sent(office)
    #expect(void.claim.frequency == .void)
    #expect(Self.numbers(void.claim) == ["PA1", nil, nil, "PA5", "PA5"])
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("The next payer is not told what another one approved")
  func nextPayer() throws {
    let office = try Self.office(Self.both)
    try LaterClaimTests.cover(office, "BLUE", .secondary)
    try Self.log(office)
    let first = try Self.sent(office)
    let left = ["20.00"] + Array(repeating: "0", count: first.claim.lines.count - 1)
    _ = try office.desk().mark(
      [first.id], try LaterClaimTests.answer(office, first.id, left: left))
    let next = try Self.sent(office)
    #expect(next.claim.payer.id.text == "BLUE" && next.claim.lines.count == 4)
    #expect(Self.numbers(next.claim) == [nil, nil, nil, nil, nil])
  }

  @Test("On paper, which has place for one number, the other one is told to be missing")
  func paper() throws {
    let office = try Self.office(Self.both)
    try Self.log(office)
    let report = try office.export(.paper, dryRun: true).report
    let told = report.losses.sentences.map(\.text)
    #expect(told.contains { $0.contains("a further prior authorization number is not on it") })
  }
}
