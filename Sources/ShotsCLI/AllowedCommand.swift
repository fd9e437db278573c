import ArgumentParser
import Billing
import Practice
import Storage

extension FeeCommand {
  /// `shots fee allowed`: what payers pay (R89).
  struct FeeAllowed: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "allowed",
      abstract: "What a payer pays for one unit of a code, by contract or schedule.",
      discussion: """
          shots fee allowed 96372 21.40 --payer EMHP --from 2026-01-01 \\
            --source "contract 2026"
          shots fee allowed 96372 --payer EMHP --from 2026-01-01 \\
            --none   # takes it back
          shots fee allowed --payer EMHP    # lists
          shots fee allowed --payer MCRB --national

        Charges below these amounts are warned of (R89): payers pay the lower of the two. \
        --national keeps the national Medicare amounts that come with the program, for a payer of \
        yours; they are examples of some years, and a practice's own locality differs.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The code.") var code: String?
    @Argument(help: "Dollars for one unit; up to six decimals.") var amount: String?
    @Option(help: "The payer, by its id.") var payer: String?
    @Option(help: "The first day of service.") var from: String?
    @Option(help: "The last day, included.") var to: String?
    @Option(help: "The contract or schedule, by name.") var source: String = "contract"
    @Flag(help: "The payer has no amount for the code from that day on.") var none = false
    @Flag(help: "Keep the national Medicare amounts of the reference for this payer.")
    var national = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let payer = try payer.map { try PayerCommand.find($0, desk).value.id }
        if national {
          guard let payer else { throw FlagError(missing: "--payer", "who pays these amounts") }
          let count = try desk.keepNationalAmounts(for: payer)
          return try session.tell(
            count > 0 ? .new : .same,
            "\(counted(count, "amount")) of Medicare, national, for \(payer)")
        }
        guard let code else { return try list(payer, session, desk) }
        guard let payer else { throw FlagError(missing: "--payer", "who pays this amount") }
        guard let first = try day("--from", from, desk) else {
          throw FlagError(missing: "--from", "the first day of service")
        }
        guard (amount == nil) == none else {
          throw FlagError(usage: "give the dollars for one unit, or say --none")
        }
        let allowed = try AllowedAmount(
          payer: payer, code: try HCPCS(code),
          perUnit: try flag("the amount", amount, Quantity.init(_:)), effectiveFrom: first,
          effectiveTo: try flag("--to", to, Day.init(_:)),
          source: try flag("--source", source, Line.init(_:)))
        try session.tell(
          try desk.keepAllowedAmounts([allowed]) > 0 ? .new : .same,
          "allowed amount of \(payer) for \(allowed.code) from \(first)")
      }
    }

    private func list(_ payer: PayerID?, _ session: Session, _ desk: Desk) throws {
      var listing = Listing([
        .init("payer", "PAYER"), .init("code", "CODE"), .init("per_unit", "PER UNIT", .right),
        .init("effective_from", "FROM"), .init("effective_to", "TO"),
        .init("source", "SOURCE", maxWidth: 40),
      ])
      for amount in try desk.ledger.allowedAmounts() where payer == nil || amount.payer == payer {
        listing.row([
          .text(amount.payer.text), .text(amount.code.text),
          .optional(amount.perUnit?.description), .text(amount.effectiveFrom.description),
          .optional(amount.effectiveTo?.description), .text(amount.source.text),
        ])
      }
      try listing.print(
        session,
        empty: "no allowed amounts; set one with: shots fee allowed CODE AMOUNT --payer … --from …")
    }
  }
}
