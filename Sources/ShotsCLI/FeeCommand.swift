import ArgumentParser
import Billing
import Practice
import Storage

/// `shots fee`: what the practice charges.
struct FeeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fee", abstract: "Charges for one unit of a code: list, set; what payers allow.",
    subcommands: [FeeList.self, FeeSet.self, FeeAllowed.self])

  struct FeeList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the charges.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("code", "CODE"), .init("amount_cents", "CHARGE", .right),
          .init("effective_from", "FROM"),
        ])
        for fee in try desk.ledger.fees() {
          listing.row([
            .text(fee.code.text), .cents(fee.amount.cents), .text(fee.effectiveFrom.description),
          ])
        }
        try listing.print(session, empty: "no charges yet; set one with: shots fee set 96372 45.00")
      }
    }
  }

  struct FeeSet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Set the charge for one unit of a code, from a day of service on.",
      discussion: "  shots fee set J1885 37.25 --from 2026-01-01")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The code.") var code: String
    @Argument(help: "The charge for one unit, in dollars.") var amount: String
    @Option(help: "The first day of service; from the beginning of this year unless given.")
    var from: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let day = try day("--from", from, desk)
        let year = desk.today.components.year
        let fee = Fee(
          code: try HCPCS(code), amount: try Money(amount),
          effectiveFrom: day ?? Day(year: year, month: 1, day: 1) ?? desk.today)
        try session.tell(
          try desk.save("fee") { try $0.saveFee(fee) },
          "charge for \(fee.code) from \(fee.effectiveFrom)")
      }
    }
  }
}
