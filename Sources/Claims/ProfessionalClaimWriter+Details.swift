import Practice
import X12

/// What most claims do not say (guide §4, §5).
extension ProfessionalClaimWriter {
  /// PAT of a subscriber who is the patient, or of a dependent with its relationship.
  mutating func writePatient(
    _ relationship: String?, _ details: ClaimDetails
  ) throws(X12Error) {
    if relationship == nil, details.deathDate == nil, !details.isPregnant { return }
    x12.begin("PAT")
    x12.element(relationship ?? "")
    x12.skip(3)
    x12.element(details.deathDate == nil ? "" : "D8")
    x12.element(details.deathDate.map(ClaimText.compact) ?? "")
    x12.skip(2)
    x12.element(details.isPregnant ? "Y" : "")
    try x12.end()
  }

  /// CLM07 to CLM20.
  mutating func writeIndicators(_ details: ClaimDetails) {
    x12.element(details.assignment.rawValue)
    x12.element(details.benefits.rawValue)
    x12.element(details.release.rawValue)
    x12.element(details.isSignedByAnother ? "P" : "")
    if let accident = details.accident {
      x12.element(accident.kinds.first?.code ?? "")
      x12.component(accident.kinds.count > 1 ? accident.kinds[1].code : "")
      x12.component("")
      x12.component(accident.state?.text ?? "")
    } else {
      x12.skip()
    }
    x12.skip(8)
    x12.element(details.delayReason?.rawValue ?? "")
  }

  /// DTP, PWK, AMT and REF of 2300.
  mutating func writeHead(_ details: ClaimDetails) throws(X12Error) {
    for (qualifier, day) in details.datesInFile { try writeDate(qualifier, day) }
    for attachment in details.attachments { try writeAttachment(attachment) }
    try writeAmount("F5", details.patientPaid)
    for (qualifier, text) in details.referencesInFile { try writeReference(qualifier, text) }
  }

  mutating func writeDate(_ qualifier: String, _ day: Day?) throws(X12Error) {
    guard let day else { return }
    try x12.segment("DTP", qualifier, "D8", ClaimText.compact(day))
  }

  mutating func writeAmount(_ qualifier: String, _ amount: Money?) throws(X12Error) {
    guard let amount else { return }
    x12.begin("AMT")
    x12.element(qualifier)
    x12.element(cents: amount.cents)
    try x12.end()
  }

  mutating func writeReference(_ qualifier: String, _ id: PartnerID?) throws(X12Error) {
    if let id { try writeReference(qualifier, id.text) }
  }

  mutating func writeReference(_ qualifier: String, _ text: String) throws(X12Error) {
    x12.begin("REF")
    x12.element(qualifier)
    x12.element(identifier: text)
    try x12.end()
  }

  private mutating func writeAttachment(_ attachment: ClaimAttachment) throws(X12Error) {
    x12.begin("PWK")
    x12.element(attachment.kind)
    x12.element(attachment.way.rawValue)
    if let number = attachment.controlNumber {
      x12.skip(2)
      x12.element("AC")
      x12.element(identifier: number.text)
    }
    try x12.end()
  }

  /// 2310C and 2420C.
  mutating func writeFacility(_ facility: ServiceFacility) throws(X12Error) {
    try writeOrganisation(
      "77", facility.name, facility.npi == nil ? "" : "XX", facility.npi?.text ?? "")
    try writeAddress(facility.address)
  }

  /// 2400 with everything that a line or its claim says beyond the services.
  mutating func writeDetailed(
    _ line: Claim.Line, of claim: Claim, at position: Int, on date: String
  ) throws(X12Error) {
    let details = line.details
    try beginLine(line, details, at: position)
    for attachment in details.attachments { try writeAttachment(attachment) }
    let first = details.date.map(ClaimText.compact) ?? date
    if let through = details.through {
      try x12.segment("DTP", "472", "RD8", first + "-" + ClaimText.compact(through))
    } else {
      try x12.segment("DTP", "472", "D8", first)
    }
    for (qualifier, day) in details.datesInFile { try writeDate(qualifier, day) }
    if let number = details.controlNumber {
      try writeReference("6R", number)
    } else {
      try writeControlNumber(of: claim.number, position)
    }
    for (qualifier, text) in line.referencesInFile(of: claim) {
      try writeReference(qualifier, text)
    }
    try writeAmount("T", details.salesTax)
    if let note = line.service.note { try writeNote(note) }
    if let drug = line.service.drug {
      try writeDrug(drug)
      try writeReference("VY", details.compound)
      if details.compound == nil { try writeReference("XZ", details.prescription) }
    }
    try writePeople(line, of: claim)
    for other in claim.details.otherPayers { try writeAnswer(other, to: position) }
  }

  /// 2420: who and where, when it is not the claim's.
  private mutating func writePeople(_ line: Claim.Line, of claim: Claim) throws(X12Error) {
    let people = line.people(of: claim)
    if let rendering = people.rendering { try writeRendering(rendering) }
    if let facility = people.facility { try writeFacility(facility) }
    try writeClinician("DQ", people.supervising)
    try writeClinician("DK", people.ordering)
    try writeClinician("DN", people.referring)
  }
}
