import ArgumentParser
import Billing
import Practice

/// The flags that say what a visit treats, where somebody else may pay (R41, R79, R80).
struct CauseOptions: ParsableArguments {
  @Option(
    help: "An accident caused it: \(words(of: Accident.Kind.self)); none takes it back.",
    completion: .list(Accident.Kind.allCases.map(\.rawValue) + ["none"]))
  var accident: String?
  @Option(help: "When the accident happened; claims need it.") var accidentOn: String?
  @Option(help: "In which state; claims need it for an automobile accident.")
  var accidentState: String?
  @Option(help: "Whether it treats what a stay or hospice is for: yes or no.") var forStay: String?
  @Option(help: "Whether it treats the usual recovery after a surgery: yes or no.")
  var forSurgery: String?

  /// What the flags say, on top of what was said before.
  func apply(to base: VisitCause, _ desk: Desk) throws -> VisitCause {
    var cause = base
    if accident == "none" {
      cause.accident = nil
    } else if let accident {
      cause.accident = Accident(kind: try flag("--accident", accident, Accident.Kind.init(_:)))
      cause.accident?.date = base.accident?.date
      cause.accident?.state = base.accident?.state
    }
    let date = try flag("--accident-on", accidentOn) { text throws(InvalidValue) in
      try pastDay(text, desk)
    }
    let state = try flag("--accident-state", accidentState, StateCode.init(_:))
    if date != nil || state != nil, cause.accident == nil {
      throw FlagError(missing: "--accident", "what kind it was: work, auto or other")
    }
    if let date { cause.accident?.date = date }
    if let state { cause.accident?.state = state }
    if let answer = try yesNo("--for-stay", forStay) { cause.isForStay = answer }
    if let answer = try yesNo("--for-surgery", forSurgery) { cause.isForSurgery = answer }
    return cause
  }

  /// What a visit treats, in words; empty when nobody said so.
  static func describe(_ cause: VisitCause) -> String {
    let accident = cause.accident.map { accident in
      "\(accident.kind) accident" + (accident.date.map { " of \($0)" } ?? "")
        + (accident.state.map { " in \($0)" } ?? "")
    }
    let parts: [String?] = [
      accident,
      cause.isForStay.map { "for what the stay is for: " + YesNo($0).rawValue },
      cause.isForSurgery.map { "for the recovery after surgery: " + YesNo($0).rawValue },
    ]
    return parts.compactMap { $0 }.joined(separator: "  ")
  }
}
