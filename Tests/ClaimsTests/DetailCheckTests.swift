import Claims
import Practice
import Testing

/// The invalid variants of the guide that lie beyond the services cannot be produced (§4 to §8).
@Suite struct DetailCheckTests {
  private static let today = Day(number: 20_775)  // 2026-11-18

  struct Variant: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let field: String
    let change: @Sendable (inout Claim) throws -> Void

    init(
      _ name: String, _ field: String, _ change: @escaping @Sendable (inout Claim) throws -> Void
    ) {
      testDescription = name
      self.field = field
      self.change = change
    }
  }

  @Test func samplesHaveNoProblem() throws {
    for claim in [
      try Fixtures.sampleD(), try Fixtures.sampleE1(), try Fixtures.sampleE2(),
      try Fixtures.sampleE3(),
    ] {
      #expect(ClaimCheck.problems(claim, today: Self.today).isEmpty, "\(claim.number)")
    }
  }

  @Test(arguments: replacements + facts)
  func isRefusedOfAReplacement(variant: Variant) throws {
    try refuse(variant, try Fixtures.sampleD())
  }

  @Test(arguments: others)
  func isRefusedOfALaterPayersClaim(variant: Variant) throws {
    try refuse(variant, try Fixtures.sampleE1())
  }

  private func refuse(_ variant: Variant, _ sound: Claim) throws {
    var claim = sound
    try variant.change(&claim)
    let problems = ClaimCheck.problems(claim, today: Self.today)
    #expect(problems.first?.field == variant.field, "\(problems)")
    #expect(problems.count == 1, "\(problems)")
  }

  static let replacements: [Variant] = [
    Variant("original with F8", "2300 REF*F8") { $0.frequency = .original },
    Variant("void without F8", "2300 REF*F8") {
      $0.frequency = .void
      $0.details.payerClaimNumber = nil
    },
    Variant("our own number in F8", "2300 REF*F8") {
      $0.details.payerClaimNumber = try PartnerID("lc26-000103r")
    },
    Variant("F8 with a character of the extended set", "2300 REF*F8") {
      $0.details.payerClaimNumber = try PartnerID("EMH#1")
    },
    Variant("Medicare takes no replacement", "2300 CLM05-3") {
      $0.payer = try Fixtures.medicare()
      $0.coverage = try Fixtures.coverage($0.payer, member: "9XX9XX9XX99")
    },
  ]

  static let facts: [Variant] = [
    Variant("onset on the day of service", "2300 DTP*431") {
      $0.details.dates.onset = $0.date
    },
    Variant("onset before birth", "2300 DTP*431") {
      $0.details.dates.onset = try Day("1970-01-01")
    },
    Variant("last seen tomorrow", "2300 DTP*304") {
      $0.details.dates.lastSeen = today.adding(days: 1)
    },
    Variant("inpatient without admission", "2300 DTP*435") {
      $0.placeOfService = try PlaceOfService("21")
    },
    Variant("admission at the office", "2300 DTP*435") {
      $0.details.dates.admission = $0.date
    },
    Variant("discharge before admission", "2300 DTP*096") {
      $0.placeOfService = try PlaceOfService("21")
      $0.details.dates.admission = $0.date
      $0.details.dates.discharge = $0.date.adding(days: -1)
    },
    Variant("automobile accident without its state", "2300 CLM11-4") {
      $0.details.accident = ClaimAccident(kinds: [.auto], date: $0.date)
    },
    Variant("state of a fall", "2300 CLM11-4") {
      $0.details.accident = ClaimAccident(
        kinds: [.other], date: $0.date, state: try StateCode("IL"))
    },
    Variant("one cause twice", "2300 CLM11") {
      $0.details.accident = ClaimAccident(kinds: [.work, .work], date: $0.date)
    },
    Variant("nothing paid by the patient", "2300 AMT*F5") { $0.details.patientPaid = .zero },
    Variant("more paid than charged", "2300 AMT*F5") {
      $0.details.patientPaid = try Money("203.51")
    },
    Variant("authorization with a sign", "2300 REF*G1") {
      $0.details.priorAuthorization = try PartnerID("A_1")
    },
    Variant("facility at home", "2310C NM1*77") {
      $0.placeOfService = try PlaceOfService("12")
      $0.details.facility = try facility("500 Ward St")
    },
    Variant("facility that is the practice", "2310C N3") {
      $0.details.facility = ServiceFacility(
        name: try Line("Same"), address: $0.billingProvider.address)
    },
    Variant("facility with a short ZIP", "2310C N403") {
      $0.details.facility = try facility("500 Ward St", zip: "62999")
    },
    Variant("note kind without a note", "2300 NTE01") {
      $0.note = nil
      $0.details.noteKind = .certification
    },
    Variant("pregnant man", "PAT09") { $0.details.isPregnant = true },
    Variant("death before the service", "PAT06") {
      $0.details.deathDate = $0.date.adding(days: -1)
    },
    Variant("line number twice", "2400 REF*6R") {
      $0.lines[1].details.controlNumber = $0.lines[0].details.controlNumber
    },
    Variant("line range that ends before it begins", "2400 line 1 DTP*472") {
      $0.lines[0].details.through = $0.date.adding(days: -1)
    },
    Variant("line place that is the claim's", "2400 line 1 SV105") {
      $0.lines[0].details.placeOfService = .office
    },
    Variant("tax above the charge", "2400 line 1 AMT*T") {
      $0.lines[0].details.salesTax = try Money("45.01")
    },
    Variant("prescription without a package", "2400 line 1 REF*XZ") {
      $0.lines[0].details.prescription = try PartnerID("RX1")
    },
    Variant("reason for Medicare to be second", "2000B SBR05") {
      $0.details.secondaryReason = .workingAged
    },
  ]

  static let others: [Variant] = [
    Variant("Medicare second without the reason", "2000B SBR05") {
      $0.details.secondaryReason = nil
    },
    Variant("no answer of the first payer", "2320 SBR01") {
      $0.details.otherPayers[0].answer = nil
    },
    Variant("two payers in one place", "2320 SBR01") {
      var third = $0.details.otherPayers[0]
      third.payer.electronicID = try PartnerID("ZZ901")
      $0.details.otherPayers.append(third)
    },
    Variant("the payer itself", "2330B NM109") {
      $0.details.otherPayers[0].payer.electronicID = $0.payer.electronicID
    },
    Variant("other payer without a filing indicator", "2320 SBR09") {
      $0.details.otherPayers[0].payer.filingIndicator = nil
    },
    Variant("a line that does not balance", "2430 line 1 SVD02") {
      $0.details.otherPayers[0].answer?.lines[0].adjustments[0].amount = try Money("14.99")
    },
    Variant("a claim that does not balance", "2320 AMT*D") {
      $0.details.otherPayers[0].answer?.paid = try Money("26.01")
    },
    Variant("an answer to a line that is not there", "2430 SVD") {
      let extra = LineAdjudication(line: 3, paid: .zero, code: try HCPCS("96372"), units: 1)
      $0.details.otherPayers[0].answer?.lines.append(extra)
    },
    Variant("not covered, and yet paid", "2320 AMT*A8") {
      let total = $0.total
      $0.details.otherPayers[0].answer?.notCovered = total
    },
    Variant("an answer of the payer after", "2320 AMT*D") {
      var third = $0.details.otherPayers[0]
      third.payer.electronicID = try PartnerID("ZZ901")
      third.coverage.priority = .tertiary
      $0.details.otherPayers.append(third)
    },
  ]

  private static func facility(
    _ street: String, zip: String = "629990003"
  ) throws -> ServiceFacility {
    ServiceFacility(
      name: try Line("Example General Hospital"),
      address: Address(
        line1: try Line(street), line2: nil, city: try Line("Anytown"),
        state: try StateCode("IL"), zip: try PostalCode(zip)))
  }
}
