import CSQLite
import Glibc
import Testing

@testable import SQLite

/// Opens a database in memory, and asserts at the end that no statement was left behind.
func withDatabase(
  _ schema: String = "", location: SourceLocation = #_sourceLocation,
  _ body: (Connection) throws -> Void
) throws {
  try checked(Connection(path: ":memory:"), schema, location, body)
}

/// A folder of its own, removed at the end.
func withFolder(_ body: (String) throws -> Void) throws {
  var template = Array("/tmp/sqlite-tests-XXXXXX".utf8CString)
  let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } }
  let folder = String(cString: try #require(made))
  defer { removeAll(folder) }
  try body(folder)
}

/// Opens a file, as the ledger does: WAL, set once at creation.
func withFile(
  _ path: String, _ schema: String = "", options: Connection.Options = .init(access: .create),
  location: SourceLocation = #_sourceLocation, _ body: (Connection) throws -> Void
) throws {
  try checked(Connection(path: path, options: options), schema, location, body)
}

private func checked(
  _ connection: Connection, _ schema: String, _ location: SourceLocation,
  _ body: (Connection) throws -> Void
) throws {
  try connection.script(schema)
  try body(connection)
  #expect(connection.busyStatements == 0, sourceLocation: location)
  #expect(connection.leasedStatements == 0, sourceLocation: location)
  try connection.close()
}

private func removeAll(_ folder: String) {
  guard let directory = opendir(folder) else { return }
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { unlink(folder + "/" + name) }
  }
  closedir(directory)
  rmdir(folder)
}

/// The mode of a file, without its type.
func mode(of path: String) -> mode_t? {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
}

// Swift 6.3.1, debug: a closure inside the arguments of a testing macro that itself stands in a
// closure may get the symbol of a sibling closure, which then runs instead. So closures are given
// to these functions and never to a macro.

/// Runs `body`, which must throw an error of this type.
func expectThrows<E: Error, R>(
  _ type: E.Type, _ location: SourceLocation = #_sourceLocation, _ body: () throws -> R
) {
  do {
    _ = try body()
    Issue.record("nothing was thrown", sourceLocation: location)
  } catch {
    #expect(error is E, sourceLocation: location)
  }
}

/// Runs `body`, which must throw an `SQLiteError` of exactly this code.
func expectError<R>(
  _ code: ResultCode, _ location: SourceLocation = #_sourceLocation, _ body: () throws -> R
) throws {
  let error = try errorOf(location: location, body)
  #expect(error.code == code, sourceLocation: location)
}

/// Runs `body`, which must throw an `SQLiteError`, and returns that error.
func errorOf<R>(
  location: SourceLocation = #_sourceLocation, _ body: () throws -> R
) throws -> SQLiteError {
  var thrown: SQLiteError?
  do { _ = try body() } catch { thrown = error as? SQLiteError }
  return try #require(thrown, sourceLocation: location)
}

extension Connection {
  /// The first column of the only row.
  func number(_ sql: SQL) throws -> Int {
    try one(sql) { row in try row.int(0) }
  }
}
