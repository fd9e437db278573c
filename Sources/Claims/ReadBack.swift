import Practice

/// Compares what a file says with what it was to say (guide §11): the last step of an export.
public enum ReadBack {
  /// Every place where the file says something else than the claim, after folding. Empty when it
  /// says just what the claim says. Names places, never data of the patient.
  public static func differences(_ claim: Claim, _ read: ReadClaim) -> [String] {
    var comparison = Comparison()
    comparison.compareHead(claim, read)
    comparison.compareBilling(claim.billingProvider, read.billing)
    comparison.comparePolicy(claim, read)
    comparison.compareClinicians(claim, read)
    comparison.expect(claim.lines.count == read.lines.count, "2400 LX: the number of lines")
    for (index, (line, inFile)) in zip(claim.lines, read.lines).enumerated() {
      comparison.compare(line, inFile, index + 1, of: claim)
    }
    if claim.hasDetails || read.hasDetails { comparison.compareDetails(claim, read) }
    for other in read.others { comparison.expect(false, "\(other): not in the claim") }
    return comparison.differences
  }

  /// Every place where a table says something else than the claim, among codes, amounts and
  /// numbers. Names and notes are not compared.
  public static func differences(_ claim: Claim, _ rows: ReadClaimRows) -> [String] {
    var comparison = Comparison()
    comparison.compare(claim, rows)
    return comparison.differences
  }
}

/// Collects differences; the sentences are made only when there is one.
struct Comparison {
  private(set) var differences: [String] = []

  mutating func expect(_ holds: Bool, _ place: @autoclosure () -> String) {
    if !holds { differences.append(place()) }
  }

  /// A text that was folded.
  mutating func text(_ text: String?, _ inFile: String, _ place: @autoclosure () -> String) {
    expect(ClaimText.isFolded(text ?? "", inFile), place())
  }

  /// An identifier, which differs by upper case at most.
  mutating func id(_ id: String?, _ inFile: String, _ place: @autoclosure () -> String) {
    expect(ClaimText.isIdentifier(id ?? "", inFile), place())
  }

  mutating func compareHead(_ claim: Claim, _ read: ReadClaim) {
    expect(claim.number.text == read.number, "2300 CLM01: the claim number")
    expect(claim.total == read.total, "2300 CLM02: the total")
    expect(
      claim.placeOfService.text == read.placeOfService, "2300 CLM05-1: the place of service")
    expect(claim.frequency.rawValue == read.frequency, "2300 CLM05-3: the frequency")
    id(
      claim.hasDetails ? claim.details.payerClaimNumber?.text : nil, read.payerControlNumber,
      "2300 REF*F8: the payer's number")
    text(claim.note, read.note, "2300 NTE: the note")
    expect(claim.diagnoses.count == read.diagnoses.count, "2300 HI: the number of diagnoses")
    for (index, (diagnosis, inFile)) in zip(claim.diagnoses, read.diagnoses).enumerated() {
      expect(ClaimText.isCompact(diagnosis, inFile), "2300 HI: diagnosis \(index + 1)")
    }
  }

  mutating func compareBilling(_ provider: BillingProvider, _ read: ReadClaim.Billing) {
    text(provider.name.text, read.name, "2010AA NM103: the practice's name")
    expect(provider.npi.text == read.npi, "2010AA NM109: the practice's NPI")
    expect((provider.taxonomy?.text ?? "") == read.taxonomy, "2000A PRV03: the taxonomy")
    expect(provider.taxID.text == read.taxID, "2010AA REF02: the tax id")
    let kind = provider.taxIDKind == .employer ? "EI" : "SY"
    expect(kind == read.taxIDKind, "2010AA REF01: the kind of the tax id")
    // Not sent when the submitter's telephone is the same.
    expect(
      read.phone.isEmpty || read.phone == provider.phone?.text, "2010AA PER04: the telephone")
    address(provider.address, read.address, "2010AA")
    address(provider.payToAddress, read.payToAddress, "2010AB")
  }

  mutating func comparePolicy(_ claim: Claim, _ read: ReadClaim) {
    let coverage = claim.coverage
    let cover = read.cover
    expect(coverage.priority.rawValue == cover.priority, "2000B SBR01: the payer's place")
    expect(
      coverage.relationship.code == cover.relationship, "2000B SBR02: the relationship")
    let isMedicare = claim.payer.filingIndicator?.text == "MB"
    id(isMedicare ? nil : coverage.groupNumber?.text, cover.group, "2000B SBR03: the group")
    id(
      claim.payer.filingIndicator?.text, cover.filingIndicator,
      "2000B SBR09: the claim filing indicator")
    text(claim.payer.name.text, cover.payer, "2010BB NM103: the payer's name")
    id(claim.payer.electronicID?.text, cover.payerID, "2010BB NM109: the payer's id")
    address(claim.payer.address, cover.payerAddress, "2010BB")
    id(ClaimText.memberID(coverage.memberID), read.subscriber.id, "2010BA NM109: the member id")
    if let subscriber = coverage.subscriber {
      name(subscriber.name, read.subscriber, "2010BA")
      expect(
        read.subscriber.address == nil && read.subscriber.birthDate == nil,
        "2010BA N3: the subscriber's address, which a dependent's claim does not tell")
      expect(read.dependent != nil, "2010CA: the patient")
      expect(read.dependent?.id.isEmpty ?? true, "2010CA NM109: an id, which is not sent")
    } else {
      expect(read.dependent == nil, "2010CA: a dependent")
    }
    let loop = coverage.subscriber == nil ? "2010BA" : "2010CA"
    name(claim.patient.name, read.patient, loop)
    address(claim.patient.address, read.patient.address, loop)
    expect(claim.patient.birthDate == read.patient.birthDate, "\(loop) DMG02: the birth date")
    expect(claim.patient.sex.rawValue == read.patient.sex, "\(loop) DMG03: the sex")
  }

