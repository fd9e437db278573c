import Practice
import X12

/// The claim and its lines (guide §4, §5).
extension ProfessionalClaimReader {
  /// Segments that stand in a claim.
  mutating func readClaimSegment(_ tag: UInt32) throws(ClaimReadError) {
    if tag == Tag.clm { return try beginClaim() }
    guard isInClaim else { throw error(.misplaced) }
    switch tag {
    case Tag.hi: try readDiagnoses()
    case Tag.nte: readNote()
    case Tag.lx: try beginLine()
    case Tag.sv1: try readService()
    case Tag.dtp: try readDate()
    case Tag.lin: readDrug()
    case Tag.ctp: try readDrugQuantity()
    default: try readDetail(tag)
    }
  }

  private mutating func beginClaim() throws(ClaimReadError) {
    if hierarchy.subscriber == 0 { throw error(.misplaced) }
    if hierarchy.hasDependent != hierarchy.isDependent { throw error(.hierarchy) }
    if context.cover.priority.isEmpty { throw error(.missing("SBR")) }
    if context.cover.payer.isEmpty { throw error(.missing("NM1*PR")) }
    if context.subscriber.last.isEmpty { throw error(.missing("NM1*IL")) }
    if let dependent = context.dependent, dependent.last.isEmpty {
      throw error(.missing("NM1*QC"))
    }
    claim = context
    isInClaim = true
    claim.number = x12.element(1)
    claim.total = try money(2)
    claim.placeOfService = x12.component(5, 1)
    claim.frequency = x12.component(5, 3)
    claim.position.claimSegment = x12.numberInSet
    loop = .claim
    if x12.component(5, 2) != "B" { note("2300 CLM05-2") }
    let usual =
      x12.element(6) == "Y" && x12.element(7) == "A" && x12.element(8) == "Y"
      && x12.element(9) == "Y"
    if !usual || x12.elementCount > 9 { readIndicators() }
  }

  /// NM1 below the claim.
  mutating func readClaimName() throws(ClaimReadError) {
    let entity = x12.element(1)
    switch (loop, entity) {
    case (.claim, "82"), (.referring, "82"), (.facility, "82"), (.supervising, "82"):
      loop = .rendering
      claim.rendering = person()
    case (.claim, "DQ"), (.referring, "DQ"), (.rendering, "DQ"), (.facility, "DQ"):
      loop = .supervising
      claim.supervising = person()
    default: readDetailName(entity)
    }
  }

  private mutating func readDiagnoses() throws(ClaimReadError) {
    guard loop == .claim, claim.diagnoses.isEmpty else {
      return note("2300 HI")
    }
    for number in 1...max(x12.elementCount, 1) {
      let qualifier = x12.component(number, 1)
      let code = x12.component(number, 2)
      guard qualifier == (number == 1 ? "ABK" : "ABF"), !code.isEmpty else {
        throw error(.notA("a diagnosis"), element: number)
      }
      claim.diagnoses.append(code)
    }
  }

  private mutating func readNote() {
    let text = x12.element(2)
    let isPlain = x12.element(1) == "ADD"
    switch loop {
    case .claim where claim.note.isEmpty:
      claim.note = text
      if !isPlain { claim.details.noteKind = x12.element(1) }
    case .line where isPlain && line.note.isEmpty: line.note = text
    default: note("NTE*\(x12.element(1))")
    }
  }

  private mutating func beginLine() throws(ClaimReadError) {
    try finishLine()
    guard x12.int(1) == claim.lines.count + 1 else {
      throw error(.lineNumber, element: 1)
    }
    line = ReadClaim.Line()
    isInLine = true
    loop = .line
  }

  private mutating func readService() throws(ClaimReadError) {
    guard loop == .line, line.code.isEmpty else { throw error(.misplaced) }
    guard x12.component(1, 1) == "HC" else { throw error(.notA("a HCPCS code"), element: 1) }
    line.charge = try money(2)
    guard x12.element(3) == "UN", let units = x12.int(4) else {
      throw error(.notA("a number of units"), element: 4)
    }
    line.units = units
    for part in 1...max(x12.componentCount(7), 1) {
      guard let pointer = Int(x12.component(7, part)) else {
        throw error(.notA("a diagnosis pointer"), element: 7)
      }
      line.pointers.append(pointer)
    }
    readProcedure()
    if !x12.isEmpty(5) || x12.elementCount > 7 { readServiceDetails() }
  }

  /// SV101: code, modifiers without gaps, and the description in the seventh place.
  private mutating func readProcedure() {
    line.code = x12.component(1, 2)
    let parts = x12.componentCount(1)
    for part in 3..<max(min(parts, 6) + 1, 3) {
      let modifier = x12.component(1, part)
      if modifier.isEmpty { continue }
      if line.modifiers.count < part - 3 { note("2400 SV101 with a gap") }
      line.modifiers.append(modifier)
    }
    if parts > 6 { line.description = x12.component(1, 7) }
    if parts > 7 { note("2400 SV101-8") }
  }

  private mutating func readDate() throws(ClaimReadError) {
    guard loop == .line, x12.element(1) == "472", x12.element(2) == "D8", line.date == nil
    else { return try readDetailDate() }
    line.date = try day(3)
  }

  private mutating func readDrug() {
    guard loop == .line, x12.element(2) == "N4" else { return note("LIN") }
    loop = .drug
    line.ndc = x12.element(3)
  }

  private mutating func readDrugQuantity() throws(ClaimReadError) {
    guard loop == .drug else { throw error(.misplaced) }
    do throws(InvalidValue) { line.ndcQuantity = try Quantity(x12.element(4)) } catch {
      throw self.error(.notA("a quantity"), element: 4)
    }
    line.ndcUnit = x12.element(5)
  }

  /// An element that is an amount, perhaps below zero, as a claim can carry it.
  func signedMoney(_ number: Int) throws(ClaimReadError) -> Money {
    guard let cents = x12.cents(number), cents.magnitude <= UInt64(Money.largestCents) else {
      throw error(.notA("an amount"), element: number)
    }
    return Money(cents: cents)
  }

  /// An element that is an amount from 0 to what a claim can carry.
  func money(_ number: Int) throws(ClaimReadError) -> Money {
    guard let cents = x12.cents(number), cents >= 0, cents <= Money.largestCents else {
      throw error(.notA("an amount"), element: number)
    }
    return Money(cents: cents)
  }
}
