import Practice

/// A diagnosis code that ended, with the codes that took its place (R70): one row of
/// `diagnosis_changes.csv`. The reference holds no ICD-10-CM table, so only what it states, and
/// what the code set's own pages say of those codes, is here; other codes are not judged.
public struct DiagnosisChange: Sendable {
  /// The code that ended.
  public let code: Diagnosis
  /// Its last valid day.
  public let lastDay: Day
  /// The codes in its place; empty when they are not listed.
  public let replacements: [Diagnosis]
  /// What to think of.
  public let note: String
  /// Where it is written.
  public let source: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    code = try Diagnosis(row[ChangeColumn.code])
    lastDay = try Day(row[ChangeColumn.lastDay])
    replacements = try row.list(ChangeColumn.replacements, Diagnosis.init(_:))
    note = row[ChangeColumn.note]
    source = row[ChangeColumn.source]
  }

  /// The few rows of the file; comparing them all is quicker than hashing each diagnosis.
  static let embedded: (rows: [DiagnosisChange], faults: [String]) = {
    let (rows, faults) = ReferenceFile.diagnosisChanges.rows(DiagnosisChange.init(_:))
    return (rows, faults)
  }()
}

/// The columns of `diagnosis_changes.csv`, in order.
enum ChangeColumn: Int, CaseIterable {
  case code
  case lastDay
  case replacements
  case note
  case source
}

/// A diagnosis that claims of the day cannot carry (R70).
private struct InvalidDiagnosis {
  let code: Diagnosis
  /// What is wrong with it, without a point at the end.
  let problem: String
  /// The codes that may be meant.
  let instead: [Diagnosis]
  /// Where all of them are listed, when only some are named.
  let list: String?
}

extension Worksheet {
  /// The most codes that a finding offers; all others are a command away.
  private static let mostOffered = 4

  /// R70: diagnoses that are not in the code set of the day, or need more digits. The rule is of
  /// medium confidence, so it asks; ``Visit/severities`` can make it hold the claim. Without a set
  /// for the day only the changes that the reference states are known, and
  /// ``DiagnosisCodes/isChecked(on:)`` says so to those who ask.
  mutating func checkDiagnosisDates() {
    var invalid: [InvalidDiagnosis] = []
    if let set = visit.diagnosisCodes.place(on: date) {
      for diagnosis in visit.encounter.diagnoses {
        if let found = checked(diagnosis, in: set) { invalid.append(found) }
      }
    } else {
      for diagnosis in visit.encounter.diagnoses {
        for change in DiagnosisChange.embedded.rows
        where change.code == diagnosis && date > change.lastDay {
          invalid.append(ended(change))
        }
      }
    }
    for found in invalid { noteInvalid(found, among: invalid) }
  }

  private func ended(_ change: DiagnosisChange) -> InvalidDiagnosis {
    InvalidDiagnosis(
      code: change.code,
      problem: "\(change.code) is not valid on \(date): it ended on \(change.lastDay) (code sets"
        + " change every October)", instead: change.replacements, list: nil)
  }

  private func checked(_ diagnosis: Diagnosis, in set: Int) -> InvalidDiagnosis? {
    let name = visit.diagnosisCodes.sets[set].name
    switch visit.diagnosisCodes.standing(of: diagnosis, in: set) {
    case .valid: return nil
    case .heading(let codes):
      return InvalidDiagnosis(
        code: diagnosis, problem: "\(diagnosis) needs more digits on \(date) (\(name))",
        instead: codes, list: "shots reference show diagnoses \(diagnosis) --on \(date)")
    case .missing(let above, let codes):
      let other = visit.diagnosisCodes.otherDays(of: diagnosis, than: set)
      return InvalidDiagnosis(
        code: diagnosis,
        problem: "\(diagnosis) is not valid on \(date): \(name) has no such code"
          + (other.map { ", \($0.name) of \($0.from) to \($0.to) has it" } ?? ""),
        instead: codes, list: above.map { "shots reference show diagnoses \($0) --on \(date)" })
    }
  }

  /// Which code is right is in the chart: those that may be meant are offered where they are few.
  private mutating func noteInvalid(_ found: InvalidDiagnosis, among all: [InvalidDiagnosis]) {
    let codes = found.instead
    let named = found.list == nil ? codes[...] : codes.prefix(Worksheet.mostOffered)
    var message = found.problem + "."
    if !codes.isEmpty {
      message =
        found.problem + (codes.count == 1 ? "; use " : "; use one of ")
        + named.map(\.text).joined(separator: ", ")
        + (named.count < codes.count ? " and \(codes.count - named.count) more" : "")
        + (named.count < codes.count ? found.list.map { ": \($0)" } ?? "." : ".")
    }
    let isOffered = all.count == 1 && codes.count <= Worksheet.mostOffered
    note(
      "R70", .warning, field: "diagnoses", message, fix: mend(found, among: all, "…"),
      choices: isOffered ? codes.map { mend(found, among: all, $0.text) } : [])
  }

  /// The command that puts a code in place of one. It leaves a place for each of the others, so
  /// that none of them comes back.
  private func mend(
    _ found: InvalidDiagnosis, among all: [InvalidDiagnosis], _ code: String
  ) -> String {
    let kept = visit.encounter.diagnoses.map { diagnosis in
      if diagnosis == found.code { return code }
      return all.contains { $0.code == diagnosis } ? "…" : diagnosis.text
    }
    return correctEncounter("--diagnoses \(kept.joined(separator: ","))")
  }
}
