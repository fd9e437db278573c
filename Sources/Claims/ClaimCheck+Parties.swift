import Practice

/// Envelope, sender, billing provider, subscriber, patient, payer and clinicians.
extension ClaimFindings {
  /// Control numbers have at most nine digits and zero is none (guide §1.2, §1.3).
  mutating func checkEnvelope(_ envelope: BatchEnvelope) {
    let numbers = 1...999_999_999
    let why = "receivers tell files apart by it"
    require(
      numbers.contains(envelope.interchange), "ISA13",
      "the interchange control number is not between 1 and 999999999", why)
    require(
      numbers.contains(envelope.group), "GS06",
      "the group control number is not between 1 and 999999999", why)
    require(envelope.batch > 0, "BHT03", "the batch number is not above 0", why)
  }

  /// The practice as submitter, and the receiver (guide §3, 1000A and 1000B).
  mutating func checkSubmitter(_ provider: BillingProvider) {
    text(provider.name.text, "1000A NM103", "the practice's name", atMost: 60)
    text(provider.contactName.text, "1000A PER02", "the contact's name", atMost: 60)
    text(provider.receiverName.text, "1000B NM103", "the receiver's name", atMost: 60)
    // 15 is the width of ISA06 and ISA08; NM109 and GS02 would take more.
    identifier(provider.submitterID.text, "ISA06", "the submitter id", 2...15)
    identifier(provider.receiverID.text, "ISA08", "the receiver id", 2...15)
  }

  /// The billing provider (guide §3, 2010AA and 2010AB).
  mutating func checkBilling(_ provider: BillingProvider) {
    text(provider.name.text, "2010AA NM103", "the practice's name", atMost: 60)
    address(provider.address, "2010AA", "the practice's")
    require(
      !provider.address.isBox, "2010AA N3", "the practice's address is a post-office box",
      "the billing address is the street; a box belongs to the pay-to address")
    let zip = provider.address.zip
    require(
      zip.isComplete && !zip.endsInZeros, "2010AA N403",
      "the practice's ZIP code has no valid +4",
      "the billing address needs nine digits, and payers refuse 0000; 9998 stands for unknown")
    if let payTo = provider.payToAddress { address(payTo, "2010AB", "the pay-to") }
  }

  /// A whole address (N3, N4).
  mutating func address(_ address: Address, _ loop: String, _ whose: String) {
    text(address.line1.text, "\(loop) N301", "\(whose) street", atMost: 55)
    if let line2 = address.line2, ClaimText.foldedLength(line2.text) > 0 {
      text(line2.text, "\(loop) N302", "\(whose) second address line", atMost: 55)
    }
    text(address.city.text, "\(loop) N401", "\(whose) city", atLeast: 2, atMost: 30)
    require(
      address.state.isKnown, "\(loop) N402",
      "\(whose) state is no US state or territory", "receivers check the code")
  }

  /// The name of a person (NM103 to NM105). A middle name that cannot be sent is left out.
  mutating func person(_ name: PersonName, _ loop: String, _ whose: String) {
    text(name.last.text, "\(loop) NM103", "\(whose) last name", atMost: 60)
    text(name.first?.text, "\(loop) NM104", "\(whose) first name", atMost: 35)
    if let middle = name.middle, ClaimText.foldedLength(middle.text) > 0 {
      text(middle.text, "\(loop) NM105", "\(whose) middle name", atMost: 25)
    }
  }

  /// Patient and subscriber (guide §3, 2000B, 2010BA, 2010CA).
  mutating func checkCoverage(_ claim: Claim) {
    let coverage = claim.coverage
    let isSubscriber = coverage.relationship == .patientIsSubscriber
    require(
      isSubscriber == (coverage.subscriber == nil), "2000B SBR02",
      "the relationship and the subscriber contradict each other",
      "the claim would be for another person")
    require(
      coverage.payer == claim.payer.id, "2010BB NM109",
      "the coverage is with another payer than the claim's", "the wrong payer would be billed")
    checkOrder(claim)
    identifier(ClaimText.memberID(coverage.memberID), "2010BA NM109", "the member id", 2...80)
    if !claim.isMedicarePartB, let group = coverage.groupNumber {
      identifier(group.text, "2000B SBR03", "the group number", 1...50)
    }
    require(
      isSubscriber || !claim.isMedicarePartB, "2000B SBR02",
      "a Medicare claim has a subscriber other than the patient",
      "in Medicare everybody is their own subscriber")
    if let subscriber = coverage.subscriber {
      person(subscriber.name, "2010BA", "the subscriber's")
    }
    checkPatient(claim.patient, isSubscriber ? "2010BA" : "2010CA")
  }

  private mutating func checkPatient(_ patient: Patient, _ loop: String) {
    person(patient.name, loop, "the patient's")
    if let home = patient.address {
      address(home, loop, "the patient's")
    } else {
      require(false, "\(loop) N3", "the patient has no address", "every claim needs one")
    }
  }

  /// The payer (guide §3, 2000B SBR09 and 2010BB).
  mutating func checkPayer(_ payer: Payer) {
    text(payer.name.text, "2010BB NM103", "the payer's name", atMost: 60)
    require(
      payer.payerClass != .selfPay, "2010BB NM103", "the payer is the patient",
      "self-pay is not sent to anybody")
    if let id = payer.electronicID {
      identifier(id.text, "2010BB NM109", "the payer's electronic id", 2...80)
    } else {
      require(
        false, "2010BB NM109", "the payer has no electronic id",
        "the receiver could not deliver the claim")
    }
    if let indicator = payer.filingIndicator {
      require(
        Self.filingIndicators.contains(indicator.text), "2000B SBR09",
        "the claim filing indicator is not one that claims carry",
        "receivers check the code")
    } else {
      require(
        false, "2000B SBR09", "the payer has no claim filing indicator",
        "most receivers refuse a claim without it")
    }
    if let home = payer.address { address(home, "2010BB", "the payer's") }
  }

  /// The codes of SBR09, without 09 (self-pay).
  static let filingIndicators: Set<String> = [
    "11", "12", "13", "14", "15", "16", "17", "AM", "BL", "CH", "CI", "DS", "FI", "HM", "LM",
    "MA", "MB", "MC", "OF", "TV", "VA", "WC", "ZZ",
  ]

  /// Rendering and supervising clinicians (guide §4, 2310B and 2310D).
  mutating func checkClinicians(_ claim: Claim) {
    if claim.rendersForBilling {
      person(claim.renderingProvider.name, "2310B", "the rendering provider's")
    }
    if let supervising = claim.supervisingProvider {
      person(supervising.name, "2310D", "the supervising provider's")
    }
  }
}

extension Claim {
  /// Whether original Medicare Part B is billed, whose claims differ (guide §8).
  var isMedicarePartB: Bool { payer.filingIndicator?.text == "MB" }

  /// Whether somebody else than the billing provider renders, who is then named in 2310B. A sole
  /// practitioner billing under the same NPI is not (guide §4, trap 15).
  var rendersForBilling: Bool { renderingProvider.npi != billingProvider.npi }
}

extension PostalCode {
  /// Whether its +4 is one that payers refuse.
  var endsInZeros: Bool { text.utf8.suffix(4).elementsEqual("0000".utf8) }
}
