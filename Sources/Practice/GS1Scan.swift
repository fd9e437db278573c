/// What the two-dimensional code on a package says (GS1 DataMatrix): GTIN, lot, expiry.
///
/// Scanners type it as `(01)00304049996011(17)280630(10)L0070`, or without brackets, with the group
/// separator (byte 29) or nothing after parts of variable length.
public struct GS1Scan: Hashable, Sendable {
  /// The trade item number, 14 digits (AI 01); nil when only lot and expiry were scanned.
  public let gtin: String?
  /// The batch (AI 10).
  public let lot: Line?
  /// The last day of use (AI 17); a day of 00 is the end of the month.
  public let expiry: Day?

  /// Reads a scan; nil when the text is none, so that other readings can be tried.
  ///
  /// Refused when it is a scan that is damaged or not typed in full: a part of the wrong length, a
  /// check digit that does not fit (GS1, modulo 10), a date that the calendar does not have.
  public static func read(_ text: String) throws(InvalidValue) -> GS1Scan? {
    let text = Characters.trimmed(text)
    guard let parts = try parts(text) else { return nil }
    let gtin = parts["01"]
    guard gtin != nil || parts["17"] != nil || parts["10"] != nil else { return nil }
    if let gtin, !hasCheckDigit(gtin) {
      throw refusal(
        text, "has a wrong check digit in (01)\(gtin); scan it again, or type it from the label")
    }
    var expiry: Day?
    if let day = parts["17"] {
      expiry = GS1Scan.day(day)
      guard expiry != nil else {
        throw refusal(text, "has no date in (17)\(day), which is YYMMDD; give --lot and --expiry")
      }
    }
    return GS1Scan(gtin: gtin, lot: try parts["10"].map(Line.init(_:)), expiry: expiry)
  }

  private static func refusal(_ text: String, _ reason: String) -> InvalidValue {
    InvalidValue(kind: "package code", value: text, reason: reason)
  }

  /// The eleven-digit codes that the ten digits in the GTIN can stand for: it does not say which
  /// segment is short (R59). Empty when the item is not a drug of the United States.
  public var ndcCandidates: [NDC] {
    guard let gtin, gtin.dropFirst().hasPrefix("03"), gtin.utf8.count == 14 else { return [] }
    let ten = gtin.dropFirst(3).prefix(10)
    let padded = [
      "0" + ten, ten.prefix(5) + "0" + ten.dropFirst(5), ten.prefix(9) + "0" + ten.suffix(1),
    ]
    return padded.compactMap { try? NDC(String($0)) }
  }

  /// Lengths of the parts that have one; the others end at a separator.
  private static let lengths: [String: Int] = [
    "00": 18, "01": 14, "02": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6, "20": 2,
  ]

  private static func parts(_ text: String) throws(InvalidValue) -> [String: String]? {
    text.hasPrefix("(") ? try bracketed(text) : plain(text)
  }

  /// Nil when there is no number in the first brackets: nobody means a scan then.
  private static func bracketed(_ text: String) throws(InvalidValue) -> [String: String]? {
    var parts: [String: String] = [:]
    for piece in text.split(separator: "(") {
      guard let end = piece.firstIndex(of: ")") else { return nil }
      let key = String(piece[..<end])
      let value = Characters.trimmed(String(piece[piece.index(after: end)...]))
      guard Characters.areDigits(key.utf8), (2...4).contains(key.utf8.count) else { return nil }
      guard !value.isEmpty else { throw refusal(text, "has nothing after (\(key))") }
      if let length = lengths[key], !isNumber(value, length) {
        throw refusal(text, "has not \(length) digits after (\(key))")
      }
      parts[key] = value
    }
    return parts
  }

  /// A scan without brackets begins with the trade item; without one it is told from a lot or an
  /// NDC only by what a scanner puts in: the symbology in front, or a separator.
  private static func plain(_ text: String) -> [String: String]? {
    var rest = Substring(text)
    let isScanned = rest.hasPrefix("]d2") || rest.hasPrefix("]C1")
    if isScanned { rest.removeFirst(3) }
    guard isScanned || text.contains("\u{1D}") || rest.hasPrefix("01") || isDatedLot(rest) else {
      return nil
    }
    guard let parts = split(rest) else { return nil }
    // Sixteen digits that do not check are as likely a lot of that length.
    if parts.count == 1, !isScanned, let gtin = parts["01"], !hasCheckDigit(gtin) { return nil }
    return parts
  }

  /// Expiry and lot: longer than an NDC, with a date where one belongs.
  private static func isDatedLot(_ text: Substring) -> Bool {
    text.hasPrefix("17") && text.utf8.count > 12 && text.dropFirst(8).hasPrefix("10")
      && day(String(text.dropFirst(2).prefix(6))) != nil
  }

  private static func split(_ text: Substring) -> [String: String]? {
    var rest = text
    var parts: [String: String] = [:]
    while !rest.isEmpty {
      if rest.first == "\u{1D}" {
        rest.removeFirst()
        continue
      }
      let key = String(rest.prefix(2))
      guard Characters.areDigits(key.utf8), key.utf8.count == 2 else { return nil }
      rest = rest.dropFirst(2)
      if let length = lengths[key] {
        let value = String(rest.prefix(length))
        guard isNumber(value, length) else { return nil }
        parts[key] = value
        rest = rest.dropFirst(length)
      } else {
        let value = rest.prefix { $0 != "\u{1D}" }
        guard (1...20).contains(value.utf8.count) else { return nil }
        parts[key] = String(value)
        rest = rest.dropFirst(value.count)
      }
    }
    return parts
  }

  /// The last digit of a trade item number makes the sum of its digits, every other one counted
  /// three times from the left, a multiple of ten.
  private static func hasCheckDigit(_ gtin: String) -> Bool {
    let sum = gtin.utf8.enumerated().reduce(0) { sum, digit in
      sum + Int(digit.element - UInt8(ascii: "0")) * (digit.offset.isMultiple(of: 2) ? 3 : 1)
    }
    return sum.isMultiple(of: 10)
  }

  private static func isNumber(_ text: String, _ length: Int) -> Bool {
    text.utf8.count == length && Characters.areDigits(text.utf8)
  }

  /// `YYMMDD`; years 51–99 are of the last century, as GS1 has it.
  private static func day(_ text: String) -> Day? {
    guard isNumber(text, 6), let year = Int(text.prefix(2)),
      let month = Int(text.dropFirst(2).prefix(2)), let day = Int(text.suffix(2))
    else { return nil }
    let full = year > 50 ? 1900 + year : 2000 + year
    if day == 0 {
      let padded = month < 10 ? "0\(month)" : "\(month)"
      return try? DayRange(month: "\(full)-\(padded)").last
    }
    return Day(year: full, month: month, day: day)
  }
}
