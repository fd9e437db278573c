import Practice

/// One change for each detail that a claim or line may have, by its name.
enum ClaimDetailCases {
  typealias Change<Details> = @Sendable (inout Details) throws -> Void

  static let claims: [(name: String, change: Change<ClaimDetails>)] = [
    ("payerClaimNumber", { $0.payerClaimNumber = try PartnerID("ICN1") }),
    ("referringProvider", { $0.referringProvider = try Fixtures.marlowe() }),
    ("orderingProvider", { $0.orderingProvider = try Fixtures.marlowe() }),
    ("facility", { $0.facility = nil }),
    ("planName", { $0.planName = nil }),
    ("subscriberAddress", { $0.subscriberAddress = $0.facility?.address }),
    ("priorAuthorization", { $0.priorAuthorization = try PartnerID("PA1") }),
    ("referralNumber", { $0.referralNumber = try PartnerID("RF1") }),
    ("dates", { $0.dates.lastSeen = try Day("2026-10-01") }),
    (
      "accident",
      { $0.accident = ClaimAccident(kinds: [.work], date: try Day("2026-10-01")) }
    ),
    ("assignment", { $0.assignment = .laboratoryOnly }),
    ("benefits", { $0.benefits = .notAssigned }),
    ("release", { $0.release = .informed }),
    ("isSignedByAnother", { $0.isSignedByAnother = true }),
    ("delayReason", { $0.delayReason = .disaster }),
    ("patientPaid", { $0.patientPaid = try Money("5") }),
    ("medicalRecordNumber", { $0.medicalRecordNumber = try PartnerID("M1") }),
    ("clia", { $0.clia = try CLIANumber("14D0000001") }),
    ("noteKind", { $0.noteKind = .diagnosis }),
    ("attachments", { $0.attachments = [try attachment()] }),
    ("propertyCasualtyNumber", { $0.propertyCasualtyNumber = try PartnerID("PC1") }),
    ("secondaryReason", { $0.secondaryReason = .workingAged }),
    ("deathDate", { $0.deathDate = try Day("2026-10-30") }),
    ("isPregnant", { $0.isPregnant = true }),
    ("otherPayers", { $0.otherPayers = [try other()] }),
  ]

  static let lines: [(name: String, change: Change<LineDetails>)] = [
    ("date", { $0.date = try Day("2026-10-05") }),
    ("through", { $0.through = try Day("2026-10-07") }),
    ("placeOfService", { $0.placeOfService = try PlaceOfService("22") }),
    ("isEmergency", { $0.isEmergency = true }),
    ("isEPSDT", { $0.isEPSDT = true }),
    ("isFamilyPlanning", { $0.isFamilyPlanning = true }),
    ("isCopayExempt", { $0.isCopayExempt = true }),
    ("salesTax", { $0.salesTax = try Money("1") }),
    ("priorAuthorization", { $0.priorAuthorization = try PartnerID("PA2") }),
    ("referralNumber", { $0.referralNumber = try PartnerID("RF2") }),
    ("clia", { $0.clia = try CLIANumber("14D0000002") }),
    ("controlNumber", { $0.controlNumber = try PartnerID("L1") }),
    ("vaccineLot", { $0.vaccineLot = try PartnerID("LOT1") }),
    ("prescribedOn", { $0.prescribedOn = try Day("2026-10-01") }),
    ("lastSeen", { $0.lastSeen = try Day("2026-10-01") }),
    ("prescription", { $0.prescription = try PartnerID("RX1") }),
    ("compound", { $0.compound = try PartnerID("C1") }),
    ("attachments", { $0.attachments = [try attachment()] }),
    ("renderingProvider", { $0.renderingProvider = try provider() }),
    ("facility", { $0.facility = ServiceFacility(name: try Line("X"), address: try address()) }),
    ("supervisingProvider", { $0.supervisingProvider = try provider() }),
    ("orderingProvider", { $0.orderingProvider = try provider() }),
    ("referringProvider", { $0.referringProvider = try provider() }),
  ]

  private static func attachment() throws -> ClaimAttachment {
    try ClaimAttachment(kind: "OZ", way: .fax, controlNumber: try PartnerID("AT1"))
  }

  private static func provider() throws -> Provider {
    var provider = try Fixtures.marlowe()
    provider.npi = try NPI("1888888819")
    return provider
  }

  private static func address() throws -> Address { try Fixtures.practice().address }

  private static func other() throws -> OtherPayer {
    let payer = try Fixtures.medicare()
    return OtherPayer(payer: payer, coverage: try Fixtures.coverage(payer, member: "M1"))
  }
}
