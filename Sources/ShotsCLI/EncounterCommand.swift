import ArgumentParser
import Billing
import Practice
import Storage
import Text

/// `shots encounter`: visits.
struct EncounterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encounter", abstract: "Visits: show, correct.",
    subcommands: [EncounterShow.self, EncounterCorrect.self])

  struct EncounterShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a visit with its doses; void ones too.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the encounter.") var encounter: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let id: Encounter.ID = try number("encounter", encounter)
        let visit = try desk.encounter(id).encounter
        if global.json {
          return try session.console.json { try RecordJSON.encounter(visit, desk, &$0) }
        }
        try session.console.print(EncounterCommand.describe(visit))
        let treats = CauseOptions.describe(try desk.ledger.visitCause(of: id))
        if !treats.isEmpty { try session.console.print(treats) }
        let details = DetailOptions.describe(try desk.ledger.visitDetails(of: id))
        if !details.isEmpty { try session.console.print(details) }
        try DoseCommand.list(try desk.ledger.doses(of: id), session)
        if let assessment = try desk.assess(id) {
          try session.console.write { output in
            output.write("\n")
            for line in FindingText.lines(assessment, session.console.style) {
              output.write(line + "\n")
            }
          }
        }
      }
    }
  }

  struct EncounterCorrect: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "correct",
      abstract:
        "Correct what a visit says: date, provider, place, diagnoses, services, what it treats.",
      discussion: """
          shots encounter correct 12 --diagnoses "D51.0;M17.11"
          shots encounter correct 12 --services 99213-25
          shots encounter correct 12 --services ""    # takes them away
          shots encounter correct 12 --accident auto --accident-on 9/30 \\
            --accident-state IL
          shots encounter correct 12 --for-stay no     # not what the stay is for
          shots encounter correct 12 --referring Quill --facility GENHOSP \\
            --admitted 10/3
          shots encounter correct 12 --patient-paid 20 --referral-number R-118

        What it said before is kept. Once a claim has gone out, the claim is what must be corrected.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the encounter.") var encounter: String
    @OptionGroup var visit: VisitOptions
    @OptionGroup(title: "What it treats") var cause: CauseOptions
    @OptionGroup(title: "What the claim says beyond the services") var details: DetailOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let id: Encounter.ID = try number("encounter", encounter)
        let receipt = try desk.correct(
          id, cause: { try cause.apply(to: $0, desk) },
          details: { try details.apply(to: $0, desk) }
        ) { old in
          try visit.apply(to: VisitDraft(old), desk: desk).finished(today: desk.today)
        }
        guard let receipt else {
          try session.console.print("encounter \(id) is corrected; it has no open doses")
          return
        }
        try ReceiptPrinter(session: session, desk: desk).print(receipt)
      }
    }
  }

  static func describe(_ visit: Encounter) -> String {
    let parts: [String?] = [
      "encounter \(visit.id?.description ?? "")", visit.date.description,
      visit.reference.map { "reference \($0)" }, visit.provider.map { "provider \($0)" },
      visit.supervisionMode.map {
        "supervision \($0)" + (visit.supervisingProvider.map { " by \($0)" } ?? "")
      },
      visit.placeOfService.map { "place \($0)" },
      visit.diagnoses.isEmpty
        ? "no diagnoses" : "diagnoses " + visit.diagnoses.map(\.text).joined(separator: " "),
      visit.otherServices.isEmpty
        ? nil : "services " + visit.otherServices.map(\.description).joined(separator: " "),
    ]
    return parts.compactMap { $0 }.joined(separator: "  ")
  }

  static func printVisits(
    of patient: Stored<Patient>, _ session: Session, _ desk: Desk
  ) throws {
    for stored in try desk.ledger.encounters(of: RecordID(patient.row), limit: 5) {
      try session.console.print("\n" + describe(stored.encounter))
      if let id = stored.encounter.id {
        try DoseCommand.list(try desk.ledger.doses(of: id), session)
      }
    }
  }
}
