import ArgumentParser
import Billing
import Practice
import Storage

/// `shots surgery`: procedures whose payment includes what follows (R41).
struct SurgeryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surgery",
    abstract: "Procedures with a follow-up period of 10 or 90 days: add, list, set, end.",
    discussion: """
      Injections for the usual recovery are part of the surgery payment. Whether a visit is that is \
      said of it: shots encounter correct 12 --for-surgery no
      """,
    subcommands: [SurgeryAdd.self, SurgeryList.self, SurgerySet.self, SurgeryEnd.self])

  struct SurgeryAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a procedure that a patient had.",
      discussion: """
          shots surgery add P000121 27447 --on 2026-09-01 --days 90 \\
            --by Marlowe
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String
    @Argument(help: "The code of the procedure.") var code: String
    @Option(help: "The day of the procedure.") var on: String
    @Option(help: "The length of the follow-up period: 10 or 90.") var days: String
    @Option(help: "Who did it, by NPI or last name.") var by: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let surgery = GlobalPeriod(
          procedure: try HCPCS(code), date: try SurgeryCommand.day(on, desk),
          length: try SurgeryCommand.length(days),
          clinician: try by.map { try desk.npi("--by", $0) })
        let saved = try desk.keep(surgery, of: try desk.patientID(mrn))
        try session.tell(
          saved.verdict,
          "surgery \(saved.number) (\(surgery.procedure), follow-up until \(surgery.lastDay))")
      }
    }
  }

  struct SurgeryList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List procedures, a patient's or all.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String?
    @Flag(help: "Those that were taken back as well.") var all = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("surgery", "SURGERY", .right), .init("mrn", "PATIENT"), .init("code", "CODE"),
          .init("on", "ON"), .init("days", "DAYS", .right), .init("until", "UNTIL"),
          .init("by", "BY"), .init("withdrawn", "TAKEN BACK"),
        ])
        var numbers = RecordNumbers(desk)
        let kept: [Kept<GlobalPeriod>] = try desk.kept(of: desk.patientID(mrn), withdrawn: all)
        for entry in kept {
          let surgery = entry.fact
          listing.row([
            .int(Int(entry.number.number)), .optional(try numbers.text(entry.patient)),
            .text(surgery.procedure.text), .text(surgery.date.description),
            .int(surgery.length.rawValue), .text(surgery.lastDay.description),
            .optional(surgery.clinician?.text), .optional(entry.withdrawn?.text),
          ])
        }
        try listing.print(
          session, empty: "no surgery; add it with: shots surgery add MRN CODE --on … --days …")
      }
    }
  }

  struct SurgerySet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Change a procedure; earlier versions are kept.",
      discussion: "  shots surgery set 1 --by Marlowe")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the surgery.") var surgery: String
    @Option(help: "The day of the procedure.") var on: String?
    @Option(help: "The length of the follow-up period: 10 or 90.") var days: String?
    @Option(help: "Who did it, by NPI or last name.") var by: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let number: RecordID<GlobalPeriod> = try number("surgery", surgery)
        let verdict = try desk.change(number) { old in
          GlobalPeriod(
            procedure: old.procedure,
            date: try on.map { try SurgeryCommand.day($0, desk) } ?? old.date,
            length: try days.map(SurgeryCommand.length) ?? old.length,
            clinician: try by.map { try desk.npi("--by", $0) } ?? old.clinician)
        }
        try session.tell(verdict, "surgery \(number)")
      }
    }
  }

  struct SurgeryEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "Take a procedure back that was recorded by mistake.",
      discussion: "  shots surgery end 1 --mistake \"another patient's\"")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the surgery.") var surgery: String
    // The period ends by itself, so this command has no --on.
    @Option(
      help: "Why it should never have been there; it then counts for nothing, and stays visible.")
    var mistake: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let number: RecordID<GlobalPeriod> = try number("surgery", surgery)
        let why = try flag("--mistake", mistake, Line.init(_:))
        try session.tell(try desk.withdraw(number, why: why), "surgery \(number)")
      }
    }
  }

  /// The period begins with a procedure that was done.
  private static func day(_ text: String, _ desk: Desk) throws(FlagError) -> Day {
    try flag("--on", text) { text throws(InvalidValue) in try pastDay(text, desk) }
  }

  static func length(_ text: String) throws(FlagError) -> GlobalPeriod.Length {
    try flag("--days", text) { text throws(InvalidValue) in
      guard let length = Int(text).flatMap(GlobalPeriod.Length.init(rawValue:)) else {
        throw InvalidValue(kind: "days", value: text, reason: "must be 10 or 90")
      }
      return length
    }
  }
}
