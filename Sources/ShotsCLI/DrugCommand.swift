import ArgumentParser
import Billing
import Coding
import Practice
import Storage

/// `shots drug`: find drugs, keep short names.
struct DrugCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drug", abstract: "Drugs: search, short names of your own.",
    subcommands: [DrugSearchCommand.self, DrugAliasCommand.self, DrugAliases.self])

  struct DrugSearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "search", abstract: "Find a drug by code, NDC, name or brand.",
      discussion: "  shots drug search keto")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Part of a name, a code or an NDC.") var text: String

    func run() throws {
      try Session.run(global) { session in
        let clock = Clock(timeZone: "UTC")
        var listing = Listing([
          .init("key", "DRUG"), .init("label", "NAME", maxWidth: 40), .init("unit", "ONE UNIT IS"),
          .init("routes", "ROUTES"), .init("strength", "STRENGTHS", maxWidth: 30),
          .init("valid_to", "ENDED"),
        ])
        let tables = try session.tables()
        var drugs = try Self.scanned(text, on: clock.today, tables)
        if drugs.isEmpty { drugs = tables.search(text, on: clock.today) }
        if drugs.isEmpty {
          drugs = tables.near(text, on: clock.today)
          if !drugs.isEmpty { session.console.say("no drug is called \"\(text)\"; did you mean:") }
        }
        for drug in drugs.prefix(20) {
          let portion = drug.portion.map { drug.basis == .upTo ? "up to \($0)" : "\($0)" }
          listing.row([
            .text(drug.key.text), .text(drug.label), .optional(portion),
            .text(drug.routes.map(\.rawValue).joined(separator: ", ")),
            .text(drug.typicalStrength), .optional(drug.validTo?.description),
          ])
        }
        try listing.print(session, empty: "no drug is called \"\(text)\"")
      }
    }

    /// The drugs of the package whose code was scanned.
    private static func scanned(
      _ text: String, on day: Day, _ tables: ReferenceTables
    ) throws -> [Drug] {
      guard let scan = try GS1Scan.read(text) else { return [] }
      return scan.ndcCandidates.compactMap { tables.drugs.drug(package: $0, on: day) }
    }
  }

  struct DrugAliasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "alias",
      abstract: "Keep a short name for a drug, with its usual dose and route.",
      discussion: """
          shots drug alias ket60 J1885 60mg IM
          shots drug alias ket60 --take-back
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The short name.") var name: String
    @Argument(help: "The drug.") var drug: String?
    @Argument(help: "The usual dose.") var dose: String?
    @Argument(help: "The usual route.") var route: String?
    @Flag(help: "Also a name that looks like a code, or that several drugs have.")
    var anyway = false
    @Flag(help: "Take the short name back.") var takeBack = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        if takeBack {
          guard drug == nil else {
            throw FlagError(usage: "--take-back needs the short name alone")
          }
          try desk.takeBackDrugAlias(name)
          let what = "short name \(name.lowercased())"
          return global.json
            ? try session.tell(.changed, what) : try session.console.print("\(what) is taken back")
        }
        guard let drug else {
          throw FlagError(missing: "the drug", "like: shots drug alias ket60 J1885 60mg IM")
        }
        let alias = try DrugAlias(
          name: name, drug: try desk.findDrug(drug).key,
          dose: try flag("the dose", dose, DoseAmount.init(_:)),
          route: try flag("the route", route, Route.init(_:)))
        try session.tell(
          try desk.keepDrugAlias(alias, isMeant: anyway), "short name \(alias.name)")
      }
    }
  }

  struct DrugAliases: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "aliases", abstract: "List your short names.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("name", "SHORT NAME"), .init("drug", "DRUG"), .init("dose", "DOSE", .right),
          .init("route", "ROUTE"),
        ])
        for alias in try desk.ledger.drugAliases() {
          listing.row([
            .text(alias.name), .text(alias.drug.text), .optional(alias.dose?.description),
            .optional(alias.route?.rawValue),
          ])
        }
        try listing.print(
          session, empty: "no short names; make one with: shots drug alias ket60 J1885 60mg IM")
      }
    }
  }
}
