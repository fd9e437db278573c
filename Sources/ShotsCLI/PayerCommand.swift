import ArgumentParser
import Billing
import Coding
import Practice
import Storage

/// `shots payer`: who pays, and their habits.
struct PayerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payer", abstract: "Payers: list, show, add, edit, set a habit.",
    subcommands: [
      PayerList.self, PayerShow.self, PayerAdd.self, PayerEdit.self, PayerSet.self,
      PayerSeverity.self,
    ])

  struct PayerList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the payers.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("payer_id", "PAYER"), .init("name", "NAME", maxWidth: 34),
          .init("electronic_id", "ELECTRONIC ID"), .init("payer_class", "CLASS"),
          .init("filing_indicator", "SBR09"), .init("timely_filing_days", "DAYS", .right),
        ])
        for payer in try desk.ledger.payers().map(\.value) {
          listing.row([
            .text(payer.id.text), .text(payer.name.text), .optional(payer.electronicID?.text),
            .text(payer.payerClass.rawValue), .optional(payer.filingIndicator?.text),
            payer.timelyFilingDays.map { .int($0) } ?? .absent,
          ])
        }
        try listing.print(session, empty: "no payers yet; add one with: shots payer add")
      }
    }
  }

  struct PayerShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the habits of a payer on a day, and where each comes from.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The payer, by its id.") var payer: String
    @Option(help: "The day; today unless it is given.") var on: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let found = try PayerCommand.find(payer, desk)
        let day = try day("--on", on, desk)
        var listing = Listing([
          .init("setting", "SETTING"), .init("value", "VALUE"), .init("source", "FROM"),
        ])
        for habit in try desk.habits(of: found.value, on: day ?? desk.today) {
          listing.row([.text(habit.name.rawValue), .text(habit.value), .text(habit.source)])
        }
        for (name, value) in try desk.policyHabits(of: found.value, on: day ?? desk.today) {
          listing.row([.text(name), .text(value), .text("policies: shots policy list")])
        }
        for severity in try desk.severities(of: found.value.id, on: day ?? desk.today) {
          listing.row(SeverityOptions.cells(severity))
        }
        try listing.print(session, empty: "")
      }
    }
  }

  struct PayerAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a payer.",
      discussion: """
          shots payer add MCRB --name "Example Medicare Part B" \\
            --electronic-id ZZ101 --class medicare --filing-indicator MB \\
            --timely-filing-days 365
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "A short id of yours.") var payer: String
    @OptionGroup var options: PayerOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let id = try PayerID(payer)
        let verdict = try desk.save("payer") { ledger in
          if try ledger.payer(id) != nil {
            throw Refusal(
              .badData, "\(id) is a payer already; change it with: shots payer edit \(id)")
          }
          return try ledger.savePayer(try options.apply(to: nil, id: id))
        }
        try session.tell(verdict, "payer \(id)")
      }
    }
  }

  struct PayerEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Change what a payer is called and where claims go; earlier versions are kept.",
      discussion: "  shots payer edit EMHP --electronic-id ZZ900")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The payer, by its id.") var payer: String
    @OptionGroup var options: PayerOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let id = try PayerID(payer)
        let verdict = try desk.save("payer") { ledger in
          let old = try PayerCommand.find(payer, desk).value
          return try ledger.savePayer(try options.apply(to: old, id: id))
        }
        try session.tell(verdict, "payer \(id)")
      }
    }
  }

  struct PayerSet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Set a habit of a payer, from a day of service on.",
      discussion: """
          shots payer set EMHP multi_injection_style lines_59
          shots payer set EMHP jw_jz_required yes --from 2026-01-01

        A setting of ask puts the doses for which it matters in review, with the choices.
        Settings and their values:
        \(PayerSettings.Name.allCases.map(settingHelp).joined(separator: "\n"))
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The payer, by its id.") var payer: String
    @Argument(help: "The setting.", completion: .words(of: PayerSettings.Name.self))
    var setting: String
    @Argument(help: "Its value.") var value: String
    @Option(help: "The first day of service for which it holds; from the beginning unless given.")
    var from: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let found = try PayerCommand.find(payer, desk)
        if Desk.policyHabitNames.contains(setting.lowercased()) {
          throw Refusal(
            .badData,
            "\(setting) is kept drug by drug, with its diagnoses: shots policy add"
              + " \(found.value.id) --drug …")
        }
        let name = try PayerSettings.Name(setting)
        // The value is checked by setting it.
        var settings = desk.tables.settings(for: found.value.payerClass)
        try settings.set(name, to: value)
        if name == .filingIndicator { _ = try ReferenceTables.filingIndicator(value) }
        let day = try day("--from", from, desk)
        let entry = PayerSettingEntry(
          setting: found.value.id, name, to: settings.text(of: name), from: day ?? Day.beginning)
        try session.tell(try desk.setHabit(entry), "\(name) of \(found.value.id)")
      }
    }
  }

  static func find(_ text: String, _ desk: Desk) throws -> Stored<Payer> {
    let id = try PayerID(text)
    guard let payer = try desk.ledger.payer(id) else {
      throw Refusal(.notFound, "there is no payer \(id). List them with: shots payer list")
    }
    return payer
  }
}

/// One setting in the help of `shots payer set`.
private func settingHelp(_ name: PayerSettings.Name) -> String {
  "  \(name): \(name.question)\n    \(name.values)"
}

/// The flags that describe a payer.
struct PayerOptions: ParsableArguments {
  @Option(help: "Its name.") var name: String?
  @Option(help: "The id under which the clearinghouse lists it.") var electronicId: String?
  @Option(
    name: .customLong("class"),
    help: "What kind of payer it is: \(words(of: PayerClass.self)).",
    completion: .words(of: PayerClass.self))
  var payerClass: String?
  @Option(
    help: "The claim filing indicator (SBR09): \(FilingIndicator.codes.joined(separator: ", ")).",
    completion: .list(FilingIndicator.codes))
  var filingIndicator: String?
  @Option(help: "Days within which a claim must arrive.") var timelyFilingDays: String?
  @OptionGroup var address: AddressOptions

  /// The payer, on top of one that is there already.
  func apply(to base: Payer?, id: PayerID) throws -> Payer {
    guard let name = try flag("--name", name, Line.init(_:)) ?? base?.name else {
      throw FlagError(missing: "--name", "the name of the payer")
    }
    guard
      let payerClass = try flag("--class", payerClass, PayerClass.init(_:)) ?? base?.payerClass
    else {
      throw FlagError(
        missing: "--class", "one of " + words(of: PayerClass.self))
    }
    return Payer(
      id: id, name: name,
      electronicID: try flag("--electronic-id", electronicId, PartnerID.init(_:))
        ?? base?.electronicID,
      payerClass: payerClass,
      filingIndicator: try flag(
        "--filing-indicator", filingIndicator, ReferenceTables.filingIndicator(_:))
        ?? base?.filingIndicator,
      timelyFilingDays: try flag(
        "--timely-filing-days", timelyFilingDays, PayerSettings.days)
        ?? base?.timelyFilingDays,
      address: try address.apply(to: base?.address))
  }
}
