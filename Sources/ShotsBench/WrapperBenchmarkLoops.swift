import SQLite

/// The loops of the wrapper benchmark; `Sources/CLoops` holds the same in C.
enum WrapperBenchmarkLoops {
  static let schema = """
    CREATE TABLE line(id INTEGER PRIMARY KEY, patient INTEGER NOT NULL, code TEXT NOT NULL,
      day TEXT NOT NULL, cents INTEGER NOT NULL, note TEXT) STRICT
    """

  private static let insert: SQL = "INSERT INTO line VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
  private static let select: SQL =
    "SELECT id, patient, code, day, cents, note FROM line ORDER BY id"

  private static let codes = ["J3420", "J1100", "96372", "90471"]
  private static let days = ["2026-01-05", "2026-02-17", "2026-03-30", "2026-10-03"]
  private static let notes = [
    "patient felt well afterwards", "left arm, no swelling seen", "second dose of the series..",
    "observed for fifteen minutes",
  ]

  /// The bulk path: texts are borrowed.
  static func insertBorrowed(_ connection: Connection, rows: Int) throws {
    let (codes, days, notes) = (codes, days, notes)
    try connection.transaction {
      try connection.prepared(insert) { statement in
        for row in 1...rows {
          let (code, day) = (codes[row % 4], days[row / 4 % 4])
          try statement.bind(1, row)
          try statement.bind(2, row % 5000)
          try statement.bind(5, row % 30000)
          try statement.withBorrowed(3, utf8: code.utf8Span.span) { statement in
            try statement.withBorrowed(4, utf8: day.utf8Span.span) { statement in
              guard row % 4 == 0 else { return try statement.runBound() }
              let note = notes[row / 4 % 4]
              return try statement.withBorrowed(6, utf8: note.utf8Span.span) { statement in
                try statement.runBound()
              }
            }
          }
        }
      }
    }
  }

  /// One statement, values copied by SQLite.
  static func insertStatement(_ connection: Connection, rows: Int) throws {
    let (codes, days, notes) = (codes, days, notes)
    try connection.transaction {
      try connection.prepared(insert) { statement in
        for row in 1...rows {
          let note = row % 4 == 0 ? notes[row / 4 % 4] : nil
          try statement.run(
            row, row % 5000, codes[row % 4], days[row / 4 % 4], row % 30000, note)
        }
      }
    }
  }

  /// The everyday path: one lease of the statement for each row.
  static func insertRun(_ connection: Connection, rows: Int) throws {
    let (codes, days, notes) = (codes, days, notes)
    try connection.transaction {
      for row in 1...rows {
        let note = row % 4 == 0 ? notes[row / 4 % 4] : nil
        try connection.run(
          insert, row, row % 5000, codes[row % 4], days[row / 4 % 4], row % 30000, note)
      }
    }
  }

  /// Reads and prints in the everyday way.
  static func readEach(_ connection: Connection, _ descriptor: Int32) throws {
    var out = WrapperBenchmarkWriter(descriptor)
    try connection.each(select) { row in try print(row, to: &out) }
    out.flush()
  }

  /// Reads and prints with a statement.
  static func readStatement(_ connection: Connection, _ descriptor: Int32) throws {
    var out = WrapperBenchmarkWriter(descriptor)
    try connection.prepared(select) { statement in
      while try statement.step() { try print(statement.row, to: &out) }
    }
    out.flush()
  }

  private static func print(_ row: borrowing Row, to out: inout WrapperBenchmarkWriter) throws {
    let tab = UInt8(ascii: "\t")
    out.put(number: try row.int(0))
    out.put(byte: tab)
    out.put(number: try row.int(1))
    out.put(byte: tab)
    try row.withUTF8(2) { out.put($0) }
    out.put(byte: tab)
    try row.withUTF8(3) { out.put($0) }
    out.put(byte: tab)
    out.put(number: try row.int(4))
    out.put(byte: tab)
    _ = try row.withOptionalUTF8(5) { out.put($0) }
    out.put(byte: UInt8(ascii: "\n"))
  }
}
