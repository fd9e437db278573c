import Practice
import Testing

@Suite("Days") struct DayTests {
  private let today = Day(year: 2026, month: 11, day: 2) ?? Day(number: 0)

  @Test("Every day of three centuries survives its text") func roundTrip() throws {
    let first = try Day("1900-01-01")
    var number = first.number
    while let day = Optional(Day(number: number)), day.components.year < 2200 {
      #expect(try Day(day.description) == day)
      number += 13
    }
  }

  @Test(
    "Days that do not exist are refused",
    arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-10-32", "26-10-03", "2026-1-3", ""])
  func refuses(_ text: String) {
    #expect(throws: InvalidValue.self) { try Day(text) }
  }

  @Test(
    "People write days in many ways",
    arguments: [
      ("today", "2026-11-02"), ("Yesterday", "2026-11-01"), ("10/3", "2026-10-03"),
      ("11/2", "2026-11-02"), ("10/3/26", "2026-10-03"), ("5/4", "2026-05-04"),
      ("10/3/2025", "2025-10-03"), ("2026-10-03", "2026-10-03"),
    ])
  func reads(_ text: String, _ day: String) throws {
    #expect(try Day(text, today: today).description == day)
  }

  @Test("In January a month and day may be of last year; a day long gone needs its year")
  func halfAYear() throws {
    let january = try Day("2026-01-05")
    #expect(try Day("12/30", today: january).description == "2025-12-30")
    #expect(throws: InvalidValue.self) { try Day("12/1", today: today) }
  }

  @Test("A Medicare year ends on the same calendar day; 29 February on the 28th (R78)")
  func nextYear() throws {
    #expect(try Day("2025-03-10").sameDayNextYear.description == "2026-03-10")
    #expect(try Day("2024-02-29").sameDayNextYear.description == "2025-02-28")
  }

  @Test("Age changes on the birthday") func age() throws {
    let birth = try Day("2008-02-29")
    #expect(try Day("2026-02-28").age(bornOn: birth) == 17)
    #expect(try Day("2026-03-01").age(bornOn: birth) == 18)
  }

  @Test("A month is its first to its last day") func months() throws {
    #expect(try DayRange(month: "2024-02").description == "2024-02-01 to 2024-02-29")
    #expect(try DayRange(month: "2026-12").last.description == "2026-12-31")
    #expect(throws: InvalidValue.self) { try DayRange(month: "2026-13") }
  }

  @Test("No count of days leads out of the years of a ledger", arguments: [Int.min, Int.max])
  func ends(_ days: Int) {
    #expect(Day.years.contains(today.adding(days: days).components.year))
  }

  @Test("A year is never below zero") func belowZero() {
    #expect(throws: InvalidValue.self) { try Day("10/3/-5", today: today) }
  }

  @Test("The compact form is what 837P wants") func compact() throws {
    #expect(try Day("2026-10-03").compact == "20261003")
  }
}

@Suite("Days and times as they are typed") struct TypedDayTests {
  @Test(
    "Days with a month's name or dashes are read",
    arguments: [
      "Oct 28", "October 28", "28 oct", "Oct. 28, 2026", "10-28", "10-28-2026", "10-28-26",
    ])
  func day(_ text: String) throws {
    let today = try Day("2026-11-02")
    #expect(try Day(text, today: today).description == "2026-10-28")
  }

  @Test(
    "What is no day is refused", arguments: ["Oct", "Oct 32", "Foo 28", "10-", "1-2-3-4", "oc 1"])
  func noDay(_ text: String) throws {
    let today = try Day("2026-11-02")
    #expect(throws: InvalidValue.self) { try Day(text, today: today) }
  }

  @Test("A day to come is told with the year that it is not")
  func tomorrow() throws {
    let today = try Day("2026-11-02")
    let error = #expect(throws: InvalidValue.self) { try Day("11/3", today: today) }
    #expect(error?.reason.contains("11/3/2025") == true)
  }

  @Test(
    "Twelve hours are read",
    arguments: [
      ("2:30pm", "14:30"), ("2:30 PM", "14:30"), ("12am", "00:00"), ("12:05 p.m.", "12:05"),
      ("9 am", "09:00"),
    ])
  func time(_ pair: (String, String)) throws {
    #expect(try TimeOfDay(pair.0).description == pair.1)
  }

  @Test("What is no time is refused", arguments: ["13pm", "0am", "pm", "2:3pm", "2:60pm"])
  func noTime(_ text: String) throws {
    #expect(throws: InvalidValue.self) { try TimeOfDay(text) }
  }
}
