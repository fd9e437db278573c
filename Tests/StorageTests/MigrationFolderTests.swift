import Harness
import Testing

@testable import Storage

@Suite("The folder of migrations") struct MigrationFolderTests {
  static let folder = packageFolder + "/migrations"

  @Test("What is embedded is the folder: names, order and bytes")
  func embeddedIsFolder() throws {
    let names = File.names(in: MigrationFolderTests.folder)
    #expect(names == Migration.all.map { $0.name + ".sql" })
    for migration in Migration.all {
      let bytes = try File.bytes("\(MigrationFolderTests.folder)/\(migration.name).sql")
      #expect(Array(migration.text.utf8) == bytes, "\(migration.name)")
      let number = String(("000" + String(migration.version)).suffix(4))
      #expect(migration.name.hasPrefix(number + "_"), "\(migration.name)")
    }
  }
}
