/// What the two-dimensional code on a package says (GS1 DataMatrix): GTIN, lot, expiry.
///
/// Scanners type it as `(01)00304049996015(17)280630(10)L0070`, or without brackets, with the group
/// separator (byte 29) or nothing after parts of variable length.
public struct GS1Scan: Hashable, Sendable {
  /// The trade item number, 14 digits (AI 01).
  public let gtin: String
  /// The batch (AI 10).
  public let lot: Line?
  /// The last day of use (AI 17); a day of 00 is the end of the month.
  public let expiry: Day?

  /// Reads a scan; nil when the text is none, so that other readings can be tried.
  public init?(_ text: String) {
    guard let parts = GS1Scan.parts(Characters.trimmed(text)), let gtin = parts["01"] else {
      return nil
    }
    self.gtin = gtin
    lot = parts["10"].flatMap { try? Line($0) }
    expiry = parts["17"].flatMap(GS1Scan.day)
  }

  /// The eleven-digit codes that the ten digits in the GTIN can stand for: it does not say which
  /// segment is short (R59). Empty when the item is not a drug of the United States.
  public var ndcCandidates: [NDC] {
    guard gtin.dropFirst().hasPrefix("03"), gtin.utf8.count == 14 else { return [] }
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

  private static func parts(_ text: String) -> [String: String]? {
    text.hasPrefix("(") ? bracketed(text) : plain(text)
  }

  private static func bracketed(_ text: String) -> [String: String]? {
    var parts: [String: String] = [:]
    for piece in text.split(separator: "(") {
      guard let end = piece.firstIndex(of: ")") else { return nil }
      let key = String(piece[..<end])
      let value = Characters.trimmed(String(piece[piece.index(after: end)...]))
      guard Characters.areDigits(key.utf8), !value.isEmpty else { return nil }
      if let length = lengths[key], !isNumber(value, length) { return nil }
      parts[key] = value
    }
    return parts
  }

  private static func plain(_ text: String) -> [String: String]? {
    var rest = Substring(text)
    // Scanners may put the symbology identifier in front.
    if rest.hasPrefix("]d2") || rest.hasPrefix("]C1") { rest.removeFirst(3) }
    guard rest.hasPrefix("01"), rest.utf8.count >= 16 else { return nil }
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
