import SQLite

/// Where the rows of each audited table are read: by the audit one by one as they are written, by
/// `shots check` all at once. A table that a migration adds has a row here, and a test says so.
enum AuditedRows {
  /// How many columns at the end of a table came after rows were audited without them: these the
  /// audit leaves out while they are null, so that what it says of older rows stays true.
  static func laterColumns(of table: Span<UInt8>) -> Int {
    laterColumns.first { $0.table.equals(table) }?.count ?? 0
  }

  private static let laterColumns: [(table: StaticString, count: Int)] = [("claim", 1)]

  /// The statement that gives the rows of a table between two numbers, the number first; nil for a
  /// table that is not audited.
  static func statement(of table: Span<UInt8>) -> SQL? {
    statements.first { $0.table.equals(table) }?.rows
  }

  // An array, because nothing has to be built before the first row is written.
  private static let statements: [(table: StaticString, rows: SQL)] = [
    ("operation", "SELECT * FROM operation WHERE id BETWEEN ?1 AND ?2"),
    ("operation_request", "SELECT * FROM operation_request WHERE id BETWEEN ?1 AND ?2"),
    ("practice", "SELECT * FROM practice WHERE id BETWEEN ?1 AND ?2"),
    ("provider", "SELECT * FROM provider WHERE id BETWEEN ?1 AND ?2"),
    ("provider_version", "SELECT * FROM provider_version WHERE id BETWEEN ?1 AND ?2"),
    ("payer", "SELECT * FROM payer WHERE id BETWEEN ?1 AND ?2"),
    ("payer_version", "SELECT * FROM payer_version WHERE id BETWEEN ?1 AND ?2"),
    ("payer_setting", "SELECT * FROM payer_setting WHERE id BETWEEN ?1 AND ?2"),
    ("patient", "SELECT * FROM patient WHERE id BETWEEN ?1 AND ?2"),
    ("patient_version", "SELECT * FROM patient_version WHERE id BETWEEN ?1 AND ?2"),
    ("coverage", "SELECT * FROM coverage WHERE id BETWEEN ?1 AND ?2"),
    ("coverage_version", "SELECT * FROM coverage_version WHERE id BETWEEN ?1 AND ?2"),
    ("fee", "SELECT * FROM fee WHERE id BETWEEN ?1 AND ?2"),
    ("drug_alias", "SELECT * FROM drug_alias WHERE id BETWEEN ?1 AND ?2"),
    ("encounter", "SELECT * FROM encounter WHERE id BETWEEN ?1 AND ?2"),
    ("encounter_version", "SELECT * FROM encounter_version WHERE id BETWEEN ?1 AND ?2"),
    ("dose", "SELECT * FROM dose WHERE id BETWEEN ?1 AND ?2"),
    ("acceptance", "SELECT * FROM acceptance WHERE id BETWEEN ?1 AND ?2"),
    ("batch", "SELECT * FROM batch WHERE id BETWEEN ?1 AND ?2"),
    ("claim", "SELECT * FROM claim WHERE id BETWEEN ?1 AND ?2"),
    ("claim_line", "SELECT * FROM claim_line WHERE id BETWEEN ?1 AND ?2"),
    (
      "claim_line_authorization",
      "SELECT * FROM claim_line_authorization WHERE id BETWEEN ?1 AND ?2"
    ),
    ("batch_paper", "SELECT * FROM batch_paper WHERE batch_id BETWEEN ?1 AND ?2"),
    ("batch_payer_setting", "SELECT * FROM batch_payer_setting WHERE id BETWEEN ?1 AND ?2"),
    ("practice_setting", "SELECT * FROM practice_setting WHERE id BETWEEN ?1 AND ?2"),
    ("drug_order", "SELECT * FROM drug_order WHERE id BETWEEN ?1 AND ?2"),
    ("prior_authorization", "SELECT * FROM prior_authorization WHERE id BETWEEN ?1 AND ?2"),
    ("drug_policy", "SELECT * FROM drug_policy WHERE id BETWEEN ?1 AND ?2"),
    ("notice", "SELECT * FROM notice WHERE id BETWEEN ?1 AND ?2"),
    ("stay", "SELECT * FROM stay WHERE id BETWEEN ?1 AND ?2"),
    ("surgery", "SELECT * FROM surgery WHERE id BETWEEN ?1 AND ?2"),
    ("employer_plan", "SELECT * FROM employer_plan WHERE id BETWEEN ?1 AND ?2"),
    ("vaccine_record", "SELECT * FROM vaccine_record WHERE id BETWEEN ?1 AND ?2"),
    ("encounter_cause", "SELECT * FROM encounter_cause WHERE id BETWEEN ?1 AND ?2"),
    ("allowed_amount", "SELECT * FROM allowed_amount WHERE id BETWEEN ?1 AND ?2"),
    ("review", "SELECT * FROM review WHERE id BETWEEN ?1 AND ?2"),
    ("rule_severity", "SELECT * FROM rule_severity WHERE id BETWEEN ?1 AND ?2"),
    ("claim_finding", "SELECT * FROM claim_finding WHERE id BETWEEN ?1 AND ?2"),
    ("claim_working", "SELECT * FROM claim_working WHERE id BETWEEN ?1 AND ?2"),
    ("claim_same_working", "SELECT * FROM claim_same_working WHERE id BETWEEN ?1 AND ?2"),
    ("facility", "SELECT * FROM facility WHERE id BETWEEN ?1 AND ?2"),
    ("coverage_reason", "SELECT * FROM coverage_reason WHERE id BETWEEN ?1 AND ?2"),
    ("encounter_detail", "SELECT * FROM encounter_detail WHERE id BETWEEN ?1 AND ?2"),
    ("claim_other_plan", "SELECT * FROM claim_other_plan WHERE id BETWEEN ?1 AND ?2"),
    ("claim_detail", "SELECT * FROM claim_detail WHERE id BETWEEN ?1 AND ?2"),
    ("reference_source", "SELECT * FROM reference_source WHERE id BETWEEN ?1 AND ?2"),
    ("reference_drug", "SELECT * FROM reference_drug WHERE id BETWEEN ?1 AND ?2"),
    ("reference_code", "SELECT * FROM reference_code WHERE id BETWEEN ?1 AND ?2"),
    ("reference_product", "SELECT * FROM reference_product WHERE id BETWEEN ?1 AND ?2"),
    ("reference_pair", "SELECT * FROM reference_pair WHERE id BETWEEN ?1 AND ?2"),
    ("reference_limit", "SELECT * FROM reference_limit WHERE id BETWEEN ?1 AND ?2"),
    ("diagnosis_set", "SELECT * FROM diagnosis_set WHERE id BETWEEN ?1 AND ?2"),
    ("diagnosis_category", "SELECT * FROM diagnosis_category WHERE id BETWEEN ?1 AND ?2"),
    ("receiver", "SELECT * FROM receiver WHERE id BETWEEN ?1 AND ?2"),
    ("receiver_version", "SELECT * FROM receiver_version WHERE id BETWEEN ?1 AND ?2"),
    ("payer_receiver", "SELECT * FROM payer_receiver WHERE id BETWEEN ?1 AND ?2"),
    ("batch_receiver", "SELECT * FROM batch_receiver WHERE id BETWEEN ?1 AND ?2"),
    ("claim_event", "SELECT * FROM claim_event WHERE id BETWEEN ?1 AND ?2"),
    ("claim_event_line", "SELECT * FROM claim_event_line WHERE id BETWEEN ?1 AND ?2"),
    ("claim_event_adjustment", "SELECT * FROM claim_event_adjustment WHERE id BETWEEN ?1 AND ?2"),
    ("claim_dose", "SELECT * FROM claim_dose WHERE id BETWEEN ?1 AND ?2"),
    ("claim_origin", "SELECT * FROM claim_origin WHERE id BETWEEN ?1 AND ?2"),
    ("claim_later", "SELECT * FROM claim_later WHERE id BETWEEN ?1 AND ?2"),
  ]
}

extension StaticString {
  fileprivate func equals(_ bytes: Span<UInt8>) -> Bool {
    guard utf8CodeUnitCount == bytes.count else { return false }
    return bytes.indices.allSatisfy { utf8Start[$0] == bytes[$0] }
  }
}
