import Practice
import X12

/// Envelope, hierarchy and parties (guide §1 to §3).
extension ProfessionalClaimReader {
  /// Reads the current segment into the values of its loop.
  mutating func read(_ tag: UInt32) throws(ClaimReadError) {
    switch tag {
    case Tag.isa, Tag.gs, Tag.st, Tag.bht, Tag.se, Tag.ge, Tag.iea: try readEnvelope(tag)
    case Tag.hl: try readLevel()
    case Tag.nm1: try readName()
    case Tag.n3, Tag.n4: try readAddress(tag)
    case Tag.prv: readTaxonomy()
    case Tag.ref: readReference()
    case Tag.per: readContact()
    case Tag.sbr: try readPolicy()
    case Tag.pat: try readRelationship()
    case Tag.dmg: try readDemographics()
    default: try readClaimSegment(tag)
    }
  }

  private mutating func readEnvelope(_ tag: UInt32) throws(ClaimReadError) {
    loop = .outside
    switch tag {
    case Tag.isa:
      envelope.interchange = x12.element(13)
      envelope.usage = x12.element(15)
      envelope.sender = Self.trimmed(x12.element(6))
      envelope.receiver = Self.trimmed(x12.element(8))
    case Tag.gs:
      envelope.group = x12.element(6)
      envelope.day = try day(4)
      envelope.time = x12.element(5)
      if x12.element(1) != "HC" { throw error(.notProfessionalClaims, element: 1) }
    case Tag.st:
      if x12.element(1) != "837" { throw error(.notProfessionalClaims, element: 1) }
      if !x12.element(3).hasPrefix("005010X222") {
        throw error(.notProfessionalClaims, element: 3)
      }
      envelope.transactionSets += 1
      hierarchy = Hierarchy()
      context = ReadClaim()
      context.position.transactionSet = x12.element(2)
    case Tag.bht:
      if x12.element(1) != "0019" { throw error(.notProfessionalClaims, element: 1) }
      envelope.reference = x12.element(3)
    default: break
    }
  }

  private static func trimmed(_ text: String) -> String {
    guard let last = text.utf8.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
    return String(text[...last])
  }

  /// HL: numbers without gaps, and parents that are what their level requires (trap 4).
  private mutating func readLevel() throws(ClaimReadError) {
    guard x12.int(1) == hierarchy.last + 1 else { throw error(.hierarchy, element: 1) }
    hierarchy.last += 1
    let hasChild = x12.element(4) == "1"
    switch x12.element(3) {
    case "20":
      guard x12.isEmpty(2), hasChild else { throw error(.hierarchy) }
      hierarchy = Hierarchy(last: hierarchy.last, billing: hierarchy.last)
      context.billing = ReadClaim.Billing()
      billingOthers = []
      loop = .billing
    case "22":
      guard x12.int(2) == hierarchy.billing else { throw error(.hierarchy, element: 2) }
      if context.billing.npi.isEmpty { throw error(.missing("NM1*85")) }
      hierarchy.subscriber = hierarchy.last
      hierarchy.hasDependent = hasChild
      hierarchy.isDependent = false
      context.cover = ReadClaim.Cover()
      context.subscriber = ReadClaim.Person()
      context.dependent = nil
      context.details = ReadDetails()
      context.others = billingOthers
      context.position.firstSegment = x12.numberInSet
      loop = .subscriber
    case "23":
      guard x12.int(2) == hierarchy.subscriber, hierarchy.hasDependent, !hasChild else {
        throw error(.hierarchy)
      }
      hierarchy.isDependent = true
      context.dependent = ReadClaim.Person()
      context.details.references["Y4"] = nil
      context.details.deathDate = ""
      context.details.isPregnant = false
      loop = .dependent
    default: throw error(.hierarchy, element: 3)
    }
  }

  private mutating func readName() throws(ClaimReadError) {
    if isInClaim { return try readClaimName() }
    let entity = x12.element(1)
    switch (loop, entity) {
    case (.outside, "41"): loop = .submitter
    case (.submitter, "40"): loop = .receiver
    case (.billing, "85"):
      context.billing.name = x12.element(3)
      context.billing.npi = x12.element(9)
    case (.billing, "87"):
      loop = .payTo
      if x12.elementCount > 2 { note("2010AB NM103") }
    case (.subscriber, "IL"): context.subscriber = person()
    case (.subscriber, "PR"):
      loop = .payer
      context.cover.payer = x12.element(3)
      context.cover.payerID = x12.element(9)
    case (.dependent, "QC"): context.dependent = person()
    default: throw error(.misplaced, element: 1)
    }
  }

  /// NM1 of a person.
  mutating func person() -> ReadClaim.Person {
    var person = ReadClaim.Person()
    person.last = x12.element(3)
    person.first = x12.element(4)
    person.middle = x12.element(5)
    person.id = x12.element(9)
    if !x12.isEmpty(6) || !x12.isEmpty(7) || x12.elementCount > 9 { note("NM107") }
    return person
  }

