import Practice
import SQLite

extension Ledger {
  /// Every clinician, by NPI.
  public func providers() throws -> [Stored<Provider>] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT * FROM provider_state WHERE current ORDER BY npi"
      ) { try Ledger.storedProvider($0) }
    }
  }

  /// The clinician with an NPI.
  public func provider(_ npi: NPI) throws -> Stored<Provider>? {
    try translating(operation: nil) {
      try connection.first(
        "SELECT * FROM provider_state WHERE npi = ?1 AND current", npi
      ) { try Ledger.storedProvider($0) }
    }
  }

  /// Every version that claims may point at.
  func providerVersions() throws -> [Int64: Provider] {
    var versions: [Int64: Provider] = [:]
    try connection.each(
      "SELECT * FROM provider_state"
    ) {
      let stored = try Ledger.storedProvider($0)
      versions[stored.version] = stored.value
    }
    return versions
  }

  static func storedProvider(_ row: borrowing Row) throws -> Stored<Provider> {
    Stored(
      row: try row.int64(0), version: try row.int64(1),
      value: Provider(
        npi: try row.value(2), name: try row.name(at: 3), credential: try row.value(6),
        taxonomy: try row.optional(7)))
  }

  /// Saves a clinician; a difference adds a version.
  public func saveProvider(_ provider: Provider) throws -> Verdict {
    let existing = try self.provider(provider.npi)
    if existing?.value == provider { return .same }
    let id: Int64
    let version: Int64
    if let existing {
      id = existing.row
      version = try connection.one("SELECT version + 1 FROM provider WHERE id = ?1", id) {
        try $0.int64(0)
      }
      try connection.run("UPDATE provider SET version = ?2 WHERE id = ?1", id, version)
    } else {
      version = 1
      try connection.run("INSERT INTO provider (npi, version) VALUES (?1, 1)", provider.npi)
      id = connection.lastInsertRowID
    }
    try connection.run(
      """
      INSERT INTO provider_version (
        provider_id, version, last_name, first_name, middle_name, credential, taxonomy)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """,
      id, version, provider.name.last, provider.name.first, provider.name.middle,
      provider.credential, provider.taxonomy)
    return existing == nil ? .new : .changed
  }
}
