import ArgumentParser
import Billing
import Practice
import Storage
import Text

/// `shots export`: make claims of what is ready and write them to a file.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Make claims of the ready doses and write the file, exactly once.",
    discussion: """
        shots export --month 2026-10 --format 837p --out claims
        shots export --month 2026-10 --format csv --out claims --dry-run
        shots export --month 2026-10 --format cms1500 --payer SMALL --top 1

      A dose that is exported is billed: the next export finds only what is new. What is held back \
      is listed with its findings and does not stop the rest. If the run is interrupted, the next \
      one finishes it: no claim is lost and none goes twice.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var days: DaysOptions
  @Option(
    help: "The form of the file: 837p, cms1500 or csv.",
    completion: .list(["837p", "cms1500", "csv"]))
  var format: String
  @Option(help: "The folder that receives the file.", completion: .directory)
  var out: String = "."
  @Option(help: "Only claims to this payer.") var payer: String?
  @Flag(help: "Show what would go and what is held; change nothing.") var dryRun = false
  @OptionGroup var paper: PaperOptions

  func run() throws {
    try Session.withDesk(global) { session, desk in
      guard let range = try days.range(today: desk.today) else {
        throw FlagError(
          missing: "--month", "which days, like --month 2026-10 or --from … --to …")
      }
      var order = ExportOrder(
        days: range, format: try flag("--format", format, Batch.Format.init(_:)), folder: out,
        payer: try flag("--payer", payer, PayerID.init(_:)))
      try paper.apply(to: &order, desk)
      var held: [HeldDose] = []
      let report = try desk.export(order, dryRun: dryRun) { held.append($0) }
      if global.json {
        try session.console.json { ExportCommand.write(report, held, dryRun: dryRun, &$0) }
      } else {
        try show(session, order, report, held)
      }
    }
  }

  private func show(
    _ session: Session, _ order: ExportOrder, _ report: ExportReport, _ held: [HeldDose]
  ) throws {
    let style = session.console.style
    try session.console.write { output in
      for batch in report.finished {
        output.write(
          "finished batch \(batch.id), which an interrupted run left: \(batch.fileName)\n")
      }
      let counts =
        "\(counted(report.claims, "claim")), \(counted(report.lines, "line")), \(report.total)"
      if report.claims == 0 {
        output.write("nothing is ready from \(order.days)\n")
      } else if let batch = report.batch, let path = report.path {
        output.write("\(style.bold("batch \(batch.id)")): \(counts)\n")
        output.write("\(path)\nSHA-256 \(batch.sha256 ?? "")\n")
      } else {
        output.write("would go: \(counts)\n")
      }
      PaperOptions.write(report.losses, &output, style)
      guard !held.isEmpty else { return }
      output.write("\n\(style.yellow("held back")): \(counted(held.count, "dose"))\n")
      for dose in held {
        output.write("dose \(dose.dose)  \(dose.date)  \(dose.mrn)  \(dose.state)\n")
        for finding in dose.findings where finding.severity > .info {
          for line in FindingText.lines(finding, style) { output.write("  \(line)\n") }
        }
      }
    }
  }

  private static func write(
    _ report: ExportReport, _ held: [HeldDose], dryRun: Bool, _ json: inout JSONWriter
  ) {
    json.beginObject()
    json.key("batch")
    if let batch = report.batch { json.int(Int(batch.id.number)) } else { json.null() }
    json.key("file")
    json.string(report.path)
    json.key("claims")
    json.int(report.claims)
    json.key("lines")
    json.int(report.lines)
    json.key("total_cents")
    json.int(Int(report.total.cents))
    json.key("sha256")
    json.string(report.batch?.sha256)
    json.key("dry_run")
    json.bool(dryRun)
    json.key("finished_batches")
    json.beginArray()
    for batch in report.finished { json.int(Int(batch.id.number)) }
    json.endArray()
    json.key("not_told")
    PaperOptions.write(report.losses, &json)
    json.key("held")
    json.beginArray()
    for dose in held {
      json.beginObject()
      json.key("dose")
      json.int(Int(dose.dose.number))
      json.key("encounter")
      json.int(Int(dose.encounter.number))
      json.key("mrn")
      json.string(dose.mrn.text)
      json.key("date")
      json.string(dose.date.description)
      json.key("state")
      json.string(dose.state.rawValue)
      DoseJSON.findings(dose.findings, &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}
