import Billing
import Coding
import Harness
import Practice
import Storage
import Testing

@Suite("What is billed once a visit, when a claim is sent again") struct CarriedLineTests {
  /// A visit with two claims: the first says the service, the second a further injection.
  private func office() throws -> (office: Office, first: Claim.ID, second: Claim.ID) {
    let office = try Office()
    for (name, word) in [
      (PayerSettings.Name.multiInjectionStyle, "lines_59"), (.ndcRequired, "no"),
    ] {
      for payer in try office.ledger.payers().map(\.value.id) {
        let entry = PayerSettingEntry(setting: payer, name, to: word, from: Day.beginning)
        _ = try office.desk().save("payer set") { try $0.savePayerSetting(entry) }
      }
    }
    let logged = try office.log(
      "M001", Office.visit(services: ["99213-25"]), [Office.dose("J1885", "30mg")])
    _ = try office.export()
    var late = try Office.dose("J3301", "40mg", site: "right deltoid")
    late.time = nil
    try office.log("M001", logged.assessment.visit.encounter, [late])
    _ = try office.export()
    let claims = try office.claims()
    #expect(claims.map { Office.codes($0).first } == ["99213-25", "96372-59"])
    return (office, claims[0].id, claims[1].id)
  }

  private static func mark(
    _ office: Office, _ claim: Claim.ID, _ kind: ClaimEvent.Kind
  ) throws {
    _ = try office.desk().mark([claim], ClaimLifeTests.event(kind, number: "X1"))
  }

  @Test("The service and the first injection go out again with the claim that said them")
  func refused() throws {
    let (office, first, _) = try office()
    try Self.mark(office, first, .rejected)
    _ = try office.export()
    let claims = try office.claims()
    #expect(Office.codes(try #require(claims.last)) == Office.codes(claims[0]))
    try ClaimLifeTests.expectWhole(office)
  }

  @Test("A replacement says them, too, and that of the other claim does not")
  func replaced() throws {
    for isFirst in [true, false] {
      let (office, first, second) = try office()
      let claim = isFirst ? first : second
      try Self.mark(office, claim, .accepted)
      let correction = try office.desk().correct(claim, why: nil, dryRun: false)
      #expect(!correction.differences.contains { $0.element == "2400 SV101" })
      #expect(correction.differences.contains { $0.element == "2300 REF*F8" })
    }
  }

  @Test("After a void they belong to the next claim of the visit")
  func voided() throws {
    let (office, first, _) = try office()
    try Self.mark(office, first, .accepted)
    _ = try office.desk().void(first, why: Line("again"), doses: .open)
    _ = try office.export()
    let claims = try office.claims()
    #expect(Office.codes(try #require(claims.last)) == Office.codes(claims[0]))
  }

  @Test("A correction that waits for a dose of the visit names the mend of that dose")
  func waiting() throws {
    let (office, first, _) = try office()
    try Self.mark(office, first, .accepted)
    _ = try office.desk().correct(first, why: nil, dryRun: false)
    let number = try #require(try office.ledger.claim(first)?.encounter)
    let visit = try #require(try office.ledger.encounter(number)?.encounter)
    var bad = try Office.dose("J3420", "1000mcg", route: nil, site: "left thigh")
    bad.time = nil
    try office.log("M001", visit, [bad])
    let open = try office.open()
    let waits = try #require(open.first { $0.findings.contains { $0.rule == "R87" } })
    let other = try #require(open.first { $0.id != waits.id })
    let mend = waits.findings.first { $0.rule == "R87" }?.fix
    #expect(mend == other.holding.first?.fix && mend?.contains("shots correct") == true)
  }
}