  mutating func compareClinicians(_ claim: Claim, _ read: ReadClaim) {
    clinician(
      claim.renderingProvider.npi == claim.billingProvider.npi ? nil : claim.renderingProvider,
      read.rendering, "2310B", taxonomy: true)
    clinician(claim.supervisingProvider, read.supervising, "2310D", taxonomy: false)
  }

  mutating func clinician(
    _ provider: Provider?, _ read: ReadClaim.Person?, _ loop: String, taxonomy: Bool
  ) {
    guard let provider, let read else {
      return expect(provider == nil && read == nil, "\(loop) NM1: the clinician")
    }
    name(provider.name, read, loop)
    expect(provider.npi.text == read.id, "\(loop) NM109: the NPI")
    let expected = taxonomy ? provider.taxonomy?.text ?? "" : ""
    expect(expected == read.taxonomy, "\(loop) PRV03: the taxonomy")
  }

  mutating func name(_ name: PersonName, _ read: ReadClaim.Person, _ loop: String) {
    text(name.last.text, read.last, "\(loop) NM103: the last name")
    text(name.first?.text, read.first, "\(loop) NM104: the first name")
    text(name.middle?.text, read.middle, "\(loop) NM105: the middle name")
  }

  mutating func address(
    _ address: Address?, _ read: ReadClaim.Address?, _ loop: String
  ) {
    guard let address, let read else {
      return expect(address == nil && read == nil, "\(loop) N3: the address")
    }
    text(address.line1.text, read.line1, "\(loop) N301: the street")
    text(address.line2?.text, read.line2, "\(loop) N302: the second address line")
    text(address.city.text, read.city, "\(loop) N401: the city")
    expect(address.state.text == read.state, "\(loop) N402: the state")
    expect(address.zip.text == read.zip, "\(loop) N403: the ZIP code")
  }

  mutating func compare(
    _ line: Claim.Line, _ read: ReadClaim.Line, _ number: Int, of claim: Claim
  ) {
    let service = line.service
    expect(service.code.text == read.code, "2400 line \(number) SV101-2: the code")
    expect(
      service.modifiers.count == read.modifiers.count
        && zip(service.modifiers, read.modifiers).allSatisfy { $0.text == $1 },
      "2400 line \(number) SV101-3: the modifiers")
    text(service.description, read.description, "2400 line \(number) SV101-7: the description")
    expect(line.charge == read.charge, "2400 line \(number) SV102: the charge")
    expect(service.units == read.units, "2400 line \(number) SV104: the units")
    expect(service.pointers == read.pointers, "2400 line \(number) SV107: the pointers")
    let details = line.hasDetails || read.hasDetails || claim.hasDetails ? line.details : nil
    expect(
      (details?.date ?? claim.date) == read.date,
      "2400 line \(number) DTP*472: the date of service")
    if let own = details?.controlNumber {
      id(own.text, read.controlNumber, "2400 line \(number) REF*6R: the line's control number")
    } else {
      expect(
        ClaimText.isLine(number, of: claim.number, read.controlNumber),
        "2400 line \(number) REF*6R: the line's control number")
    }
    if let details { compareDetails(line, details, read, number, of: claim) }
    text(service.note, read.note, "2400 line \(number) NTE: the note")
    expect((service.drug?.ndc.text ?? "") == read.ndc, "2410 line \(number) LIN03: the NDC")
    expect(
      service.drug?.quantity == read.ndcQuantity, "2410 line \(number) CTP04: the quantity")
    expect(
      (service.drug?.unit.rawValue ?? "") == read.ndcUnit, "2410 line \(number) CTP05: the unit")
  }
  mutating func compare(_ claim: Claim, _ rows: ReadClaimRows) {
    expect(claim.number.text == rows.number, "claim_number")
    expect(claim.frequency.rawValue == rows.frequency, "frequency")
    expect(claim.total == rows.total, "claim_total")
    expect(claim.date.description == rows.date, "date")
    expect(claim.diagnoses.map(\.text) == rows.diagnoses, "diagnoses")
    expect(claim.lines.count == rows.lines.count, "the number of lines")
    for (index, (line, row)) in zip(claim.lines, rows.lines).enumerated() {
      let (service, number) = (line.service, index + 1)
      expect(service.code.text == row.code, "line \(number) code")
      expect(service.modifiers.map(\.text) == row.modifiers, "line \(number) modifiers")
      expect(service.units == row.units, "line \(number) units")
      expect(line.charge == row.charge, "line \(number) charge")
      expect(service.pointers == row.pointers, "line \(number) pointers")
      expect((service.drug?.ndc.text ?? "") == row.ndc, "line \(number) ndc")
      expect(service.drug?.quantity == row.ndcQuantity, "line \(number) ndc_quantity")
      expect((service.drug?.unit.rawValue ?? "") == row.ndcUnit, "line \(number) ndc_unit")
      expect(
        claim.controlNumber(of: line, at: number) == row.controlNumber,
        "line \(number) line_control_number")
    }
  }
}
