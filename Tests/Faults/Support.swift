import Glibc
import Harness
import Testing
import Text

/// Long forms run when `SHOTS_TORTURE` is set; the short ones are for every day.
let isTorture = getenv("SHOTS_TORTURE") != nil

/// Whether a tool is installed.
func has(_ tool: String) -> Bool {
  ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"].contains { access($0 + tool, X_OK) == 0 }
}

/// A ledger that is about to suffer.
struct Victim {
  let scratch: Scratch
  var place: Place

  /// A ledger with the parties of the month, and with its doses if asked for.
  init(withDoses: Bool = false, in parent: String = "/tmp") throws {
    scratch = try Scratch(in: parent)
    place = scratch.place
    try (withDoses ? Ledgers.withMonth : Ledgers.practice).copy(to: scratch.path)
  }

  /// A dose that is ready at once.
  static let add = [
    "add", "--patient", "M001", "--drug", "B12", "--dose", "1000mcg", "--route", "IM", "--site",
    "left deltoid", "--lot", "L1", "--expiry", "2028-06", "--given-by", "M. Ardent",
    "--credential", "MD", "--provider", "1888888801", "--diagnoses", "D51.0", "--time", "09:05",
  ]

  static let export = ["export", "--month", "2026-10", "--format", "837p", "--out", "out"]
  static let importing = ["import", "doses", Ledgers.month + "/doses.csv"]

  func start(_ arguments: [String]) throws -> Running {
    try Running(Program.path, arguments, place)
  }

  func run(_ arguments: [String]) throws -> Outcome { try start(arguments).finish() }

  /// Runs under strace, which does to the `when`-th call what `fault` says. `hit` tells whether it
  /// did.
  func run(
    _ arguments: [String], injecting fault: String, into call: String, at when: Int
  ) throws -> (outcome: Outcome, hit: Bool) {
    let log = scratch.file("strace.log")
    let strace = try Running(
      "/usr/bin/strace",
      [
        "-f", "-qq", "-o", log, "-e", "trace=\(call)", "-e", "inject=\(call):\(fault):when=\(when)",
        Program.path,
      ] + arguments, place)
    let outcome = try strace.finish()
    let text = (try? File.text(log)) ?? ""
    unlink(log)
    return (outcome, text.contains("INJECTED") || text.contains("killed by SIGKILL"))
  }

  func json(_ arguments: [String]) throws -> JSONValue {
    let outcome = try run(arguments + ["--json"])
    return try JSONParser.parse(Array(outcome.output.utf8))
  }

  /// How many doses are open.
  func open() throws -> Int { try json(["unbilled"]).elements?.count ?? -1 }

  /// Everything that `shots check` finds wrong; empty when all is well.
  func problems() throws -> [String] {
    let outcome = try run(["check"])
    return outcome.status == 0
      ? [] : ["status \(String(describing: outcome.status))", outcome.errors]
  }

  /// Names in a folder of the ledger.
  func names(_ folder: String = ".") -> [String] { File.names(in: scratch.file(folder)) }
}

extension Outcome {
  /// Whether something leaked that is for programmers only.
  var leaksSQL: Bool {
    errors.contains("SELECT ") || errors.contains("INSERT ") || errors.contains("unexpected:")
  }
}

/// A generator whose seed is printed with every failure.
struct Seeded: RandomNumberGenerator {
  let seed: UInt64
  private var generator: SeededGenerator

  init() {
    var system = SystemRandomNumberGenerator()
    let given = getenv("SHOTS_SEED").flatMap { UInt64(String(cString: $0)) }
    seed = given ?? system.next() >> 16
    generator = SeededGenerator(seed: seed)
  }

  mutating func next() -> UInt64 { generator.next() }
}
