/// Where reading stands in the nesting of interchange, group and transaction set.
struct X12Envelope {
  /// The control number of the open interchange (ISA13), group (GS06) and set (ST02).
  var interchange: String?
  var group: String?
  var setControl: String?
  /// How many groups, sets and segments were counted in what is open.
  var groupCount = 0
  var setCount = 0
  /// The number of the current segment in its set, where ST is 1; 0 outside a set.
  var numberInSet = 0

  /// Whether an ISA was read whose IEA was not.
  var isInInterchange: Bool { interchange != nil }

  /// The trailer of the innermost open envelope.
  var missingTrailer: String? {
    if setControl != nil { return "SE" }
    if group != nil { return "GE" }
    return interchange == nil ? nil : "IEA"
  }
}

/// The ids of envelope segments as numbers: comparing those is what every segment goes through,
/// and comparing text took a third of the reading time. The digits are the ASCII letters.
private enum X12Tag {
  static let isa: UInt32 = 0x49_53_41
  static let gs: UInt32 = 0x47_53
  static let st: UInt32 = 0x53_54
  static let se: UInt32 = 0x53_45
  static let ge: UInt32 = 0x47_45
  static let iea: UInt32 = 0x49_45_41
  static let ta1: UInt32 = 0x54_41_31
}

extension X12Reader {
  /// Checks that the current segment may stand here, and trailers against their headers.
  mutating func checkEnvelope() throws(X12Error) {
    if envelope.setControl == nil { envelope.numberInSet = 0 } else { envelope.numberInSet += 1 }
    switch tag {
    case X12Tag.isa:
      try require(envelope.interchange == nil)
      envelope.interchange = element(13)
      envelope.groupCount = 0
    case X12Tag.gs:
      try require(envelope.interchange != nil && envelope.group == nil)
      envelope.group = element(6)
      envelope.groupCount += 1
      envelope.setCount = 0
    case X12Tag.st:
      try require(envelope.group != nil && envelope.setControl == nil)
      envelope.setControl = element(2)
      envelope.setCount += 1
      envelope.numberInSet = 1
    case X12Tag.se:
      try require(envelope.setControl != nil)
      try checkTrailer(count: envelope.numberInSet, control: envelope.setControl)
      envelope.setControl = nil
    case X12Tag.ge:
      try require(envelope.group != nil && envelope.setControl == nil)
      try checkTrailer(count: envelope.setCount, control: envelope.group)
      envelope.group = nil
    case X12Tag.iea:
      try require(envelope.interchange != nil && envelope.group == nil)
      try checkTrailer(count: envelope.groupCount, control: envelope.interchange)
      envelope.interchange = nil
    case X12Tag.ta1:
      try require(envelope.interchange != nil && envelope.group == nil)
    default:
      try require(envelope.setControl != nil)
    }
  }

  /// An envelope segment out of order means that a trailer is missing, if any is due.
  private func require(_ isAllowed: Bool) throws(X12Error) {
    if isAllowed { return }
    let isEnvelope = ["ISA", "GS", "ST", "GE", "IEA"].contains(id)
    if isEnvelope, let trailer = envelope.missingTrailer, trailer != id {
      throw error(.missingTrailer(trailer))
    }
    throw error(.misplacedSegment)
  }

  private func checkTrailer(count: Int, control: String?) throws(X12Error) {
    guard let declared = int(1) else { throw error(.badCount, element: 1) }
    if declared != count {
      throw error(.countMismatch(declared: declared, counted: count), element: 1)
    }
    if element(2) != control { throw error(.controlNumberMismatch, element: 2) }
  }
}
