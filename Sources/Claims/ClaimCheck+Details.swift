import Practice

/// What most claims do not say (guide §3 to §5, §7, §8).
extension ClaimFindings {
  mutating func checkDetails(_ claim: Claim, today: Day) {
    checkFrequency(claim)
    if !claim.hasDetails {
      require(
        !claim.isInpatient, "2300 DTP*435", "an inpatient service without the day of admission",
        "payers refuse inpatient services whose stay is not named")
      return checkPlace(claim)
    }
    let details = claim.details
    checkPlace(claim)
    checkDates(claim, today: today)
    checkReferences(details)
    checkAttachments(details.attachments, "2300 PWK")
    if let paid = details.patientPaid {
      require(
        paid.cents > 0 && paid <= claim.total, "2300 AMT*F5",
        "what the patient paid is nothing or more than the claim",
        "the amount is what was paid toward these services")
    }
    require(
      claim.note != nil || details.noteKind == .additional, "2300 NTE01",
      "the kind of a note without the note", "there would be nothing to read")
    if let referring = details.referringProvider {
      person(referring.name, "2310A", "the referring provider's")
    }
    if let ordering = details.orderingProvider {
      person(ordering.name, "2420E", "the ordering provider's")
    }
    require(
      details.isPregnant == false || claim.patient.sex != .male, "PAT09",
      "a pregnancy of a male patient", "payers refuse it")
    checkSecondary(claim)
  }

  /// CLM05-3 and REF*F8 (guide §7, trap 13).
  private mutating func checkFrequency(_ claim: Claim) {
    let number = claim.hasDetails ? claim.details.payerClaimNumber : nil
    if claim.frequency == .original {
      return require(
        number == nil, "2300 REF*F8", "an original claim with the number of an earlier one",
        "the payer would not know which of the two is meant")
    }
    require(
      !claim.isMedicarePartB, "2300 CLM05-3", "a replacement or void for Medicare Part B",
      "Medicare takes only originals; ask for a reopening")
    require(
      number != nil, "2300 REF*F8",
      "a replacement or void without the payer's number of the first claim",
      "the payer could not find what is replaced and would deny it as a duplicate")
    require(
      number?.text.uppercased() != claim.number.text, "2300 REF*F8",
      "the practice's own number in place of the payer's",
      "the payer knows its own number only, from the remittance")
    if let number { identifier(number.text, "2300 REF*F8", "the payer's number", 1...50) }
  }

  /// 2310C: only where the place is neither the practice nor the patient's home.
  private mutating func checkPlace(_ claim: Claim) {
    guard claim.hasDetails, let facility = claim.details.facility else { return }
    checkFacility(facility, "2310C")
    require(
      facility.address != claim.billingProvider.address, "2310C N3",
      "the facility has the practice's own address", "it is sent only when it is elsewhere")
    require(
      claim.placeOfService != .home, "2310C NM1*77", "a facility for a service at home",
      "the patient's home is no facility; take it away, or correct the place of service")
  }

  mutating func checkFacility(_ facility: ServiceFacility, _ loop: String) {
    text(facility.name.text, "\(loop) NM103", "the facility's name", atMost: 60)
    address(facility.address, loop, "the facility's")
    require(
      facility.address.zip.isComplete && !facility.address.zip.endsInZeros,
      "\(loop) N403", "the facility's ZIP code has no valid +4",
      "the place of service needs nine digits")
  }

  /// What a date with a qualifier of DTP is, in the words of the flags that set it.
  private static func name(ofDate qualifier: String) -> String {
    switch qualifier {
    case "431": "the onset"
    case "454": "the initial treatment"
    case "304": "the day when the patient was last seen"
    case "439": "the day of the accident"
    case "435": "the admission"
    case "096": "the discharge"
    default: "the date DTP*\(qualifier)"
    }
  }

  private mutating func checkDates(_ claim: Claim, today: Day) {
    let details = claim.details
    for (qualifier, day) in details.datesInFile {
      require(
        day >= claim.patient.birthDate && day <= today, "2300 DTP*\(qualifier)",
        "\(Self.name(ofDate: qualifier)), \(day), is before the patient's birth or after the day of"
          + " the file",
        "a claim with it is refused")
    }
    require(
      details.dates.onset != claim.date, "2300 DTP*431",
      "the illness began on the day of the service",
      "the date is sent only when it is another one")
    let (admitted, discharged) = (details.dates.admission, details.dates.discharge)
    require(
      (admitted != nil) == claim.isInpatient, "2300 DTP*435",
      claim.isInpatient
        ? "an inpatient service without the day of admission"
        : "a day of admission for a service that was not an inpatient's",
      "the stay belongs to places 21, 51 and 61 and to no other")
    if let discharged {
      require(
        admitted.map { $0 <= discharged } ?? false, "2300 DTP*096",
        "the discharge has no admission before it", "a stay begins before it ends")
    }
    if let accident = details.accident {
      require(
        (1...2).contains(accident.kinds.count) && Set(accident.kinds).count == accident.kinds.count,
        "2300 CLM11", "the accident has no cause, more than two or one twice",
        "the element has two places")
      require(
        accident.kinds.contains(.auto) == (accident.state != nil), "2300 CLM11-4",
        "the state belongs to an automobile accident and to no other",
        "the automobile insurer is found by the state")
      require(
        accident.state?.isKnown ?? true, "2300 CLM11-4",
        "the state of the accident is no US state or territory", "receivers check the code")
    }
    if let death = details.deathDate {
      require(
        death >= claim.days.last && death <= today, "PAT06",
        "the death is before the service or after the day of the file",
        "the claim would be denied")
    }
  }

