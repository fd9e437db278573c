import Practice
import X12

/// Subscriber, payer, dependent, claim and lines (guide §3 to §5).
extension ProfessionalClaimWriter {
  /// 2000B, 2010BA and 2010BB, and 2000C and 2010CA for a dependent.
  mutating func writeSubscriber(_ claim: Claim) throws(X12Error) {
    let coverage = claim.coverage
    let dependentOf = coverage.subscriber
    level += 1
    let subscriberLevel = level
    try writeLevel("22", parent: billingLevel, hasChild: dependentOf != nil)
    x12.begin("SBR")
    x12.element(coverage.priority.rawValue)
    if dependentOf == nil { x12.element("18") } else { x12.skip() }
    // A Medicare card has no group; a number from another plan would only confuse (guide §8).
    x12.element(identifier: claim.isMedicarePartB ? nil : coverage.groupNumber?.text)
    x12.skip()
    x12.element(claim.hasDetails ? claim.details.secondaryReason?.rawValue ?? "" : "")
    x12.skip(3)
    x12.element(claim.payer.filingIndicator?.text ?? "")
    try x12.end()
    if dependentOf == nil, claim.hasDetails { try writePatient(nil, claim.details) }
    try writePerson(
      "IL", dependentOf?.name ?? claim.patient.name, "MI",
      ClaimText.memberID(coverage.memberID))
    if dependentOf == nil {
      try writeDemographics(claim.patient)
      if claim.hasDetails { try writeReference("Y4", claim.details.propertyCasualtyNumber) }
    }
    try writeOrganisation(
      "PR", claim.payer.name, "PI", claim.payer.electronicID?.text ?? "")
    if let address = claim.payer.address { try writeAddress(address) }
    guard dependentOf != nil else { return }
    level += 1
    try writeLevel("23", parent: subscriberLevel, hasChild: false)
    if claim.hasDetails {
      try writePatient(coverage.relationship.code, claim.details)
    } else {
      try x12.segment("PAT", coverage.relationship.code)
    }
    // No id here: elements 08 and 09 are the subscriber's alone (guide §3, trap 8).
    try writePerson("QC", claim.patient.name)
    try writeDemographics(claim.patient)
    if claim.hasDetails { try writeReference("Y4", claim.details.propertyCasualtyNumber) }
  }

  private mutating func writeLevel(
    _ code: String, parent: Int, hasChild: Bool
  ) throws(X12Error) {
    x12.begin("HL")
    x12.element(level)
    x12.element(parent)
    x12.element(code)
    x12.element(hasChild ? "1" : "0")
    try x12.end()
  }

  mutating func writePerson(
    _ entity: String, _ name: PersonName, _ qualifier: String = "", _ id: String? = nil
  ) throws(X12Error) {
    x12.begin("NM1")
    x12.element(entity)
    x12.element("1")
    x12.element(folding: name.last.text)
    x12.element(folding: name.first?.text)
    x12.element(folding: name.middle?.text)
    x12.skip(2)
    x12.element(qualifier)
    x12.element(identifier: id)
    try x12.end()
  }

  private mutating func writeDemographics(_ patient: Patient) throws(X12Error) {
    if let address = patient.address { try writeAddress(address) }
    x12.begin("DMG")
    x12.element("D8")
    x12.element(ClaimText.compact(patient.birthDate))
    x12.element(patient.sex.rawValue)
    try x12.end()
  }

  /// 2300, 2310B and 2310D.
  mutating func writeClaim(_ claim: Claim) throws(X12Error) {
    x12.begin("CLM")
    x12.element(claim.number.text)
    x12.element(cents: claim.total.cents)
    x12.skip(2)
    x12.element(claim.placeOfService.text)
    x12.component("B")
    x12.component(claim.frequency.rawValue)
    // Signature on file, assignment accepted, benefits assigned, release signed (guide §4).
    x12.element("Y")
    let hasDetails = claim.hasDetails
    if hasDetails {
      writeIndicators(claim.details)
      try x12.end()
      try writeHead(claim.details)
    } else {
      x12.element("A")
      x12.element("Y")
      x12.element("Y")
      try x12.end()
    }
    if let note = claim.note {
      try writeNote(note, hasDetails ? claim.details.noteKind.rawValue : "ADD")
    }
    x12.begin("HI")
    for (index, diagnosis) in claim.diagnoses.enumerated() {
      x12.element(index == 0 ? "ABK" : "ABF")
      x12.component(diagnosis)
    }
    try x12.end()
    if hasDetails { try writeClinician("DN", claim.details.referringProvider) }
    if claim.rendersForBilling { try writeRendering(claim.renderingProvider) }
    if hasDetails, let facility = claim.details.facility { try writeFacility(facility) }
    try writeClinician("DQ", claim.supervisingProvider)
    if hasDetails { try writeOtherPayers(claim) }
  }

