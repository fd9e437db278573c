import Practice

/// The claims of the guide's sample files d and e, as values.
extension Fixtures {
  /// Sample d: the replacement of c, with the payer's number and a note.
  static func sampleD() throws(InvalidValue) -> Claim {
    var claim = try sampleC()
    claim.number = try ClaimNumber("LC26-000103R")
    claim.frequency = .replacement
    claim.details.payerClaimNumber = try PartnerID("EMH26301000555")
    claim.note = "Corrected claim - line 4 is 1 gram not 500 mg"
    claim.lines[3] = try line(
      "J0696", units: 4, "90", to: [2], ndc: "99999-0203-03", quantity: "2", .unit)
    return try numbered(claim, "LC26000103R", payTo: false)
  }

  /// Sample e, first claim: Medicare second, with the first payer's answer.
  static func sampleE1() throws(InvalidValue) -> Claim {
    var claim = try sampleA()
    claim.number = try ClaimNumber("LC26-000104")
    claim.coverage = try coverage(claim.payer, member: "9XX9-XX9-XX88")
    claim.coverage.priority = .secondary
    claim.patient = try patient(
      try person("Pretend", "Pearl"), born: "1950-03-12", .female, street: "78 Makebelieve Rd")
    claim.date = try Day("2026-10-20")
    claim.supervisingProvider = try clinician("1777777776", "Quill", "Otis")
    claim.details.secondaryReason = .workingAged
    claim.details.referringProvider = try clinician("1666666668", "Hypothet", "Hugo")
    let mutual = try mutual()
    var other = OtherPayer(
      payer: mutual,
      coverage: try coverage(
        mutual, member: "EMH000999001", group: "GRP-EX77", .spouse,
        of: try person("Pretend", "Paul")),
      subscriberAddress: claim.patient.address)
    other.answer = Adjudication(
      date: try Day("2026-11-05"), payerClaimNumber: try PartnerID("EMH26300000777"),
      paid: try Money("26"),
      lines: [
        try answer(1, "96372", "24", [(.contractual, "45", "15"), (.patient, "2", "6")]),
        try answer(2, "J3420", "2", [(.contractual, "45", "21"), (.patient, "2", "0.50")]),
      ])
    claim.details.otherPayers = [other]
    return try numbered(claim, "LC26000104", payTo: true)
  }

  /// Sample e, second claim: a dependent child with prior authorization.
  static func sampleE2() throws(InvalidValue) -> Claim {
    let payer = try mutual()
    var claim = try sampleA()
    claim.number = try ClaimNumber("LC26-000105")
    claim.payer = payer
    claim.coverage = try coverage(
      payer, member: "EMH000777001", group: "GRP-EX77", .child,
      of: try person("Fiction", "Fred"))
    claim.patient = try patient(
      try person("Fiction", "Fern"), born: "2008-09-05", .female, street: "34 Placeholder Ave")
    claim.date = try Day("2026-11-12")
    claim.diagnoses = [try Diagnosis("J45.20")]
    claim.details.priorAuthorization = try PartnerID("AUTH-EX-0042")
    claim.lines = [
      try line("96372", "45"), try line("J1100", units: 10, "35", ndc: "99999040401"),
    ]
    return try numbered(claim, "LC26000105", payTo: true)
  }

  /// Sample e, third claim: an unclassified drug with its description, and a JW line.
  static func sampleE3() throws(InvalidValue) -> Claim {
    var claim = try sampleA()
    claim.number = try ClaimNumber("LC26-000106")
    claim.coverage = try coverage(claim.payer, member: "9XX9XX9XX99")
    claim.date = try Day("2026-11-13")
    claim.diagnoses = [try Diagnosis("M81.0"), try Diagnosis("L23.7")]
    claim.lines = [
      try line("96372", "45", to: [1, 2]),
      try line(
        "J3490-JZ", "120", ndc: "99999050501", quantity: "30", .milligram,
        description: "Examplamab 30 mg subcutaneous", note: "Drug Examplamab dose 30 mg"),
      try line("J3301", units: 3, "60", to: [2], ndc: "99999060601", quantity: "0.75"),
      try line("J3301-JW", "20", to: [2], ndc: "99999060601", quantity: "0.25"),
    ]
    return try numbered(claim, "LC26000106", payTo: true)
  }

  private static func answer(
    _ line: Int, _ code: String, _ paid: String,
    _ adjustments: [(group: GroupCode, reason: String, amount: String)]
  ) throws(InvalidValue) -> LineAdjudication {
    var answer = LineAdjudication(
      line: line, paid: try Money(paid), code: try HCPCS(code), units: 1)
    for adjustment in adjustments {
      answer.adjustments.append(
        try Adjustment(
          group: adjustment.group, reason: adjustment.reason,
          amount: try Money(adjustment.amount)))
    }
    return answer
  }

  private static func clinician(
    _ npi: String, _ last: String, _ first: String
  ) throws(InvalidValue) -> Provider {
    Provider(
      npi: try NPI(npi), name: try person(last, first), credential: try Credential("MD"),
      taxonomy: nil)
  }

  /// The samples' practice and line numbers: theirs have no hyphen in the middle.
  private static func numbered(
    _ claim: Claim, _ stem: String, payTo: Bool
  ) throws(InvalidValue) -> Claim {
    var claim = claim
    claim.billingProvider = try practice(phone: nil, payTo: payTo)
    claim.billingProvider.name = try Line("Lantern Cove Injection Clinic PLLC")
    for index in claim.lines.indices {
      claim.lines[index].details.controlNumber = try PartnerID("\(stem)-\(index + 1)")
    }
    return claim
  }
}
