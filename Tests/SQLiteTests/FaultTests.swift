import CSQLite
import Glibc
import Synchronization
import Testing

@testable import SQLite

/// Makes writes of this thread fail: SQLite's table of system calls can be changed at run time.
/// <https://sqlite.org/c3ref/vfs.html>
private enum Faults {
  /// The thread whose writes fail; 0 for none. Other tests run meanwhile on other threads.
  static let thread = Atomic<UInt>(0)

  /// Put in place once, because exchanging a call under a running test would be a race.
  private static let install: Bool = {
    guard let vfs = sqlite3_vfs_find(nil), let set = vfs.pointee.xSetSystemCall else {
      return false
    }
    let replacement: @convention(c) (Int32, UnsafeRawPointer?, Int, off_t) -> Int = {
      if Faults.thread.load(ordering: .relaxed) == UInt(pthread_self()) {
        errno = EIO
        return -1
      }
      return pwrite($0, $1, $2, $3)
    }
    let call = unsafeBitCast(replacement, to: sqlite3_syscall_ptr.self)
    let names: [StaticString] = ["pwrite", "pwrite64"]
    return names.allSatisfy { name in
      name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1) {
        set(vfs, $0, call) == SQLITE_OK
      }
    }
  }()

  /// Runs `body` while every write of this thread to a file of SQLite fails with EIO.
  static func failingWrites<R>(_ body: () throws -> R) throws -> R {
    try #require(install)
    thread.store(UInt(pthread_self()), ordering: .relaxed)
    defer { thread.store(0, ordering: .relaxed) }
    return try body()
  }
}

@Suite("Failing disks", .serialized)
struct FaultTests {
  private let wal = "PRAGMA journal_mode = WAL; CREATE TABLE t(i INTEGER PRIMARY KEY) STRICT;"

  @Test("a commit that fails with an I/O error is unknown, and the connection writes no more")
  func commitFails() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        try db.run("INSERT INTO t VALUES (1)")
        try Faults.failingWrites {}
        let error = try errorOf {
          try db.transaction {
            try db.run("INSERT INTO t VALUES (2)")
            Faults.thread.store(UInt(pthread_self()), ordering: .relaxed)
          }
        }
        Faults.thread.store(0, ordering: .relaxed)
        #expect(error.code == .ioErrorWrite)
        #expect(error.outcomeUnknown)
        #expect("\(error)".contains("not known"))
        try expectPoisoned(db)
      }
      try withFile(folder + "/a.db") { db throws in
        try db.run("INSERT INTO t VALUES (3)")
        #expect(try db.number("SELECT count(*) FROM t") >= 2)
      }
    }
  }

  @Test("a single write outside of a transaction is unknown as well")
  func autocommitFails() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        let error = try errorOf {
          try Faults.failingWrites { try db.run("INSERT INTO t VALUES (?)", 2) }
        }
        #expect(error.outcomeUnknown)
        try expectPoisoned(db)
      }
    }
  }

  @Test("a script that fails on the disk is unknown as well")
  func scriptFails() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        let error = try errorOf {
          try Faults.failingWrites {
            try db.script("BEGIN;\nINSERT INTO t VALUES (2);\nCOMMIT;")
          }
        }
        #expect(error.outcomeUnknown)
        #expect(error.message.hasPrefix("line 3, column 1: "))
        try expectPoisoned(db)
      }
    }
  }

  @Test("a checkpoint that fails is not tried again")
  func checkpointFails() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        let error = try errorOf { try Faults.failingWrites { try db.checkpointTruncate() } }
        #expect(.ioError ~= error.code)
        try expectPoisoned(db)
      }
    }
  }

  @Test("a copy that fails leaves no file and harms nothing")
  func backupFails() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        for copy in [db.backup(to:), db.vacuum(into:)] {
          expectThrows(SQLiteError.self) {
            try Faults.failingWrites { try copy(folder + "/copy.db") }
          }
          #expect(mode(of: folder + "/copy.db") == nil)
        }
      }
    }
  }

  private func expectPoisoned(_ db: Connection, location: SourceLocation = #_sourceLocation) throws
  {
    #expect(db.isPoisoned, sourceLocation: location)
    #expect(!db.isInTransaction, sourceLocation: location)
    let writes: [() throws -> Void] = [
      { try db.run("INSERT INTO t VALUES (9)") },
      { try db.transaction {} },
      { try db.script("DELETE FROM t;") },
      { try db.checkpointTruncate() },
    ]
    for (number, write) in writes.enumerated() {
      do {
        try write()
        Issue.record("write \(number) was accepted", sourceLocation: location)
      } catch {
        #expect(ResultCode.poisoned ~= error, "write \(number)", sourceLocation: location)
      }
    }
    try db.transaction(.deferred) { _ = try db.number("SELECT count(*) FROM t") }
  }
}
