/// A calendar day, without a time zone (design §1 law 6). Counted in days from 1970-01-01.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days from 1970-01-01; negative before it.
  public let number: Int32

  /// The years that a ledger may hold.
  public static let years = 1850...2199

  /// Before every day of service: 1850-01-01.
  public static let beginning = Day(number: count(year: years.lowerBound, month: 1, day: 1))

  /// The day with this count from 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// The day of a year, month (1–12) and day of the month; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard Day.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    number = Day.count(year: year, month: month, day: day)
  }

  /// Reads `2026-10-03`.
  public init(_ text: String) throws(InvalidValue) {
    let trimmed = Characters.trimmed(text)
    guard let day = Day(iso: trimmed.utf8Span.span) else {
      let isWritten = trimmed.split(separator: "-").map(\.count) == [4, 2, 2]
      let isOtherYear = isWritten && Int(trimmed.prefix(4)).map { !Day.years.contains($0) } ?? false
      throw InvalidValue(
        kind: "date", value: text,
        reason: isOtherYear
          ? "must be of a year from \(Day.years.lowerBound) to \(Day.years.upperBound)"
          : isWritten
            ? "is no day of the calendar"
            : "must be a calendar day written YYYY-MM-DD, like 2026-10-03")
    }
    self = day
  }

  /// Reads exactly ten bytes `YYYY-MM-DD`; nil when they are no day.
  package init?(iso bytes: Span<UInt8>) {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = Day.number(bytes, 0..<4), let month = Day.number(bytes, 5..<7),
      let day = Day.number(bytes, 8..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func number(_ bytes: Span<UInt8>, _ places: Range<Int>) -> Int? {
    var number = 0
    for place in places {
      guard Characters.isDigit(bytes[place]) else { return nil }
      number = number * 10 + Int(bytes[place] - 0x30)
    }
    return number
  }

  /// Reads what people type: `2026-10-03`, `today`, `yesterday`, `10/3`, `10/3/26`, `10/3/2026`,
  /// `10-3`, `Oct 3`.
  ///
  /// A month and day without a year is the latest such day that is not after `today`; one that is
  /// more than half a year ago is refused, because it is rather a slip than a memory.
  public init(_ text: String, today: Day) throws(InvalidValue) {
    let word = Characters.trimmed(text).lowercased()
    switch word {
    case "today": self = today
    case "yesterday": self = today.adding(days: -1)
    default:
      if word.contains("/") {
        self = try Day.american(word, today: today)
      } else if let american = Typed.american(word) {
        self = try Day.american(american, today: today)
      } else {
        try self.init(text)
      }
    }
  }

  /// Reads what people type of a day to come: a month and day without a year is the next such day.
  public init(ahead text: String, today: Day) throws(InvalidValue) {
    let parts = (Typed.american(text) ?? text).split(separator: "/")
    guard parts.count == 2, let month = Int(Characters.trimmed(String(parts[0]))),
      let day = Int(Characters.trimmed(String(parts[1])))
    else {
      try self.init(text, today: today)
      return
    }
    let year = today.components.year
    let next = [year, year + 1].lazy.compactMap { Day(year: $0, month: month, day: day) }
      .first { $0 >= today }
    guard let next else {
      throw InvalidValue(
        kind: "date", value: text, reason: "must be a day like 10/3, 10/3/2026 or 2026-10-03")
    }
    self = next
  }

  private static func american(_ text: String, today: Day) throws(InvalidValue) -> Day {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    let refusal = InvalidValue(
      kind: "date", value: text, reason: "must be a day like 10/3, 10/3/2026 or 2026-10-03")
    guard parts.count == 2 || parts.count == 3, let month = parts[0], let day = parts[1] else {
      throw refusal
    }
    if parts.count == 3 {
      guard var year = parts[2] else { throw refusal }
      if (0..<100).contains(year) { year += 2000 }
      guard let whole = Day(year: year, month: month, day: day) else { throw refusal }
      return whole
    }
    let year = today.components.year
    if let here = Day(year: year, month: month, day: day), here <= today { return here }
    guard let before = Day(year: year - 1, month: month, day: day) else { throw refusal }
    guard before.days(until: today) <= 183 else {
      throw InvalidValue(
        kind: "date", value: text,
        reason:
          "is after today, or more than half a year ago; add the year, like \(text)/\(year - 1)")
    }
    return before
  }

  /// Year, month (1–12) and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    // Gregorian calendar in 400-year cycles that begin on 1 March.
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static func count(year: Int, month: Int, day: Int) -> Int32 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let marchMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }

  /// The day as `YYYY-MM-DD`.
  public var description: String {
    withISOBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The day as `CCYYMMDD` (837P D8).
  public var compact: String {
    withISOBytes { bytes in
      String(decoding: bytes.filter { $0 != 0x2D }, as: UTF8.self)
    }
  }

  private func withISOBytes<Result>(_ body: ([UInt8]) -> Result) -> Result {
    let (year, month, day) = components
    var bytes = [UInt8](repeating: 0x2D, count: 10)
    func put(_ value: Int, at end: Int, width: Int) {
      var rest = value
      for position in 0..<width {
        bytes[end - position] = UInt8(0x30 + rest % 10)
        rest /= 10
      }
    }
    put(year, at: 3, width: 4)
    put(month, at: 6, width: 2)
    put(day, at: 9, width: 2)
    return body(bytes)
  }

  /// Earlier days first.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The day `days` later, or earlier when negative. Held at the ends of the supported years.
  public func adding(days: Int) -> Day {
    let first = Int(Day.beginning.number)
    let last = Int(Day.count(year: Day.years.upperBound, month: 12, day: 31))
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    let reached = overflow ? (days < 0 ? first : last) : sum
    return Day(number: Int32(min(max(reached, first), last)))
  }

  /// Days from this day to `other`; negative when `other` is earlier.
  public func days(until other: Day) -> Int { Int(other.number) - Int(number) }

  /// The same calendar day of the next year; 29 February becomes 28 February (R78).
  public var sameDayNextYear: Day {
    let (year, month, day) = components
    return Day(year: year + 1, month: month, day: day)
      ?? Day(year: year + 1, month: month, day: day - 1) ?? adding(days: 365)
  }

  /// Whole years of age on this day of somebody born on `birth`.
  public func age(bornOn birth: Day) -> Int {
    let (year, month, day) = components
    let (birthYear, birthMonth, birthDay) = birth.components
    return year - birthYear - ((month, day) < (birthMonth, birthDay) ? 1 : 0)
  }
}

/// The days from `first` to `last`, both included.
public struct DayRange: Hashable, Sendable, CustomStringConvertible {
  /// The first day.
  public let first: Day
  /// The last day, included.
  public let last: Day

  /// The days from `first` to `last`; refused when they are the wrong way round.
  public init(first: Day, last: Day) throws(InvalidValue) {
    guard first <= last else {
      throw InvalidValue(
        kind: "date range", value: "\(first) to \(last)", reason: "ends before it begins")
    }
    self.first = first
    self.last = last
  }

  /// Reads a month, `2026-10`.
  public init(month text: String) throws(InvalidValue) {
    let trimmed = Characters.trimmed(text)
    guard trimmed.utf8.count == 7, let first = Day(iso: (trimmed + "-01").utf8Span.span) else {
      throw InvalidValue(
        kind: "month", value: text, reason: "must be written YYYY-MM, like 2026-10")
    }
    let (year, month, _) = first.components
    let next =
      Day(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
    self.first = first
    self.last = next?.adding(days: -1) ?? first.adding(days: 30)
  }

  /// Whether the day lies in the range.
  public func contains(_ day: Day) -> Bool { first <= day && day <= last }

  /// `2026-10-01 to 2026-10-31`.
  public var description: String { "\(first) to \(last)" }
}
