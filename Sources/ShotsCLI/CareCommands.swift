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
    discussion: """
        shots check
        shots check --anchor >> anchors.txt
        shots check --since 1042:5f0c…

      The chain shows that nothing in it was altered, but not that its end is still there. \
      For that note its last entry outside of the ledger from time to time; --since proves \
      later that all of that time is there as it was.

      Exit status 0 when all is well, 1 when something was found.
      """)

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Print only the number and hash of the last entry of the audit, to be noted.")
  var anchor = false
  @Option(help: "An entry that was noted earlier: number and hash.") var since: String?

  func run() throws {
    var found = false
    try Session.withDesk(global) { session, desk in
      let noted = try flag("--since", since) { text throws(InvalidValue) in try AuditAnchor(text) }
      let report = try CheckCommand.report(desk.ledger, since: noted)
      found = !report.problems.isEmpty
      if global.json {
        try session.console.json { json in
          json.beginObject()
          json.key("audit_rows")
          json.int(report.auditRows)
          json.key("anchor")
          json.string(report.anchor?.description)
          json.key("problems")
          json.beginArray()
          for problem in report.problems { json.string(problem) }
          json.endArray()
          json.endObject()
        }
      } else if anchor, !found, let last = report.anchor {
        try session.console.print(last.description)
      } else {
        for problem in report.problems { session.console.say(problem) }
        try session.console.print(
          found
            ? "\(counted(report.problems.count, "problem")) found. Keep this file, and go on with "
              + "a backup: it is a whole ledger, to be copied here; check it first with: shots "
              + "check --ledger BACKUP"
            : "all is well: \(counted(report.auditRows, "entry", plural: "entries")) of the "
              + "audit follow from each other"
        )
      }
    }
    if found { throw ExitCode(1) }
  }

  /// What a check found; a file that cannot even be read to its end is a finding.
  private static func report(_ ledger: Ledger, since noted: AuditAnchor?) throws -> CheckReport {
    do {
      return try ledger.check(since: noted)
    } catch LedgerError.damaged(let what) {
      var report = CheckReport()
      report.problems = ["the file cannot be read to its end: \(what)"]
      return report
    }
  }
}

/// `shots backup`: a copy of this moment.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the ledger of this moment into a new file, and check the copy.",
    discussion: """
        shots backup ledger-2026-11-02.db

      To put a copy back: move LEDGER.db with the files beside it (-wal, -shm, -journal) into a \
      folder of their own, copy the backup to LEDGER.db, and run shots check. What was logged and \
      exported after the copy was made is not in it: an export that finds files of batches that \
      the ledger does not know stops, and says what to do.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The new file.", completion: .file()) var file: String

  func run() throws {
    try Session.withDesk(global) { session, desk in
      Interruption.says(
        "\nshots: interrupted; no copy was made, unless the file is there: then it is whole\n")
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
