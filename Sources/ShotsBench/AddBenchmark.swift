import Glibc
import SQLite

/// `shots add` to a ledger with a long history, from the start of the process to the durable
/// commit.
///
/// The measure is `sqlite3` with one insert into a file with as many rows, made just as durable
/// (WAL, FULL).
enum AddBenchmark {
  private static let limit = 3.0

  static func run(billed: Int, runs: Int) throws -> Figures {
    var figures = Figures(
      "add (\(Shown.grouped(billed)) billed doses, medians of \(runs) runs)")
    try Workshop.with { shop in
      let ledger = shop.file("ledger.db")
      let fiction = Fiction(patients: 5_000)
      let filling = try Stopwatch.seconds {
        try LedgerFiller(fiction).fill(ledger, billed: billed, open: 2_000)
      }
      figures.add("filling the ledger", Shown.seconds(filling))
      let plain = shop.file("plain.db")
      try fillPlain(plain, rows: billed)
      let insert = """
        PRAGMA synchronous=FULL;
        INSERT INTO line(patient, code, day) VALUES(7, '96372', '2026-10-03')
        """
      let times = try Child.medians(
        [
          Child("sqlite3", [plain, insert]),
          Child(Child.shots, add(ledger, fiction, "J3420", "1000mcg", "D51.0")),
        ], runs: runs)
      let ratio = times[1].seconds / times[0].seconds
      figures.add("sqlite3, one durable insert", Shown.milliseconds(times[0].seconds))
      figures.add("shots add", Shown.milliseconds(times[1].seconds))
      figures.add("… beside sqlite3", Shown.ratio(ratio), target: "≤ 3 ×", met: ratio <= limit)
      figures.add(
        "… processor time beside sqlite3",
        Shown.ratio(times[1].processorSeconds / times[0].processorSeconds))
    }
    return figures
  }

  private static func add(
    _ ledger: String, _ fiction: Fiction, _ drug: String, _ dose: String, _ diagnosis: String
  ) -> [String] {
    [
      "add", "--ledger", ledger, "--patient", fiction.mrn(17), "--drug", drug, "--dose", dose,
      "--route", "IM", "--site", "left deltoid", "--lot", "L0064", "--expiry", "2099-12-31",
      "--given-by", "R. Nurse", "--credential", "RN", "--provider", fiction.provider(ofVisit: 0),
      "--supervision", "in_person", "--diagnoses", diagnosis,
    ]
  }

  private static func fillPlain(_ path: String, rows: Int) throws {
    let connection = try Connection(path: path, options: Connection.Options(access: .create))
    _ = try connection.first("PRAGMA journal_mode = WAL") { try $0.text(0) }
    try connection.script(
      """
      CREATE TABLE line(
        id INTEGER PRIMARY KEY, patient INTEGER NOT NULL, code TEXT NOT NULL, day TEXT NOT NULL
      ) STRICT;
      CREATE INDEX line_by_patient ON line(patient, day);
      """)
    try connection.transaction {
      try connection.prepared("INSERT INTO line(patient, code, day) VALUES(?1, ?2, ?3)") {
        statement in
        for row in 0..<rows { try statement.run(row % 5_000, "96372", "2026-10-03") }
      }
    }
    try connection.checkpointTruncate()
    try connection.close()
  }
}
