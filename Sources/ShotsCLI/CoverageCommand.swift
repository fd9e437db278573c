import ArgumentParser
import Billing
import Practice
import Storage

/// `shots coverage`: who pays for a patient, and when.
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Coverages of a patient: list, add, end; plans through work.",
    subcommands: [
      CoverageList.self, CoverageAdd.self, CoverageEnd.self, CoverageEmployer.self,
    ])

  struct CoverageList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the coverages of a patient.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number or name.") var patient: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let found = try PatientSearch(session: session, desk: desk).one(patient, birth: nil)
        try CoverageCommand.print(found, session, desk)
      }
    }
  }

  struct CoverageAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract:
        "Add a coverage; the same payer, priority and first day changes the one that is there.",
      discussion: """
          shots coverage add P000121 --payer MCRB \\
            --member-id 1EG4TE00000099 --from 2026-01-01
          shots coverage add P000121 --payer EMHP --member-id EMH000121 \\
            --group GRP-EX81 --relationship spouse \\
            --subscriber-last Testcase --subscriber-first Bo --from 2026-01-01
          shots coverage add P000121 --payer EMHP --member-id EMH000121 \\
            --from 2026-10-01 --first

        --first puts it before the others from its first day on: what was primary goes on as \
        secondary. The insurance that answers for an accident needs no --first: it is billed for the \
        visits that treat the accident, and for no others.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String
    @Option(help: "The payer, by its id.") var payer: String
    @Option(help: "The member id as on the card.") var memberId: String
    @Option(help: "The group number on the card.") var group: String?
    @Option(
      help: "P, S or T: primary, secondary, tertiary.",
      completion: .words(of: Coverage.Priority.self))
    var priority: String = "P"
    @Flag(help: "It pays first; what was primary becomes secondary from its first day on.")
    var first = false
    @Option(
      help: ArgumentHelp(
        "Why Medicare pays after another plan: 12 working aged, 13 kidney disease, 14 no-fault, "
          + "15 workers' compensation, 16, 41, 42, 43 disabled, 47 liability.", valueName: "code"),
      completion: .words(of: MedicareSecondaryReason.self))
    var medicareSecond: String?
    @Option(
      help: "What the patient is to the subscriber: \(words(of: Coverage.Relationship.self)).",
      completion: .words(of: Coverage.Relationship.self))
    var relationship: String = "self"
    @Option(help: "The subscriber's last name, when it is not the patient.") var subscriberLast:
      String?
    @Option(help: "The subscriber's first name.") var subscriberFirst: String?
    @Option(help: "The subscriber's birth date.") var subscriberBirth: String?
    @Option(help: "The first day.") var from: String
    @Option(help: "The last day, included.") var to: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let patient = try desk.patient(try MRN(mrn))
        let payer = try PayerCommand.find(payer, desk)
        let day = { (text: String) throws(InvalidValue) -> Day in try Day(text, today: desk.today) }
        var subscriber: Coverage.Subscriber?
        if let last = try flag("--subscriber-last", subscriberLast, Line.init(_:)) {
          subscriber = Coverage.Subscriber(
            name: PersonName(
              last: last, first: try flag("--subscriber-first", subscriberFirst, Line.init(_:))),
            birthDate: try flag("--subscriber-birth", subscriberBirth) {
              text throws(InvalidValue) in
              let birth = try Day(text, today: desk.today)
              guard birth <= desk.today else {
                throw InvalidValue(kind: "birth date", value: text, reason: "is after today")
              }
              return birth
            }, sex: nil)
        }
        let first = try flag("--from", from, day)
        let last = try flag("--to", to, day)
        if let last, last < first {
          throw FlagError(
            "--to",
            InvalidValue(kind: "last day", value: last.description, reason: "is before --from"))
        }
        let coverage = try Coverage(
          payer: payer.value.id,
          priority: try flag("--priority", priority, Coverage.Priority.init(_:)),
          memberID: try flag("--member-id", memberId, PartnerID.init(_:)),
          groupNumber: try flag("--group", group, PartnerID.init(_:)),
          relationship: try flag("--relationship", relationship, Coverage.Relationship.init(_:)),
          subscriber: subscriber, effectiveFrom: first, effectiveTo: last)
        guard !self.first || coverage.priority == .primary else {
          throw FlagError(usage: "--first is for a primary coverage: leave --priority out")
        }
        let reason = try secondaryReason(coverage, payer.value)
        let verdict =
          self.first
          ? try desk.putFirst(coverage, of: patient)
          : try desk.save("coverage") {
            try $0.saveCoverage(
              coverage, of: RecordID(patient.row), payer: payer.row, secondary: reason)
          }
        try session.tell(verdict, "coverage of \(patient.value.mrn) with \(payer.value.id)")
      }
    }

    private func secondaryReason(
      _ coverage: Coverage, _ payer: Payer
    ) throws -> MedicareSecondaryReason? {
      guard
        let reason = try flag(
          "--medicare-second", medicareSecond, MedicareSecondaryReason.init(_:))
      else { return nil }
      guard payer.filingIndicator?.text == "MB", coverage.priority != .primary else {
        throw FlagError(
          usage: "--medicare-second is for original Medicare that pays second: --priority S")
      }
      return reason
    }
  }

  struct CoverageEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "Say on which day a coverage ended.",
      discussion: """
          shots coverage end P000121 --payer MCRB --on 2026-09-30
          shots coverage end P000121 --payer MCRB --from 2026-10-01 --on 2026-09-30

        With the day before its first one a coverage is taken back, as if it had never been. What \
        goes on from the next day with the same payer and member id, as --first of shots coverage \
        add leaves it, ends with it.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String
    @Option(help: "The payer, by its id.") var payer: String
    @Option(help: "The last day, included.") var on: String
    @Option(help: "The member id, when there are two with the payer.") var memberId: String?
    @Option(help: "The first day of the coverage, when that still leaves two.") var from: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let patient = try desk.patient(try MRN(mrn))
        let payer = try PayerCommand.find(payer, desk)
        let last: Day = try day("--on", on, desk)
        let member = try flag("--member-id", memberId, PartnerID.init(_:))
        let first: Day? = try day("--from", from, desk)
        let (verdict, takenBack) = try desk.endCoverage(on: last, of: patient, payer: payer) {
          try one(
            of: patient,
            $0.filter { coverage in
              (member == nil || coverage.memberID == member)
                && (first == nil || coverage.effectiveFrom == first)
            }, payer.value.id, on: last)
        }
        try session.tell(
          verdict,
          "coverage of \(patient.value.mrn) with \(payer.value.id)"
            + (takenBack > 0 ? " (what followed on \(last.adding(days: 1)) is taken back)" : ""))
      }
    }

    /// The coverage that is meant: of those that cover the day, or else begin on the next.
    private func one(
      of patient: Stored<Patient>, _ coverages: [Coverage], _ payer: PayerID, on day: Day
    ) throws -> Coverage {
      let covering = coverages.filter { $0.covers(day) }
      let found =
        covering.isEmpty
        ? coverages.filter { $0.effectiveFrom == day.adding(days: 1) } : covering
      guard let coverage = found.first else {
        throw Refusal(.notFound, "\(patient.value.mrn) has no coverage with \(payer) on \(day)")
      }
      guard found.count == 1 else {
        let ids = found.map { "\($0.memberID) from \($0.effectiveFrom)" }
        throw Refusal(
          .badData,
          "\(patient.value.mrn) has several coverages with \(payer) on \(day); name one with "
            + "--member-id and --from: " + ids.joined(separator: ", "))
      }
      return coverage
    }
  }

  static func print(_ patient: Stored<Patient>, _ session: Session, _ desk: Desk) throws {
    var listing = Listing([
      .init("payer", "PAYER"), .init("priority", "PRIORITY"), .init("member_id", "MEMBER ID"),
      .init("group_number", "GROUP"), .init("relationship", "PATIENT IS"),
      .init("subscriber", "SUBSCRIBER"), .init("effective_from", "FROM"),
      .init("effective_to", "TO"),
    ])
    for coverage in try desk.ledger.coverages(of: RecordID(patient.row)).map(\.value)
    where !coverage.isTakenBack {
      listing.row([
        .text(coverage.payer.text), .text(coverage.priority.rawValue),
        .text(coverage.memberID.text), .optional(coverage.groupNumber?.text),
        .text(coverage.relationship.rawValue), .optional(coverage.subscriber?.name.description),
        .text(coverage.effectiveFrom.description), .optional(coverage.effectiveTo?.description),
      ])
    }
    try listing.print(
      session,
      empty: "no coverage; add it with: shots coverage add \(patient.value.mrn) --payer …")
  }
}
