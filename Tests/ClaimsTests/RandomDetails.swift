import Practice

/// What few claims say, of every shape that the guide allows.
extension RandomClaims {
  mutating func addDetails(to claim: inout Claim) throws(InvalidValue) {
    let isMedicare = claim.payer.filingIndicator?.text == "MB"
    var details = ClaimDetails()
    if !isMedicare, chance(20) {
      claim.frequency = pick([.replacement, .void])
      details.payerClaimNumber = try PartnerID("EMH2630\(made)")
    }
    if chance(30) { details.referringProvider = pick(clinicians) }
    if chance(30) { details.orderingProvider = pick(clinicians) }
    try addNumbers(to: &details, claim)
    addDates(to: &details, &claim)
    try addAccident(to: &details, claim)
    details.assignment = pick([.accepted, .accepted, .notAccepted, .laboratoryOnly])
    details.benefits = pick([.assigned, .assigned, .notAssigned, .refused])
    details.release = pick([.signed, .informed])
    details.isSignedByAnother = chance(10)
    if chance(10) { details.delayReason = pick(DelayReason.allCases) }
    if claim.note != nil { details.noteKind = pick(NoteKind.allCases) }
    if claim.patient.sex != .male { details.isPregnant = chance(10) }
    if chance(5), claim.date < Self.today { details.deathDate = Self.today }
    if claim.placeOfService.text != "12", chance(30) { details.facility = try facility() }
    for index in claim.lines.indices where chance(25) {
      claim.lines[index].details = try lineDetails(of: claim, at: index)
    }
    if details.deathDate != nil { details.deathDate = claim.days.last }
    try addOtherPayers(to: &details, &claim)
    claim.details = details
  }

  private mutating func addNumbers(
    to details: inout ClaimDetails, _ claim: Claim
  ) throws(InvalidValue) {
    if chance(25) { details.priorAuthorization = try PartnerID("auth-ex-\(made)") }
    if chance(25) { details.referralNumber = try PartnerID("REF/\(made)") }
    if chance(25) { details.medicalRecordNumber = try PartnerID("P\(made)") }
    if chance(15) { details.clia = try CLIANumber("14d\(1_000_000 + made)") }
    if chance(10) { details.propertyCasualtyNumber = try PartnerID("PC\(made)") }
    if chance(25), claim.total.cents > 0 {
      details.patientPaid = Money(cents: Int64.random(in: 1...claim.total.cents, using: &random))
    }
    if chance(15) { details.attachments = [try attachment()] }
  }

  private mutating func attachment() throws(InvalidValue) -> ClaimAttachment {
    let way = pick([ClaimAttachment.Way.available, .mail, .electronic, .fax, .fileTransfer])
    return try ClaimAttachment(
      kind: pick(["OZ", "03", "B4"]), way: way,
      controlNumber: way == .available ? nil : try PartnerID("AC\(made)"))
  }

  private mutating func addDates(to details: inout ClaimDetails, _ claim: inout Claim) {
    let earlier = max(claim.patient.birthDate, claim.date.adding(days: -40))
    if earlier < claim.date {
      if chance(30) { details.dates.onset = earlier }
      if chance(20) { details.dates.initialTreatment = earlier }
      if chance(20) { details.dates.lastSeen = earlier }
    }
    if chance(15) {
      claim.placeOfService = PlaceOfService.inpatient
      details.dates.admission = earlier
      if chance(50) { details.dates.discharge = claim.date }
    }
  }

  private mutating func addAccident(
    to details: inout ClaimDetails, _ claim: Claim
  ) throws(InvalidValue) {
    guard chance(15) else { return }
    let kinds: [Accident.Kind] = pick([
      [.auto], [.work], [.other], [.auto, .work], [.work, .auto],
    ])
    details.accident = ClaimAccident(
      kinds: kinds, date: max(claim.patient.birthDate, claim.date.adding(days: -9)),
      state: kinds.contains(.auto) ? try StateCode("IL") : nil)
  }

  private mutating func facility() throws(InvalidValue) -> ServiceFacility {
    let home = try address()
    return ServiceFacility(
      name: try Line(pick(["Example General Hôpital", "Fiction Nursing Home #2"])),
      npi: chance(60) ? try NPI("1777777776") : nil,
      address: Address(
        line1: home.line1, line2: nil, city: home.city, state: home.state,
        zip: try PostalCode("629990003")))
  }

  private mutating func lineDetails(
    of claim: Claim, at index: Int
  ) throws(InvalidValue) -> LineDetails {
    var details = LineDetails()
    let line = claim.lines[index]
    if chance(20) { details.date = max(claim.patient.birthDate, claim.date.adding(days: -2)) }
    if chance(20), claim.date < Self.today { details.through = claim.date.adding(days: 1) }
    if chance(20), claim.placeOfService.text != "23" {
      details.placeOfService = try PlaceOfService("23")
    }
    details.isEmergency = chance(20)
    details.isEPSDT = chance(10)
    details.isFamilyPlanning = chance(10)
    details.isCopayExempt = chance(10)
    if chance(15), line.charge.cents > 0 { details.salesTax = Money(cents: 1) }
    if chance(20) { details.priorAuthorization = try PartnerID("LINE-\(index)") }
    if chance(20) { details.referralNumber = try PartnerID("LR-\(index)") }
    if chance(10) { details.clia = try CLIANumber("14D0000009") }
    if chance(10) { details.controlNumber = try PartnerID("own\(made)x\(index)") }
    if chance(10) { details.lastSeen = claim.date }
    if line.service.drug != nil {
      if chance(20) { details.prescribedOn = claim.date }
      if chance(20) { details.prescription = try PartnerID("RX\(index)") }
      if details.prescription == nil, chance(20) { details.compound = try PartnerID("LINK1") }
    }
    if chance(10) { details.attachments = [try attachment()] }
    if chance(15) { details.renderingProvider = pick(clinicians) }
    if chance(15) { details.supervisingProvider = pick(clinicians) }
    if chance(15) { details.orderingProvider = pick(clinicians) }
    if chance(15) { details.referringProvider = pick(clinicians) }
    if chance(10) { details.facility = try facility() }
    return details
  }

