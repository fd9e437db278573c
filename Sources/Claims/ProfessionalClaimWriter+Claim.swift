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
    x12.skip(5)
    x12.element(claim.payer.filingIndicator?.text ?? "")
    try x12.end()
    try writePerson(
      "IL", dependentOf?.name ?? claim.patient.name, "MI",
      ClaimText.memberID(coverage.memberID))
    if dependentOf == nil { try writeDemographics(claim.patient) }
    try writeOrganisation(
      "PR", claim.payer.name, "PI", claim.payer.electronicID?.text ?? "")
    if let address = claim.payer.address { try writeAddress(address) }
    guard dependentOf != nil else { return }
    level += 1
    try writeLevel("23", parent: subscriberLevel, hasChild: false)
    try x12.segment("PAT", coverage.relationship.code)
    // No id here: elements 08 and 09 are the subscriber's alone (guide §3, trap 8).
    try writePerson("QC", claim.patient.name)
    try writeDemographics(claim.patient)
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

  private mutating func writePerson(
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
    x12.element("A")
    x12.element("Y")
    x12.element("Y")
    try x12.end()
    if let note = claim.note { try writeNote(note) }
    x12.begin("HI")
    for (index, diagnosis) in claim.diagnoses.enumerated() {
      x12.element(index == 0 ? "ABK" : "ABF")
      x12.component(diagnosis)
    }
    try x12.end()
    if claim.rendersForBilling {
      try writePerson(
        "82", claim.renderingProvider.name, "XX", claim.renderingProvider.npi.text)
      if let taxonomy = claim.renderingProvider.taxonomy {
        try x12.segment("PRV", "PE", "PXC", taxonomy.text)
      }
    }
    if let supervising = claim.supervisingProvider {
      try writePerson("DQ", supervising.name, "XX", supervising.npi.text)
    }
  }

  private mutating func writeNote(_ text: String) throws(X12Error) {
    x12.begin("NTE")
    x12.element("ADD")
    x12.element(folding: text)
    try x12.end()
  }

  /// 2400 and 2410.
  mutating func writeLine(
    _ line: Claim.Line, of claim: ClaimNumber, at position: Int, on date: String
  ) throws(X12Error) {
    let service = line.service
    x12.begin("LX")
    x12.element(position)
    try x12.end()
    try writeService(line)
    x12.begin("DTP")
    x12.element("472")
    x12.element("D8")
    x12.element(date)
    try x12.end()
    x12.begin("REF")
    x12.element("6R")
    x12.element(lineOf: claim, position)
    try x12.end()
    if let note = service.note { try writeNote(note) }
    guard let drug = service.drug else { return }
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

  private mutating func writeService(_ line: Claim.Line) throws(X12Error) {
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
    x12.skip(2)
    for (index, pointer) in service.pointers.enumerated() {
      if index == 0 { x12.element(pointer) } else { x12.component(String(pointer)) }
    }
    try x12.end()
  }
}
