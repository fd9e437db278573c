import Practice
import SQLite

/// How the practice works from a day on, where practices differ.
public struct PracticeHabitEntry: Sendable {
  /// Which habit.
  public let name: PracticeHabits.Name
  /// Its text.
  public let value: String
  /// From which day of service on.
  public let effectiveFrom: Day

  /// A habit from a day on.
  public init(_ name: PracticeHabits.Name, to value: String, from day: Day) {
    self.name = name
    self.value = value
    effectiveFrom = day
  }
}

extension Ledger {
  /// The habits that the practice set, oldest first: a later entry for the same name and day wins.
  public func practiceHabits() throws -> [PracticeHabitEntry] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT name, value, effective_from FROM practice_setting ORDER BY effective_from, id"
      ) { PracticeHabitEntry(try $0.word(0), to: try $0.text(1), from: try $0.day(2)) }
    }
  }

  /// Sets a habit of the practice from a day on.
  public func savePracticeHabit(_ entry: PracticeHabitEntry) throws -> Verdict {
    let current = try practiceHabits().last {
      $0.name == entry.name && $0.effectiveFrom == entry.effectiveFrom
    }
    if current?.value == entry.value { return .same }
    try connection.run(
      "INSERT INTO practice_setting (name, value, effective_from) VALUES (?1, ?2, ?3)",
      Coded(entry.name), entry.value, entry.effectiveFrom)
    return current == nil ? .new : .changed
  }
}
