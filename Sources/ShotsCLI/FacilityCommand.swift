import ArgumentParser
import Billing
import Practice
import Storage

/// `shots facility`: places of service that are not the practice's own address.
struct FacilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facility", abstract: "Places of service elsewhere: list, show, add.",
    subcommands: [FacilityList.self, FacilityShow.self, FacilityAdd.self])

  struct FacilityList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the places of service elsewhere.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        try FacilityCommand.print(try desk.ledger.facilities(), session)
      }
    }
  }

  struct FacilityShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a place of service elsewhere.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Its id.") var facility: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let key = try FacilityID(facility)
        guard let found = try desk.ledger.facilities()[key] else {
          throw Refusal(
            .notFound, "there is no facility \(key). List them with: shots facility list")
        }
        try FacilityCommand.print([key: found], session)
      }
    }
  }

  struct FacilityAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add a place of service, or change one; earlier versions are kept.",
      discussion: """
          shots facility add GENHOSP --name "Example General Hospital" \\
            --npi 1777777776 --address1 "500 Ward St" \\
            --city Anytown --state IL --zip 62999-0003

        Claims name it for visits that say --facility GENHOSP. Its ZIP code needs the +4.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "A short id of the practice's own, like GENHOSP.") var facility: String
    @Option(help: "Its name.") var name: String?
    @Option(help: "Its NPI; none when it is part of the practice.") var npi: String?
    @OptionGroup var address: AddressOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let key = try FacilityID(facility)
        let verdict = try desk.save("facility") { ledger in
          try ledger.saveFacility(
            try place(over: try ledger.facilities()[key]?.value), as: key)
        }
        try session.tell(verdict, "facility \(key)")
      }
    }

    private func place(over old: ServiceFacility?) throws -> ServiceFacility {
      guard let name = try flag("--name", name, Line.init(_:)) ?? old?.name else {
        throw FlagError(missing: "--name", "the name of the place")
      }
      guard let address = try address.apply(to: old?.address) else {
        throw FlagError(missing: "--address1", "the street of the place")
      }
      guard address.zip.isComplete else {
        throw FlagError(
          "--zip",
          InvalidValue(
            kind: "ZIP code", value: address.zip.text,
            reason: "needs its +4 on claims; 9998 stands for unknown"))
      }
      return ServiceFacility(
        name: name, npi: try flag("--npi", npi, NPI.init(_:)) ?? old?.npi, address: address)
    }
  }

  private static func print(
    _ facilities: [FacilityID: Stored<ServiceFacility>], _ session: Session
  ) throws {
    var listing = Listing([
      .init("facility", "FACILITY"), .init("name", "NAME"), .init("npi", "NPI"),
      .init("address1", "STREET"), .init("address2", "UNIT"), .init("city", "CITY"),
      .init("state", "STATE"), .init("zip", "ZIP"),
    ])
    for (key, facility) in facilities.sorted(by: { $0.key < $1.key }) {
      let address = facility.value.address
      listing.row([
        .text(key.text), .text(facility.value.name.text), .optional(facility.value.npi?.text),
        .text(address.line1.text), .optional(address.line2?.text), .text(address.city.text),
        .text(address.state.text), .text(address.zip.text),
      ])
    }
    try listing.print(session, empty: "no facilities; add one with: shots facility add ID --name …")
  }
}
