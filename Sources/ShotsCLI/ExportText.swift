import Billing
import Practice
import Storage
import Text

/// What an export came to, for people and programs.
enum ExportText {
  static func show(
    _ session: Session, _ order: ExportOrder, _ report: ExportReport, _ held: [HeldDose]
  ) throws {
    let style = session.console.style
    try session.console.write { output in
      for batch in report.finished {
        output.write(
          "finished batch \(batch.id), which an interrupted run left: \(batch.fileName)\n")
      }
      for batch in report.unfinished {
        output.write(
          "batch \(batch.id) is prepared, not written (\(counted(batch.claims, "claim")), "
            + "\(batch.total)): the next export finishes it first, or: shots batch write "
            + "\(batch.id) --out \(order.folder)\n")
      }
      let counts =
        "\(counted(report.claims, "claim")), \(counted(report.lines, "line")), \(report.total)"
      if report.claims == 0 {
        output.write("nothing is ready from \(order.days)\n")
      } else if report.batches.isEmpty {
        output.write("would go: \(counts)\n" + tests(report))
      }
      for written in report.batches { show(written, of: report, style, &output) }
      if report.batches.count > 1 { output.write("in all: \(counts)\n") }
      if report.corrections > 0 {
        let what =
          report.corrections == 1
          ? "corrects or takes back an earlier one" : "correct or take back earlier ones"
        output.write("\(counted(report.corrections, "claim")) among them \(what)\n")
      }
      if report.later > 0 {
        output.write(
          "\(counted(report.later, "claim")) among them \(report.later == 1 ? "goes" : "go") to a "
            + "payer that pays after another\n")
      }
      for sentence in report.waiting { output.write("\(style.yellow("held back")): \(sentence)\n") }
      PaperOptions.write(report.losses, &output, style)
      PaperOptions.write(report.oversized, &output, style)
      if !held.isEmpty { show(held, style, &output) }
    }
  }

  private static func show(
    _ held: [HeldDose], _ style: ANSI, _ output: inout ByteWriter
  ) {
    output.write("\n\(style.yellow("held back")): \(counted(held.count, "dose"))\n")
    for dose in held {
      output.write("dose \(dose.dose)  \(dose.date)  \(dose.mrn)  \(dose.state)\n")
      for finding in dose.findings where finding.severity > .info {
        let isPassed = dose.passed.contains { $0.rule == finding.rule }
        for line in FindingText.lines(finding, accepted: isPassed, style) {
          output.write("  \(line)\n")
        }
      }
    }
  }

  private static func show(
    _ written: WrittenBatch, of report: ExportReport, _ style: ANSI, _ output: inout ByteWriter
  ) {
    let batch = written.batch
    output.write(style.bold("batch \(batch.id)"))
    if report.batches.count > 1 {
      output.write(" for \(written.receiver?.text ?? "the practice's own receiver")")
    }
    output.write(": \(counted(batch.claims, "claim")), \(counted(batch.lines, "line")), ")
    output.write("\(batch.total)\n\(written.path)\nSHA-256 \(batch.sha256 ?? "")\n")
    if batch.isTest {
      output.write(
        "\(style.yellow("a test file")) (ISA15 T): no payer pays what it says, and its doses count "
          + "as billed. To bill them for real:\n  \(ending(written))\n"
          + "  \(TestBatch.reopening(batch.id))\n")
    }
  }

  private static func tests(_ report: ExportReport) -> String {
    guard report.tests > 0 else { return "" }
    return "\(counted(report.tests, "claim")) among them as a test (ISA15 T), which no payer pays\n"
  }

  /// What ends the tests of a receiver.
  private static func ending(_ written: WrittenBatch) -> String {
    written.receiver.map { "shots receiver set \($0) --usage production" }
      ?? "shots practice set usage=production"
  }

  static func write(
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
    json.key("corrections")
    json.int(report.corrections)
    json.key("secondary")
    json.int(report.later)
    json.key("test_claims")
    json.int(report.tests)
    json.key("batches")
    json.beginArray()
    for written in report.batches { write(written, &json) }
    json.endArray()
    json.key("waiting")
    json.beginArray()
    for sentence in report.waiting { json.string(sentence) }
    json.endArray()
    json.key("finished_batches")
    json.beginArray()
    for batch in report.finished { json.int(Int(batch.id.number)) }
    json.endArray()
    json.key("unfinished_batches")
    json.beginArray()
    for batch in report.unfinished { json.int(Int(batch.id.number)) }
    json.endArray()
    json.key("not_told")
    PaperOptions.write(report.losses, &json)
    json.key("oversized")
    PaperOptions.write(report.oversized, &json)
    json.key("held")
    json.beginArray()
    for dose in held { write(dose, &json) }
    json.endArray()
    json.endObject()
  }

  private static func write(_ written: WrittenBatch, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("batch")
    json.int(Int(written.batch.id.number))
    json.key("receiver")
    json.string(written.receiver?.text)
    json.key("usage")
    json.string(BatchCommand.usage(written.batch))
    json.key("file")
    json.string(written.path)
    json.key("claims")
    json.int(written.batch.claims)
    json.key("lines")
    json.int(written.batch.lines)
    json.key("total_cents")
    json.int(Int(written.batch.total.cents))
    json.key("sha256")
    json.string(written.batch.sha256)
    json.endObject()
  }

  private static func write(_ dose: HeldDose, _ json: inout JSONWriter) {
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
    DoseJSON.findings(dose.findings, passed: dose.passed, &json)
    json.endObject()
  }
}