  mutating func writeRendering(_ provider: Provider) throws(X12Error) {
    try writeClinician("82", provider)
    if let taxonomy = provider.taxonomy { try x12.segment("PRV", "PE", "PXC", taxonomy.text) }
  }

  mutating func writeClinician(_ entity: String, _ provider: Provider?) throws(X12Error) {
    guard let provider else { return }
    try writePerson(entity, provider.name, "XX", provider.npi.text)
  }

  mutating func writeNote(_ text: String, _ kind: String = "ADD") throws(X12Error) {
    x12.begin("NTE")
    x12.element(kind)
    x12.element(folding: text)
    try x12.end()
  }

  /// 2400 and what is below it.
  mutating func writeLine(
    _ line: Claim.Line, of claim: Claim, at position: Int, on date: String
  ) throws(X12Error) {
    if line.hasDetails || claim.hasDetails {
      return try writeDetailed(line, of: claim, at: position, on: date)
    }
    try beginLine(line, nil, at: position)
    x12.begin("DTP")
    x12.element("472")
    x12.element("D8")
    x12.element(date)
    try x12.end()
    try writeControlNumber(of: claim.number, position)
    if let note = line.service.note { try writeNote(note) }
    if let drug = line.service.drug { try writeDrug(drug) }
  }

  /// LX and SV1.
  mutating func beginLine(
    _ line: Claim.Line, _ details: LineDetails?, at position: Int
  ) throws(X12Error) {
    x12.begin("LX")
    x12.element(position)
    try x12.end()
    try writeService(line, details)
  }

  /// REF*6R.
  mutating func writeControlNumber(of claim: ClaimNumber, _ position: Int) throws(X12Error) {
    x12.begin("REF")
    x12.element("6R")
    x12.element(lineOf: claim, position)
    try x12.end()
  }

  /// LIN and CTP.
  mutating func writeDrug(_ drug: DrugIdentification) throws(X12Error) {
    x12.begin("LIN")
    x12.skip()
    x12.element("N4")
    x12.element(drug.ndc.text)
    try x12.end()
    x12.begin("CTP")
    x12.skip(3)
    x12.element(ClaimText.decimal(drug.quantity))
    x12.element(drug.unit.rawValue)
    try x12.end()
  }

  private mutating func writeService(
    _ line: Claim.Line, _ details: LineDetails?
  ) throws(X12Error) {
    let service = line.service
    x12.begin("SV1")
    x12.element("HC")
    x12.component(service.code.text)
    for modifier in service.modifiers { x12.component(modifier.text) }
    if let description = service.description {
      // The description is the seventh component, however few modifiers there are (trap 11).
      for _ in service.modifiers.count..<4 { x12.component("") }
      x12.component(folding: description)
    }
    x12.element(cents: line.charge.cents)
    x12.element("UN")
    x12.element(service.units)
    x12.element(details?.placeOfService?.text ?? "")
    x12.skip()
    for (index, pointer) in service.pointers.enumerated() {
      if index == 0 { x12.element(pointer) } else { x12.component(String(pointer)) }
    }
    if let details {
      x12.skip()
      x12.element(details.isEmergency ? "Y" : "")
      x12.skip()
      x12.element(details.isEPSDT ? "Y" : "")
      x12.element(details.isFamilyPlanning ? "Y" : "")
      x12.skip(2)
      x12.element(details.isCopayExempt ? "0" : "")
    }
    try x12.end()
  }
}
