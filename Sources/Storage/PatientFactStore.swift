import Practice
import SQLite

extension Ledger {
  /// What patients were told before services that Medicare will not pay (R77).
  public func notices(_ owner: FactOwner) throws -> [Kept<Notice>] {
    try kept(
      "SELECT * FROM notice WHERE patient_id BETWEEN ?1 AND ?2", owner, withdrawn: 8
    ) { row in
      try Notice(
        drug: try row.optional(3), denial: try row.word(4), given: try row.word(5),
        validFrom: try row.day(6), validTo: try row.optionalDay(7))
    }
  }

  /// Saves a notice; with a number it is the next version of it.
  public func keepNotice(
    _ notice: Notice, of patient: Patient.ID, as number: RecordID<Notice>? = nil,
    withdrawn: Line? = nil
  ) throws -> RecordID<Notice> {
    try connection.run(
      """
      INSERT INTO notice (
        number, patient_id, drug, denial, given, valid_from, valid_to, withdrawn)
      VALUES (coalesce(?1, (SELECT coalesce(max(id), 0) + 1 FROM notice)),
        ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """,
      number, patient, notice.drug, Coded(notice.denial), Coded(notice.given), notice.validFrom,
      notice.validTo, withdrawn)
    return self.number(number)
  }

  /// Stays and elections that move the bill (R80).
  public func stays(_ owner: FactOwner) throws -> [Kept<Stay>] {
    try kept(
      "SELECT * FROM stay WHERE patient_id BETWEEN ?1 AND ?2", owner, withdrawn: 6
    ) { row in
      try Stay(kind: try row.word(3), from: try row.day(4), to: try row.optionalDay(5))
    }
  }

  /// Saves a stay; with a number it is the next version of it.
  public func keepStay(
    _ stay: Stay, of patient: Patient.ID, as number: RecordID<Stay>? = nil, withdrawn: Line? = nil
  ) throws -> RecordID<Stay> {
    try connection.run(
      """
      INSERT INTO stay (number, patient_id, kind, valid_from, valid_to, withdrawn)
      VALUES (coalesce(?1, (SELECT coalesce(max(id), 0) + 1 FROM stay)), ?2, ?3, ?4, ?5, ?6)
      """,
      number, patient, Coded(stay.kind), stay.from, stay.to, withdrawn)
    return self.number(number)
  }

  /// Procedures with a follow-up period (R41).
  public func surgeries(_ owner: FactOwner) throws -> [Kept<GlobalPeriod>] {
    try kept(
      "SELECT * FROM surgery WHERE patient_id BETWEEN ?1 AND ?2", owner, withdrawn: 7
    ) { row in
      guard let length = GlobalPeriod.Length(rawValue: try row.int(5)) else {
        throw LedgerError.damaged("a surgery has a period that this program never writes")
      }
      return GlobalPeriod(
        procedure: try row.value(3), date: try row.day(4), length: length,
        clinician: try row.optional(6))
    }
  }

  /// Saves a procedure; with a number it is the next version of it.
  public func keepSurgery(
    _ surgery: GlobalPeriod, of patient: Patient.ID, as number: RecordID<GlobalPeriod>? = nil,
    withdrawn: Line? = nil
  ) throws -> RecordID<GlobalPeriod> {
    try connection.run(
      """
      INSERT INTO surgery (
        number, patient_id, procedure, performed_on, days, clinician_npi, withdrawn)
      VALUES (coalesce(?1, (SELECT coalesce(max(id), 0) + 1 FROM surgery)),
        ?2, ?3, ?4, ?5, ?6, ?7)
      """,
      number, patient, surgery.procedure, surgery.date, surgery.length.rawValue,
      surgery.clinician, withdrawn)
    return self.number(number)
  }

  /// Group plans through work (R79).
  public func employerPlans(_ owner: FactOwner) throws -> [Kept<EmployerPlan>] {
    try kept(
      "SELECT * FROM employer_plan WHERE patient_id BETWEEN ?1 AND ?2", owner, withdrawn: 8
    ) { row in
      try EmployerPlan(
        name: try row.value(3), isThroughCurrentWork: try row.optionalBool(4),
        employees: try row.optionalInt(5), validFrom: try row.day(6),
        validTo: try row.optionalDay(7))
    }
  }

  /// Saves a group plan; with a number it is the next version of it.
  public func keepEmployerPlan(
    _ plan: EmployerPlan, of patient: Patient.ID, as number: RecordID<EmployerPlan>? = nil,
    withdrawn: Line? = nil
  ) throws -> RecordID<EmployerPlan> {
    try connection.run(
      """
      INSERT INTO employer_plan (
        number, patient_id, name, current_work, employees, valid_from, valid_to, withdrawn)
      VALUES (coalesce(?1, (SELECT coalesce(max(id), 0) + 1 FROM employer_plan)),
        ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """,
      number, patient, plan.name, plan.isThroughCurrentWork, plan.employees, plan.validFrom,
      plan.validTo, withdrawn)
    return self.number(number)
  }
}
