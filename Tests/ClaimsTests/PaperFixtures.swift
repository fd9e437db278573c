import Practice

/// Claims that say what most do not. All people and payers are invented.
enum PaperFixtures {
  private static func home() throws(InvalidValue) -> Address {
    Address(
      line1: try Line("9 Fiction Rd"), line2: nil, city: try Line("Anytown"),
      state: try StateCode("IL"), zip: try PostalCode("62999-0009"))
  }

  /// Medicare pays after the plan of the spouse's employer, which has answered.
  static func medicareSecondary() throws(InvalidValue) -> Claim {
    var claim = try PaperSamples.medicare()
    let plan = try Fixtures.mutual()
    claim.coverage.priority = .secondary
    var coverage = try Fixtures.coverage(
      plan, member: "EMH1", group: "GRP-EX77", .spouse, of: try Fixtures.person("Sample", "Pat"))
    coverage.subscriber?.birthDate = try Day("1944-01-15")
    coverage.subscriber?.sex = .male
    var details = ClaimDetails()
    details.otherPayers = [
      OtherPayer(
        payer: plan, coverage: coverage, subscriberAddress: try home(),
        answer: Adjudication(date: try Day("2026-10-30"), paid: try Money("30.50")))
    ]
    claim.details = details
    claim.diagnoses.append(try Diagnosis("M54.50"))
    claim.lines[0].service.pointers = [1, 2]
    return claim
  }

  /// A commercial claim with every box that the form has for one.
  static func full() throws(InvalidValue) -> Claim {
    var claim = try PaperSamples.commercial()
    claim.frequency = .replacement
    claim.note = "Corrected: line 2."
    claim.date = try Day("2026-10-02")
    claim.supervisingProvider = try Fixtures.marlowe()
    var details = ClaimDetails()
    details.payerClaimNumber = try PartnerID("icn0000042")
    details.referringProvider = try Fixtures.marlowe()
    details.facility = ServiceFacility(
      name: try Line("Example Surgery Center"), npi: try NPI("1888888819"), address: try home())
    details.priorAuthorization = try PartnerID("PA-1")
    details.referralNumber = try PartnerID("RF-2")
    details.dates.onset = try Day("2026-10-01")
    details.dates.admission = try Day("2026-10-02")
    details.dates.discharge = try Day("2026-10-04")
    details.accident = ClaimAccident(
      kinds: [.auto], date: try Day("2026-09-30"), state: try StateCode("IL"))
    details.assignment = .notAccepted
    details.patientPaid = try Money("25")
    details.propertyCasualtyNumber = try PartnerID("pc77")
    let second = try Fixtures.medicare()
    details.otherPayers = [
      OtherPayer(
        payer: second,
        coverage: try Fixtures.coverage(
          second, member: "M2", group: "GRP2", .spouse, of: try Fixtures.person("Second", "Sue")))
    ]
    claim.details = details
    var giving = try Fixtures.line("96372-59", "45")
    giving.details.isEmergency = true
    giving.details.placeOfService = try PlaceOfService("22")
    giving.details.through = try Day("2026-10-03")
    claim.lines = [
      giving,
      try Fixtures.line(
        "J3490", "30", ndc: "99999000101", quantity: "0.5", description: "Examplamab 30 mg"),
    ]
    return claim
  }
}
