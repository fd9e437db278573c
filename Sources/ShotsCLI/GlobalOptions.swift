import ArgumentParser
import Glibc
import Practice

/// What every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The ledger file (or SHOTS_LEDGER; default ~/.local/share/shots/ledger.db).",
      valueName: "file"), completion: .file())
  var ledger: String?

  @Flag(name: .long, help: "Print one JSON document.")
  var json = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A key of your choice: the command with the same key is carried out at most once.",
      valueName: "key"))
  var operation: String?

  /// The key of the operation: the one that was given, or a new one.
  func operationKey() throws -> String {
    guard let operation else { return Session.randomKey() }
    // Some commands write more than once and add their step to it; the ledger holds 64 characters.
    guard (1...40).contains(operation.unicodeScalars.count) else {
      throw FlagError(
        "--operation",
        InvalidValue(kind: "operation", value: operation, reason: "must have 1 to 40 characters"))
    }
    return operation
  }

  /// The path of the ledger.
  var path: String {
    if let ledger { return ledger }
    if let path = Environment["SHOTS_LEDGER"] { return path }
    if let data = Environment["XDG_DATA_HOME"] { return data + "/shots/ledger.db" }
    return (Environment["HOME"] ?? ".") + "/.local/share/shots/ledger.db"
  }
}

/// The variables of the environment.
enum Environment {
  /// The value of a variable that is set and not empty.
  static subscript(name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
