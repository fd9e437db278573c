import Glibc
import Text

/// The benchmark program: a generator of practices, and one benchmark for each figure.
enum Bench {
  /// One thing that the program can do.
  struct Entry: Sendable {
    /// The word on the command line.
    let name: String
    /// What follows it, with the defaults.
    let arguments: String
    /// What it does.
    let abstract: String
    let run: @Sendable (Arguments) throws -> Void
  }

  static let entries: [Entry] = [
    Entry(name: "all", arguments: "", abstract: "every benchmark in moderate size", run: all),
    Entry(
      name: "start", arguments: "[RUNS=200]",
      abstract: "shots --help and unbilled on an empty ledger",
      run: { try StartBenchmark.run(runs: $0.number(0, or: 200)).print() }),
    Entry(
      name: "add", arguments: "[BILLED=1000000] [RUNS=50]",
      abstract: "shots add beside a long history",
      run: {
        try AddBenchmark.run(billed: $0.number(0, or: 1_000_000), runs: $0.number(1, or: 50))
          .print()
      }),
    Entry(
      name: "import", arguments: "[ROWS=100000]", abstract: "shots import doses, and its memory",
      run: { try ImportBenchmark.run(rows: $0.number(0, or: 100_000)).print() }),
    Entry(
      name: "unbilled", arguments: "[BILLED=1000000] [OPEN=2000]",
      abstract: "shots unbilled beside a long and a short history",
      run: {
        try UnbilledBenchmark.run(
          billed: $0.number(0, or: 1_000_000), open: $0.number(1, or: 2_000)
        ).print()
      }),
    Entry(
      name: "scrub", arguments: "[OPEN=100000]", abstract: "shots scrub, and its memory",
      run: { try ScrubBenchmark.run(open: $0.number(0, or: 100_000)).print() }),
    Entry(
      name: "export", arguments: "[CLAIMS=100000]", abstract: "shots export, and its memory",
      run: { try ExportBenchmark.run(claims: $0.number(0, or: 100_000)).print() }),
    Entry(
      name: "pure", arguments: "[VISITS=20000]",
      abstract: "deciding, rendering, reading back, X12 and CSV in memory",
      run: { try PureBenchmark.run(visits: $0.number(0, or: 20_000)).print() }),
    Entry(
      name: "wrapper", arguments: "[VARIANT] [ROWS=1000000]",
      abstract: "the SQLite wrapper beside the same loops in C",
      run: { try WrapperBenchmark.main($0.texts) }),
    Entry(
      name: "generate", arguments: "DIR [PATIENTS=1000] [DOSES=10000]",
      abstract: "a fictional practice as files for shots init and shots import",
      run: { arguments in
        guard let folder = arguments.texts.first else {
          throw BenchError("generate needs a folder")
        }
        let fiction = Fiction(patients: arguments.number(1, or: 1_000))
        try PracticeFolder(folder).write(fiction, doses: arguments.number(2, or: 10_000))
      }),
    Entry(
      name: "fill", arguments: "FILE [BILLED=100000] [OPEN=2000] [PATIENTS=5000] [DOSES=2]",
      abstract: "a fictional practice as a ledger; DOSES are those of a visit",
      run: { arguments in
        guard let file = arguments.texts.first else { throw BenchError("fill needs a file") }
        let fiction = Fiction(
          patients: arguments.number(3, or: 5_000), dosesPerVisit: arguments.number(4, or: 2))
        try LedgerFiller(fiction).fill(
          file, billed: arguments.number(1, or: 100_000), open: arguments.number(2, or: 2_000))
      }),
  ]

  /// Runs what the command line names, and gives the exit status.
  static func main(_ words: [String]) -> Int32 {
    guard let entry = entries.first(where: { $0.name == words.first }) else {
      say(usage)
      return words.isEmpty ? 0 : 64
    }
    do {
      try entry.run(Arguments(texts: Array(words.dropFirst())))
      return 0
    } catch {
      say("shots-bench: \(error)")
      return 1
    }
  }

  private static func all(_ arguments: Arguments) throws {
    try StartBenchmark.run(runs: 100).print()
    try AddBenchmark.run(billed: 100_000, runs: 50).print()
    try ImportBenchmark.run(rows: 100_000).print()
    try UnbilledBenchmark.run(billed: 100_000, open: 2_000).print()
    try ScrubBenchmark.run(open: 100_000).print()
    try ExportBenchmark.run(claims: 50_000).print()
    try PureBenchmark.run(visits: 20_000).print()
    try WrapperBenchmark.main(["200000"])
  }

  private static var usage: String {
    let lines = entries.map { "  shots-bench \($0.name) \($0.arguments)\n      \($0.abstract)" }
    return """
      Benchmarks of Shot Ledger. Build the program first, as it is shipped:
        swift build -c release --static-swift-stdlib -Xlinker -s --product shots
      SHOTS names another program; TMPDIR another place for the ledgers that are made.

      \(lines.joined(separator: "\n"))
      """
  }

  /// Says something beside the results.
  static func say(_ text: String) {
    var writer = ByteWriter(descriptor: STDERR_FILENO)
    writer.write(text + "\n")
    // There is nobody left to tell when messages cannot be written.
    try? writer.flush()
  }
}

/// The words after the name of a benchmark.
struct Arguments {
  let texts: [String]

  /// A size; underscores may group its digits.
  func number(_ index: Int, or fallback: Int) -> Int {
    guard texts.indices.contains(index) else { return fallback }
    return Int(texts[index].filter { $0 != "_" }) ?? fallback
  }
}

/// Why a benchmark cannot be run.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
