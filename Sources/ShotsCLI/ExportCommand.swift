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
      is listed with its findings and does not stop the rest. Claims that a payer decided and of \
      which it left something for the patient go on to the payer of the patient's next policy. If \
      the run is interrupted, the next one finishes it: no claim is lost and none goes twice.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var days: DaysOptions
  @Option(
    help: "The form of the file: 837p, cms1500 or csv.",
    completion: .words(of: Batch.Format.self))
  var format: String
  @Option(help: "The folder that receives the file.", completion: .directory)
  var out: String = "."
  @Option(help: "Only claims to this payer.") var payer: String?
  @Option(
    name: .customLong("secondary"), parsing: .singleValue,
    help: ArgumentHelp(
      "A decided claim that goes on to the next payer although its own left nothing for the "
        + "patient, or sent it on itself.", valueName: "claim"))
  var secondaries: [String] = []
  @Option(
    help: "After an older copy of the ledger was put back: number on behind this lost batch.")
  var afterBatch: Int64?
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
      for text in secondaries { order.goingOn.insert(try ClaimCommand.find(text, desk).id) }
      order.afterBatch = afterBatch
      try paper.apply(to: &order, desk)
      if dryRun {
        Interruption.says("\nshots: interrupted; nothing was changed\n")
      } else {
        Interruption.says(
          """

          shots: interrupted. Either no claim was made, or a batch is prepared and only its file \
          is missing: shots next shows it, and the next export finishes it.

          """)
      }
      var held: [HeldDose] = []
      let report = try desk.export(order, dryRun: dryRun) { held.append($0) }
      if global.json {
        try session.console.json { ExportText.write(report, held, dryRun: dryRun, &$0) }
      } else {
        try ExportText.show(session, order, report, held)
      }
    }
  }
}
