import ArgumentParser
import Billing
import Practice
import Storage

extension CoverageCommand {
  /// `shots coverage employer`: a group plan through work (R79).
  struct CoverageEmployer: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "employer",
      abstract: "Keep what is known of a group plan through work, which may pay before Medicare.",
      discussion: """
          shots coverage employer P000121 --name "Example Works plan" \\
            --working yes --employees 45 --from 2025-01-01
          shots coverage employer P000121 --working no
          shots coverage employer P000121     # lists the plans

        From 65 on the plan of an employer with twenty people or more pays before Medicare while \
        somebody works there (R79), and below 65 a large group plan: ask the plan whether it is \
        one. Then bill it first: shots coverage add … --first
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String
    @Option(help: "The plan, by the employer's name.") var name: String?
    @Option(help: "Whether the patient or the spouse still works there: yes or no.")
    var working: String?
    @Option(help: "How many people the employer has.") var employees: Int?
    @Option(help: "The first day.") var from: String?
    @Option(help: "The last day, included.") var to: String?
    @Option(help: "Take the plan back, and why: it was recorded by mistake.") var mistake: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let patient = try desk.patient(try MRN(mrn))
        let id = Patient.ID(patient.row)
        let name = try flag("--name", name, Line.init(_:))
        if let mistake {
          let kept: [Kept<EmployerPlan>] = try desk.kept(of: id)
          guard let plan = kept.last(where: { name == nil || $0.fact.name == name }) else {
            throw Refusal(.notFound, "\(patient.value.mrn) has no plan through work")
          }
          return try session.tell(
            try desk.withdraw(plan.number, why: try flag("--mistake", mistake, Line.init(_:))),
            "the plan \(plan.fact.name)")
        }
        guard name != nil || working != nil || employees != nil || from != nil || to != nil else {
          return try list(id, session, desk)
        }
        let saved = try desk.keepEmployerPlan(of: id, named: name) { try plan($0, name, desk) }
        try session.tell(saved.verdict, "the plan through work of \(patient.value.mrn)")
      }
    }

    private func plan(_ old: EmployerPlan?, _ name: Line?, _ desk: Desk) throws -> EmployerPlan {
      guard let name = name ?? old?.name else {
        throw FlagError(missing: "--name", "the plan, by the employer's name")
      }
      guard let first = try day("--from", from, desk) ?? old?.validFrom else {
        throw FlagError(missing: "--from", "the first day of the plan")
      }
      return try EmployerPlan(
        name: name,
        isThroughCurrentWork: try yesNo("--working", working) ?? old?.isThroughCurrentWork,
        employees: employees ?? old?.employees, validFrom: first,
        validTo: try day("--to", to, desk) ?? old?.validTo)
    }

    private func list(_ id: Patient.ID, _ session: Session, _ desk: Desk) throws {
      var listing = Listing([
        .init("plan", "PLAN", .right), .init("name", "NAME"), .init("working", "STILL WORKING"),
        .init("employees", "PEOPLE", .right), .init("from", "FROM"), .init("to", "TO"),
      ])
      let kept: [Kept<EmployerPlan>] = try desk.kept(of: id)
      for entry in kept {
        listing.row([
          .int(Int(entry.number.number)), .text(entry.fact.name.text),
          .optional(entry.fact.isThroughCurrentWork.map { YesNo($0).rawValue }),
          entry.fact.employees.map { .int($0) } ?? .absent,
          .text(entry.fact.validFrom.description), .optional(entry.fact.validTo?.description),
        ])
      }
      try listing.print(
        session, empty: "no plan through work; add it with: shots coverage employer MRN --name …")
    }
  }
}
