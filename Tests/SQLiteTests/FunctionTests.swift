import SQLite
import Testing

private struct Unknown: Error { let secret = "canary" }

@Suite("Registered functions")
struct FunctionTests {
  @Test("every kind of argument arrives and every kind of result leaves")
  func kinds() throws {
    try withDatabase { db throws in
      try db.register(function: "echo", argumentCount: 1, traits: [.deterministic, .innocuous]) {
        arguments, output in
        switch try arguments.storage(0) {
        case .null: output.null()
        case .integer: output.integer(try arguments.int64(0))
        case .real: output.double(try arguments.double(0))
        case .text: output.text(utf8: try arguments.text(0).utf8Span.span)
        case .blob:
          let bytes = try arguments.withBlob(0) { span in (0..<span.count).map { span[$0] } }
          output.blob(bytes.span)
        }
      }
      let same = try db.number(
        """
        SELECT echo(NULL) IS NULL AND echo(7) IS 7 AND echo(0.5) IS 0.5 AND echo('é') IS 'é'
          AND echo(x'00ff') IS x'00ff' AND echo('') IS '' AND echo(x'') IS x''
        """)
      #expect(same == 1)
    }
  }

  @Test("any number of arguments")
  func variadic() throws {
    try withDatabase { db throws in
      try db.register(function: "total_bytes", argumentCount: -1) { arguments, output throws in
        var sum = 0
        for index in 0..<arguments.count { sum += try arguments.withUTF8(index) { $0.count } }
        output.integer(Int64(sum))
      }
      #expect(try db.number("SELECT total_bytes('a', 'é', '')") == 3)
      #expect(try db.number("SELECT total_bytes()") == 0)
    }
  }

  @Test("an innocuous function may be called by a trigger, another one may not")
  func trust() throws {
    try withDatabase("CREATE TABLE t(i INTEGER); CREATE TABLE log(i INTEGER);") { db throws in
      try db.register(function: "mark", argumentCount: 0, traits: .innocuous) { $1.integer(9) }
      try db.register(function: "risky", argumentCount: 0) { $1.integer(9) }
      try db.script(
        "CREATE TRIGGER a AFTER INSERT ON t BEGIN INSERT INTO log VALUES (mark()); END;")
      try db.run("INSERT INTO t VALUES (1)")
      #expect(try db.number("SELECT i FROM log") == 9)
      try db.script(
        "CREATE TRIGGER b AFTER DELETE ON t BEGIN INSERT INTO log VALUES (risky()); END;")
      expectThrows(SQLiteError.self) { try db.run("DELETE FROM t") }
    }
  }

  @Test("an error of a function ends the statement and undoes its work")
  func errors() throws {
    try withDatabase("CREATE TABLE t(i INTEGER);") { db throws in
      try db.register(function: "fail", argumentCount: 1) { arguments, _ throws in
        switch try arguments.int64(0) {
        case 1: throw FunctionError("it won't do")
        case 2: throw Unknown()
        case 3: _ = try arguments.text(5)
        default: break
        }
      }
      func message(_ number: Int) throws -> String {
        let error = try errorOf {
          try db.run("INSERT INTO t SELECT 1 UNION ALL SELECT fail(?)", number)
        }
        #expect(.constraint ~= error.code || error.code == .range)
        return error.message
      }
      #expect(try message(1) == "fail: it won't do")
      #expect(try message(2) == "fail failed: Unknown")
      #expect(try message(3) == "argument 5: there are 1")
      let wrong = try errorOf { try db.run("SELECT fail(?)", "canary") }
      #expect(wrong.message == "argument 0: expected an integer")
      #expect(try db.number("SELECT count(*) FROM t") == 0)
    }
  }

  @Test("a function is released with its connection")
  func lifetime() throws {
    final class Owner {}
    var owner: Owner? = Owner()
    weak let watched = owner
    try withDatabase { db throws in
      try db.register(function: "f", argumentCount: 0) { [owner] _, output in
        if owner != nil { output.integer(1) }
      }
      owner = nil
      #expect(watched != nil)
      #expect(try db.number("SELECT f()") == 1)
    }
    #expect(watched == nil)
  }

  @Test("a name that cannot be registered is an error and leaks nothing")
  func refused() throws {
    try withDatabase { db throws in
      let error = try errorOf {
        try db.register(function: "f", argumentCount: 1000) { _, _ in }
      }
      #expect(error.code == .misuse)
    }
  }
}
