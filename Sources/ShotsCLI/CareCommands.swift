import ArgumentParser
import Billing
import Practice
import Storage

/// `shots check`: prove that the ledger is whole.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Prove that the ledger is whole: the file, its references, the audit chain, the sums.",
    discussion: "Exit status 0 when all is well, 1 when something was found.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    var found = false
    try Session.withDesk(global) { session, desk in
      let report = try desk.ledger.check()
      found = !report.problems.isEmpty
      if global.json {
        try session.console.json { json in
          json.beginObject()
          json.key("audit_rows")
          json.int(report.auditRows)
          json.key("problems")
          json.beginArray()
          for problem in report.problems { json.string(problem) }
          json.endArray()
          json.endObject()
        }
      } else {
        for problem in report.problems { session.console.say(problem) }
        try session.console.print(
          found
            ? "\(counted(report.problems.count, "problem")) found; restore a backup, and keep "
              + "this file"
            : "all is well: \(counted(report.auditRows, "entry", plural: "entries")) of the "
              + "audit follow from each other"
        )
      }
    }
    if found { throw ExitCode(1) }
  }
}

/// `shots backup`: a copy of this moment.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the ledger of this moment into a new file, and check the copy.",
    discussion: "  shots backup ledger-2026-11-02.db")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The new file.") var file: String

  func run() throws {
    try Session.withDesk(global) { session, desk in
      try desk.ledger.backup(to: file)
      if global.json {
        try session.console.json { json in
          json.beginObject()
          json.key("file")
          json.string(file)
          json.endObject()
        }
      } else {
        try session.console.print("\(file) is a checked copy")
      }
    }
  }
}

/// `1 entry`, `2 entries`.
func counted(_ count: Int, _ word: String, plural: String) -> String {
  "\(count) \(count == 1 ? word : plural)"
}
