import ArgumentParser
import Billing
import Practice
import Storage

/// `shots stay`: stays and elections that move the bill (R80).
struct StayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stay", abstract: "Nursing and hospital stays, hospice: add, list, set, end.",
    discussion: """
      During a stay somebody else pays for what it is for (R80). Whether an injection treats that \
      is said of its visit:

        shots encounter correct 12 --for-stay no

      What is unrelated to hospice goes to original Medicare with GW; beside other stays and plans \
      somebody asks the payer, and accepts it.
      """,
    subcommands: [StayAdd.self, StayList.self, StaySet.self, StayEnd.self])

  struct StayAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a stay, or the choice of hospice.",
      discussion: """
          shots stay add P000121 hospice --from 2026-03-01
          shots stay add P000121 nursing_part_a --from 2026-10-01 --to 2026-10-20
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String
    @Argument(help: "\(words(of: Stay.Kind.self)).", completion: .words(of: Stay.Kind.self))
    var kind: String
    @Option(help: "The first day.") var from: String
    @Option(help: "The last day that is paid for, included.") var to: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let stay = try Stay(
          kind: try Stay.Kind(kind), from: try day("--from", from, desk),
          to: try day("--to", to, desk))
        let saved = try desk.keep(stay, of: try desk.patientID(mrn))
        try session.tell(saved.verdict, "stay \(saved.number) (\(stay.kind) from \(stay.from))")
      }
    }
  }

  struct StayList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List stays, a patient's or all.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String?
    @Flag(help: "Those that were taken back as well.") var all = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("stay", "STAY", .right), .init("mrn", "PATIENT"), .init("kind", "KIND"),
          .init("from", "FROM"), .init("to", "TO"), .init("withdrawn", "TAKEN BACK"),
        ])
        var numbers = RecordNumbers(desk)
        let kept: [Kept<Stay>] = try desk.kept(of: desk.patientID(mrn), withdrawn: all)
        for entry in kept {
          listing.row([
            .int(Int(entry.number.number)), .optional(try numbers.text(entry.patient)),
            .text(entry.fact.kind.rawValue), .text(entry.fact.from.description),
            .optional(entry.fact.to?.description), .optional(entry.withdrawn?.text),
          ])
        }
        try listing.print(session, empty: "no stays; add one with: shots stay add MRN hospice …")
      }
    }
  }

  struct StaySet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Change a stay; earlier versions are kept.",
      discussion: "  shots stay set 1 --from 2026-10-02 --to 2026-10-20")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the stay.") var stay: String
    @Option(help: "\(words(of: Stay.Kind.self)).", completion: .words(of: Stay.Kind.self))
    var kind: String?
    @Option(help: "The first day.") var from: String?
    @Option(help: "The last day that is paid for, included.") var to: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let number: RecordID<Stay> = try number("stay", stay)
        let verdict = try desk.change(number) { old in
          try Stay(
            kind: try flag("--kind", kind, Stay.Kind.init(_:)) ?? old.kind,
            from: try day("--from", from, desk) ?? old.from,
            to: try day("--to", to, desk) ?? old.to)
        }
        try session.tell(verdict, "stay \(number)")
      }
    }
  }

  struct StayEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "Say on which day a stay ended, or take it back.",
      discussion: "  shots stay end 1 --on 10/20")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the stay.") var stay: String
    @OptionGroup var ending: EndingOptions

    func run() throws {
      try Session.withDesk(global) { try ending.end(Stay.self, stay, $0, $1) }
    }
  }
}
