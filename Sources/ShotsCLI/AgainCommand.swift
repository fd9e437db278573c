import ArgumentParser
import Billing
import Practice
import Storage

/// `shots again`: the last dose of a patient once more.
struct AgainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "again",
    abstract: "Log a patient's last dose once more; only what must be new is asked for.",
    discussion: """
        shots again P000117 --lot L0365 --expiry 2028-06

      Drug, dose, route, package, giver, provider and diagnoses are those of last time. Lot, \
      expiry and site are never taken over: they are asked for on a terminal, or given as flags.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The patient, by record number or name.") var patient: String
  @Option(help: "The birth date, when the name fits several patients.") var birth: String?
  @OptionGroup(title: "What differs at the visit") var visit: VisitOptions
  @OptionGroup(title: "What differs in the dose") var dose: DoseOptions

  func run() throws {
    try Session.withDesk(global) { session, desk in
      let patient = try PatientSearch(session: session, desk: desk).one(patient, birth: birth)
      guard let last = try desk.ledger.lastDose(of: RecordID(patient.row)) else {
        throw Refusal(
          .notFound,
          "\(patient.value.mrn) has had no dose yet. Log one with: shots add --patient "
            + "\(patient.value.mrn)"
        )
      }
      let entry = try entry(session, desk, patient.value, last)
      try ReceiptPrinter(session: session, desk: desk).print(try desk.log(entry))
    }
  }

  private func entry(
    _ session: Session, _ desk: Desk, _ patient: Patient, _ last: StoredDose
  ) throws -> Entry {
    var visitDraft = VisitDraft(try desk.encounter(last.encounter).encounter)
    visitDraft.id = nil
    visitDraft.reference = nil
    visitDraft.date = desk.today
    visitDraft.services = []
    let visit = try visit.apply(to: visitDraft, desk: desk)
    var base = DoseDraft(last.dose)
    base.reference = nil
    base.lot = nil
    base.expiry = nil
    base.site = nil
    base.note = nil
    base.syringe = nil
    base.time = visit.date == desk.today ? desk.time : nil
    var draft = try dose.apply(to: base, on: visit.date ?? desk.today, desk: desk)
    if session.console.canAsk, !global.json {
      session.console.say(
        "\(patient.name)  last time: \(last.dose.drug) \(last.dose.amount) "
          + (last.dose.route?.rawValue ?? ""))
      let prompter = Prompter(console: session.console)
      if draft.lot == nil { draft.lot = try prompter.ask("Lot", Line.init(_:)) }
      if draft.expiry == nil { draft.expiry = try prompter.ask("Expiry", Expiry.parse) }
      if draft.site == nil {
        draft.site = try prompter.ask("Site", default: last.dose.site?.text, Line.init(_:))
      }
    }
    return Entry(
      patient: patient.mrn, encounter: visit.finished(today: desk.today),
      doses: [try draft.finished()])
  }
}
