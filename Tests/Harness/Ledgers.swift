import Glibc

/// Ledgers that many tests begin with: made once by the real program, then copied.
public enum Ledgers {
  /// The files of the fictional month.
  public static let month = packageFolder + "/Tests/Golden/month"

  /// A ledger that holds the practice, its parties and its patients, but no doses.
  public static let practice = Template(withDoses: false)

  /// A ledger that holds the whole month.
  public static let withMonth = Template(withDoses: true)

  /// The kinds of files in the order in which they can be imported.
  public static let parties = ["providers", "payers", "fees", "patients", "coverages"]
}

/// A ledger that is made when it is first asked for.
public final class Template: Sendable {
  private let made: Result<[UInt8], any Error>

  init(withDoses: Bool) {
    made = Result { try Template.make(withDoses: withDoses) }
  }

  /// Puts a copy into the folder, as `ledger.db`.
  public func copy(to folder: String) throws {
    try File.write(try made.get(), to: "\(folder)/ledger.db")
  }

  private static func make(withDoses: Bool) throws -> [UInt8] {
    let scratch = try Scratch()
    try step(["init", "--practice", Ledgers.month + "/practice.json"], scratch)
    for kind in Ledgers.parties {
      try step(["import", kind, "\(Ledgers.month)/\(kind).csv"], scratch, mayRefuse: true)
    }
    if withDoses {
      try step(["import", "doses", "\(Ledgers.month)/doses.csv"], scratch, mayRefuse: true)
    }
    return try File.bytes(scratch.file("ledger.db"))
  }

  private static func step(
    _ arguments: [String], _ scratch: Scratch, mayRefuse: Bool = false
  ) throws {
    let outcome = try Program.run(arguments, in: scratch.place)
    guard outcome.status == 0 || (mayRefuse && outcome.status == 65) else {
      errno = 0
      throw HarnessError("shots \(arguments.joined(separator: " ")): \(outcome.errors)")
    }
  }
}
