import Practice

/// Payer, patient and insured: the carrier block and items 1 to 13 (CMS-1500 guide §2, §5).
extension PaperContent {
  mutating func fillPayer() {
    let payer = claim.payer
    form.put(folded(payer.name), .carrierName)
    if let address = payer.address {
      form.put(folded(address.line1), .carrierStreet)
      form.put(folded(address.line2), .carrierStreet2)
      form.put(PaperText.place(address, layout.signs), .carrierCity)
    }
    form.mark(kindOfPlan)
    form.put(PaperText.compact(claim.coverage.memberID.text), .memberID)
  }

  /// Item 1: by the claim filing indicator, then by whether the card shows a group.
  private var kindOfPlan: PaperBox {
    switch claim.payer.filingIndicator?.text {
    case "MB": .medicare
    case "MC": .medicaid
    case "CH": .tricare
    case "VA": .champva
    case "AM", "LM", "WC": .otherPlan
    default: claim.coverage.groupNumber == nil ? .otherPlan : .groupPlan
    }
  }

  mutating func fillPatient() {
    let patient = claim.patient
    form.put(PaperText.listed(patient.name, layout.signs), .patientName)
    form.put(PaperText.date(patient.birthDate), .patientBirth)
    switch patient.sex {
    case .male: form.mark(.patientMale)
    case .female: form.mark(.patientFemale)
    case .unknown: break
    }
    if let address = patient.address {
      form.put(PaperText.street(address, layout.signs), .patientStreet)
      form.put(folded(address.city), .patientCity)
      form.put(address.state.text, .patientState)
      form.put(PaperText.zip(address.zip), .patientZIP)
    }
    put(patient.phone, .patientAreaCode, .patientPhone)
  }

  mutating func put(_ phone: Telephone?, _ areaCode: PaperBox, _ number: PaperBox) {
    guard let phone else { return }
    form.put(String(phone.text.prefix(3)), areaCode)
    form.put(String(phone.text.dropFirst(3)), number)
  }

  mutating func fillInsured() {
    if !claim.isMedicarePartB {
      fillInsured(claim.coverage, address: details.subscriberAddress)
      form.put(folded(details.planName ?? claim.payer.name), .planName)
      form.put(claim.coverage.groupNumber.map { PaperText.identifier($0.text) }, .group)
      fillOtherPlan()
    } else if let plan = beforeMedicare {
      fillInsured(plan.coverage, address: plan.subscriberAddress)
      form.put(folded(plan.payer.name), .planName)
      let number = plan.coverage.groupNumber ?? plan.coverage.memberID
      form.put(PaperText.identifier(number.text), .group)
    } else {
      form.put("NONE", .group)
    }
    if let number = details.propertyCasualtyNumber {
      form.put("Y4", .casualtyQualifier)
      form.put(PaperText.identifier(number.text), .casualtyNumber)
    }
    if details.release == .signed { form.put(Self.onFile, .patientSignature) }
    if details.benefits == .assigned, !claim.isMedicarePartB {
      form.put(Self.onFile, .insuredSignature)
    }
  }

  static let onFile = "SIGNATURE ON FILE"

  /// Items 4, 6, 7 and 11a: the patient where nobody else is the subscriber.
  private mutating func fillInsured(_ coverage: Coverage, address: Address?) {
    let subscriber = coverage.subscriber
    form.put(
      PaperText.listed(subscriber?.name ?? claim.patient.name, layout.signs), .insuredName)
    switch coverage.relationship {
    case .patientIsSubscriber: form.mark(.isSelf)
    case .spouse: form.mark(.isSpouse)
    case .child: form.mark(.isChild)
    default: form.mark(.isOther)
    }
    // Without an address of its own the household's is printed, and a finding says so.
    if let home = address ?? claim.patient.address {
      form.put(PaperText.street(home, layout.signs), .insuredStreet)
      form.put(folded(home.city), .insuredCity)
      form.put(home.state.text, .insuredState)
      form.put(PaperText.zip(home.zip), .insuredZIP)
    }
    if subscriber == nil { put(claim.patient.phone, .insuredAreaCode, .insuredPhone) }
    let birth = subscriber == nil ? claim.patient.birthDate : subscriber?.birthDate
    form.put(birth.map { PaperText.date($0) }, .insuredBirth)
    switch subscriber == nil ? claim.patient.sex : subscriber?.sex {
    case .male: form.mark(.insuredMale)
    case .female: form.mark(.insuredFemale)
    case .unknown, nil: break
    }
  }

  /// Items 9 and 11d: one plan beside the one that is billed.
  private mutating func fillOtherPlan() {
    guard let other = details.otherPayers.first else { return form.mark(.anotherPlanNo) }
    form.mark(.anotherPlanYes)
    let coverage = other.coverage
    form.put(
      PaperText.listed(coverage.subscriber?.name ?? claim.patient.name, layout.signs),
      .otherInsured)
    let number = coverage.groupNumber ?? coverage.memberID
    form.put(PaperText.identifier(number.text), .otherPolicy)
    form.put(folded(other.payer.name), .otherPlanName)
  }
}
