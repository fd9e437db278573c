import Glibc
import SQLite
import Testing

@Suite("Files, locks and copies")
struct FileTests {
  private let wal =
    "PRAGMA journal_mode = WAL; CREATE TABLE t(i INTEGER PRIMARY KEY, x BLOB) STRICT;"

  @Test("a new file belongs to its owner only, and so do its side files")
  func mode600() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        for name in ["a.db", "a.db-wal", "a.db-shm"] {
          #expect(mode(of: folder + "/" + name) == 0o600, "\(name)")
        }
      }
    }
  }

  @Test("a missing file is only made on request")
  func missing() throws {
    try withFolder { folder throws in
      for access in [Connection.Access.readOnly, .readWrite] {
        let error = try errorOf {
          _ = try Connection(path: folder + "/no.db", options: .init(access: access))
        }
        #expect(error.code == .cantOpen)
      }
      #expect(mode(of: folder + "/no.db") == nil)
    }
  }

  @Test("names that are not paths are refused", arguments: ["", "a\u{0}b"])
  func names(path: String) throws {
    try expectError(.cantOpen) { _ = try Connection(path: path, options: .init(access: .create)) }
  }

  @Test("symbolic links are refused unless they are allowed")
  func links() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { _ in }
      #expect(symlink("a.db", folder + "/link.db") == 0)
      let error = try errorOf { _ = try Connection(path: folder + "/link.db") }
      #expect(error.code == .cantOpenSymlink)
      try withFile(folder + "/link.db", options: .init(noFollow: false)) { db throws in
        #expect(try db.number("SELECT count(*) FROM t") == 0)
      }
    }
  }

  @Test("other files are not databases")
  func notADatabase() throws {
    try withFolder { folder throws in
      let file = try #require(fopen(folder + "/a.db", "w"))
      for _ in 0..<100 { fputs("this is no database at all\n", file) }
      fclose(file)
      try expectError(.notADatabase) { _ = try Connection(path: folder + "/a.db") }
    }
  }

  @Test("a read-only connection does not write")
  func readOnly() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { writer throws in
        #expect(!writer.isReadOnly)
        try withFile(folder + "/a.db", options: .init(access: .readOnly)) { db throws in
          #expect(db.isReadOnly)
          try expectError(.readOnly) { try db.run("INSERT INTO t(i) VALUES (1)") }
        }
      }
    }
  }

  @Test("the settings that the ledger relies on are in force")
  func settings() throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        #expect(try db.number("PRAGMA foreign_keys") == 1)
        #expect(try db.number("PRAGMA synchronous") == 2)
        #expect(try db.number("PRAGMA trusted_schema") == 0)
        #expect(try db.number("PRAGMA cell_size_check") == 1)
        #expect(try db.number("PRAGMA temp_store") == 2)
        #expect(try db.number("PRAGMA wal_autocheckpoint") == 0)
        #expect(try db.number("PRAGMA busy_timeout") == 30_000)
        #expect(try db.number("PRAGMA journal_size_limit") == 64 << 20)
        expectThrows(SQLiteError.self) { try db.run("SELECT \"no such column\"") }
        expectThrows(SQLiteError.self) { try db.run("ATTACH ':memory:' AS other") }
        expectThrows(SQLiteError.self) { try db.run("SELECT load_extension('x')") }
        try db.script("PRAGMA writable_schema = ON;")
        expectThrows(SQLiteError.self) { try db.run("DELETE FROM sqlite_schema") }
      }
    }
  }

  @Test("closing leaves the WAL alone, and only checkpointTruncate empties it")
  func checkpoint() throws {
    try withFolder { folder throws in
      let path = folder + "/a.db"
      try withFile(path, wal) { db in try db.run("INSERT INTO t(i) VALUES (1)") }
      #expect(mode(of: path + "-wal") != nil)
      try withFile(path) { db throws in
        try db.checkpointTruncate()
        var status = stat()
        #expect(stat(path + "-wal", &status) == 0)
        #expect(status.st_size == 0)
      }
    }
  }

  @Test("a second writer is busy, a reader is not")
  func busy() throws {
    try withFolder { folder throws in
      let quick = Connection.Options(busyTimeoutMilliseconds: 1)
      try withFile(folder + "/a.db", wal) { first throws in
        try withFile(folder + "/a.db", options: quick) { second throws in
          try first.transaction {
            try first.run("INSERT INTO t(i) VALUES (1)")
            try expectError(.busy) { try second.transaction {} }
            #expect(try second.number("SELECT count(*) FROM t") == 0)
          }
          try second.transaction { try second.run("INSERT INTO t(i) VALUES (2)") }
          try expectError(.busySnapshot) {
            try first.transaction(.deferred) {
              _ = try first.number("SELECT count(*) FROM t")
              try second.run("INSERT INTO t(i) VALUES (3)")
              try first.run("INSERT INTO t(i) VALUES (4)")
            }
          }
        }
      }
    }
  }

  @Test("copies show one moment, beside a reader and after writes", arguments: [true, false])
  func copies(isVacuum: Bool) throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        try db.transaction {
          for number in 0..<50 { try db.run("INSERT INTO t VALUES (?, zeroblob(3000))", number) }
        }
        try withFile(folder + "/a.db") { other throws in
          try other.prepared("SELECT i FROM t") { reader throws in
            #expect(try reader.step())
            isVacuum
              ? try db.vacuum(into: folder + "/copy.db") : try db.backup(to: folder + "/copy.db")
          }
        }
        try db.run("DELETE FROM t")
      }
      #expect(mode(of: folder + "/copy.db") == 0o600)
      #expect(mode(of: folder + "/copy.db-journal") == nil)
      try withFile(folder + "/copy.db") { copy throws in
        #expect(try copy.number("SELECT count(*) FROM t") == 50)
        let verdict = try copy.one("PRAGMA integrity_check") { row in try row.text(0) }
        #expect(verdict == "ok")
      }
    }
  }

  @Test("a copy never replaces a file, and a failed one leaves none", arguments: [true, false])
  func copyTargets(isVacuum: Bool) throws {
    try withFolder { folder throws in
      try withFile(folder + "/a.db", wal) { db throws in
        func copy(_ path: String) throws {
          if isVacuum { try db.vacuum(into: path) } else { try db.backup(to: path) }
        }
        let before = mode(of: folder + "/a.db")
        try expectError(.cantOpen) { try copy(folder + "/a.db") }
        #expect(mode(of: folder + "/a.db") == before)
        expectThrows(SQLiteError.self) {
          try db.transaction {
            try db.run("INSERT INTO t(i) VALUES (1)")
            try copy(folder + "/copy.db")
          }
        }
        #expect(mode(of: folder + "/copy.db") == nil)
        expectThrows(SQLiteError.self) { try db.run("ATTACH ':memory:' AS other") }
      }
    }
  }
}
