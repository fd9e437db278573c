/// A local time of day, to the minute.
public struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Minutes after midnight, 0–1439.
  public let minutes: Int

  /// Reads `14:46`, `9:05`, `1446` or `2:46pm`.
  public init(_ text: String) throws(InvalidValue) {
    let digits = Characters.trimmed(text)
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
    var hour: Int?
    var minute: Int?
    if parts.count == 2, parts[1].utf8.count == 2,
      Characters.areDigits(digits.utf8.filter { $0 != 0x3A })
    {
      hour = Int(parts[0])
      minute = Int(parts[1])
    } else if parts.count == 1, digits.utf8.count == 4, Characters.areDigits(digits.utf8) {
      hour = Int(digits.prefix(2))
      minute = Int(digits.suffix(2))
    } else if let time = Typed.halfDay(digits) {
      (hour, minute) = time
    }
    guard let hour, let minute, (0...23).contains(hour), (0...59).contains(minute) else {
      throw InvalidValue(kind: "time", value: text, reason: "must be written HH:MM, like 14:46")
    }
    minutes = hour * 60 + minute
  }

  /// Reads `14:46` and nothing else: what the ledger holds.
  package init?(stored text: Span<UInt8>) {
    guard text.count == 5, text[2] == UInt8(ascii: ":") else { return nil }
    var digits = (hour: 0, minute: 0)
    for place in 0..<5 where place != 2 {
      let digit = Int(text[place]) - Int(UInt8(ascii: "0"))
      guard (0...9).contains(digit) else { return nil }
      if place < 2 {
        digits.hour = digits.hour * 10 + digit
      } else {
        digits.minute = digits.minute * 10 + digit
      }
    }
    guard digits.hour < 24, digits.minute < 60 else { return nil }
    minutes = digits.hour * 60 + digits.minute
  }

  /// The time with this many minutes after midnight; held within the day.
  public init(minutes: Int) { self.minutes = min(max(minutes, 0), 1439) }

  /// `HH:MM`.
  public var description: String { padded(minutes / 60) + ":" + padded(minutes % 60) }

  /// `HHMM`, as ISA10 and GS05 want it.
  public var compact: String { padded(minutes / 60) + padded(minutes % 60) }

  private func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// Earlier times first.
  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}
