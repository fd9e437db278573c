/// The number of a row of the ledger, typed by what it numbers.
public struct RecordID<Record>: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number, as people type it.
  public let number: Int64

  /// The record with this number.
  public init(_ number: Int64) { self.number = number }

  /// The number.
  public var description: String { String(number) }

  /// Lower numbers first.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A practice's record number of a patient, as its chart system prints it.
public struct MRN: CheckedText {
  /// One to 30 printable characters without blanks.
  public let text: String

  /// Reads `P000117`.
  public init(_ text: String) throws(InvalidValue) {
    self.text = try Names.key(text, kind: "MRN", longest: 30)
  }

  package init(stored text: String) { self.text = text }
}

/// A practice's own short id of a payer, like `MCRB`.
public struct PayerID: CheckedText {
  /// One to 30 upper-case printable characters without blanks.
  public let text: String

  /// Reads `mcrb`.
  public init(_ text: String) throws(InvalidValue) {
    self.text = Characters.uppercased(try Names.key(text, kind: "payer id", longest: 30))
  }

  package init(stored text: String) { self.text = text }
}

/// A reference that another system gave an encounter or a dose; unique among its kind.
public struct Reference: CheckedText {
  /// One to 60 printable characters without blanks.
  public let text: String

  /// Reads `D0000123`.
  public init(_ text: String) throws(InvalidValue) {
    self.text = try Names.key(text, kind: "reference", longest: 60)
  }

  package init(stored text: String) { self.text = text }
}

/// A code that identifies somebody to a payer or receiver: member id, group number, electronic
/// payer id, submitter id.
public struct PartnerID: CheckedText {
  /// One to 80 printable ASCII characters (837P NM109 2/80), without blanks.
  public let text: String

  /// Reads an identifier; the X12 delimiters `* : ^ ~` are refused, because an identifier cannot
  /// lose characters.
  public init(_ text: String) throws(InvalidValue) {
    let key = try Names.key(text, kind: "identifier", longest: 80)
    guard key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw InvalidValue(
        kind: "identifier", value: text, reason: "must have only plain letters, digits and signs")
    }
    if let bad = key.first(where: { "*:^~".contains($0) }) {
      throw InvalidValue(
        kind: "identifier", value: text,
        reason:
          "contains \(bad), which claim files use as a separator; type it as on the card without it"
      )
    }
    self.text = key
  }

  package init(stored text: String) { self.text = text }
}

/// The claim number of the practice (837P CLM01): unique for ever, at most 20 letters, digits and
/// hyphens.
public struct ClaimNumber: CheckedText {
  /// One to 20 characters.
  public let text: String

  /// Reads `SL00000012`.
  public init(_ text: String) throws(InvalidValue) {
    let key = Characters.uppercased(Characters.trimmed(text))
    guard (1...20).contains(key.utf8.count),
      key.utf8.allSatisfy({ Characters.isDigit($0) || Characters.isUpper($0) || $0 == 0x2D })
    else {
      throw InvalidValue(
        kind: "claim number", value: text,
        reason: "must have at most 20 letters, digits and hyphens")
    }
    self.text = key
  }

  package init(stored text: String) { self.text = text }
}

/// A federal tax number: nine digits without hyphen.
public struct TaxID: CheckedText {
  /// Nine digits.
  public let text: String

  /// Reads `12-3456789` or nine digits.
  public init(_ text: String) throws(InvalidValue) {
    let digits = Characters.trimmed(text).filter { $0 != "-" }
    guard digits.utf8.count == 9, Characters.areDigits(digits.utf8) else {
      throw InvalidValue(kind: "tax id", value: text, reason: "must have nine digits")
    }
    self.text = digits
  }

  package init(stored text: String) { self.text = text }

  /// Which number it is (837P 2010AA REF01).
  public enum Kind: String, CaseIterable, Sendable {
    /// Employer identification number, REF*EI.
    case employer = "EIN"
    /// Social security number of a sole proprietor, REF*SY.
    case socialSecurity = "SSN"
  }
}
