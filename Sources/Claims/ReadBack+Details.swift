import Practice

/// What most claims do not say, compared place by place.
extension Comparison {
  mutating func compareDetails(_ claim: Claim, _ read: ReadClaim) {
    let (details, inFile) = (claim.details, read.details)
    expect(details.assignment.rawValue == inFile.assignment, "2300 CLM07: the assignment")
    expect(details.benefits.rawValue == inFile.benefits, "2300 CLM08: the benefits assignment")
    expect(details.release.rawValue == inFile.release, "2300 CLM09: the release of information")
    expect(
      (details.isSignedByAnother ? "P" : "") == inFile.patientSignature,
      "2300 CLM10: who signed for the patient")
    expect(
      (details.accident?.kinds.map(\.code) ?? []) == inFile.causes, "2300 CLM11: the causes")
    expect(
      (details.accident?.state?.text ?? "") == inFile.accidentState,
      "2300 CLM11-4: the state of the accident")
    expect(
      (details.delayReason?.rawValue ?? "") == inFile.delayReason,
      "2300 CLM20: the delay reason")
    expect(
      claim.note == nil || details.noteKind.rawValue == inFile.noteKind,
      "2300 NTE01: the kind of the note")
    expect(
      (details.secondaryReason?.rawValue ?? "") == inFile.insuranceType,
      "2000B SBR05: why Medicare is second")
    expect(
      (details.deathDate.map(ClaimText.compact) ?? "") == inFile.deathDate,
      "PAT06: the date of death")
    expect(details.isPregnant == inFile.isPregnant, "PAT09: the pregnancy")
    values(
      details.datesInFile.map { ($0.qualifier, ClaimText.compact($0.day)) }, inFile.dates,
      "2300 DTP")
    expect(
      inFile.amounts == (details.patientPaid.map { ["F5": $0] } ?? [:]),
      "2300 AMT*F5: what the patient paid")
    var references = details.referencesInFile.filter { $0.qualifier != "F8" }
    if let number = details.propertyCasualtyNumber { references.append(("Y4", number.text)) }
    values(references, inFile.references, "REF")
    attachments(details.attachments, inFile.attachments, "2300 PWK: the attachments")
    clinician(details.referringProvider, inFile.referring, "2310A", taxonomy: false)
    facility(details.facility, inFile.facility, "2310C")
    expect(
      details.otherPayers.count == inFile.otherPayers.count,
      "2320 SBR: the number of other payers")
    for (other, inFile) in zip(details.otherPayers, inFile.otherPayers) {
      compare(other, inFile, claim.patient)
    }
  }

  /// Texts by qualifier: each that was to be sent, and no other.
  private mutating func values(
    _ expected: [(qualifier: String, text: String)], _ inFile: [String: String], _ segment: String
  ) {
    for (qualifier, text) in expected {
      id(text, inFile[qualifier] ?? "", "\(segment)*\(qualifier)")
    }
    for qualifier in inFile.keys.sorted()
    where !expected.contains(where: { $0.qualifier == qualifier }) {
      expect(false, "\(segment)*\(qualifier): not in the claim")
    }
  }

  private mutating func attachments(
    _ attachments: [ClaimAttachment], _ inFile: [ReadDetails.Attachment], _ place: String
  ) {
    let same =
      attachments.count == inFile.count
      && zip(attachments, inFile).allSatisfy { attachment, read in
        attachment.kind == read.kind && attachment.way.rawValue == read.way
          && ClaimText.isIdentifier(attachment.controlNumber?.text ?? "", read.number)
      }
    expect(same, place)
  }

  private mutating func facility(
    _ facility: ServiceFacility?, _ inFile: ReadDetails.Facility?, _ loop: String
  ) {
    guard let facility, let inFile else {
      return expect(facility == nil && inFile == nil, "\(loop) NM1*77: the facility")
    }
    text(facility.name.text, inFile.name, "\(loop) NM103: the facility's name")
    expect((facility.npi?.text ?? "") == inFile.npi, "\(loop) NM109: the facility's NPI")
    address(facility.address, inFile.address, loop)
  }

  private mutating func compare(
    _ other: OtherPayer, _ inFile: ReadOtherPayer, _ patient: Patient
  ) {
    let coverage = other.coverage
    expect(coverage.priority.rawValue == inFile.priority, "2320 SBR01: the payer's place")
    expect(coverage.relationship.code == inFile.relationship, "2320 SBR02: the relationship")
    id(
      other.isMedicarePartB ? nil : coverage.groupNumber?.text, inFile.group,
      "2320 SBR03: the group")
    expect(
      (other.secondaryReason?.rawValue ?? "") == inFile.insuranceType,
      "2320 SBR05: why Medicare is second")
    id(
      other.payer.filingIndicator?.text, inFile.filingIndicator,
      "2320 SBR09: the claim filing indicator")
    expect(other.benefits.rawValue == inFile.benefits, "2320 OI03: the benefits assignment")
    expect(other.release.rawValue == inFile.release, "2320 OI06: the release of information")
    name(coverage.subscriber?.name ?? patient.name, inFile.member, "2330A")
    id(ClaimText.memberID(coverage.memberID), inFile.member.id, "2330A NM109: the member id")
    address(other.memberAddress(of: patient), inFile.member.address, "2330A")
    text(other.payer.name.text, inFile.payer, "2330B NM103: the payer's name")
    id(other.payer.electronicID?.text, inFile.payerID, "2330B NM109: the payer's id")
    address(other.payer.address, inFile.payerAddress, "2330B")
    let answer = other.answer
    same(answer?.adjustments ?? [], inFile.adjustments, "2320 CAS: the adjustments")
    expect((answer?.amountsInFile ?? [:]) == inFile.amounts, "2320 AMT: the amounts")
    expect((answer?.remarks ?? []) == inFile.remarks, "2320 MOA: the remarks")
    let day = answer.flatMap { $0.lines.isEmpty ? ClaimText.compact($0.date) : nil }
    expect((day ?? "") == inFile.date, "2330B DTP*573: the day of the answer")
    id(answer?.payerClaimNumber?.text, inFile.claimNumber, "2330B REF*F8: the payer's number")
  }

