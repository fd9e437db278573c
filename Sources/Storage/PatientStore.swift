import Practice
import SQLite
import Text

extension Ledger {
  /// The patient with a record number.
  public func patient(_ mrn: MRN) throws -> Stored<Patient>? {
    try translating(operation: nil) {
      try connection.first(
        "SELECT * FROM patient_state WHERE mrn = ?1 AND current", mrn
      ) { try Ledger.storedPatient($0) }
    }
  }

  /// The patient with a number.
  public func patient(id: Patient.ID) throws -> Stored<Patient>? {
    try translating(operation: nil) {
      try connection.first(
        "SELECT * FROM patient_state WHERE row = ?1 AND current", id
      ) { try Ledger.storedPatient($0) }
    }
  }

  /// The number of a patient by record number, without reading the rest.
  public func patientID(_ mrn: MRN) throws -> Patient.ID? {
    try translating(operation: nil) {
      try connection.first("SELECT id FROM patient WHERE mrn = ?1", mrn) { try $0.id(0) }
    }
  }

  /// The number and birth date of a patient by record number: what logging a dose needs.
  public func patientKey(_ mrn: MRN) throws -> (id: Patient.ID, birthDate: Day)? {
    try translating(operation: nil) {
      try connection.first(
        "SELECT row, birth_date FROM patient_state WHERE mrn = ?1 AND current", mrn
      ) {
        (try $0.id(0), try $0.day(1))
      }
    }
  }

  /// Patients whose last and first names begin as `words` do, by name; `birthDate` narrows it down.
  public func searchPatients(
    _ words: String, birthDate: Day?, limit: Int
  ) throws -> [Stored<Patient>] {
    let key = Ledger.searchKey(words)
    return try translating(operation: nil) {
      try connection.all(
        """
        SELECT * FROM patient_state
        WHERE current AND search_name >= ?1 AND search_name < ?2
          AND (?3 IS NULL OR birth_date = ?3)
        ORDER BY search_name, mrn LIMIT ?4
        """, key, key + "\u{10FFFD}", birthDate, limit
      ) { try Ledger.storedPatient($0) }
    }
  }

  /// Patients one of whose names begins so, however accents, apostrophes and hyphens are typed, or
  /// whose record number is this in other letters: a slower search, for when the quick one finds
  /// nobody.
  public func searchPatients(
    plainly words: String, birthDate: Day?, limit: Int
  ) throws -> [Stored<Patient>] {
    let key = " " + Ledger.plainKey(words)
    guard key != " " else { return [] }
    return try translating(operation: nil) {
      var found: [Int64] = []
      try connection.each("SELECT id, mrn, search_name FROM patient ORDER BY search_name, mrn") {
        let isFound =
          try (" " + Ledger.plainKey($0.text(2))).contains(key)
          || " " + Ledger.plainKey($0.text(1)) == key
        if isFound { found.append(try $0.int64(0)) }
      }
      var patients: [Stored<Patient>] = []
      for row in found where patients.count < limit {
        guard let patient = try self.patient(id: RecordID(row)),
          birthDate == nil || patient.value.birthDate == birthDate
        else { continue }
        patients.append(patient)
      }
      return patients
    }
  }

  /// A name in plain capitals: `Zoë O'Sample-Ruiz` is `ZOE OSAMPLE RUIZ`.
  private static func plainKey(_ words: String) -> String {
    var plain = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": plain += String(scalar).uppercased()
      case " ", ",", "-": plain += " "
      case "'", "\u{2019}", "\u{2BC}", ".": continue
      default: plain += LatinFolding.fold(scalar)
      }
    }
    return plain.split(separator: " ").joined(separator: " ")
  }

  static func storedPatient(_ row: borrowing Row, at column: Int = 0) throws -> Stored<Patient> {
    Stored(
      row: try row.int64(column), version: try row.int64(column + 1),
      value: Patient(
        mrn: try row.value(column + 2), name: try row.name(at: column + 3),
        birthDate: try row.day(column + 6), sex: try row.word(column + 7),
        address: try row.optionalAddress(column + 8), phone: try row.optional(column + 13)))
  }

  /// Last and first name in lower case: what is typed is compared with it.
  static func searchKey(_ words: String) -> String {
    words.lowercased().split { $0 == " " || $0 == "," }.joined(separator: " ")
  }

  /// Saves a patient; a difference adds a version.
  public func savePatient(_ patient: Patient) throws -> Verdict {
    let existing = try self.patient(patient.mrn)
    if existing?.value == patient { return .same }
    let search = Ledger.searchKey("\(patient.name.last) \(patient.name.first?.text ?? "")")
    let id: Int64
    let version: Int64
    if let existing {
      id = existing.row
      version = try connection.one("SELECT version + 1 FROM patient WHERE id = ?1", id) {
        try $0.int64(0)
      }
      try connection.run(
        "UPDATE patient SET version = ?2, search_name = ?3 WHERE id = ?1", id, version, search)
    } else {
      version = 1
      try connection.run(
        "INSERT INTO patient (mrn, search_name, version) VALUES (?1, ?2, 1)", patient.mrn, search)
      id = connection.lastInsertRowID
    }
    try connection.run(
      """
      INSERT INTO patient_version (
        patient_id, version, last_name, first_name, middle_name, birth_date, sex,
        address1, address2, city, state, zip, phone)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """,
      id, version, patient.name.last, patient.name.first, patient.name.middle, patient.birthDate,
      Coded(patient.sex), patient.address?.line1, patient.address?.line2, patient.address?.city,
      patient.address?.state, patient.address?.zip, patient.phone)
    return existing == nil ? .new : .changed
  }
}
