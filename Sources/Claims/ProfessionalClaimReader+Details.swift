import Practice
import X12

/// What most claims do not say (guide §4, §5).
extension ProfessionalClaimReader {
  /// Segments of claims and lines that few of them have.
  mutating func readDetail(_ tag: UInt32) throws(ClaimReadError) {
    switch tag {
    case Tag.amt: try readAmount()
    case Tag.pwk: readAttachment()
    case Tag.cas: try readAdjustments()
    case Tag.oi: readOtherIndicators()
    case Tag.moa: readRemarks()
    case Tag.svd: try beginAnswer()
    default: note(x12.id)
    }
  }

  /// CLM06 to CLM20, when they are not the usual ones.
  mutating func readIndicators() {
    if x12.element(6) != "Y" { note("2300 CLM06") }
    claim.details.assignment = x12.element(7)
    claim.details.benefits = x12.element(8)
    claim.details.release = x12.element(9)
    claim.details.patientSignature = x12.element(10)
    for part in 1...2 where !x12.component(11, part).isEmpty {
      claim.details.causes.append(x12.component(11, part))
    }
    claim.details.accidentState = x12.component(11, 4)
    if !x12.component(11, 3).isEmpty || x12.componentCount(11) > 4 { note("2300 CLM11") }
    for number in 12...19 where !x12.isEmpty(number) { note("2300 CLM\(number)") }
    claim.details.delayReason = x12.element(20)
    if x12.elementCount > 20 { note("2300 CLM21 and later") }
  }

  /// SV105 and SV109 to SV115.
  mutating func readServiceDetails() {
    line.details.placeOfService = x12.element(5)
    line.details.emergency = x12.element(9)
    line.details.epsdt = x12.element(11)
    line.details.familyPlanning = x12.element(12)
    line.details.copay = x12.element(15)
    for number in [6, 8, 10, 13, 14] where !x12.isEmpty(number) { note("2400 SV1-\(number)") }
    if x12.elementCount > 15 { note("2400 SV116 and later") }
  }

  /// DTP beside the one service date.
  mutating func readDetailDate() throws(ClaimReadError) {
    let (qualifier, format, text) = (x12.element(1), x12.element(2), x12.element(3))
    if loop == .line, qualifier == "472", format == "RD8", line.date == nil {
      let halves = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard halves.count == 2, let first = ClaimText.day(halves[0]),
        let last = ClaimText.day(halves[1]), first <= last
      else { throw error(.notA("a range of dates"), element: 3) }
      line.date = first
      line.details.through = last
      return
    }
    guard format == "D8" else { return note("DTP*\(qualifier)*\(format)") }
    _ = try day(3)
    switch loop {
    case .claim where claim.details.dates[qualifier] == nil: claim.details.dates[qualifier] = text
    case .line where qualifier != "472" && line.details.dates[qualifier] == nil:
      line.details.dates[qualifier] = text
    case .otherPayer where qualifier == "573": withOther { $0.date = text }
    case .answer where qualifier == "573": withAnswer { $0.date = text }
    default: note("DTP*\(qualifier)")
    }
  }

  private mutating func readAmount() throws(ClaimReadError) {
    let qualifier = x12.element(1)
    let amount = try money(2)
    switch loop {
    case .claim where claim.details.amounts[qualifier] == nil:
      claim.details.amounts[qualifier] = amount
    case .line where line.details.amounts[qualifier] == nil:
      line.details.amounts[qualifier] = amount
    case .otherPolicy: withOther { $0.amounts[qualifier] = amount }
    case .answer where qualifier == "EAF": withAnswer { $0.patientResponsibility = amount }
    default: note("AMT*\(qualifier)")
    }
  }

  /// REF of claims, lines, drugs and other payers.
  mutating func readDetailReference(_ qualifier: String) {
    let text = x12.element(2)
    switch loop {
    case .claim where claim.details.references[qualifier] == nil:
      claim.details.references[qualifier] = text
    case .line where line.details.references[qualifier] == nil && qualifier != "6R",
      .drug where line.details.references[qualifier] == nil:
      line.details.references[qualifier] = text
    case .otherPayer where qualifier == "F8": withOther { $0.claimNumber = text }
    default: note("REF*\(qualifier)")
    }
  }

  private mutating func readAttachment() {
    let attachment = ReadDetails.Attachment(
      kind: x12.element(1), way: x12.element(2), number: x12.element(6))
    switch loop {
    case .claim: claim.details.attachments.append(attachment)
    case .line: line.details.attachments.append(attachment)
    default: note("PWK")
    }
  }

  /// NM1 of 2310, 2330 and 2420.
  mutating func readDetailName(_ entity: String) {
    switch (loop, entity) {
    case (.claim, "DN"):
      loop = .referring
      claim.details.referring = person()
    case (.claim, "77"), (.referring, "77"), (.rendering, "77"), (.supervising, "77"):
      loop = .facility
      claim.details.facility = facility()
    case (.otherPolicy, "IL"):
      loop = .otherMember
      let member = person()
      withOther { $0.member = member }
    case (.otherMember, "PR"):
      loop = .otherPayer
      let (name, id) = (x12.element(3), x12.element(9))
      withOther { ($0.payer, $0.payerID) = (name, id) }
    case (.line, _), (.drug, _), (.lineRendering, _), (.lineFacility, _), (.otherOfLine, _):
      readLineName(entity)
    case (.otherPolicy, _), (.otherMember, _), (.otherPayer, _): note("2330 NM1*\(entity)")
    default:
      loop = .otherProvider
      note("2310 NM1*\(entity)")
    }
  }

  private mutating func readLineName(_ entity: String) {
    loop = .otherOfLine
    switch entity {
    case "77" where line.details.facility == nil:
      loop = .lineFacility
      line.details.facility = facility()
    case "82", "DQ", "DK", "DN":
      if line.details.people[entity] != nil { return note("2420 NM1*\(entity)") }
      if entity == "82" { loop = .lineRendering }
      line.details.people[entity] = person()
    default: note("2420 NM1*\(entity)")
    }
  }

  private func facility() -> ReadDetails.Facility {
    ReadDetails.Facility(name: x12.element(3), npi: x12.element(9))
  }

  /// N3 and N4 of 2310C, 2330 and 2420C.
  mutating func readClaimAddress(_ tag: UInt32) {
    var address = ReadClaim.Address()
    switch loop {
    case .facility: address = claim.details.facility?.address ?? address
    case .lineFacility: address = line.details.facility?.address ?? address
    case .otherMember: address = claim.details.otherPayers.last?.member.address ?? address
    case .otherPayer: address = claim.details.otherPayers.last?.payerAddress ?? address
    default: return note("N3")
    }
    fill(&address, tag)
    switch loop {
    case .facility: claim.details.facility?.address = address
    case .lineFacility: line.details.facility?.address = address
    case .otherMember: withOther { $0.member.address = address }
    default: withOther { $0.payerAddress = address }
    }
  }
}
