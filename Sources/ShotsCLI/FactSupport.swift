import ArgumentParser
import Billing
import Practice
import Storage

/// How a fact ends: on a day, or because it was recorded by mistake.
struct EndingOptions: ParsableArguments {
  @Option(help: "The last day, included.") var on: String?
  @Option(
    help: "Why it should never have been there; it then counts for nothing, and stays visible.")
  var mistake: String?

  /// Ends a fact and says so.
  func end<Fact: Keepable>(
    _ type: Fact.Type, _ text: String, _ session: Session, _ desk: Desk
  ) throws {
    let number: RecordID<Fact> = try ShotsCLI.number(Fact.noun, text)
    let verdict: Verdict
    switch (on, mistake) {
    case (let on?, nil):
      let day = try day("--on", on, desk)
      verdict = try desk.change(number) { (fact: Fact) in
        do throws(InvalidValue) {
          return try fact.ended(on: day)
        } catch {
          throw FlagError("--on", error)
        }
      }
    case (nil, let why?):
      verdict = try desk.withdraw(number, why: try flag("--mistake", why, Line.init(_:)))
    default:
      throw FlagError(usage: "say one of --on DAY, its last day, and --mistake WHY")
    }
    try session.tell(verdict, "\(Fact.noun) \(number)")
  }
}

/// A day as people type it; the flag is named when it is none.
func day(_ name: String, _ text: String, _ desk: Desk) throws(FlagError) -> Day {
  try flag(name, text) { text throws(InvalidValue) in try Day(text, today: desk.today) }
}

/// A day of something that has happened.
func pastDay(_ text: String, _ desk: Desk) throws(InvalidValue) -> Day {
  let day = try Day(text, today: desk.today)
  guard day <= desk.today else {
    throw InvalidValue(kind: "date", value: text, reason: "is after today, \(desk.today)")
  }
  return day
}

/// A day that may be missing.
func day(_ name: String, _ text: String?, _ desk: Desk) throws(FlagError) -> Day? {
  guard let text else { return nil }
  return try day(name, text, desk) as Day
}

/// Yes or no; nil when the flag is not there.
func yesNo(_ name: String, _ text: String?) throws(FlagError) -> Bool? {
  try flag(name, text, YesNo.init(_:))?.isYes
}

extension Desk {
  /// The patient of a command that works for everybody when none is named.
  func patientID(_ mrn: String?) throws -> Patient.ID? {
    try mrn.map { RecordID(try patient(try MRN($0)).row) }
  }

  /// A drug by whatever name people use.
  func drug(_ name: String, _ text: String) throws -> DrugKey {
    do {
      return try findDrug(text).key
    } catch let error as InvalidValue {
      throw FlagError(name, error)
    }
  }
}

/// The record numbers of patients, each looked up once.
struct RecordNumbers {
  private let desk: Desk
  private var known: [Patient.ID: String] = [:]

  init(_ desk: Desk) { self.desk = desk }

  /// The record number of a patient.
  mutating func text(_ id: Patient.ID?) throws -> String? {
    guard let id else { return nil }
    if let mrn = known[id] { return mrn }
    let mrn = try desk.ledger.patient(id: id)?.value.mrn.text ?? String(id.number)
    known[id] = mrn
    return mrn
  }
}