  /// Sometimes the claim is a later payer's, with the answers of those before it.
  private mutating func addOtherPayers(
    to details: inout ClaimDetails, _ claim: inout Claim
  ) throws(InvalidValue) {
    let others = payers.filter { $0.id != claim.payer.id }.shuffled(using: &random)
    let before = chance(40) ? Int.random(in: 1...2, using: &random) : 0
    let places: [Coverage.Priority] = [.primary, .secondary, .tertiary]
    claim.coverage.priority = places[before]
    if claim.payer.filingIndicator?.text == "MB", before > 0 {
      details.secondaryReason = pick(MedicareSecondaryReason.allCases)
    }
    for index in 0..<before {
      var other = try otherPayer(others[index], places[index], claim)
      other.answer = try answer(to: claim)
      details.otherPayers.append(other)
    }
    if before < 2, chance(15) {
      details.otherPayers.append(try otherPayer(others[before], places[before + 1], claim))
    }
  }

  private mutating func otherPayer(
    _ payer: Payer, _ place: Coverage.Priority, _ claim: Claim
  ) throws(InvalidValue) -> OtherPayer {
    let isSelf = chance(50)
    let isLaterMedicare = payer.filingIndicator?.text == "MB" && place > .primary
    return OtherPayer(
      payer: payer,
      coverage: try Coverage(
        payer: payer.id, priority: place, memberID: try PartnerID("OTH-\(made)"),
        groupNumber: chance(50) ? try PartnerID("GRP-2") : nil,
        relationship: isSelf ? .patientIsSubscriber : pick([.spouse, .child, .other]),
        subscriber: isSelf
          ? nil : Coverage.Subscriber(name: try name(), birthDate: nil, sex: nil),
        effectiveFrom: Day(number: 18_000), effectiveTo: nil),
      subscriberAddress: chance(50) ? try address() : nil,
      secondaryReason: isLaterMedicare ? .workingAged : nil,
      // linuxforhealth-x12 does not know W in OI03, which 005010X222A1 has.
      benefits: pick([.assigned, .notAssigned]), release: pick(InformationRelease.allCases))
  }

  /// An answer whose sums balance.
  private mutating func answer(to claim: Claim) throws(InvalidValue) -> Adjudication {
    var answer = Adjudication(
      date: Self.today, payerClaimNumber: chance(70) ? try PartnerID("ICN\(made)") : nil,
      paid: .zero, remarks: chance(20) ? ["MA01", "N130"] : [])
    if chance(5) {
      answer.notCovered = claim.total
      return answer
    }
    if chance(20) {
      (answer.paid, answer.adjustments) = try split(claim.total)
      return answer
    }
    var paid: Int64 = 0
    for (index, line) in claim.lines.enumerated() {
      let part = try split(line.charge)
      paid += part.paid.cents
      answer.lines.append(
        LineAdjudication(
          line: index + 1, paid: part.paid, code: line.service.code,
          modifiers: line.service.modifiers, units: line.service.units,
          bundledInto: index > 0 && chance(5) ? 1 : nil, adjustments: part.adjustments,
          patientResponsibility: chance(10) ? Money(cents: 100) : nil,
          date: chance(10) ? Self.today.adding(days: -1) : nil))
    }
    if paid > 0, chance(10) {
      answer.adjustments = [try Adjustment(group: .other, reason: "23", amount: .penny)]
      paid -= 1
    }
    answer.paid = Money(cents: paid)
    if chance(10) { answer.patientResponsibility = Money(cents: 250) }
    return answer
  }

  private mutating func split(
    _ charge: Money
  ) throws(InvalidValue) -> (paid: Money, adjustments: [Adjustment]) {
    if chance(5) {
      // More than was charged, which is a reduction below zero.
      let more = Money(cents: -Int64.random(in: 1...999, using: &random))
      return (
        Money(cents: charge.cents - more.cents),
        [try Adjustment(group: .contractual, reason: "45", amount: more)]
      )
    }
    let paid = Int64.random(in: 0...charge.cents, using: &random)
    var rest = charge.cents - paid
    var adjustments: [Adjustment] = []
    for (group, reason) in [
      (GroupCode.contractual, "45"), (.patient, "2"), (.patient, "1"), (.other, "23"),
    ] where rest > 0 {
      let amount = reason == "23" ? rest : Int64.random(in: 0...rest, using: &random)
      rest -= amount
      if amount == 0 { continue }
      adjustments.append(
        try Adjustment(group: group, reason: reason, amount: Money(cents: amount)))
    }
    return (Money(cents: paid), adjustments)
  }
}

extension PlaceOfService {
  /// Inpatient hospital.
  fileprivate static var inpatient: PlaceOfService {
    (try? PlaceOfService("21")) ?? .office
  }
}
