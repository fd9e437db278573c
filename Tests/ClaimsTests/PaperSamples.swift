import Practice

/// The claims of the guide's two print images, as values.
enum PaperSamples {
  static let day = "2026-11-02"

  private static func address(
    _ street: String, _ second: String?, _ zip: String
  ) throws(InvalidValue) -> Address {
    Address(
      line1: try Line(street),
      line2: try second.map { text throws(InvalidValue) in
        try Line(text)
      },
      city: try Line("Anytown"), state: try StateCode("IL"), zip: try PostalCode(zip))
  }

  private static func practice() throws(InvalidValue) -> BillingProvider {
    var practice = try Fixtures.practice(phone: nil)
    practice.name = try Line("Lantern Cove Inj Clinic PLLC")
    practice.address = try address("100 Sample Way", "Ste 4", "62999-0001")
    return practice
  }

  private static func details() throws(InvalidValue) -> ClaimDetails {
    var details = ClaimDetails()
    details.facility = ServiceFacility(
      name: try Line("Lantern Cove Inj Clinic"), npi: try NPI("1999999992"),
      address: try address("100 Sample Way", "Ste 4", "62999-0001"))
    return details
  }

  /// `a-medicare-one-page.txt`.
  static func medicare() throws(InvalidValue) -> Claim {
    var claim = try Fixtures.sampleA(payTo: false)
    claim.billingProvider = try practice()
    claim.payer.address = try address("1 Payer Plaza", nil, "62999-0200")
    claim.patient.phone = try Telephone("(555) 555-0111")
    claim.details = try details()
    return claim
  }

  /// `b-commercial-eight-lines-two-pages.txt`.
  static func commercial() throws(InvalidValue) -> Claim {
    var claim = try Fixtures.sampleB()
    claim.number = try ClaimNumber("LC26-000108")
    claim.billingProvider = try practice()
    claim.payer.address = try address("2 Payer Plaza", nil, "62999-0300")
    claim.date = try Day("2026-10-06")
    claim.coverage.subscriber = Coverage.Subscriber(
      name: try Fixtures.person("Fiction", "Fred"), birthDate: try Day("1980-01-15"), sex: .male)
    claim.diagnoses = [try Diagnosis("G43.909"), try Diagnosis("M54.50")]
    var details = try details()
    details.planName = try Line("Example Mutual PPO")
    details.priorAuthorization = try PartnerID("AUTHEX0042")
    claim.details = details
    claim.lines = []
    for date in ["2026-10-06", "2026-10-13", "2026-10-20", "2026-10-27"] {
      var giving = try Fixtures.line("96372", "45")
      var drug = try Fixtures.line("J1885", units: 4, "50", ndc: "99999010202", quantity: "2")
      giving.details.date = try Day(date)
      drug.details.date = try Day(date)
      claim.lines += [giving, drug]
    }
    return claim
  }
}
