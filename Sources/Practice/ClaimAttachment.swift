/// A document that supports a claim and goes another way than the claim (837P PWK).
public struct ClaimAttachment: Hashable, Sendable, CustomStringConvertible {
  /// What it is, two letters or digits of the list (PWK01): `OZ` support data, `03` report.
  public let kind: String
  /// How it travels (PWK02).
  public let way: Way
  /// The number that brings both together (PWK06); none when it waits at the practice.
  public let controlNumber: PartnerID?

  /// How a document travels (PWK02).
  public enum Way: String, ExplainedWord {
    /// It waits at the practice.
    case available = "AA"
    /// By mail.
    case mail = "BM"
    /// In another electronic file.
    case electronic = "EL"
    /// By e-mail.
    case email = "EM"
    /// By file transfer.
    case fileTransfer = "FT"
    /// By fax.
    case fax = "FX"

    /// "way of an attachment".
    public static let kind = "way of an attachment"

    /// How it travels.
    public var meaning: String {
      switch self {
      case .available: "waits at the practice"
      case .mail: "mail"
      case .electronic: "electronic file"
      case .email: "e-mail"
      case .fileTransfer: "file transfer"
      case .fax: "fax"
      }
    }
  }

  /// The codes of PWK01 (005010X222A1).
  private static let kinds: Set<String> = [
    "03", "04", "05", "06", "07", "08", "09", "10", "11", "13", "15", "21", "A3", "A4", "AM",
    "AS", "B2", "B3", "B4", "BR", "BS", "BT", "CB", "CK", "CT", "D2", "DA", "DB", "DG", "DJ",
    "DS", "EB", "HC", "HR", "I5", "IR", "LA", "M1", "MT", "NN", "OB", "OC", "OD", "OE", "OX",
    "OZ", "P4", "P5", "PE", "PN", "PO", "PQ", "PY", "PZ", "RB", "RR", "RT", "RX", "SG", "V5",
    "XP",
  ]

  /// A document. Whatever travels has a control number; what waits has none to be matched by.
  public init(kind: String, way: Way, controlNumber: PartnerID?) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(kind))
    guard Self.kinds.contains(code) else {
      throw InvalidValue(
        kind: "attachment", value: kind, reason: "must be a report type like OZ, 03 or B4")
    }
    guard way == .available || controlNumber != nil else {
      throw InvalidValue(
        kind: "attachment", value: kind,
        reason: "needs the number under which the document is sent")
    }
    self.kind = code
    self.way = way
    self.controlNumber = controlNumber
  }

  /// Reads `OZ:FX:AC0012`, `OZ:AA`: what it is, how it travels, its number.
  public init(_ text: String) throws(InvalidValue) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 || parts.count == 3 else {
      throw InvalidValue(
        kind: "attachment", value: text,
        reason: "must be a report type, a way and a number, like OZ:FX:AC0012")
    }
    try self.init(
      kind: parts[0], way: try Way(parts[1]),
      controlNumber: parts.count == 3 ? try PartnerID(parts[2]) : nil)
  }

  /// `OZ:FX:AC0012`.
  public var description: String {
    [kind, way.rawValue, controlNumber?.text].compactMap { $0 }.joined(separator: ":")
  }
}
