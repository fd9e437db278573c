import ArgumentParser
import Billing
import Practice
import Storage

/// `shots authorization`: payers' approvals before a drug is given (R76).
struct AuthorizationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authorization", abstract: "Prior authorizations: add, list, set, end.",
    discussion: """
      Which drugs a payer wants approved is its policy: shots policy add … --needs-authorization. \
      Units of drug and waste lines on claims count against the units that were granted.
      """,
    subcommands: [
      AuthorizationAdd.self, AuthorizationList.self, AuthorizationSet.self, AuthorizationEnd.self,
    ])

  struct AuthorizationAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add an approval that a payer granted for a patient.",
      discussion: """
          shots authorization add P000121 --payer EMHP --drug Xolair \\
            --number PA778812 --from 2026-01-01 --to 2026-12-31 --units 720
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String
    @OptionGroup var options: AuthorizationOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let granted = try options.apply(to: nil, desk)
        let saved = try desk.keep(granted, of: try desk.patientID(mrn))
        try session.tell(
          saved.verdict,
          "authorization \(saved.number) (\(granted.number) by \(granted.payer), \(granted.drug))")
      }
    }
  }

  struct AuthorizationList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List approvals, with the units that are left.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String?
    @Flag(help: "Those that were taken back as well.") var all = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("authorization", "NO", .right), .init("mrn", "PATIENT"), .init("payer", "PAYER"),
          .init("drug", "DRUG"), .init("number", "NUMBER"), .init("kind", "STOCK"),
          .init("valid_from", "FROM"), .init("valid_to", "TO"), .init("units", "UNITS", .right),
          .init("units_used", "USED", .right), .init("units_left", "LEFT", .right),
          .init("withdrawn", "TAKEN BACK"),
        ])
        var numbers = RecordNumbers(desk)
        for entry in try desk.authorizations(of: desk.patientID(mrn))
        where all || entry.withdrawn == nil {
          let granted = entry.fact
          listing.row([
            .int(Int(entry.number.number)), .optional(try numbers.text(entry.patient)),
            .text(granted.payer.text), .text(granted.drug.text), .text(granted.number.text),
            .text(granted.kind.rawValue), .text(granted.validFrom.description),
            .optional(granted.validTo?.description), granted.units.map { .int($0) } ?? .absent,
            granted.units.map { _ in .int(granted.unitsUsed) } ?? .absent,
            granted.unitsLeft.map { .int($0) } ?? .absent, .optional(entry.withdrawn?.text),
          ])
        }
        try listing.print(
          session, empty: "no authorizations; add one with: shots authorization add MRN --payer …")
      }
    }
  }

  struct AuthorizationSet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Change an approval; earlier versions are kept.",
      discussion: "  shots authorization set 2 --units 900")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Its number in the list.") var authorization: String
    @OptionGroup var options: AuthorizationOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let number: RecordID<Authorization> = try number("authorization", authorization)
        let verdict = try desk.change(number) { try options.apply(to: $0, desk) }
        try session.tell(verdict, "authorization \(number)")
      }
    }
  }

  struct AuthorizationEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "Say on which day an approval ended, or take it back.",
      discussion: "  shots authorization end 2 --on 2026-09-30")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Its number in the list.") var authorization: String
    @OptionGroup var ending: EndingOptions

    func run() throws {
      try Session.withDesk(global) { try ending.end(Authorization.self, authorization, $0, $1) }
    }
  }
}

/// The flags that describe an approval.
struct AuthorizationOptions: ParsableArguments {
  @Option(help: "Who granted it, by id.") var payer: String?
  @Option(help: "The drug: code, NDC, name, brand or your short name.") var drug: String?
  @Option(help: "Its number, as the payer wrote it; the claim repeats it.") var number: String?
  @Option(help: "The first day.") var from: String?
  @Option(help: "The last day, included.") var to: String?
  @Option(help: "How many units of the code were granted, when it counts them.") var units: Int?
  @Option(
    help: "buy_and_bill for the practice's own stock, white_bag for a specialty pharmacy's.",
    completion: .words(of: Authorization.Kind.self))
  var kind: String?

  /// The approval, on top of one that is there already.
  func apply(to base: Authorization?, _ desk: Desk) throws -> Authorization {
    guard let payer = try payer.map({ try PayerCommand.find($0, desk).value.id }) ?? base?.payer
    else { throw FlagError(missing: "--payer", "who granted it") }
    guard let drug = try drug.map({ try desk.drug("--drug", $0) }) ?? base?.drug else {
      throw FlagError(missing: "--drug", "the drug that was approved")
    }
    guard let number = try flag("--number", number, PartnerID.init(_:)) ?? base?.number else {
      throw FlagError(missing: "--number", "the number that the payer gave it")
    }
    guard let first = try day("--from", from, desk) ?? base?.validFrom else {
      throw FlagError(missing: "--from", "the first day that it holds")
    }
    return try Authorization(
      payer: payer, drug: drug, number: number, validFrom: first,
      validTo: try flag("--to", to, Day.init(_:)) ?? base?.validTo, units: units ?? base?.units,
      kind: try flag("--kind", kind, Authorization.Kind.init(_:)) ?? base?.kind ?? .buyAndBill)
  }
}
