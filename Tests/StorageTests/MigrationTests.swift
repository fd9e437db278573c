import CMigrations
import Practice
import SQLite
import Testing

@testable import Storage

@Suite("Migrations") struct MigrationTests {
  @Test("Versions count from 1 without gaps") func versionsAreConsecutive() {
    #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
  }

  @Test("Migrating again does nothing") func doesNotRepeat() throws {
    let fixture = try Fixture()
    let migrator = Migrator(connection: fixture.ledger.connection, path: fixture.path)
    try migrator.migrate()
    #expect(try migrator.version() == Migration.latest)
  }

  @Test("A database of another program is refused and left alone") func refusesOther() throws {
    let connection = try Connection(path: ":memory:", options: .init(access: .create))
    try connection.script("CREATE TABLE theirs (a); PRAGMA application_id = 7;")
    expectRefusal(of: Migrator(connection: connection, path: "x")) {
      if case .notALedger = $0 { true } else { false }
    }
  }

  @Test("A newer ledger is refused") func refusesNewer() throws {
    let fixture = try Fixture()
    try fixture.ledger.connection.script("PRAGMA user_version = 99")
    expectRefusal(of: Migrator(connection: fixture.ledger.connection, path: fixture.path)) {
      if case .newer(_, 99, Migration.latest) = $0 { true } else { false }
    }
  }

  @Test("A ledger made with another text of a migration is refused") func refusesEdited() throws {
    let fixture = try Fixture()
    var migrator = Migrator(connection: fixture.ledger.connection, path: fixture.path)
    let first = Migration.all[0]
    migrator.migrations[0] = Migration(
      version: first.version, name: first.name, text: first.text + "-- edited")
    expectRefusal(of: migrator) {
      if case .editedMigration("0001_ledger") = $0 { true } else { false }
    }
  }

  @Test("A migration that fails leaves the old version, whole") func failureKeepsOld() throws {
    let fixture = try Fixture()
    var migrator = Migrator(connection: fixture.ledger.connection, path: fixture.path)
    migrator.migrations.append(
      Migration(
        version: Migration.latest + 1, name: "broken",
        text: "CREATE TABLE half (a INTEGER) STRICT; CREATE TABLE half (a INTEGER) STRICT;"))
    #expect(throws: SQLiteError.self) { try migrator.migrate() }
    #expect(try migrator.version() == Migration.latest)
    let halves = try fixture.ledger.connection.one(
      "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"
    ) { try $0.int(0) }
    #expect(halves == 0)
  }

  private func expectRefusal(of migrator: Migrator, _ matches: (LedgerError) -> Bool) {
    do {
      try migrator.migrate()
      Issue.record("it was not refused")
    } catch let error as LedgerError {
      #expect(matches(error), "\(error)")
    } catch {
      Issue.record("another error: \(error)")
    }
  }
}
