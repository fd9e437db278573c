import Practice
import SQLite

/// One state that a record went through.
public struct PastState<Value: Sendable>: Sendable {
  /// The row that keeps it.
  public let row: Int64
  /// What the record said.
  public let value: Value
}

/// The tables whose rows are the states of records.
public enum HistoryTable: String, Sendable {
  case encounter = "encounter_version"
  case visitDetails = "encounter_detail"
  case patient = "patient_version"
  case provider = "provider_version"
  case payer = "payer_version"
  case payerSetting = "payer_setting"
  case coverage = "coverage_version"
  case fee
}

extension Ledger {
  /// The rows of a table that people wrote by a command, and no file. Reads the audit once.
  public func rowsByHand(_ table: HistoryTable) throws -> Set<Int64> {
    try translating(operation: nil) {
      var rows: Set<Int64> = []
      try connection.each(
        """
        SELECT a.row_id FROM audit a CROSS JOIN operation o ON o.id = a.operation_id
        WHERE a.table_name = ?1 AND substr(o.command, 1, 7) <> 'import '
        """, table.rawValue
      ) { rows.insert(try $0.int64(0)) }
      return rows
    }
  }

  /// What a visit said before it was changed, oldest first; each row was written by the change
  /// that ended it.
  public func formerStates(of encounter: Encounter.ID) throws -> [PastState<Encounter>] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT v.encounter_id, v.reference, e.patient_id, v.date_of_service, v.provider_npi,
          v.supervising_npi, v.supervision_mode, v.place_of_service, v.diagnoses, v.other_services,
          v.id
        FROM encounter_version v JOIN encounter e ON e.id = v.encounter_id
        WHERE v.encounter_id = ?1 ORDER BY v.id
        """, encounter
      ) { PastState(row: try $0.int64(10), value: try Ledger.storedEncounter($0).encounter) }
    }
  }

  /// The visits that were moved to another day: by the patient, the day that they had before.
  public func movedVisits() throws -> [Patient.ID: [(day: Day, visit: Encounter.ID)]] {
    try translating(operation: nil) {
      var moved: [Patient.ID: [(day: Day, visit: Encounter.ID)]] = [:]
      try connection.each(
        """
        SELECT DISTINCT e.patient_id, v.date_of_service, e.id
        FROM encounter_version v JOIN encounter e ON e.id = v.encounter_id
        WHERE v.date_of_service <> e.date_of_service
        """
      ) { moved[try $0.id(0), default: []].append((try $0.day(1), try $0.id(2))) }
      return moved
    }
  }

  /// What was said of a visit beyond its services, oldest first; nothing was said at the beginning.
  public func visitDetailStates(of encounter: Encounter.ID) throws -> [PastState<VisitDetails>] {
    try translating(operation: nil) {
      let states = try connection.all(
        "SELECT * FROM encounter_detail WHERE encounter_id = ?1 ORDER BY id", encounter
      ) { PastState(row: try $0.int64(0), value: try Ledger.visitDetails($0)) }
      return [PastState(row: 0, value: VisitDetails())] + states
    }
  }

  /// What was said of a patient, oldest first.
  public func states(of patient: Stored<Patient>) throws -> [PastState<Patient>] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT * FROM patient_state WHERE row = ?1 ORDER BY version_id", patient.row
      ) { try Ledger.storedPatient($0).state }
    }
  }

  /// What was said of a clinician, oldest first.
  public func states(of provider: Stored<Provider>) throws -> [PastState<Provider>] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT * FROM provider_state WHERE row = ?1 ORDER BY version_id", provider.row
      ) { try Ledger.storedProvider($0).state }
    }
  }

  /// What was said of a payer, oldest first.
  public func states(of payer: Stored<Payer>) throws -> [PastState<Payer>] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT * FROM payer_state WHERE row = ?1 ORDER BY version_id", payer.row
      ) { try Ledger.storedPayer($0).state }
    }
  }

  /// What was said of a policy, oldest first.
  public func states(
    of coverage: Stored<Coverage>, _ patient: Patient.ID
  ) throws -> [PastState<Coverage>] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT * FROM coverage_state WHERE patient_id = ?1 AND row = ?2 ORDER BY version_id",
        patient, coverage.row
      ) { try Ledger.storedCoverage($0).state }
    }
  }

  /// What was said of a habit of a payer from a day on, oldest first.
  public func states(of setting: PayerSettingEntry) throws -> [PastState<String>] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT s.id, s.value FROM payer_setting s JOIN payer p ON p.id = s.payer_row
        WHERE p.payer_id = ?1 AND s.name = ?2 AND s.effective_from = ?3 ORDER BY s.id
        """, setting.payer, Coded(setting.name), setting.effectiveFrom
      ) { PastState(row: try $0.int64(0), value: try $0.text(1)) }
    }
  }

  /// What was charged for a code from a day on, oldest first.
  public func states(of code: HCPCS, from day: Day) throws -> [PastState<Money>] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT id, amount_cents FROM fee WHERE code = ?1 AND effective_from = ?2 ORDER BY id",
        code,
        day
      ) { PastState(row: try $0.int64(0), value: try $0.money(1)) }
    }
  }
}

extension Stored {
  fileprivate var state: PastState<Party> { PastState(row: version, value: value) }
}
