import Practice
import X12

/// Reads an 837P file claim by claim. It shares nothing with the writer but the syntax, so that
/// reading back proves what a receiver will see (guide §11).
///
/// It checks the hierarchy (HL), the count of lines (LX), that required parts are there and that
/// amounts, units and dates are such. What it does not know is listed in ``ReadClaim/others``.
/// After an error every further ``next()`` throws the same error again.
public struct ProfessionalClaimReader: ~Copyable {
  /// What the file says about itself; complete when ``next()`` has given nil.
  public internal(set) var envelope = ReadEnvelope()

  var x12: X12Reader
  /// Billing provider, policy and persons of the open loops: what the next claim begins with.
  var context = ReadClaim()
  /// The claim that is being read, and whether there is one.
  var claim = ReadClaim()
  var isInClaim = false
  /// The line that is being read, and whether there is one.
  var line = ReadClaim.Line()
  var isInLine = false
  /// What the billing provider's level says beyond the values; it counts for each of its claims.
  var billingOthers: [String] = []
  var loop = Loop.outside
  var hierarchy = Hierarchy()
  private var failure: ClaimReadError?

  /// The part of the guide in which the reader stands.
  enum Loop {
    case outside, submitter, receiver, billing, payTo, subscriber, payer, dependent
    case claim, referring, rendering, facility, supervising, otherProvider
    case otherPolicy, otherMember, otherPayer
    case line, drug, lineRendering, lineFacility, otherOfLine, answer
  }

  /// The open levels of HL, by number; 0 when there is none.
  struct Hierarchy {
    var last = 0
    var billing = 0
    var subscriber = 0
    var hasDependent = false
    var isDependent = false
  }

  /// A reader over an open descriptor.
  public init(descriptor: Int32) { x12 = X12Reader(descriptor: descriptor) }

  /// A reader over a file that is written meanwhile: see ``ProfessionalClaimWriter/flush()``.
  public init(growing descriptor: Int32) { x12 = X12Reader(growing: descriptor) }

  /// A reader over bytes in memory.
  public init(bytes: [UInt8]) { x12 = X12Reader(bytes: bytes) }

  /// The next claim; nil at the end of a complete file.
  public mutating func next() throws(ClaimReadError) -> ReadClaim? {
    if let failure { throw failure }
    do throws(ClaimReadError) {
      return try advance()
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func advance() throws(ClaimReadError) -> ReadClaim? {
    while try nextSegment() {
      envelope.segments += 1
      let tag = x12.tag
      // A claim ends where the next one, another level or the set's end begins.
      if isInClaim, tag == Tag.clm || tag == Tag.hl || tag == Tag.se {
        let finished = try finishClaim()
        try read(tag)
        return finished
      }
      try read(tag)
    }
    return nil
  }

  private mutating func nextSegment() throws(ClaimReadError) -> Bool {
    do throws(X12Error) {
      return try x12.next()
    } catch {
      throw ClaimReadError(
        kind: .syntax(error), claim: isInClaim ? claim.number : nil,
        segmentID: error.segmentID, element: error.element,
        segmentNumber: error.segmentNumber, numberInSet: error.numberInSet,
        offset: error.offset)
    }
  }

  /// Gives the claim away after a last look at its parts.
  private mutating func finishClaim() throws(ClaimReadError) -> ReadClaim {
    try finishLine()
    if claim.lines.isEmpty { throw error(.missing("LX")) }
    if claim.diagnoses.isEmpty { throw error(.missing("HI")) }
    claim.position.lastSegment = x12.numberInSet - 1
    envelope.claims += 1
    envelope.lines += claim.lines.count
    envelope.total = envelope.total.adding(claim.total) ?? envelope.total
    isInClaim = false
    return claim
  }

  /// Ends the open line, if there is one.
  mutating func finishLine() throws(ClaimReadError) {
    if !isInLine { return }
    if line.code.isEmpty { throw error(.missing("SV1")) }
    if line.date == nil { throw error(.missing("DTP*472")) }
    if line.ndc.isEmpty != (line.ndcQuantity == nil) {
      throw error(.missing(line.ndc.isEmpty ? "LIN" : "CTP"))
    }
    claim.lines.append(line)
    isInLine = false
  }

  /// An error about the current segment.
  func error(_ kind: ClaimReadError.Kind, element: Int? = nil) -> ClaimReadError {
    ClaimReadError(
      kind: kind, claim: isInClaim ? claim.number : nil, segmentID: x12.id, element: element,
      segmentNumber: x12.segmentNumber, numberInSet: x12.numberInSet, offset: x12.byteOffset)
  }

  /// Notes something that the values have no place for.
  mutating func note(_ place: String) {
    if isInClaim {
      claim.others.append(place)
    } else if loop == .billing || loop == .payTo {
      billingOthers.append(place)
    } else {
      context.others.append(place)
    }
  }
}

/// Ids of segments as numbers: every segment is looked up among some thirty, and comparing texts
/// would take most of the reading time. The digits are the ASCII letters.
enum Tag {
  static let amt: UInt32 = 0x41_4D_54, bht: UInt32 = 0x42_48_54, cas: UInt32 = 0x43_41_53
  static let moa: UInt32 = 0x4D_4F_41, oi: UInt32 = 0x4F_49, pwk: UInt32 = 0x50_57_4B
  static let clm: UInt32 = 0x43_4C_4D, ctp: UInt32 = 0x43_54_50, dmg: UInt32 = 0x44_4D_47
  static let dtp: UInt32 = 0x44_54_50, ge: UInt32 = 0x47_45, gs: UInt32 = 0x47_53
  static let hi: UInt32 = 0x48_49, hl: UInt32 = 0x48_4C, iea: UInt32 = 0x49_45_41
  static let isa: UInt32 = 0x49_53_41, lin: UInt32 = 0x4C_49_4E, lx: UInt32 = 0x4C_58
  static let n3: UInt32 = 0x4E_33, n4: UInt32 = 0x4E_34, nm1: UInt32 = 0x4E_4D_31
  static let nte: UInt32 = 0x4E_54_45, pat: UInt32 = 0x50_41_54, per: UInt32 = 0x50_45_52
  static let prv: UInt32 = 0x50_52_56, ref: UInt32 = 0x52_45_46, sbr: UInt32 = 0x53_42_52
  static let se: UInt32 = 0x53_45, st: UInt32 = 0x53_54, sv1: UInt32 = 0x53_56_31
  static let svd: UInt32 = 0x53_56_44
}
