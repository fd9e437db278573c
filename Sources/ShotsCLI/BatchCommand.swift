import ArgumentParser
import Billing
import Practice
import Storage

/// `shots batch`: the files that were exported.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "The exported files: list, show, write again, verify, mark.",
    subcommands: [
      BatchList.self, BatchShow.self, BatchWrite.self, BatchVerify.self, BatchMark.self,
    ])

  struct BatchList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the batches, oldest first.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing(BatchCommand.columns)
        for batch in try desk.ledger.batches() { listing.row(BatchCommand.cells(batch)) }
        try listing.print(session, empty: "no batches yet; make one with: shots export")
      }
    }
  }

  struct BatchShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a batch and its claims.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the batch.") var batch: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let found = try BatchCommand.find(batch, desk)
        let claims = try desk.ledger.claimSummaries(batch: found.id, limit: Int.max).reversed()
        var listing = Listing(ClaimCommand.columns)
        for claim in claims { listing.row(ClaimCommand.cells(claim)) }
        if !global.json {
          try session.console.print(
            "batch \(found.id)  \(found.format)  \(found.state.rawValue)  \(found.fileName)\n"
              + (found.isTest ? "a test file (ISA15 T): no payer pays what it says\n" : "")
              + "made \(found.envelope.day) \(found.envelope.time)"
              + (found.format.isInterchange
                ? " for \(found.receiver), control number \(found.envelope.interchange)" : "")
              + ", services \(found.days)\n"
              + "\(counted(found.claims, "claim")), \(counted(found.lines, "line")), "
              + "\(found.total)\n"
              + "SHA-256 \(found.sha256 ?? "not written yet")\n")
        }
        try listing.print(session, empty: "the batch has no claims")
      }
    }
  }

  struct BatchWrite: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "write", abstract: "Write the file of a batch again, with the same bytes.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the batch.") var batch: String
    @Option(help: "The folder that receives the file.") var out: String = "."

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let found = try BatchCommand.find(batch, desk)
        let written = try desk.write(found, in: out)
        if global.json {
          var listing = Listing(BatchCommand.columns)
          listing.row(BatchCommand.cells(written.batch))
          try listing.print(session, empty: "")
        } else {
          try session.console.print("\(written.path)\nSHA-256 \(written.batch.sha256 ?? "")")
        }
      }
    }
  }

  static func find(_ text: String, _ desk: Desk) throws -> Batch {
    let id: Batch.ID = try number("batch", text)
    guard let batch = try desk.ledger.batch(id) else {
      throw Refusal(.notFound, "there is no batch \(id). List them with: shots batch list")
    }
    return batch
  }

  static let columns: [Listing.Column] = [
    .init("batch", "BATCH", .right), .init("format", "FORMAT"), .init("state", "STATE"),
    .init("usage", "USAGE"),
    .init("made_on", "MADE"), .init("first_day", "FROM"), .init("last_day", "TO"),
    .init("claims", "CLAIMS", .right), .init("lines", "LINES", .right),
    .init("total_cents", "TOTAL", .right), .init("file", "FILE"),
    .init("sha256", "SHA-256", maxWidth: 16),
  ]

  /// ISA15 in words; nil of what is no interchange.
  static func usage(_ batch: Batch) -> String? {
    guard batch.format.isInterchange else { return nil }
    return batch.isTest ? "test" : "production"
  }

  static func cells(_ batch: Batch) -> [Listing.Cell] {
    [
      .int(Int(batch.id.number)), .text(batch.format.rawValue), .text(batch.state.rawValue),
      .optional(usage(batch)), .text(batch.envelope.day.description),
      .text(batch.days.first.description),
      .text(batch.days.last.description), .int(batch.claims), .int(batch.lines),
      .cents(batch.total.cents), .text(batch.fileName), .optional(batch.sha256),
    ]
  }
}
