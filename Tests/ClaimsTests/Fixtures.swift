import Practice

/// The invented practice, payers and people of the guide's sample files.
enum Fixtures {
  static func practice(
    taxKind: TaxID.Kind = .employer, phone: String? = "5555550150", payTo: Bool = false
  ) throws(InvalidValue) -> BillingProvider {
    BillingProvider(
      name: try Line("Lantern Cove Injection Clinic"), npi: try NPI("1999999992"),
      taxID: try TaxID("001234567"), taxIDKind: taxKind, taxonomy: try Taxonomy("207Q00000X"),
      address: Address(
        line1: try Line("100 Sample Way"), line2: try Line("Suite 4"), city: try Line("Anytown"),
        state: try StateCode("IL"), zip: try PostalCode("62999-0001")),
      payToAddress: payTo
        ? Address(
          line1: try Line("PO Box 100"), line2: nil, city: try Line("Anytown"),
          state: try StateCode("IL"), zip: try PostalCode("629990100")) : nil,
      phone: try phone.map { text throws(InvalidValue) in try Telephone(text) },
      contactName: try Line("Billing Desk"), contactPhone: try Telephone("(555) 555-0100"),
      timeZone: try Line("America/Chicago"), submitterID: try PartnerID("LCIC001"),
      receiverID: try PartnerID("EXCH01"), receiverName: try Line("Example Clearinghouse"),
      usage: .test)
  }

  static func envelope(batch: Int64 = 101) throws(InvalidValue) -> BatchEnvelope {
    BatchEnvelope(
      batch: batch, interchange: 101, group: 101, day: try Day("2026-11-12"),
      time: try TimeOfDay("09:15"))
  }

  static func medicare() throws(InvalidValue) -> Payer {
    Payer(
      id: try PayerID("MCRB"), name: try Line("Example Medicare Part B"),
      electronicID: try PartnerID("ZZ001"), payerClass: .medicare,
      filingIndicator: try ClaimFilingIndicator("MB"), timelyFilingDays: 365, address: nil)
  }

  static func mutual() throws(InvalidValue) -> Payer {
    Payer(
      id: try PayerID("EMHP"), name: try Line("Example Mutual Health"),
      electronicID: try PartnerID("ZZ900"), payerClass: .commercial,
      filingIndicator: try ClaimFilingIndicator("CI"), timelyFilingDays: 180, address: nil)
  }

  static func payer(
    _ id: String, _ indicator: String, _ payerClass: PayerClass
  ) throws(InvalidValue) -> Payer {
    Payer(
      id: try PayerID(id), name: try Line("Exämple * \(id) Plan"),
      electronicID: try PartnerID("zz\(id)"), payerClass: payerClass,
      filingIndicator: try ClaimFilingIndicator(indicator), timelyFilingDays: nil,
      address: Address(
        line1: try Line("1 Placeholder Plaza"), line2: nil, city: try Line("Anytown"),
        state: try StateCode("IL"), zip: try PostalCode("629990002")))
  }

  static func marlowe() throws(InvalidValue) -> Provider {
    Provider(
      npi: try NPI("1888888884"),
      name: PersonName(last: try Line("Marlowe"), first: try Line("Ida")),
      credential: try Credential("NP"), taxonomy: try Taxonomy("363LF0000X"))
  }

  static func person(
    _ last: String, _ first: String, _ middle: String? = nil
  ) throws(InvalidValue) -> PersonName {
    PersonName(
      last: try Line(last), first: try Line(first),
      middle: try middle.map { text throws(InvalidValue) in try Line(text) })
  }

  static func patient(
    _ name: PersonName, born: String, _ sex: Sex, street: String = "12 Demo Lane"
  ) throws(InvalidValue) -> Patient {
    Patient(
      mrn: try MRN("P000001"), name: name, birthDate: try Day(born), sex: sex,
      address: Address(
        line1: try Line(street), line2: nil, city: try Line("Anytown"),
        state: try StateCode("IL"), zip: try PostalCode("62999")), phone: nil)
  }

