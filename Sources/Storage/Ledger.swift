import Glibc
import Practice
import SQLite

/// Who does what, when: passed in, so that nothing below asks the clock.
public struct Operation: Sendable {
  /// Chosen by the caller, at most 64 characters; the same key is carried out at most once.
  public var key: String
  /// The command, without its data: `add`, `import doses`.
  public var command: String
  /// The user of the operating system.
  public var actor: String
  /// The moment in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  public var at: String
  /// SHA-256 of what was asked, of an operation whose key the caller chose: the same key with
  /// something else is refused.
  public var request: String?

  /// An operation.
  public init(key: String, command: String, actor: String, at: String, request: String? = nil) {
    self.key = key
    self.command = command
    self.actor = actor
    self.at = at
    self.request = request
  }
}

/// The ledger of one practice, on disk.
///
/// Not `Sendable`: one thread owns it. Reading needs no lock; every write holds the writer lock
/// for its transaction.
public final class Ledger {
  /// The file, its folder resolved.
  public let path: String
  let connection: Connection
  let audit: AuditWriter
  /// Whether something was saved that is not in the file itself before ``checkpoint()``.
  public private(set) var hasWritten = false
  /// Whether the file was put back from a copy, which is without a write-ahead log.
  private var needsLog = false
  /// Numbers that a lost ledger took, and that this one leaves out.
  var skipped: (batches: Int64, firstClaim: Int64) = (0, 0)

  init(path: String, options: Connection.Options) throws {
    self.path = path
    do throws(SQLiteError) {
      connection = try Connection(path: path, options: options)
      let audit = AuditWriter(connection)
      self.audit = audit
      // Harmless as far as a schema goes that is not trusted: all it can do is to say more.
      try connection.register(
        function: "audit", argumentCount: 3, traits: [.innocuous]
      ) { arguments, _ in try audit.note(arguments) }
    } catch {
      throw LedgerError(error, path: path, operation: nil)
    }
  }

  deinit { try? connection.close() }

  /// Opens a ledger; migrates an older one after a backup beside it.
  public static func open(_ given: String) throws -> Ledger {
    let path = LedgerFile.resolved(given)
    let hasLog = try LedgerFile.check(path)
    var options = Connection.Options()
    options.access = LedgerFile.isWritable(path) ? .readWrite : .readOnly
    let ledger = try Ledger(path: path, options: options)
    ledger.needsLog = !hasLog
    try ledger.translating(operation: nil) {
      let migrator = Migrator(connection: ledger.connection, path: path)
      try migrator.check()
      if try migrator.isBehind() { try ledger.migrate(migrator) }
    }
    return ledger
  }

  /// Makes a new ledger for a practice. The file appears whole or not at all.
  public static func create(
    _ given: String, for practice: BillingProvider, operation: Operation
  ) throws -> Ledger {
    let path = LedgerFile.resolved(given)
    if LedgerFile.exists(path) { throw LedgerError.alreadyExists(path: path) }
    let temporary = path + ".new-\(getpid())"
    LedgerFile.removeLeftovers(of: path)
    try LedgerFile.create(temporary, for: path)
    do {
      var options = Connection.Options()
      options.access = .readWrite
      let ledger = try Ledger(path: temporary, options: options)
      try ledger.translating(operation: operation.key) {
        try ledger.fill(for: practice, operation: operation)
      }
      try LedgerFile.publish(temporary, as: path)
    } catch {
      LedgerFile.remove(temporary)
      LedgerFile.removeLock(of: temporary)
      throw error
    }
    LedgerFile.remove(temporary)
    LedgerFile.removeLock(of: temporary)
    return try open(path)
  }

  private func fill(for practice: BillingProvider, operation: Operation) throws {
    _ = try connection.first("PRAGMA journal_mode = WAL") { try $0.text(0) }
    try Migrator(connection: connection, path: path).migrate()
    try write(operation) { _ = try savePractice(practice) }
    try checkpoint()
    try connection.close()
  }

  private func migrate(_ migrator: Migrator) throws {
    let lock = try WriterLock(ledger: path)
    defer { withExtendedLifetime(lock) {} }
    guard try migrator.isBehind() else { return }
    let copy = "\(path).backup-v\(try migrator.version())"
    LedgerFile.remove(copy)
    try copyWithoutLock(to: copy)
    try migrator.migrate()
    try connection.checkpointTruncate()
  }

  /// Several reads of one moment.
  public func read<Result>(_ body: () throws -> Result) throws -> Result {
    try translating(operation: nil) { try connection.transaction(.deferred, body) }
  }

  /// One operation: all of it is saved, durably, or nothing.
  ///
  /// Throws ``LedgerError/alreadyDone(operation:command:at:)`` when the key was used before.
  public func write<Result>(_ operation: Operation, _ body: () throws -> Result) throws -> Result {
    try translating(operation: operation.key) {
      let lock = try WriterLock(ledger: path)
      defer { withExtendedLifetime(lock) {} }
      defer { audit.operation = nil }
      if needsLog {
        // Refused while somebody reads; then the next command that writes does it.
        _ = try? connection.first("PRAGMA journal_mode = WAL") { try $0.text(0) }
        needsLog = false
      }
      let result = try connection.transaction(.immediate) {
        try begin(operation)
        return try body()
      }
      hasWritten = true
      return result
    }
  }

  /// Carries an operation out and takes it back: what a dry run shows.
  public func rehearse<Result>(_ operation: Operation, _ body: () throws -> Result) throws -> Result
  {
    var outcome: Result?
    do {
      try write(operation) {
        outcome = try body()
        throw Rehearsal()
      }
    } catch is Rehearsal {}
    guard let outcome else { throw LedgerError.refused("the dry run ended early") }
    return outcome
  }

  private struct Rehearsal: Error {}

  private func begin(_ operation: Operation) throws {
    let done = try connection.first(
      """
      SELECT o.command, o.at, r.digest FROM operation o LEFT JOIN operation_request r ON r.id = o.id
      WHERE o.key = ?1
      """, operation.key
    ) { (command: try $0.text(0), at: try $0.text(1), request: try $0.optionalText(2)) }
    if let done {
      guard done.command == operation.command,
        done.request == nil || done.request == operation.request
      else {
        throw LedgerError.keyTaken(operation: operation.key, command: done.command, at: done.at)
      }
      throw LedgerError.alreadyDone(
        operation: operation.key, command: done.command, at: done.at)
    }
    let id = try connection.one("SELECT coalesce(max(id), 0) + 1 FROM operation") {
      try $0.int64(0)
    }
    audit.operation = id
    try connection.run(
      "INSERT INTO operation (id, key, command, actor, at) VALUES (?1, ?2, ?3, ?4, ?5)",
      id, operation.key, operation.command, operation.actor, operation.at)
    if let request = operation.request {
      try connection.run("INSERT INTO operation_request (id, digest) VALUES (?1, ?2)", id, request)
    }
  }

  /// Moves what was written into the file itself, so that the file alone is complete. For the end
  /// of a command.
  public func checkpoint() throws {
    guard hasWritten else { return }
    try translating(operation: nil) {
      let lock = try WriterLock(ledger: path)
      defer { withExtendedLifetime(lock) {} }
      do {
        // Somebody who reads an older moment must not keep the receipt from the desk.
        try connection.checkpointTruncate(waitingMilliseconds: 250)
      } catch let error as SQLiteError where ResultCode.busy ~= error.code {
        // Somebody is reading an older moment; the next writer moves it.
      }
      hasWritten = false
    }
  }

  func translating<Result>(operation: String?, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as SQLiteError {
      throw LedgerError(error, path: path, operation: operation)
    }
  }
}