  private mutating func readAddress(_ tag: UInt32) throws(ClaimReadError) {
    if isInClaim { return readClaimAddress(tag) }
    var address: ReadClaim.Address
    switch loop {
    case .billing: address = context.billing.address ?? ReadClaim.Address()
    case .payTo: address = context.billing.payToAddress ?? ReadClaim.Address()
    case .subscriber: address = context.subscriber.address ?? ReadClaim.Address()
    case .payer: address = context.cover.payerAddress ?? ReadClaim.Address()
    case .dependent: address = context.dependent?.address ?? ReadClaim.Address()
    default: throw error(.misplaced)
    }
    fill(&address, tag)
    switch loop {
    case .billing: context.billing.address = address
    case .payTo: context.billing.payToAddress = address
    case .subscriber: context.subscriber.address = address
    case .payer: context.cover.payerAddress = address
    default: context.dependent?.address = address
    }
  }

  /// Takes N3 or N4 into an address.
  mutating func fill(_ address: inout ReadClaim.Address, _ tag: UInt32) {
    if tag == Tag.n3 {
      address.line1 = x12.element(1)
      address.line2 = x12.element(2)
    } else {
      address.city = x12.element(1)
      address.state = x12.element(2)
      address.zip = x12.element(3)
      if x12.elementCount > 3 { note("N404") }
    }
  }

  private mutating func readTaxonomy() {
    switch (loop, x12.element(1)) {
    case (.billing, "BI"): context.billing.taxonomy = x12.element(3)
    case (.rendering, "PE"): claim.rendering?.taxonomy = x12.element(3)
    case (.lineRendering, "PE"): line.details.people["82"]?.taxonomy = x12.element(3)
    default: note("PRV*\(x12.element(1))")
    }
  }

  private mutating func readReference() {
    let qualifier = x12.element(1)
    switch (loop, qualifier) {
    case (.billing, "EI") where context.billing.taxID.isEmpty,
      (.billing, "SY") where context.billing.taxID.isEmpty:
      context.billing.taxIDKind = qualifier
      context.billing.taxID = x12.element(2)
    case (.line, "6R") where line.controlNumber.isEmpty: line.controlNumber = x12.element(2)
    case (.subscriber, "Y4"), (.dependent, "Y4"):
      context.details.references["Y4"] = x12.element(2)
    case (.claim, "F8") where claim.payerControlNumber.isEmpty:
      claim.payerControlNumber = x12.element(2)
    default: readDetailReference(qualifier)
    }
  }

  private mutating func readContact() {
    if loop == .billing { context.billing.phone = x12.element(4) }
  }

  private mutating func readPolicy() throws(ClaimReadError) {
    if isInClaim { return beginOtherPolicy() }
    guard loop == .subscriber else { throw error(.misplaced) }
    context.cover.priority = x12.element(1)
    context.cover.relationship = x12.element(2)
    context.cover.group = x12.element(3)
    context.cover.filingIndicator = x12.element(9)
    for number in 4...8 where !x12.isEmpty(number) {
      if number == 5 {
        context.details.insuranceType = x12.element(5)
      } else {
        note("2000B SBR0\(number)")
      }
    }
    if hierarchy.hasDependent != context.cover.relationship.isEmpty {
      throw error(.hierarchy, element: 2)
    }
  }

  private mutating func readRelationship() throws(ClaimReadError) {
    guard loop == .dependent || loop == .subscriber else { throw error(.misplaced) }
    if loop == .dependent { context.cover.relationship = x12.element(1) }
    if x12.elementCount < 2 { return }
    if x12.element(5) == "D8" { context.details.deathDate = x12.element(6) }
    if x12.element(9) == "Y" { context.details.isPregnant = true }
    for number in [2, 3, 4, 7, 8] where !x12.isEmpty(number) { note("PAT0\(number)") }
  }

  private mutating func readDemographics() throws(ClaimReadError) {
    let birth = try day(2)
    let sex = x12.element(3)
    switch loop {
    case .subscriber:
      context.subscriber.birthDate = birth
      context.subscriber.sex = sex
    case .dependent:
      context.dependent?.birthDate = birth
      context.dependent?.sex = sex
    default: throw error(.misplaced)
    }
  }

  /// An element of eight digits as a day.
  func day(_ number: Int) throws(ClaimReadError) -> Day {
    let day = x12.withElement(number) { bytes -> Day? in
      guard bytes.count == 8 else { return nil }
      var value = 0
      for index in bytes.indices {
        guard bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") else {
          return nil
        }
        value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      }
      return Day(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }
    guard let day else { throw error(.notA("a date of eight digits"), element: number) }
    return day
  }
}
