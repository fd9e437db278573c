import Coding
import Practice
import Storage

extension DiagnosisCodes {
  /// The imported codes, read once for all visits: all of them, or those that a text with codes or
  /// the diagnoses of one visit need.
  init(_ ledger: Ledger, in text: String? = nil, of visit: Encounter.ID? = nil) throws {
    let sets = try ledger.diagnosisSets()
    guard !sets.isEmpty else {
      self.init()
      return
    }
    let places = Dictionary(
      uniqueKeysWithValues: sets.enumerated().map { ($0.element.number, $0.offset) })
    var entries: [String: [Entry]] = [:]
    try ledger.eachDiagnosisCategory(in: text, of: visit) { set, category, codes in
      guard let place = places[set] else {
        throw LedgerError.damaged("diagnoses \(category) have no set")
      }
      // What came later for the same set stands in its place.
      entries[category, default: []].removeAll { $0.set == place }
      entries[category, default: []].append(Entry(set: place, codes: codes))
    }
    for (category, list) in entries where list.count > 1 {
      entries[category] = list.sorted { $0.set < $1.set }
    }
    self.init(sets: sets.map(\.set), entries: entries)
  }
}

extension Ledger {
  /// The diagnosis codes that were imported, as far as a text names their categories.
  public func diagnosisCodes(in text: String? = nil) throws -> DiagnosisCodes {
    try DiagnosisCodes(self, in: text)
  }

  /// A code of the set that decides on a day, and all codes below it; empty when it has none, nil
  /// when no set was imported for the day.
  public func diagnoses(
    _ code: Diagnosis, on day: Day
  ) throws -> (set: DiagnosisSet, codes: [DiagnosisCategory.Code])? {
    let sets = try diagnosisSets()
    guard let place = sets.lastIndex(where: { $0.set.holds(on: day) }) else { return nil }
    let rows = try diagnosisCategory(String(code.text.prefix(3)))
    let codes = sets[...place].inForce(rows)?.list ?? []
    return (sets[place].set, codes.filter { $0.code.compact.hasPrefix(code.compact) })
  }
}

extension ArraySlice<Ledger.NumberedDiagnosisSet> {
  /// What holds of a category after these sets: what the last of them says that speaks of it.
  func inForce(_ rows: [(set: Int64, category: DiagnosisCategory)]) -> DiagnosisCategory? {
    for entry in reversed() {
      if let row = rows.last(where: { $0.set == entry.number }) { return row.category }
    }
    return nil
  }
}
