import Practice
import SQLite

extension Ledger {
  /// The approvals of a patient, or all (R76). What claims have used is ``unitsBilled(_:)``.
  public func authorizations(_ owner: FactOwner) throws -> [Kept<Authorization>] {
    try kept(
      """
      SELECT a.id, a.number, a.patient_id, p.payer_id, a.drug, a.payer_number, a.kind, a.valid_from,
        a.valid_to, a.units, a.withdrawn
      FROM prior_authorization a JOIN payer p ON p.id = a.payer_row
      WHERE a.patient_id BETWEEN ?1 AND ?2
      """, owner, withdrawn: 10
    ) { row in
      try Authorization(
        payer: try row.value(3), drug: try row.value(4), number: try row.value(5),
        validFrom: try row.day(7), validTo: try row.optionalDay(8),
        units: try row.optionalInt(9), kind: try row.word(6))
    }
  }

  /// Saves an approval; with a number it is the next version of it.
  public func keepAuthorization(
    _ authorization: Authorization, of patient: Patient.ID, payer: Int64,
    as number: RecordID<Authorization>? = nil, withdrawn: Line? = nil
  ) throws -> RecordID<Authorization> {
    try connection.run(
      """
      INSERT INTO prior_authorization (
        number, patient_id, payer_row, drug, payer_number, kind, valid_from, valid_to, units,
        withdrawn)
      VALUES (coalesce(?1, (SELECT coalesce(max(id), 0) + 1 FROM prior_authorization)),
        ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """,
      number, patient, payer, authorization.drug, authorization.number,
      Coded(authorization.kind), authorization.validFrom, authorization.validTo,
      authorization.units, withdrawn)
    return self.number(number)
  }

  /// Units of a drug that claims of one day billed to a payer.
  public struct BilledUnits: Sendable {
    /// Whose dose it was.
    public let patient: Patient.ID
    /// Who was billed.
    public let payer: PayerID
    /// The drug as it was recorded.
    public let drug: DrugKey
    /// The day of service.
    public let day: Day
    /// Whose stock it was.
    public let stock: StockSource
    /// Units of the drug line and its waste line.
    public let units: Int

    /// Units of a day.
    public init(
      patient: Patient.ID, payer: PayerID, drug: DrugKey, day: Day, stock: StockSource, units: Int
    ) {
      self.patient = patient
      self.payer = payer
      self.drug = drug
      self.day = day
      self.stock = stock
      self.units = units
    }
  }

  /// What the claims of patients with approvals that count units billed of those drugs, by day.
  public func unitsBilled(_ owner: FactOwner) throws -> [BilledUnits] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT e.patient_id, y.payer_id, d.drug, e.date_of_service, d.stock_source, sum(l.units)
        FROM (SELECT DISTINCT patient_id FROM prior_authorization
          WHERE patient_id BETWEEN ?1 AND ?2 AND units IS NOT NULL) a
        CROSS JOIN encounter e INDEXED BY encounter_by_patient ON e.patient_id = a.patient_id
        CROSS JOIN dose d INDEXED BY dose_by_encounter ON d.encounter_id = e.id
          AND d.disposition = 'billed'
        CROSS JOIN claim c ON c.id = d.claim_id
        JOIN claim_line l ON l.claim_id = c.id AND l.dose_id = d.id
          AND (l.kind = 'drug' OR l.kind = 'waste')
        JOIN payer_version v ON v.id = c.payer_version_id
        JOIN payer y ON y.id = v.payer_row
        GROUP BY e.patient_id, y.payer_id, d.drug, e.date_of_service, d.stock_source
        ORDER BY e.date_of_service
        """, owner.first, owner.last
      ) {
        BilledUnits(
          patient: try $0.id(0), payer: try $0.value(1), drug: try $0.value(2),
          day: try $0.day(3), stock: try $0.word(4), units: try $0.int(5))
      }
    }
  }
}
