import Practice
import SQLite

/// A habit of a payer that the practice set, from a day on.
public struct PayerSettingEntry: Sendable {
  /// Which payer.
  public let payer: PayerID
  /// Which habit.
  public let name: PayerSettings.Name
  /// Its text.
  public let value: String
  /// From which day of service on.
  public let effectiveFrom: Day
}

/// A habit that the practice set, and who did it.
public struct AuthoredPayerSetting: Sendable {
  /// The habit.
  public let entry: PayerSettingEntry
  /// The user of the operating system.
  public let actor: String
  /// When, in UTC: `YYYY-MM-DDTHH:MM:SSZ`.
  public let at: String
}

extension Ledger {
  /// Every payer, by id.
  public func payers() throws -> [Stored<Payer>] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT * FROM payer_state WHERE current ORDER BY payer_id"
      ) { try Ledger.storedPayer($0) }
    }
  }

  /// The payer with an id.
  public func payer(_ id: PayerID) throws -> Stored<Payer>? {
    try translating(operation: nil) {
      try connection.first(
        "SELECT * FROM payer_state WHERE payer_id = ?1 AND current", id
      ) { try Ledger.storedPayer($0) }
    }
  }

  /// Every version that claims may point at.
  func payerVersions() throws -> [Int64: Payer] {
    var versions: [Int64: Payer] = [:]
    try connection.each(
      "SELECT * FROM payer_state"
    ) {
      let stored = try Ledger.storedPayer($0)
      versions[stored.version] = stored.value
    }
    return versions
  }

  static func storedPayer(_ row: borrowing Row) throws -> Stored<Payer> {
    Stored(
      row: try row.int64(0), version: try row.int64(1),
      value: Payer(
        id: try row.value(2), name: try row.value(3), electronicID: try row.optional(4),
        payerClass: try row.word(5), filingIndicator: try row.optional(6),
        timelyFilingDays: try row.optionalInt(7), address: try row.optionalAddress(8)))
  }

  /// Saves a payer; a difference adds a version.
  public func savePayer(_ payer: Payer) throws -> Verdict {
    let existing = try self.payer(payer.id)
    if existing?.value == payer { return .same }
    let id: Int64
    let version: Int64
    if let existing {
      id = existing.row
      version = try connection.one("SELECT version + 1 FROM payer WHERE id = ?1", id) {
        try $0.int64(0)
      }
      try connection.run("UPDATE payer SET version = ?2 WHERE id = ?1", id, version)
    } else {
      version = 1
      try connection.run("INSERT INTO payer (payer_id, version) VALUES (?1, 1)", payer.id)
      id = connection.lastInsertRowID
    }
    try connection.run(
      """
      INSERT INTO payer_version (
        payer_row, version, name, electronic_id, payer_class, filing_indicator,
        timely_filing_days, address1, address2, city, state, zip)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
      """,
      id, version, payer.name, payer.electronicID, Coded(payer.payerClass), payer.filingIndicator,
      payer.timelyFilingDays, payer.address?.line1, payer.address?.line2, payer.address?.city,
      payer.address?.state, payer.address?.zip)
    return existing == nil ? .new : .changed
  }

  /// The habits that the practice set, oldest first: a later entry for the same name and day wins.
  public func payerSettings() throws -> [PayerSettingEntry] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT p.payer_id, s.name, s.value, s.effective_from
        FROM payer_setting s JOIN payer p ON p.id = s.payer_row
        ORDER BY s.effective_from, s.id
        """
      ) {
        PayerSettingEntry(
          payer: try $0.value(0), name: try $0.word(1), value: try $0.text(2),
          effectiveFrom: try $0.day(3))
      }
    }
  }

  /// The habits that the practice had set by the end of a day, UTC.
  public func payerSettings(knownOn day: Day) throws -> [PayerSettingEntry] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT p.payer_id, s.name, s.value, s.effective_from
        FROM audit a INDEXED BY audit_of_settings
        CROSS JOIN operation o ON o.id = a.operation_id
        CROSS JOIN payer_setting s ON s.id = a.row_id CROSS JOIN payer p ON p.id = s.payer_row
        WHERE a.table_name = 'payer_setting' AND substr(o.at, 1, 10) <= ?1
        ORDER BY s.effective_from, s.id
        """, day
      ) {
        PayerSettingEntry(
          payer: try $0.value(0), name: try $0.word(1), value: try $0.text(2),
          effectiveFrom: try $0.day(3))
      }
    }
  }

  /// The habits that the practice set for one payer, oldest first, with who set each and when.
  public func payerSettings(of payer: PayerID) throws -> [AuthoredPayerSetting] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT s.name, s.value, s.effective_from, o.actor, o.at
        FROM payer p CROSS JOIN payer_setting s ON s.payer_row = p.id
        CROSS JOIN audit a INDEXED BY audit_of_settings
          ON a.table_name = 'payer_setting' AND a.row_id = s.id
        CROSS JOIN operation o ON o.id = a.operation_id
        WHERE p.payer_id = ?1
        ORDER BY s.effective_from, s.id
        """, payer
      ) {
        AuthoredPayerSetting(
          entry: PayerSettingEntry(
            payer: payer, name: try $0.word(0), value: try $0.text(1),
            effectiveFrom: try $0.day(2)),
          actor: try $0.text(3), at: try $0.text(4))
      }
    }
  }

  /// Sets a habit of a payer from a day on.
  public func savePayerSetting(_ entry: PayerSettingEntry) throws -> Verdict {
    guard let payer = try payer(entry.payer) else {
      throw LedgerError.noSuchRecord(
        kind: "payer", key: entry.payer.text, hint: "List them with: shots payer list")
    }
    let current = try connection.first(
      """
      SELECT value FROM payer_setting
      WHERE payer_row = ?1 AND name = ?2 AND effective_from = ?3 ORDER BY id DESC LIMIT 1
      """, payer.row, Coded(entry.name), entry.effectiveFrom
    ) { try $0.text(0) }
    if current == entry.value { return .same }
    try connection.run(
      """
      INSERT INTO payer_setting (payer_row, name, value, effective_from) VALUES (?1, ?2, ?3, ?4)
      """, payer.row, Coded(entry.name), entry.value, entry.effectiveFrom)
    return current == nil ? .new : .changed
  }
}

extension PayerSettingEntry {
  /// A habit that is to be set.
  public init(setting payer: PayerID, _ name: PayerSettings.Name, to value: String, from day: Day) {
    self.payer = payer
    self.name = name
    self.value = value
    self.effectiveFrom = day
  }
}
