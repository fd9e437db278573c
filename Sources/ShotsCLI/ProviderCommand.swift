import ArgumentParser
import Billing
import Practice
import Storage

/// `shots provider`: clinicians.
struct ProviderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider", abstract: "Clinicians: list, add.",
    subcommands: [ProviderList.self, ProviderAdd.self])

  struct ProviderList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the clinicians.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("npi", "NPI"), .init("name", "NAME"), .init("credential", "LETTERS"),
          .init("taxonomy", "TAXONOMY"),
        ])
        for provider in try desk.ledger.providers().map(\.value) {
          listing.row([
            .text(provider.npi.text), .text(provider.name.description),
            .text(provider.credential.text), .optional(provider.taxonomy?.text),
          ])
        }
        try listing.print(session, empty: "no providers yet; add one with: shots provider add NPI")
      }
    }
  }

  struct ProviderAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a clinician, or change one; earlier versions are kept.",
      discussion: """
          shots provider add 1888888801 --last Marlowe --first Ida \\
            --credential MD --taxonomy 207Q00000X
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The NPI.") var npi: String
    @Option(help: "Last name.") var last: String?
    @Option(help: "First name.") var first: String?
    @Option(help: "Middle name.") var middle: String?
    @Option(help: "The letters after the name: MD, DO, NP, PA.") var credential: String?
    @Option(help: "Taxonomy code.") var taxonomy: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let npi = try NPI(npi)
        let verdict = try desk.save("provider") { ledger in
          try ledger.saveProvider(try provider(npi, over: try ledger.provider(npi)?.value))
        }
        try session.tell(verdict, "provider \(npi)")
      }
    }

    private func provider(_ npi: NPI, over old: Provider?) throws -> Provider {
      guard let last = try flag("--last", last, Line.init(_:)) ?? old?.name.last else {
        throw FlagError(missing: "--last", "the last name")
      }
      guard
        let letters = try flag("--credential", credential, Credential.init(_:)) ?? old?.credential
      else { throw FlagError(missing: "--credential", "the letters after the name, like MD") }
      return Provider(
        npi: npi,
        name: PersonName(
          last: last, first: try flag("--first", first, Line.init(_:)) ?? old?.name.first,
          middle: try flag("--middle", middle, Line.init(_:)) ?? old?.name.middle),
        credential: letters,
        taxonomy: try flag("--taxonomy", taxonomy, Taxonomy.init(_:)) ?? old?.taxonomy)
    }
  }
}
