import Practice
import SQLite

/// A practice's own short name for a drug: `ket60`.
public struct DrugAlias: Hashable, Sendable {
  /// Lower case, without blanks.
  public var name: String
  /// The drug that it stands for.
  public var drug: DrugKey
  /// The dose that usually goes with it.
  public var dose: DoseAmount?
  /// The route that usually goes with it.
  public var route: Route?

  /// A short name; refuses an empty one and one with blanks.
  public init(name: String, drug: DrugKey, dose: DoseAmount?, route: Route?) throws(InvalidValue) {
    let key = name.lowercased()
    guard (1...30).contains(key.utf8.count), !key.contains(where: { $0.isWhitespace }) else {
      throw InvalidValue(
        kind: "short name", value: name,
        reason: "must have at most 30 characters and no blanks, like ket60")
    }
    self.name = key
    self.drug = drug
    self.dose = dose
    self.route = route
  }
}

extension Ledger {
  /// Every short name that is in use, by name. Rows are never deleted: one that was taken back has
  /// no drug.
  public func drugAliases() throws -> [DrugAlias] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT name, drug, dose_millionths, dose_unit, route FROM drug_alias WHERE drug <> ''
        ORDER BY name
        """
      ) { row in
        var dose: DoseAmount?
        if let value = try row.optionalQuantity(2) {
          dose = DoseAmount(value: value, unit: try row.word(3))
        }
        return try DrugAlias(
          name: try row.text(0), drug: try row.value(1), dose: dose,
          route: try row.optionalWord(4))
      }
    }
  }

  /// Saves a short name, in place of an earlier one of the same name.
  public func saveDrugAlias(_ alias: DrugAlias) throws -> Verdict {
    let existing = try drugAliases().first { $0.name == alias.name }
    if existing == alias { return .same }
    try connection.run(
      """
      INSERT INTO drug_alias (name, drug, dose_millionths, dose_unit, route)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (name) DO UPDATE SET drug = excluded.drug,
        dose_millionths = excluded.dose_millionths, dose_unit = excluded.dose_unit,
        route = excluded.route
      """,
      alias.name, alias.drug, alias.dose?.value, Coded(alias.dose?.unit), Coded(alias.route))
    return existing == nil ? .new : .changed
  }

  /// Takes a short name back; false when there is none.
  public func takeBackDrugAlias(_ name: String) throws -> Bool {
    guard let existing = try drugAliases().first(where: { $0.name == name.lowercased() }) else {
      return false
    }
    try connection.run(
      """
      UPDATE drug_alias SET drug = '', dose_millionths = NULL, dose_unit = NULL, route = NULL
      WHERE name = ?1
      """, existing.name)
    return true
  }
}