  static func coverage(
    _ payer: Payer, member: String, group: String? = nil,
    _ relationship: Coverage.Relationship = .patientIsSubscriber, of subscriber: PersonName? = nil
  ) throws(InvalidValue) -> Coverage {
    try Coverage(
      payer: payer.id, priority: .primary, memberID: try PartnerID(member),
      groupNumber: try group.map { text throws(InvalidValue) in try PartnerID(text) },
      relationship: relationship,
      subscriber: subscriber.map {
        Coverage.Subscriber(name: $0, birthDate: nil, sex: nil)
      }, effectiveFrom: try Day("2020-01-01"), effectiveTo: nil)
  }

  /// A line like `J3420-JZ x 1, 23.50`, with an NDC when given.
  static func line(
    _ code: String, units: Int = 1, _ charge: String, to pointers: [Int] = [1],
    ndc: String? = nil, quantity: String = "1", _ unit: NDCUnit = .milliliter,
    description: String? = nil, note: String? = nil
  ) throws(InvalidValue) -> Claim.Line {
    let parts = code.split(separator: "-").map(String.init)
    var modifiers: [Modifier] = []
    for part in parts.dropFirst() { modifiers.append(try Modifier(part)) }
    let drug = try ndc.map { text throws(InvalidValue) in
      DrugIdentification(ndc: try NDC(text), quantity: try Quantity(quantity), unit: unit)
    }
    return Claim.Line(
      service: ServiceLine(
        kind: drug == nil ? .administration : .drug, dose: nil, code: try HCPCS(parts[0]),
        modifiers: modifiers, units: units, charge: try Money(charge), pointers: pointers,
        drug: drug, description: description, note: note, why: "R01", rules: []),
      charge: try Money(charge))
  }

  /// Sample a: Medicare, the patient is the subscriber, 96372 and J3420 with JZ and NDC.
  static func sampleA(payTo: Bool = true) throws(InvalidValue) -> Claim {
    let payer = try medicare()
    return Claim(
      number: try ClaimNumber("LC26-000101"),
      billingProvider: try practice(phone: nil, payTo: payTo), renderingProvider: try marlowe(),
      payer: payer, coverage: try coverage(payer, member: "9XX9-XX9-XX99", group: "GRP1"),
      patient: try patient(try person("Sample", "Patience", "Q"), born: "1945-07-04", .female),
      date: try Day("2026-10-26"), placeOfService: .office, diagnoses: [try Diagnosis("E53.8")],
      lines: [
        try line("96372", "45"), try line("J3420-JZ", "23.50", ndc: "99999000101"),
      ])
  }
  /// Sample b: a dependent spouse, a visit with 25, an injection and its drug.
  static func sampleB() throws(InvalidValue) -> Claim {
    let payer = try mutual()
    return Claim(
      number: try ClaimNumber("LC26-000102"), billingProvider: try practice(),
      renderingProvider: try marlowe(), payer: payer,
      coverage: try coverage(
        payer, member: "EMH000777001", group: "GRP-EX77", .spouse,
        of: try person("Fiction", "Fred")),
      patient: try patient(
        try person("Fiction", "Wilma"), born: "1982-02-20", .female,
        street: "34 Placeholder Ave"),
      date: try Day("2026-10-27"), placeOfService: .office,
      diagnoses: [try Diagnosis("M54.50"), try Diagnosis("G43.909")],
      lines: [
        try line("99213-25", "150", to: [1, 2]),
        try line("96372", "45", to: [2]),
        try line("J1885", units: 4, "50", to: [2], ndc: "99999010202", quantity: "2"),
      ])
  }

  /// Sample c: two injections of different drugs on one day.
  static func sampleC() throws(InvalidValue) -> Claim {
    let payer = try mutual()
    var claim = try sampleA(payTo: false)
    claim.number = try ClaimNumber("LC26-000103")
    claim.payer = payer
    claim.coverage = try coverage(payer, member: "EMH000888001", group: "GRP-EX77")
    claim.patient = try patient(
      try person("Madeup", "Max"), born: "1975-06-30", .male, street: "56 Invented St")
    claim.date = try Day("2026-10-28")
    claim.diagnoses = [try Diagnosis("E53.8"), try Diagnosis("N39.0")]
    claim.lines = [
      try line("96372", "45"),
      try line("J3420", "23.50", ndc: "99999000101"),
      try line("96372-59", "45", to: [2]),
      try line("J0696", units: 2, "45", to: [2], ndc: "99999-0203-03", .unit),
    ]
    return claim
  }
}
