/// A line of free text for people: names, streets, sites, notes. Trimmed, single blanks, no
/// control characters.
public struct Line: CheckedText {
  /// One to 1,000 characters.
  public let text: String

  /// The most bytes that a line may have: names and streets are far shorter, notes seldom longer.
  public static let longest = 1_000

  /// Reads a text; refuses an empty one, control characters, NUL and more than ``longest`` bytes.
  public init(_ text: String) throws(InvalidValue) {
    let trimmed = Characters.trimmed(text)
    guard !trimmed.isEmpty else { throw InvalidValue(kind: "text", value: "", reason: "is empty") }
    guard trimmed.utf8.count <= Line.longest else {
      throw InvalidValue(
        kind: "text", value: String(trimmed.prefix(20)) + "…",
        reason: "is longer than \(Line.longest) bytes")
    }
    if let position = Characters.controlPosition(trimmed) {
      throw InvalidValue(
        kind: "text", value: "…", reason: "has a control character at position \(position)")
    }
    self.text = trimmed
  }

  package init(stored text: String) { self.text = text }
}

/// Checks that are shared by keys and names.
package enum Names {
  /// A key without blanks and control characters.
  package static func key(_ text: String, kind: String, longest: Int) throws(InvalidValue) -> String
  {
    let key = Characters.trimmed(text)
    guard !key.isEmpty else { throw InvalidValue(kind: kind, value: text, reason: "is empty") }
    guard key.utf8.count <= longest else {
      throw InvalidValue(
        kind: kind, value: String(key.prefix(20)) + "…",
        reason: "is longer than \(longest) characters")
    }
    guard Characters.controlPosition(key) == nil, !key.utf8.contains(0x20) else {
      throw InvalidValue(kind: kind, value: text, reason: "has a blank or control character in it")
    }
    return key
  }
}

/// The name of a person.
public struct PersonName: Hashable, Sendable, CustomStringConvertible {
  /// Family name.
  public let last: Line
  /// Given name. A person with one name only has none.
  public let first: Line?
  /// Middle name or initial.
  public let middle: Line?

  /// A name of two or three parts.
  public init(last: Line, first: Line?, middle: Line? = nil) {
    self.last = last
    self.first = first
    self.middle = middle
  }

  /// `Testcase, Hugo Q`.
  public var description: String {
    let given = [first?.text, middle?.text].compactMap { $0 }.joined(separator: " ")
    return given.isEmpty ? last.text : "\(last.text), \(given)"
  }
}

/// Sex as insurance records it (837P DMG03).
public enum Sex: String, CaseIterable, Sendable {
  /// Female.
  case female = "F"
  /// Male.
  case male = "M"
  /// Unknown.
  case unknown = "U"

  /// Reads `F`, `female`, `m`, `X`.
  public init(_ text: String) throws(InvalidValue) {
    switch text.lowercased() {
    case "f", "female": self = .female
    case "m", "male": self = .male
    case "u", "unknown", "x": self = .unknown
    default: throw InvalidValue(kind: "sex", value: text, reason: "must be F, M or U")
    }
  }
}

/// A US state or territory, two letters (837P N402).
public struct StateCode: CheckedText {
  /// Two upper-case letters.
  public let text: String

  /// Reads `il`; refuses what is no state.
  public init(_ text: String) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(text))
    guard code.utf8.count == 2, code.utf8.allSatisfy(Characters.isUpper) else {
      throw InvalidValue(kind: "state", value: text, reason: "must have two letters, like IL")
    }
    self.text = code
    guard isKnown else {
      throw InvalidValue(
        kind: "state", value: text,
        reason: "is no state or territory as the Postal Service abbreviates them, like IL")
    }
  }

  package init(stored text: String) { self.text = text }

  /// Whether it is one that the Postal Service has. What was stored before this was checked at the
  /// door may be none.
  public var isKnown: Bool { StateCode.codes.contains(text) }

  /// USPS Publication 28, Appendix B: the states and the District of Columbia, territories and
  /// freely associated states, and AA, AE and AP of military post.
  private static let codes: Set<String> = [
    "AA", "AE", "AK", "AL", "AP", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "FM",
    "GA", "GU", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MH", "MI",
    "MN", "MO", "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK",
    "OR", "PA", "PR", "PW", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI",
    "WV", "WY",
  ]
}

/// A ZIP code of five or nine digits, without hyphen (837P N403).
public struct PostalCode: CheckedText {
  /// Five or nine digits.
  public let text: String

  /// Reads `62999`, `62999-0001`, `629990001`.
  public init(_ text: String) throws(InvalidValue) {
    let digits = Characters.trimmed(text).filter { $0 != "-" }
    guard digits.utf8.count == 5 || digits.utf8.count == 9, Characters.areDigits(digits.utf8) else {
      throw InvalidValue(kind: "ZIP code", value: text, reason: "must have five or nine digits")
    }
    self.text = digits
  }

  package init(stored text: String) { self.text = text }

  /// Whether the +4 is there, which the billing provider's address needs (837P 2010AA N403).
  public var isComplete: Bool { text.utf8.count == 9 }
}

/// A telephone number of ten digits (837P PER04).
public struct Telephone: CheckedText {
  /// Ten digits.
  public let text: String

  /// Reads `(555) 555-0100`, `555.555.0100` or ten digits.
  public init(_ text: String) throws(InvalidValue) {
    let digits = text.filter { !"()-. +".contains($0) }
    let local =
      digits.utf8.count == 11 && digits.hasPrefix("1") ? String(digits.dropFirst()) : digits
    guard local.utf8.count == 10, Characters.areDigits(local.utf8) else {
      throw InvalidValue(kind: "telephone", value: text, reason: "must have ten digits")
    }
    self.text = local
  }

  package init(stored text: String) { self.text = text }
}

/// A postal address in the United States.
public struct Address: Hashable, Sendable {
  /// Street.
  public let line1: Line
  /// Suite, apartment.
  public let line2: Line?
  /// City.
  public let city: Line
  /// State.
  public let state: StateCode
  /// ZIP code.
  public let zip: PostalCode

  /// A whole address.
  public init(line1: Line, line2: Line?, city: Line, state: StateCode, zip: PostalCode) {
    self.line1 = line1
    self.line2 = line2
    self.city = city
    self.state = state
    self.zip = zip
  }

  /// Whether the first line is a post-office or lock box, which 2010AA N3 may not carry.
  public var isBox: Bool {
    // Nearly all streets begin with a number, and every claim asks.
    guard let first = line1.text.utf8.first(where: { $0 != UInt8(ascii: ".") }),
      "PpLl".utf8.contains(first)
    else { return false }
    let street = line1.text.lowercased().filter { $0 != "." }
    return ["po box", "p o box", "pobox", "lock box", "lockbox"].contains { street.hasPrefix($0) }
  }
}

extension Line {
  /// A line that is written in the program.
  package init(literal text: StaticString) { self.text = "\(text)" }
}
