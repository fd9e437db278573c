import ArgumentParser
import Billing
import Glibc
import Practice
import Storage
import Text

/// `shots import`: a file of parties or doses.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Read a CSV file; good rows are saved, bad ones are named with line, column and reason.",
    discussion: """
        shots import payers payers.csv
        shots import doses october.csv --dry-run

      What: \(words(of: ImportKind.self)).
      The first row names the columns, in any order; shots import doses --columns lists them.
      Every row ends as new, same, changed or refused; --verbose prints each. All good rows are \
      saved together at the end, or none if the run is interrupted. Importing the same file again \
      changes nothing.
      Exit status 65 when a row was refused.

      drugs, products, pairs and limits take rows of your own as CSV, which go before the embedded \
      tables by key and date, and the text files of CMS, recognised by their content:
        drugs     HCPCS quarterly file, fixed columns: when codes begin and end
        products  ASP NDC-HCPCS crosswalk, CSV: which code a package belongs to
        pairs     NCCI procedure-to-procedure edits, with tabs or CSV
        limits    practitioner MUE table and Part B payment limits, CSV
        diagnoses icd10cm_order_….txt: which codes claims of a year may carry
      What such a file cannot tell (how a drug is given, what a unit is, whether a package is a \
      powder) stays for you to say. The layouts are those that CMS documents for 2024 to 2026; \
      no whole file of CMS was at hand for trying, so look at a dry run first. Save spreadsheets \
      as CSV.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(
    help: "What the file brings: doses, patients, coverages, payers, fees, policies, drugs …",
    completion: .words(of: ImportKind.self))
  var what: String
  @Argument(help: "The file; - is standard input.", completion: .file(extensions: ["csv"]))
  var file: String?
  @Flag(help: "Say what would happen; save nothing.") var dryRun = false
  @Flag(help: "Print the verdict of every row, and each cell that one changed: old and new.")
  var verbose = false
  @Flag(help: "List the columns of such a file, and the words that they take.") var columns = false
  @Option(help: "The first day of a file of CMS that does not say it.") var from: String?
  @Option(help: "The last day of diagnoses; without it the end of their fiscal year.")
  var to: String?
  @Option(
    help: "How many diagnosis codes end, when a list is whole and does not look so.")
  var ending: Int?

  func run() throws {
    guard let kind = ImportKind(rawValue: what.lowercased()) else {
      throw ValidationError(
        "\"\(what)\" cannot be imported; it is one of "
          + words(of: ImportKind.self))
    }
    if columns {
      guard kind != .diagnoses else {
        throw ValidationError("diagnoses come in the fixed columns of CMS, not as CSV")
      }
      return try listColumns(kind)
    }
    guard let file else {
      throw ValidationError("name the file: shots import \(kind.rawValue) FILE.csv")
    }
    var refused = false
    try Session.withDesk(global) { session, desk in
      let input = try ImportInput(file)
      var watcher = ImportWatcher(
        session, kind: kind, size: input.size, isVerbose: verbose, isDryRun: dryRun)
      // What was refused before an import failed is told, too.
      defer { try? watcher.release() }
      if kind != .diagnoses, to != nil || ending != nil {
        throw FlagError(
          usage: to != nil
            ? "--to is for diagnoses; \(kind.rawValue) have days of their own"
            : "--ending is for diagnoses")
      }
      if kind.isReference {
        refused = try importReference(kind, input, file, session, desk, &watcher)
        return
      }
      guard from == nil else {
        throw FlagError(
          usage: "--from is for files of CMS; \(kind.rawValue) have days of their own")
      }
      Interruption.says("\nshots: interrupted; nothing of the file was saved\n")
      let report = try desk.importFile(
        kind, descriptor: input.descriptor, dryRun: dryRun, observer: &watcher)
      if !dryRun { Interruption.says("\nshots: interrupted; all good rows are saved\n") }
      try watcher.finish(report, dryRun: dryRun)
      refused = report.refused > 0
    }
    if refused { throw ExitCode(65) }
  }

  /// Imports rows beside the embedded tables; says what the file is. True when a row was refused.
  private func importReference(
    _ kind: ImportKind, _ input: borrowing ImportInput, _ path: String, _ session: Session,
    _ desk: Desk, _ watcher: inout ImportWatcher
  ) throws -> Bool {
    let first: Day? = try day("--from", from, desk)
    let last: Day? = try day("--to", to, desk)
    let name = path == "-" ? "standard input" : String(path.split(separator: "/").last ?? "")
    let report = try desk.importReference(
      kind, descriptor: input.descriptor, name: name, from: first, to: last, ending: ending,
      dryRun: dryRun, observer: &watcher)
    try watcher.finish(report.rows, dryRun: dryRun, reference: report)
    return report.rows.refused > 0
  }

  private func listColumns(_ kind: ImportKind) throws {
    try Session.run(global) { session in
      var listing = Listing([
        .init("column", "COLUMN"), .init("required", "NEEDED"), .init("values", "ONE OF"),
      ])
      for (names, needed) in [(kind.requiredColumns, "yes"), (kind.optionalColumns, "")] {
        for name in names {
          let values = kind.values(of: name).joined(separator: ", ")
          listing.row([.text(name), .text(needed), .text(values)])
        }
      }
      try listing.print(session, empty: "")
    }
  }
}

/// The file that is read.
private struct ImportInput: ~Copyable {
  let descriptor: Int32
  let size: Int64?

  init(_ path: String) throws {
    if path == "-" {
      descriptor = STDIN_FILENO
      size = nil
      return
    }
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else {
      throw Refusal(.notFound, "cannot read \(path): \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(opened)
      throw Refusal(.notFound, "\(path) is a folder; name a CSV file")
    }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFBLK, kind != S_IFCHR || isatty(opened) == 1 else {
      close(opened)
      throw Refusal(.badData, "\(path) is a device, which may never end; name a CSV file")
    }
    descriptor = opened
    size = status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }
}

/// Prints refusals, a progress bar on a terminal, and the summary.
private struct ImportWatcher: ImportObserver {
  private let session: Session
  private let kind: ImportKind
  private let size: Int64?
  private let isVerbose: Bool
  private let isDryRun: Bool
  private var refusals: [RowRefusal] = []
  /// The verdicts of the JSON document, which has them after the counts.
  private var verdicts: [(line: Int, verdict: Verdict, changes: [CellChange])] = []
  /// Why the results cannot be written; the import itself goes on.
  private var failure: (any Error)?
  private var shown = -1
  private var output: HeldOutput

  /// Refusals that are kept for the JSON document; the rest is counted.
  private static let mostRefusals = 10_000

  init(
    _ session: Session, kind: ImportKind, size: Int64?, isVerbose: Bool, isDryRun: Bool
  ) {
    output = HeldOutput(session.console)
    self.isDryRun = isDryRun
    self.isVerbose = isVerbose
    self.session = session
    self.kind = kind
    self.size = size
  }

  mutating func refused(_ refusal: RowRefusal) {
    if session.options.json {
      if refusals.count < Self.mostRefusals { refusals.append(refusal) }
      return
    }
    clearBar()
    output.say("\(session.console.messageStyle.red("refused")) \(refusal)")
  }

  var wantsChanges: Bool { isVerbose }

  mutating func saved(line: Int, _ verdict: Verdict, _ changes: [CellChange]) {
    guard isVerbose else { return }
    if session.options.json { return verdicts.append((line, verdict, changes)) }
    clearBar()
    // Messages often end in a log: what the cells say goes to the results.
    let columns = changes.map(\.column).joined(separator: ", ")
    output.say(
      "\(verdict.rawValue) line \(line)" + (columns.isEmpty ? "" : ": \(columns)"))
    guard !changes.isEmpty, failure == nil else { return }
    do { try printChanges(line, changes) } catch { failure = error }
  }

  /// What the cells of a row said, and say now.
  private mutating func printChanges(_ line: Int, _ changes: [CellChange]) throws {
    for change in changes {
      let text = "\"\(printable(change.old))\" → \"\(printable(change.new))\""
      try output.print("line \(line), \(change.column): \(text)")
    }
  }

  /// Tells what was held while the ledger was.
  mutating func release() throws {
    clearBar()
    try output.release()
  }

  mutating func progress(bytes: Int64) {
    guard session.console.showsProgress, let size, size > 1 << 20 else { return }
    let percent = Int(min(100, bytes * 100 / size))
    guard percent != shown else { return }
    shown = percent
    let full = percent * 40 / 100
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: 40 - full)
    session.console.mutter("\r\(kind.rawValue) [\(bar)] \(percent)%")
  }

  mutating func saving() {
    guard !isDryRun else { return }
    Interruption.says(
      """

      shots: interrupted while the rows were being saved: all of them are there, or none. Run the \
      import again; what is there is the same.

      """)
  }

  private mutating func clearBar() {
    guard shown >= 0 else { return }
    session.console.mutter("\r\u{1B}[K")
    shown = -1
  }

  mutating func finish(
    _ report: ImportReport, dryRun: Bool, reference: ReferenceReport? = nil
  ) throws {
    try release()
    if let failure { throw failure }
    if session.options.json { return try printJSON(report, reference, dryRun: dryRun) }
    if let reference {
      try session.console.print(
        "read as \(reference.format)" + (reference.from.map { ", from \($0)" } ?? "")
          + (reference.to.map { " to \($0)" } ?? "")
          + (reference.beside > 0
            ? "; \(counted(reference.beside, "record")) passed over that say nothing to injections"
            : "")
          + (reference.ended > 0
            ? "; no longer there: \(counted(reference.ended, "code")) of before" : "")
          + (reference.lastCode.map { "; the last code is \($0)" } ?? ""))
    }
    let verdicts = Verdict.allCases.map { "\(report.verdicts[$0] ?? 0) \($0.rawValue)" }
    try session.console.print(
      "\(kind.rawValue): \(counted(report.rows, "row")): "
        + (verdicts + ["\(report.refused) refused"]).joined(separator: ", ")
        + (report.linesInside > 0
          ? "; \(counted(report.linesInside, "line")) inside quotation marks of refused rows" : "")
        + (dryRun ? " (dry run: nothing was saved)" : ""))
  }

  private func writeVerdicts(_ json: inout JSONWriter) {
    json.key("verdicts")
    json.beginArray()
    for row in verdicts {
      json.beginObject()
      json.key("line")
      json.int(row.line)
      json.key("verdict")
      json.string(row.verdict.rawValue)
      json.key("changes")
      json.beginArray()
      for change in row.changes {
        json.beginObject()
        json.key("column")
        json.string(change.column)
        json.key("old")
        json.string(change.old)
        json.key("new")
        json.string(change.new)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
  }

  private static func write(_ reference: ReferenceReport, _ json: inout JSONWriter) {
    json.key("format")
    json.string(reference.format)
    json.key("from")
    json.string(reference.from?.description)
    json.key("to")
    json.string(reference.to?.description)
    json.key("passed_over")
    json.int(reference.beside)
    json.key("ended")
    json.int(reference.ended)
    json.key("last_code")
    json.string(reference.lastCode?.text)
  }

  private func printJSON(
    _ report: ImportReport, _ reference: ReferenceReport?, dryRun: Bool
  ) throws {
    try session.console.json { json in
      json.beginObject()
      json.key("what")
      json.string(kind.rawValue)
      if let reference {
        Self.write(reference, &json)
      }
      json.key("rows")
      json.int(report.rows)
      for verdict in Verdict.allCases {
        json.key(verdict.rawValue)
        json.int(report.verdicts[verdict] ?? 0)
      }
      json.key("refused")
      json.int(report.refused)
      json.key("lines_inside_quotes")
      json.int(report.linesInside)
      json.key("dry_run")
      json.bool(dryRun)
      if isVerbose { writeVerdicts(&json) }
      json.key("refusals")
      json.beginArray()
      for refusal in refusals {
        json.beginObject()
        json.key("line")
        json.int(refusal.line)
        json.key("last_line")
        json.int(refusal.lines.upperBound)
        json.key("column")
        json.string(refusal.column)
        json.key("value")
        json.string(refusal.value)
        json.key("reason")
        json.string(refusal.reason)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
  }
}
