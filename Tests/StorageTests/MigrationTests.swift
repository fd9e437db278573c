import CMigrations
import Testing

@testable import Storage

@Suite("Migrations") struct MigrationTests {
  @Test("Versions count from 1 without gaps") func versionsAreConsecutive() {
    #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
  }
}