  private mutating func checkReferences(_ details: ClaimDetails) {
    for (qualifier, text) in details.referencesInFile where qualifier != "F8" {
      identifier(text, "2300 REF*\(qualifier)", "the number", 1...50)
    }
    if let number = details.propertyCasualtyNumber {
      identifier(number.text, "REF*Y4", "the casualty claim number", 1...50)
    }
  }

  mutating func checkAttachments(_ attachments: [ClaimAttachment], _ field: String) {
    require(
      attachments.count <= ClaimDetails.mostAttachments, field,
      "more than \(ClaimDetails.mostAttachments) attachments", "a further one is refused")
    for attachment in attachments {
      if let number = attachment.controlNumber {
        identifier(number.text, field, "the number of an attachment", 2...50)
      }
    }
  }

  /// 2400 and 2420, as far as a line differs from its claim.
  mutating func checkLineDetails(
    _ line: Claim.Line, _ number: Int, of claim: Claim, today: Day
  ) {
    let details = line.details
    let field = { (element: String) in "2400 line \(number) \(element)" }
    let first = details.date ?? claim.date
    require(
      first >= claim.patient.birthDate && first <= today, field("DTP*472"),
      "the date of service is before the patient's birth or after the day of the file",
      "the line would be denied")
    if let through = details.through {
      require(
        through > first && through <= today, field("DTP*472"),
        "the last day is not after the first, or after the day of the file",
        "a range is for a service of several days")
    }
    for (qualifier, day) in details.datesInFile {
      require(
        day >= claim.patient.birthDate && day <= today, field("DTP*\(qualifier)"),
        "\(Self.name(ofDate: qualifier)), \(day), is before the patient's birth or after the day of"
          + " the file",
        "a claim with it is refused")
    }
    if let place = details.placeOfService {
      require(
        Self.isPlaceOfService(place.text) && place != claim.placeOfService, field("SV105"),
        "the place is not a code of the list, or is the claim's",
        "it is sent only when it differs")
    }
    if let tax = details.salesTax {
      require(
        tax.cents > 0 && tax <= line.charge, field("AMT*T"),
        "the tax is nothing or more than the charge", "the charge contains it")
    }
    if let number = details.controlNumber {
      identifier(number.text, field("REF*6R"), "the line's control number", 1...30)
    }
    for (qualifier, text) in line.referencesInFile(of: claim) {
      identifier(text, field("REF*\(qualifier)"), "the number", 1...50)
    }
    checkAttachments(details.attachments, field("PWK"))
    checkPrescription(line, field)
    checkPeople(line.people(of: claim))
  }

  private mutating func checkPrescription(_ line: Claim.Line, _ field: (String) -> String) {
    let details = line.details
    if details.prescription == nil && details.compound == nil { return }
    require(
      line.service.drug != nil, field("REF*XZ"), "a prescription or compound without an NDC",
      "the number belongs to the package")
    require(
      details.prescription == nil || details.compound == nil, field("REF*XZ"),
      "a prescription and a compound on one line", "the place takes one of them")
    if let text = details.prescription?.text ?? details.compound?.text {
      identifier(text, field("REF*XZ"), "the number", 1...50)
    }
  }

  private mutating func checkPeople(_ people: LinePeople) {
    if let provider = people.rendering {
      person(provider.name, "2420A", "the rendering provider's")
    }
    if let provider = people.supervising {
      person(provider.name, "2420D", "the supervising provider's")
    }
    if let provider = people.ordering { person(provider.name, "2420E", "the ordering provider's") }
    if let provider = people.referring {
      person(provider.name, "2420F", "the referring provider's")
    }
    if let facility = people.facility { checkFacility(facility, "2420C") }
  }
}

extension Claim {
  /// Whether the services were given to an inpatient (guide §4, DTP*435).
  var isInpatient: Bool { ["21", "51", "61"].contains(placeOfService.text) }
}