  private mutating func same(
    _ adjustments: [Adjustment], _ inFile: [ReadAdjustment], _ place: String
  ) {
    let expected = adjustments.byGroup.flatMap(\.members)
    let isSame =
      expected.count == inFile.count
      && zip(expected, inFile).allSatisfy { adjustment, read in
        adjustment.group.rawValue == read.group && adjustment.reason == read.reason
          && adjustment.amount == read.amount
      }
    expect(isSame, place)
  }

  mutating func compareDetails(
    _ line: Claim.Line, _ details: LineDetails, _ read: ReadClaim.Line, _ number: Int,
    of claim: Claim
  ) {
    let inFile = read.details
    let place = "2400 line \(number)"
    expect(
      (details.placeOfService?.text ?? "") == inFile.placeOfService,
      "\(place) SV105: the place of service")
    expect((details.isEmergency ? "Y" : "") == inFile.emergency, "\(place) SV109: the emergency")
    expect((details.isEPSDT ? "Y" : "") == inFile.epsdt, "\(place) SV111: EPSDT")
    expect(
      (details.isFamilyPlanning ? "Y" : "") == inFile.familyPlanning,
      "\(place) SV112: family planning")
    expect((details.isCopayExempt ? "0" : "") == inFile.copay, "\(place) SV115: the copayment")
    expect(details.through == inFile.through, "\(place) DTP*472: the last day")
    values(
      details.datesInFile.map { ($0.qualifier, ClaimText.compact($0.day)) }, inFile.dates,
      "\(place) DTP")
    expect(
      inFile.amounts == (details.salesTax.map { ["T": $0] } ?? [:]), "\(place) AMT*T: the tax")
    var references = line.referencesInFile(of: claim)
    if line.service.drug != nil {
      if let compound = details.compound { references.append(("VY", compound.text)) }
      if let prescription = details.prescription { references.append(("XZ", prescription.text)) }
    }
    values(references, inFile.references, "\(place) REF")
    attachments(details.attachments, inFile.attachments, "\(place) PWK: the attachments")
    let people = line.people(of: claim)
    clinician(people.rendering, inFile.people["82"], "2420A", taxonomy: true)
    clinician(people.supervising, inFile.people["DQ"], "2420D", taxonomy: false)
    clinician(people.ordering, inFile.people["DK"], "2420E", taxonomy: false)
    clinician(people.referring, inFile.people["DN"], "2420F", taxonomy: false)
    facility(people.facility, inFile.facility, "2420C")
    compareAnswers(claim, inFile.answers, number)
  }

  private mutating func compareAnswers(
    _ claim: Claim, _ inFile: [ReadLineAnswer], _ number: Int
  ) {
    var expected: [(payer: OtherPayer, answer: LineAdjudication)] = []
    for other in claim.details.otherPayers {
      for answer in other.answer?.lines ?? [] where answer.line == number {
        expected.append((other, answer))
      }
    }
    let place = "2430 line \(number)"
    expect(expected.count == inFile.count, "\(place) SVD: the number of answers")
    for ((other, answer), read) in zip(expected, inFile) {
      id(other.payer.electronicID?.text, read.payerID, "\(place) SVD01: the payer")
      expect(answer.paid == read.paid, "\(place) SVD02: what was paid")
      expect(answer.code.text == read.code, "\(place) SVD03-2: the code")
      expect(answer.modifiers.map(\.text) == read.modifiers, "\(place) SVD03-3: the modifiers")
      expect(answer.units == read.units, "\(place) SVD05: the units")
      expect(
        (answer.bundledInto.map(String.init) ?? "") == read.bundledInto,
        "\(place) SVD06: the line it went into")
      same(answer.adjustments, read.adjustments, "\(place) CAS: the adjustments")
      expect(
        (answer.date ?? other.answer?.date).map(ClaimText.compact) == read.date,
        "\(place) DTP*573: the day of the answer")
      expect(
        answer.patientResponsibility == read.patientResponsibility,
        "\(place) AMT*EAF: what is left for the patient")
    }
  }
}

extension Adjudication {
  /// The amounts of 2320, by qualifier.
  var amountsInFile: [String: Money] {
    var amounts: [String: Money] = [:]
    if let notCovered { amounts["A8"] = notCovered } else { amounts["D"] = paid }
    amounts["EAF"] = patientResponsibility
    return amounts
  }
}
