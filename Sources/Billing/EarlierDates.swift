import Claims
import Practice
import Storage

/// A day that a visit tells of what came before it: an illness, an accident, a stay (837P 2300
/// DTP).
struct EarlierDate {
  /// The flag that says it.
  let flag: String
  /// The column of an import that says it.
  var column: String { String(flag.dropFirst(2).map { $0 == "-" ? "_" : $0 }) }
  /// The segment of the file.
  let field: String
  /// What happened then, in words.
  let event: String
  let day: Day

  /// Those that a visit tells.
  static func all(_ details: VisitDetails, _ accident: Accident?) -> [EarlierDate] {
    let dates = details.dates
    let all: [(String, String, String, Day?)] = [
      ("--onset", "2300 DTP*431", "The illness began", dates.onset),
      ("--initial-treatment", "2300 DTP*454", "The treatment began", dates.initialTreatment),
      ("--last-seen", "2300 DTP*304", "The physician last saw the patient", dates.lastSeen),
      ("--accident-on", "2300 DTP*439", "The accident happened", accident?.date),
      ("--admitted", "2300 DTP*435", "The patient was admitted", dates.admission),
    ]
    return all.compactMap { flag, field, event, day in
      day.map { EarlierDate(flag: flag, field: field, event: event, day: $0) }
    }
  }

  /// The first that a visit of a day cannot tell and did not tell before. What a visit says that is
  /// moved to an earlier day is held (``problems(of:_:_:)``).
  static func refused(
    _ now: [EarlierDate], before: [EarlierDate], on day: Day
  ) -> EarlierDate? {
    now.first { date in
      date.day > day && !before.contains { $0.flag == date.flag && $0.day == date.day }
    }
  }

  /// Why it is refused.
  static func reason(_ visit: Day) -> String { "is after the visit, \(visit)" }

  /// What keeps a claim of the visit from going: days after its own (R86).
  static func problems(
    of visit: Encounter, _ details: VisitDetails, _ accident: Accident?
  ) -> [ClaimProblem] {
    all(details, accident).filter { $0.day > visit.date }.map { date in
      ClaimProblem(
        field: date.field,
        message: "\(date.event) on \(date.day), after the service of \(visit.date)",
        why: "what a visit treats was there before it",
        mend: visit.id.map { "shots encounter correct \($0) \(date.flag) …" })
    }
  }
}

extension Desk {
  /// Refuses days after the visit, where they are new.
  static func checkEarlier(
    _ now: [EarlierDate], before: [EarlierDate] = [], on day: Day
  ) throws(Refusal) {
    guard let date = EarlierDate.refused(now, before: before, on: day) else { return }
    throw Refusal(.badData, "\(date.flag) \"\(date.day)\": \(EarlierDate.reason(day))")
  }
}
