import Practice
import Storage

/// What rows of doses say of visits that are in the ledger already: added to what they say, but
/// never against a person who corrected the visit since.
struct VisitMerge {
  private let ledger: Ledger
  /// Visits with higher numbers were made by this file.
  private let lastEncounter: Int64
  /// Visits that people corrected, looked up when a row first says something else.
  private var corrected: Set<Encounter.ID>?

  init(_ ledger: Ledger, lastEncounter: Int64) {
    self.ledger = ledger
    self.lastEncounter = lastEncounter
  }

  /// The visit as it should stand after a row. `isNew` says that the row brings another dose to it:
  /// such a row does not move the visit, and the doses that are there, to another day or place.
  mutating func merged(
    _ row: Encounter, into said: Encounter, isNew: Bool
  ) throws -> Encounter {
    guard let id = said.id else { throw LedgerError.damaged("a visit has no number") }
    let merged = VisitMerge.merge(row, into: said)
    if merged == said { return said }
    if try isCorrected(id) {
      if try ledger.earlierVersions(of: id).contains(where: {
        VisitMerge.merge(row, into: $0) == $0
      }) {
        return said
      }
      throw refusal(
        row,
        "is visit \(id), which was corrected by hand and says something else; correct it with: "
          + "shots encounter correct \(id) …")
    }
    if id.number > lastEncounter, !VisitMerge.onlyAddsLists(merged, to: said) {
      throw refusal(
        row,
        "is described differently by an earlier row of this file: "
          + "date, provider, supervision and place of a visit must agree")
    }
    if isNew, !VisitMerge.agrees(merged, with: said) {
      throw refusal(
        row,
        "is visit \(id) of \(said.date), which is described differently: date, provider, "
          + "supervision and place of a visit must agree; give another visit a reference of its own"
      )
    }
    return merged
  }

  private mutating func isCorrected(_ id: Encounter.ID) throws -> Bool {
    if let corrected { return corrected.contains(id) }
    let found = try ledger.encountersChanged(
      otherThanBy: "import \(ImportKind.doses.rawValue)")
    corrected = found
    return found.contains(id)
  }

  private func refusal(_ row: Encounter, _ reason: String) -> RowRefusal {
    RowRefusal(column: "encounter_ref", value: row.reference?.text ?? "", reason: reason)
  }

  private static func onlyAddsLists(_ merged: Encounter, to said: Encounter) -> Bool {
    var other = merged
    other.diagnoses = said.diagnoses
    other.otherServices = said.otherServices
    return other == said
  }

  /// Whether nothing that the visit says is said otherwise; what was not said may come in.
  private static func agrees(_ merged: Encounter, with said: Encounter) -> Bool {
    merged.date == said.date
      && (said.provider == nil || merged.provider == said.provider)
      && (said.supervisingProvider == nil
        || merged.supervisingProvider == said.supervisingProvider)
      && (said.supervisionMode == nil || merged.supervisionMode == said.supervisionMode)
      && (said.placeOfService == nil || merged.placeOfService == said.placeOfService)
  }

  /// A visit as a further row describes it: diagnoses and services of all its rows are put
  /// together, because files often give each dose only its own.
  private static func merge(_ row: Encounter, into said: Encounter) -> Encounter {
    var merged = row
    merged.id = said.id
    merged.reference = said.reference
    // An empty cell says nothing; it does not take back what a person added.
    merged.provider = row.provider ?? said.provider
    merged.supervisingProvider = row.supervisingProvider ?? said.supervisingProvider
    merged.supervisionMode = row.supervisionMode ?? said.supervisionMode
    merged.placeOfService = row.placeOfService ?? said.placeOfService
    merged.diagnoses =
      said.diagnoses + row.diagnoses.filter { !said.diagnoses.contains($0) }
    merged.otherServices =
      said.otherServices + row.otherServices.filter { !said.otherServices.contains($0) }
    return merged
  }
}
