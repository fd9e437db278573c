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

extension Worksheet {
  /// R70: diagnoses that had ended on the day, or need more digits. The rule is of medium
  /// confidence, so it asks; ``Visit/severities`` can make it hold the claim.
  mutating func checkDiagnosisDates() {
    let changes = DiagnosisChange.embedded.rows
    for diagnosis in visit.encounter.diagnoses {
      for change in changes where change.code == diagnosis && date > change.lastDay {
        noteEnded(change)
      }
    }
  }

  private mutating func noteEnded(_ change: DiagnosisChange) {
    let codes = change.replacements.map(\.text).joined(separator: ", ")
    let kept = visit.encounter.diagnoses.map { $0 == change.code ? "…" : $0.text }
    note(
      "R70", .warning, field: "diagnoses",
      "\(change.code) is not valid on \(date): it ended on \(change.lastDay) (code sets change"
        + " every October)" + (codes.isEmpty ? "." : "; use one of \(codes)."),
      fix: correctEncounter("--diagnoses \(kept.joined(separator: ","))"))
  }
}
