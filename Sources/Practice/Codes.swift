/// A CPT or HCPCS code: five characters, digits or a letter and four digits, CPT categories II and
/// III included.
public struct HCPCS: CheckedText {
  /// Five upper-case characters.
  public let text: String

  /// Reads `96372`, `j1885`, `0031A`.
  public init(_ text: String) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(text))
    let bytes = Array(code.utf8)
    let wellFormed =
      bytes.count == 5 && bytes[1...3].allSatisfy(Characters.isDigit)
      && (Characters.isDigit(bytes[0]) || Characters.isUpper(bytes[0]))
      && (Characters.isDigit(bytes[4])
        || (Characters.isUpper(bytes[4]) && Characters.isDigit(bytes[0])))
    guard wellFormed else {
      throw InvalidValue(
        kind: "code", value: text,
        reason: "must be a CPT or HCPCS code of five characters, like 96372 or J1885")
    }
    self.text = code
  }

  package init(stored text: String) { self.text = text }
}

/// A two-character modifier of a service line.
public struct Modifier: CheckedText {
  /// Two upper-case characters.
  public let text: String

  /// Reads `25`, `jz`.
  public init(_ text: String) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(text))
    guard code.utf8.count == 2,
      code.utf8.allSatisfy({ Characters.isDigit($0) || Characters.isUpper($0) })
    else {
      throw InvalidValue(
        kind: "modifier", value: text, reason: "must have two letters or digits, like 25 or JZ")
    }
    self.text = code
  }

  package init(stored text: String) { self.text = text }
}

/// An ICD-10-CM diagnosis code, kept with its point.
public struct Diagnosis: CheckedText {
  /// The code with the point after the third character: `E53.8`.
  public let text: String

  /// Reads `E53.8`, `e538`, `Z23`. Checks the shape; whether the code is in force is R70.
  public init(_ text: String) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(text))
    let pieces = code.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = Array(code.utf8.filter { $0 != 0x2E })
    let pointFits =
      pieces.count == 1 || (pieces.count == 2 && pieces[0].utf8.count == 3 && !pieces[1].isEmpty)
    let wellFormed =
      pointFits && (3...7).contains(bytes.count) && Characters.isUpper(bytes[0])
      // A digit stands second but for QA0, the one category of the 2026 set that has it third:
      // to take two letters everywhere would let EE3.8 pass.
      && (Characters.isDigit(bytes[1])
        || bytes.starts(with: [0x51, 0x41]) && Characters.isDigit(bytes[2]))
      && bytes.dropFirst(2).allSatisfy { Characters.isDigit($0) || Characters.isUpper($0) }
    guard wellFormed else {
      throw InvalidValue(
        kind: "diagnosis", value: text,
        reason: "must be an ICD-10-CM code of three to seven characters, like E53.8 or Z23")
    }
    let plain = String(decoding: bytes, as: UTF8.self)
    self.text = bytes.count == 3 ? plain : plain.prefix(3) + "." + plain.dropFirst(3)
  }

  package init(stored text: String) { self.text = text }

  /// The code without its point, as 837P HI wants it.
  public var compact: String { text.filter { $0 != "." } }
}

/// A two-digit CMS place-of-service code. Whether it is a known one is the reference table's
/// answer.
public struct PlaceOfService: CheckedText {
  /// Two digits.
  public let text: String
  /// The office, `11`.
  public static let office = PlaceOfService(stored: "11")
  /// The patient's home, `12`.
  public static let home = PlaceOfService(stored: "12")

  /// Reads `11`.
  public init(_ text: String) throws(InvalidValue) {
    let code = Characters.trimmed(text)
    guard code.utf8.count == 2, Characters.areDigits(code.utf8) else {
      throw InvalidValue(
        kind: "place of service", value: text,
        reason: "must have two digits, like 11 for the office")
    }
    self.text = code
  }

  package init(stored text: String) { self.text = text }
}

/// A claim filing indicator (837P SBR09): one or two characters.
public struct ClaimFilingIndicator: CheckedText {
  /// One or two upper-case characters.
  public let text: String

  /// Reads `MB`, `CI`, `12`.
  public init(_ text: String) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(text))
    guard (1...2).contains(code.utf8.count),
      code.utf8.allSatisfy({ Characters.isDigit($0) || Characters.isUpper($0) })
    else {
      throw InvalidValue(
        kind: "claim filing indicator", value: text,
        reason: "must have one or two letters or digits, like MB or CI")
    }
    self.text = code
  }

  package init(stored text: String) { self.text = text }
}

/// A healthcare provider taxonomy code: ten letters or digits.
public struct Taxonomy: CheckedText {
  /// Ten upper-case characters.
  public let text: String

  /// Reads `207Q00000X`.
  public init(_ text: String) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(text))
    guard code.utf8.count == 10,
      code.utf8.allSatisfy({ Characters.isDigit($0) || Characters.isUpper($0) })
    else {
      throw InvalidValue(
        kind: "taxonomy", value: text, reason: "must have ten letters or digits, like 207Q00000X")
    }
    self.text = code
  }

  package init(stored text: String) { self.text = text }
}
