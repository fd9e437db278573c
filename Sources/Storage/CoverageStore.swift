import Practice
import SQLite

extension Ledger {
  /// The policies of a patient, primary first, newest first.
  public func coverages(of patient: Patient.ID) throws -> [Stored<Coverage>] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT * FROM coverage_state WHERE patient_id = ?1 AND current
        ORDER BY priority, effective_from DESC, row DESC
        """, patient
      ) { try Ledger.storedCoverage($0) }
    }
  }

  /// A policy whose row begins with number, version and the columns of the query above.
  static func storedCoverage(_ row: borrowing Row, at column: Int = 0) throws -> Stored<Coverage> {
    var subscriber: Coverage.Subscriber?
    if try !row.isNull(column + 9) {
      subscriber = Coverage.Subscriber(
        name: try row.name(at: column + 9), birthDate: try row.optionalDay(column + 12),
        sex: try row.optionalWord(column + 13))
    }
    var coverage: Coverage
    do {
      coverage = try Coverage(
        payer: try row.value(column + 2), priority: try row.word(column + 3),
        memberID: try row.value(column + 6), groupNumber: try row.optional(column + 7),
        relationship: try row.word(column + 8), subscriber: subscriber,
        effectiveFrom: try row.day(column + 4), effectiveTo: nil)
      if let last = try row.optionalDay(column + 5) { coverage = try coverage.ended(on: last) }
    } catch let error as InvalidValue {
      throw LedgerError.damaged("a coverage: \(error.kind) \(error.reason)")
    }
    return Stored(row: try row.int64(column), version: try row.int64(column + 1), value: coverage)
  }

  /// Saves a policy. The same payer, priority and first day is the same policy; a difference adds
  /// a version.
  public func saveCoverage(
    _ coverage: Coverage, of patient: Patient.ID, payer payerRow: Int64
  ) throws -> Verdict {
    let existing = try coverages(of: patient).first {
      $0.value.payer == coverage.payer && $0.value.priority == coverage.priority
        && $0.value.effectiveFrom == coverage.effectiveFrom
    }
    if existing?.value == coverage { return .same }
    let id: Int64
    let version: Int64
    if let existing {
      id = existing.row
      version = try connection.one("SELECT version + 1 FROM coverage WHERE id = ?1", id) {
        try $0.int64(0)
      }
      try connection.run("UPDATE coverage SET version = ?2 WHERE id = ?1", id, version)
    } else {
      version = 1
      try connection.run(
        """
        INSERT INTO coverage (patient_id, payer_row, priority, effective_from, version)
        VALUES (?1, ?2, ?3, ?4, 1)
        """, patient, payerRow, Coded(coverage.priority), coverage.effectiveFrom)
      id = connection.lastInsertRowID
    }
    let subscriber = coverage.subscriber
    try connection.run(
      """
      INSERT INTO coverage_version (
        coverage_id, version, effective_to, member_id, group_number, relationship,
        subscriber_last_name, subscriber_first_name, subscriber_middle_name,
        subscriber_birth_date, subscriber_sex)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      """,
      id, version, coverage.effectiveTo, coverage.memberID, coverage.groupNumber,
      Coded(coverage.relationship), subscriber?.name.last, subscriber?.name.first,
      subscriber?.name.middle, subscriber?.birthDate, Coded(subscriber?.sex))
    return existing == nil ? .new : .changed
  }
}
