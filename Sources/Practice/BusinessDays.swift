extension Day {
  /// Whether the day is a Saturday or a Sunday.
  public var isWeekend: Bool {
    // 1970-01-01, day 0, was a Thursday.
    let weekday = (Int(number) % 7 + 7) % 7
    return weekday == 2 || weekday == 3
  }

  /// The day that is so many business days later: Monday to Friday but for `holidays`.
  public func adding(businessDays: Int, holidays: Set<Day> = []) -> Day {
    var day = self
    var left = businessDays
    while left > 0 {
      let next = day.adding(days: 1)
      guard next > day else { break }
      day = next
      if !day.isWeekend, !holidays.contains(day) { left -= 1 }
    }
    return day
  }

  /// How many business days lie after this day, up to `other`, included; 0 when it is not later.
  public func businessDays(until other: Day, holidays: Set<Day> = []) -> Int {
    var count = 0
    var day = self
    while day < other {
      let next = day.adding(days: 1)
      guard next > day else { break }
      day = next
      if !day.isWeekend, !holidays.contains(day) { count += 1 }
    }
    return count
  }
}
