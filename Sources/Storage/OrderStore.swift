import Practice
import SQLite

/// When a patient with an order had a drug last.
public struct LastGiven: Sendable {
  /// Who.
  public let patient: Patient.ID
  /// The drug.
  public let drug: DrugKey
  /// The day.
  public let day: Day
}

extension Ledger {
  /// When the patients who have orders had each drug last.
  public func lastGivenOfOrders() throws -> [LastGiven] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT e.patient_id, d.drug, max(e.date_of_service)
        FROM (SELECT DISTINCT patient_id FROM drug_order WHERE patient_id IS NOT NULL) o
        CROSS JOIN encounter e INDEXED BY encounter_by_patient ON e.patient_id = o.patient_id
        CROSS JOIN dose d INDEXED BY dose_by_encounter ON d.encounter_id = e.id
        WHERE d.disposition IS NOT 'voided'
        GROUP BY e.patient_id, d.drug
        """
      ) { LastGiven(patient: try $0.id(0), drug: try $0.value(1), day: try $0.day(2)) }
    }
  }

  /// The orders of a patient and the standing ones, or all (R67).
  public func orders(_ owner: FactOwner) throws -> [Kept<Order>] {
    try kept(
      """
      SELECT * FROM drug_order WHERE patient_id BETWEEN ?1 AND ?2 OR patient_id IS NULL
      """, owner, withdrawn: 13
    ) { row in
      try Order(
        id: try row.id(1), drug: try row.value(3),
        dose: DoseAmount(value: try row.quantity(4), unit: try row.word(5)),
        route: try row.word(6), frequency: try Order.Frequency(try row.text(7)),
        validFrom: try row.day(10), validTo: try row.optionalDay(11),
        signedOn: try row.optionalDay(12), phase: try row.word(8),
        orderedBy: try row.optional(9))
    }
  }

  /// Saves an order of a patient, or a standing one; with a number it is the next version of it.
  public func keepOrder(
    _ order: Order, of patient: Patient.ID?, as number: Order.ID? = nil, withdrawn: Line? = nil
  ) throws -> Order.ID {
    try connection.run(
      """
      INSERT INTO drug_order (
        number, patient_id, drug, dose_millionths, dose_unit, route, frequency, phase, ordered_by,
        valid_from, valid_to, signed_on, withdrawn)
      VALUES (coalesce(?1, (SELECT coalesce(max(id), 0) + 1 FROM drug_order)),
        ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """,
      number, patient, order.drug, order.dose.value, Coded(order.dose.unit), Coded(order.route),
      order.frequency.description, Coded(order.phase), order.orderedBy, order.validFrom,
      order.validTo, order.signedOn, withdrawn)
    return self.number(number)
  }

  /// When open doses were given before, to the same patient: of the drug in `drug`, and of every
  /// drug of a patient who has an order. By the number of the open dose.
  public func lastGiven(_ filter: OpenVisitFilter, drug: DrugKey) throws -> [Dose.ID: Day] {
    try translating(operation: nil) {
      var days: [Dose.ID: Day] = [:]
      try connection.each(
        Ledger.lastGivenBefore, filter.first, filter.last, filter.firstDay, filter.lastDay, drug
      ) { row in
        if let day = try row.optionalDay(1) { days[try row.id(0)] = day }
      }
      return days
    }
  }

  // The inner query walks a patient's visits backwards from the day and ends at the first match, or
  // after two hundred, which is years of a weekly injection. The index gives their order.
  private static let lastGivenBefore: SQL = """
    SELECT w.id, (
      SELECT p.date_of_service
      FROM encounter p INDEXED BY encounter_by_patient
      CROSS JOIN dose q INDEXED BY dose_by_encounter ON q.encounter_id = p.id
      WHERE p.patient_id = f.patient_id AND p.date_of_service < f.date_of_service
        AND p.date_of_service >= coalesce((
          SELECT date_of_service FROM encounter INDEXED BY encounter_by_patient
          WHERE patient_id = f.patient_id AND date_of_service < f.date_of_service
          ORDER BY date_of_service DESC LIMIT 1 OFFSET 199), '')
        AND q.drug = w.drug AND q.disposition IS NOT 'voided'
      ORDER BY p.date_of_service DESC LIMIT 1)
    FROM dose w INDEXED BY dose_open
    CROSS JOIN encounter f ON f.id = w.encounter_id
    WHERE w.disposition IS NULL AND w.encounter_id BETWEEN ?1 AND ?2
      AND f.date_of_service BETWEEN ?3 AND ?4
      AND (w.drug = ?5
        OR EXISTS (SELECT 1 FROM drug_order o WHERE o.patient_id = f.patient_id)
        OR EXISTS (SELECT 1 FROM drug_order o WHERE o.patient_id IS NULL AND o.drug = w.drug))
    """
}
