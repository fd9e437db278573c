import ArgumentParser
import Billing
import Practice
import Storage

/// `shots notice`: what patients were told before a service that Medicare will not pay (R77).
struct NoticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notice", abstract: "Notices of non-coverage (ABN): add, list, end.",
    discussion: """
      What is recorded puts the modifiers on the lines: a signed notice GA; no notice although a \
      denial is expected GZ; an excluded service GY, with GX when a voluntary notice was given \
      (R77). Only original Medicare knows the notice.
      """,
    subcommands: [NoticeAdd.self, NoticeList.self, NoticeEnd.self])

  struct NoticeAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Record what a patient was told about a service.",
      discussion: """
          shots notice add P000121 --drug B12 --denial not_necessary \\
            --given signed --on 10/5
          shots notice add P000121 --denial excluded --given voluntary \\
            --on 10/5 --to 2026-12-31
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String
    @Option(help: "The drug that it is about; the whole visit unless given.") var drug: String?
    @Option(
      help: "Why Medicare will not pay: \(words(of: Notice.Denial.self)).",
      completion: .words(of: Notice.Denial.self))
    var denial: String
    @Option(
      help: "What the patient was given: \(words(of: Notice.Given.self)).",
      completion: .words(of: Notice.Given.self))
    var given: String
    @Option(help: "The first day of service that it is about.") var on: String
    @Option(help: "The last day of service; the first one unless given.") var to: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let first: Day = try day("--on", on, desk)
        let notice = try Notice(
          drug: try drug.map { try desk.drug("--drug", $0) },
          denial: try flag("--denial", denial, Notice.Denial.init(_:)),
          given: try flag("--given", given, Notice.Given.init(_:)), validFrom: first,
          validTo: try flag("--to", to, Day.init(_:)) ?? first)
        let saved = try desk.keep(notice, of: try desk.patientID(mrn))
        let marks = notice.modifiers.map(\.text).joined(separator: " ")
        try session.tell(saved.verdict, "notice \(saved.number) (modifier \(marks))")
      }
    }
  }

  struct NoticeList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List notices, a patient's or all.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String?
    @Flag(help: "Those that were taken back as well.") var all = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("notice", "NOTICE", .right), .init("mrn", "PATIENT"), .init("drug", "DRUG"),
          .init("denial", "DENIAL"), .init("given", "GIVEN"), .init("modifiers", "MODIFIERS"),
          .init("valid_from", "FROM"), .init("valid_to", "TO"), .init("withdrawn", "TAKEN BACK"),
        ])
        var numbers = RecordNumbers(desk)
        let kept: [Kept<Notice>] = try desk.kept(of: desk.patientID(mrn), withdrawn: all)
        for entry in kept {
          let notice = entry.fact
          listing.row([
            .int(Int(entry.number.number)), .optional(try numbers.text(entry.patient)),
            .optional(notice.drug?.text), .text(notice.denial.rawValue),
            .text(notice.given.rawValue), .list(notice.modifiers.map(\.text)),
            .text(notice.validFrom.description), .optional(notice.validTo?.description),
            .optional(entry.withdrawn?.text),
          ])
        }
        try listing.print(session, empty: "no notices; add one with: shots notice add MRN …")
      }
    }
  }

  struct NoticeEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "Say on which day a notice ended, or take it back.",
      discussion: "  shots notice end 1 --mistake \"for another patient\"")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the notice.") var notice: String
    @OptionGroup var ending: EndingOptions

    func run() throws {
      try Session.withDesk(global) { try ending.end(Notice.self, notice, $0, $1) }
    }
  }
}
