import Glibc
import Practice

/// A moment, in UTC and in the practice's time zone.
struct Clock {
  /// The practice's day.
  let today: Day
  /// The practice's time of day.
  let time: TimeOfDay
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  let moment: String

  /// The moment now. `SHOTS_NOW`, as `2026-11-02T09:15`, stands in for the practice's clock in
  /// demonstrations and tests, also for the moments that are stored.
  init(timeZone: String) {
    var seconds = Glibc.time(nil)
    var parts = tm()
    setenv("TZ", timeZone, 1)
    tzset()
    if let given = Environment["SHOTS_NOW"], let now = Clock.parse(given) {
      (today, time) = now
      moment = Clock.moment(Clock.seconds(now.0, now.1))
      return
    }
    moment = Clock.moment(seconds)
    localtime_r(&seconds, &parts)
    today = Clock.day(parts)
    time = TimeOfDay(minutes: Int(parts.tm_hour) * 60 + Int(parts.tm_min))
  }

  /// A moment in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  private static func moment(_ seconds: time_t) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return "\(day(parts))T\(padded(Int(parts.tm_hour)))"
      + ":\(padded(Int(parts.tm_min))):\(padded(Int(parts.tm_sec)))Z"
  }

  /// A day and a time of day in the time zone that is set.
  private static func seconds(_ day: Day, _ time: TimeOfDay) -> time_t {
    let date = day.components
    var parts = tm()
    parts.tm_year = Int32(date.year - 1900)
    parts.tm_mon = Int32(date.month - 1)
    parts.tm_mday = Int32(date.day)
    parts.tm_min = Int32(time.minutes)
    parts.tm_isdst = -1
    return mktime(&parts)
  }

  private static func day(_ parts: tm) -> Day {
    Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? Day(number: 0)
  }

  private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func parse(_ text: String) -> (Day, TimeOfDay)? {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count <= 2, let day = try? Day(String(parts[0])) else { return nil }
    guard parts.count == 2 else { return (day, TimeOfDay(minutes: 9 * 60)) }
    guard let time = try? TimeOfDay(String(parts[1])) else { return nil }
    return (day, time)
  }

  /// What is wrong with `SHOTS_NOW`; nil when nothing is. The real clock must not take the place of
  /// one that was mistyped: doses would be logged on another day.
  static var fault: String? {
    guard let given = Environment["SHOTS_NOW"], parse(given) == nil else { return nil }
    return "SHOTS_NOW \"\(given)\": must be a day and a time like 2026-11-02T09:15"
  }
}

/// Whether the system knows a time zone.
func isKnownTimeZone(_ name: String) -> Bool {
  guard !name.hasPrefix("/"), !name.contains("..") else { return false }
  return access("/usr/share/zoneinfo/" + name, F_OK) == 0
}
