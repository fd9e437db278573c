import Practice
import SQLite

extension Ledger {
  /// What the payers' policies say of drugs (R72, R74–R76).
  public func policies() throws -> [Kept<DrugPolicy>] {
    try kept(
      """
      SELECT d.id, d.number, NULL, p.payer_id, d.drug, d.accepted, d.oral_is_standard,
        d.needs_authorization, d.self_administered, d.valid_from, d.valid_to, d.source, d.withdrawn
      FROM drug_policy d JOIN payer p ON p.id = d.payer_row
      WHERE d.number BETWEEN ?1 AND ?2
      """, .anybody, withdrawn: 12
    ) { row in
      try DrugPolicy(
        payer: try row.value(3), drug: try row.value(4), accepted: try row.list(5),
        oralIsStandard: try row.bool(6), needsAuthorization: try row.bool(7),
        selfAdministered: try row.optionalBool(8), validFrom: try row.day(9),
        validTo: try row.optionalDay(10), source: try row.optional(11))
    }
  }

  /// Saves a policy; with a number it is the next version of it.
  public func keepPolicy(
    _ policy: DrugPolicy, payer: Int64, as number: RecordID<DrugPolicy>? = nil,
    withdrawn: Line? = nil
  ) throws -> RecordID<DrugPolicy> {
    try connection.run(
      """
      INSERT INTO drug_policy (
        number, payer_row, drug, accepted, oral_is_standard, needs_authorization,
        self_administered, valid_from, valid_to, source, withdrawn)
      VALUES (coalesce(?1, (SELECT coalesce(max(id), 0) + 1 FROM drug_policy)),
        ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      """,
      number, payer, policy.drug, Listed(policy.accepted), policy.oralIsStandard,
      policy.needsAuthorization, policy.selfAdministered, policy.validFrom, policy.validTo,
      policy.source, withdrawn)
    return self.number(number)
  }
}
