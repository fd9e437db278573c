/// A set of ICD-10-CM codes that CMS published, for the days on which it holds (R70): a fiscal
/// year, or the rest of one from an update on.
public struct DiagnosisSet: Hashable, Sendable {
  /// The file that it came from.
  public var name: Line
  /// The first day.
  public var from: Day
  /// The last day, included.
  public var to: Day

  /// A set; refuses one that ends before it begins, or goes on into another fiscal year, because
  /// the codes change every October.
  public init(name: Line, from: Day, to: Day?) throws(InvalidValue) {
    let end = DiagnosisSet.endOfYear(of: from)
    try Validity.check(from, to, "last day")
    if let to, to > end {
      throw InvalidValue(
        kind: "last day", value: to.description,
        reason: "is after \(end), with which the fiscal year of \(from) ends; the next one has a"
          + " set of its own")
    }
    self.name = name
    self.from = from
    self.to = to ?? end
  }

  /// A set as it was stored.
  package init(stored name: Line, from: Day, to: Day) {
    self.name = name
    self.from = from
    self.to = to
  }

  /// The last day of the fiscal year of a day: the next 30 September.
  private static func endOfYear(of day: Day) -> Day {
    let (year, month, _) = day.components
    return Day(year: month < 10 ? year : year + 1, month: 9, day: 30) ?? day
  }

  /// Whether it holds on the day.
  public func holds(on day: Day) -> Bool { Validity.holds(day, from, to) }
}

/// The codes of a set that begin with the same three characters, packed as they are stored.
///
/// There are some 98,000 codes and 2,000 categories: so a set is read in a millisecond, and one
/// that differs little from the last takes little room.
public struct DiagnosisCategory: Hashable, Sendable {
  /// The three characters: `E11`.
  public var key: String
  /// Five bytes for each code, in byte order: what follows the three characters, filled with
  /// blanks, and `1` for a code that claims may carry or `0` for one that needs more digits.
  public var codes: String
  /// A short description of each code, on a line of its own.
  public var labels: String

  /// The bytes of one code in ``codes``.
  public static let width = 5

  /// A category as it was stored or packed.
  public init(key: String, codes: String, labels: String) {
    self.key = key
    self.codes = codes
    self.labels = labels
  }

  /// One code of a category.
  public struct Code: Hashable, Sendable {
    /// The code.
    public let code: Diagnosis
    /// Whether claims may carry it; else it is a heading over others.
    public let isValid: Bool
    /// What it is.
    public let label: String

    /// A code.
    public init(code: Diagnosis, isValid: Bool, label: String) {
      self.code = code
      self.isValid = isValid
      self.label = label
    }
  }

  /// Packs codes of one category, in any order.
  public init(key: String, _ unsorted: [Code]) {
    var packed = unsorted.map { code in
      let rest = String(code.code.compact.dropFirst(3))
      let blanks = String(repeating: " ", count: max(0, 4 - rest.utf8.count))
      return (bytes: rest + blanks + (code.isValid ? "1" : "0"), label: code.label)
    }
    packed.sort { $0.bytes < $1.bytes }
    self.init(
      key: key, codes: packed.map(\.bytes).joined(),
      labels: packed.map(\.label).joined(separator: "\n"))
  }

  /// The codes, in order.
  public var list: [Code] {
    let bytes = Array(codes.utf8)
    var labels = labels.split(separator: "\n", omittingEmptySubsequences: false).makeIterator()
    return stride(from: 0, to: bytes.count, by: DiagnosisCategory.width).map { start in
      let rest = bytes[start..<start + 4].filter { $0 != 0x20 }
      return Code(
        code: Diagnosis(category: key, rest: rest), isValid: bytes[start + 4] == 0x31,
        label: labels.next().map(String.init) ?? "")
    }
  }
}

extension Diagnosis {
  /// A code of a published list without its point. Its shape is the list's to say: a new one must
  /// not keep the others out.
  package init(listed text: String) throws(InvalidValue) {
    let bytes = text.utf8
    guard (3...7).contains(bytes.count), bytes.first.map(Characters.isUpper) ?? false,
      bytes.allSatisfy({ Characters.isDigit($0) || Characters.isUpper($0) })
    else {
      throw InvalidValue(
        kind: "diagnosis", value: text, reason: "must have three to seven letters and digits")
    }
    self.init(category: String(text.prefix(3)), rest: bytes.dropFirst(3))
  }

  /// The code of a category: `E11` and `9` are `E11.9`.
  package init(category: String, rest: some Collection<UInt8>) {
    self.init(
      stored: rest.isEmpty ? category : category + "." + String(decoding: rest, as: UTF8.self))
  }
}
