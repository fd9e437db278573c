import Practice
import SQLite

extension Ledger {
  /// A set of diagnosis codes with its number.
  public typealias NumberedDiagnosisSet = (number: Int64, set: DiagnosisSet)

  /// The sets of diagnosis codes, in the order in which they begin, and of one day in the order in
  /// which they came.
  public func diagnosisSets() throws -> [NumberedDiagnosisSet] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT id, name, valid_from, valid_to FROM diagnosis_set ORDER BY valid_from, id"
      ) { row in
        (
          try row.int64(0),
          DiagnosisSet(stored: try row.value(1), from: try row.day(2), to: try row.day(3))
        )
      }
    }
  }

  /// Gives what each category holds from which set on, by category and in the order in which it
  /// came: all of them, or those that a text with codes or the diagnoses of a visit name.
  ///
  /// One index holds it without the labels: all of some 2,000 categories are read in a millisecond.
  public func eachDiagnosisCategory(
    in text: String? = nil, of visit: Encounter.ID? = nil,
    _ body: (_ set: Int64, _ category: String, _ codes: String) throws -> Void
  ) throws {
    try translating(operation: nil) {
      try connection.each(
        """
        SELECT set_id, category, codes FROM diagnosis_category INDEXED BY diagnosis_category_codes
        WHERE instr(
          coalesce(?1, (SELECT diagnoses FROM encounter WHERE id = ?2), category), category) > 0
        ORDER BY category, id
        """, text, visit
      ) { try body(try $0.int64(0), try $0.text(1), try $0.text(2)) }
    }
  }

  /// What a category holds from which set on, with the labels of its codes, in the order in which
  /// it came.
  public func diagnosisCategory(
    _ key: String
  ) throws -> [(set: Int64, category: DiagnosisCategory)] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT set_id, category, codes, labels FROM diagnosis_category WHERE category = ?1
        ORDER BY id
        """, key
      ) { row in
        (
          try row.int64(0),
          DiagnosisCategory(key: try row.text(1), codes: try row.text(2), labels: try row.text(3))
        )
      }
    }
  }

  /// Adds a set; its number.
  public func insertDiagnosisSet(_ set: DiagnosisSet) throws -> Int64 {
    try connection.run(
      "INSERT INTO diagnosis_set (name, valid_from, valid_to) VALUES (?1, ?2, ?3)", set.name,
      set.from, set.to)
    return connection.lastInsertRowID
  }

  /// Adds what a category holds from a set on.
  public func insertDiagnosisCategory(_ category: DiagnosisCategory, set: Int64) throws {
    try connection.run(
      """
      INSERT INTO diagnosis_category (set_id, category, codes, labels) VALUES (?1, ?2, ?3, ?4)
      """, set, category.key, category.codes, category.labels)
  }
}
