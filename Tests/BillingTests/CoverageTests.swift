import Billing
import Practice
import Storage
import Testing

@Suite("Coverages that begin and end") struct CoverageTests {
  private func coverage(_ payer: String, _ member: String, from: String) throws -> Coverage {
    try Coverage(
      payer: PayerID(payer), priority: .primary, memberID: PartnerID(member), groupNumber: nil,
      relationship: .patientIsSubscriber, subscriber: nil, effectiveFrom: Day(from),
      effectiveTo: nil)
  }

  private func shown(_ office: Office, _ patient: Stored<Patient>) throws -> [String] {
    try office.ledger.coverages(of: RecordID(patient.row)).map(\.value).filter { !$0.isTakenBack }
      .map {
        "\($0.payer) \($0.priority.rawValue) \($0.effectiveFrom) "
          + ($0.effectiveTo?.description ?? "on")
      }
  }

  @Test("A policy that ended ends with what --first made of it; another day takes one back")
  func ends() throws {
    let office = try Office()
    let patient = try office.desk().patient(MRN("M004"))
    let payer = try #require(try office.ledger.payer(PayerID("COMM")))
    let before = try shown(office, patient)
    _ = try office.desk().putFirst(
      try coverage("BLUE", "B1", from: "2026-10-01"), of: patient)
    #expect(try shown(office, patient).contains("COMM S 2026-10-01 on"))
    let last = try Day("2026-09-30")
    let ended = try office.desk().endCoverage(on: last, of: patient, payer: payer) { found in
      try #require(found.first { $0.covers(last) })
    }
    #expect(ended.takenBack == 1)
    #expect(try !shown(office, patient).contains { $0.hasPrefix("COMM S") })
    // The day before its first one takes a policy back, an earlier one is refused.
    let blue = try #require(try office.ledger.payer(PayerID("BLUE")))
    #expect(throws: InvalidValue.self) {
      try office.desk().endCoverage(on: Day("2026-09-29"), of: patient, payer: blue) { $0[0] }
    }
    _ = try office.desk().endCoverage(on: last, of: patient, payer: blue) { $0[0] }
    #expect(try shown(office, patient).count == before.count)
    #expect(try office.ledger.check().problems.isEmpty)
  }

  @Test("The same policy in a new year ends the old one and is not its own second payer")
  func renewed() throws {
    let office = try Office()
    let patient = try office.desk().patient(MRN("M004"))
    let old = try #require(
      try office.ledger.coverages(of: RecordID(patient.row)).first { $0.value.payer.text == "COMM" }
    )
    _ = try office.desk().putFirst(
      try coverage("COMM", old.value.memberID.text, from: "2026-10-01"), of: patient)
    let own = try shown(office, patient).filter { $0.hasPrefix("COMM") }
    #expect(own == ["COMM P 2026-10-01 on", "COMM P \(old.value.effectiveFrom) 2026-09-30"])
  }
}
