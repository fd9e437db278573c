import SQLite

/// Brings a ledger to the schema of this program, one file in one transaction each.
///
/// The caller holds the writer lock. See https://sqlite.org/lang_altertable.html#otheralter for
/// what a migration may do.
struct Migrator {
  /// "SHOT": what `PRAGMA application_id` says of our files.
  static let applicationID = 0x5348_4F54

  let connection: Connection
  let path: String
  var migrations = Migration.all

  /// The schema version of the file.
  func version() throws -> Int {
    try connection.one("PRAGMA user_version") { try $0.int(0) }
  }

  /// Refuses a file that is not ours, or newer than this program, or made with other texts.
  func check() throws {
    let application = try connection.one("PRAGMA application_id") { try $0.int(0) }
    guard application == Migrator.applicationID else {
      throw LedgerError.notALedger(path: path, why: "it belongs to another program")
    }
    let found = try version()
    let known = migrations.last?.version ?? 0
    guard found <= known else {
      throw LedgerError.newer(path: path, found: found, known: known)
    }
  }

  /// Whether files of this program are still to be applied.
  func isBehind() throws -> Bool { try version() < (migrations.last?.version ?? 0) }

  /// Compares what was applied with what this program has.
  func checkApplied() throws {
    let applied = try connection.all("SELECT version, checksum FROM migration ORDER BY version") {
      (version: try $0.int(0), checksum: try $0.text(1))
    }
    for row in applied {
      guard let known = migrations.first(where: { $0.version == row.version }) else { continue }
      guard known.checksum == row.checksum else {
        throw LedgerError.editedMigration(name: known.name)
      }
    }
  }

  /// Applies what is missing. A new file is adopted first.
  func migrate() throws {
    try adopt()
    try check()
    try checkApplied()
    for migration in migrations { try apply(migration) }
  }

  private func adopt() throws {
    try connection.transaction(.immediate) {
      let objects = try connection.one("SELECT count(*) FROM sqlite_schema") { try $0.int(0) }
      guard objects == 0 else { return }
      try connection.run("PRAGMA application_id = 0x53484F54")
      try connection.script(
        """
        CREATE TABLE migration (
          version INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          checksum TEXT NOT NULL
        ) STRICT;
        """)
    }
  }

  private func apply(_ migration: Migration) throws {
    try connection.transaction(.immediate) {
      // Read again inside the transaction: another process may have applied it meanwhile.
      guard try version() < migration.version else { return }
      try connection.script(migration.text)
      try connection.run(
        "INSERT INTO migration (version, name, checksum) VALUES (?1, ?2, ?3)",
        migration.version, migration.name, migration.checksum)
      var violations = 0
      try connection.each("PRAGMA foreign_key_check") { _ in violations += 1 }
      guard violations == 0 else {
        throw LedgerError.damaged("migration \(migration.name) breaks \(violations) references")
      }
      try connection.script("PRAGMA user_version = \(migration.version);")
    }
  }
}
