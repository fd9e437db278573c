import Glibc
import SQLite
import Text

extension Ledger {
  /// Copies the ledger of this moment into a new file, verified, that appears whole or not at all.
  ///
  /// `VACUUM INTO` on a connection of its own: the stepped backup API starves under writers
  /// (reliability.md finding 6).
  public func backup(to given: String) throws {
    let target = LedgerFile.resolved(given)
    if LedgerFile.exists(target) { throw LedgerError.alreadyExists(path: target) }
    let temporary = target + ".new-\(getpid())"
    LedgerFile.removeLeftovers(of: target)
    // Tried first, so that what cannot be made is said of this file and not of the ledger.
    try LedgerFile.create(temporary, for: target)
    LedgerFile.remove(temporary)
    do {
      try translating(operation: nil) { try copyWithoutLock(to: temporary) }
      let copy = try Ledger.open(temporary)
      let report = try copy.check()
      guard report.problems.isEmpty, try copy.auditHead() == auditHeadThatCopyMayHave(copy) else {
        throw LedgerError.damaged("the copy is not what the ledger was")
      }
      try copy.connection.close()
      try LedgerFile.publish(temporary, as: target)
      LedgerFile.remove(temporary)
    } catch {
      LedgerFile.remove(temporary)
      throw error
    }
  }

  /// The hash of this ledger's audit row with the number of the copy's last row: the copy must end
  /// with it.
  private func auditHeadThatCopyMayHave(_ copy: Ledger) throws -> [UInt8]? {
    guard let last = try copy.auditLength() else { return nil }
    return try connection.first("SELECT hash FROM audit WHERE id = ?1", last) { try $0.blob(0) }
  }

  func auditLength() throws -> Int64? {
    try connection.one("SELECT max(id) FROM audit") { try $0.optionalInt64(0) }
  }

  func auditHead() throws -> [UInt8]? {
    try connection.first("SELECT hash FROM audit ORDER BY id DESC LIMIT 1") { try $0.blob(0) }
  }

  func copyWithoutLock(to path: String) throws {
    try connection.vacuum(into: path)
    if let code = syncFolder(of: path) {
      throw LedgerError.inputOutput("the folder of \(path): \(String(cString: strerror(code)))")
    }
  }
}
