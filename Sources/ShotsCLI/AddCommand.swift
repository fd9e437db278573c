import ArgumentParser
import Billing
import Coding
import Practice
import Storage

/// `shots add`: log a visit with one dose or more.
struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Log a dose, or several of one visit.",
    discussion: """
      Without flags, on a terminal, it asks step by step and suggests the last answers.

        shots add --patient P000117 --drug B12 --dose 1000mcg --route IM \\
          --site "left deltoid" --lot L0064 --expiry 2028-06 \\
          --given-by "R. Nurse" --credential RN --provider Marlowe \\
          --supervision in_person --diagnoses D51.0

      More doses of the same visit follow after a plus sign, each with its own flags; visit and \
      giver are said once:

        shots add --patient P000117 --diagnoses "D51.0;M54.50" \\
          --services 99213-25 --provider Marlowe --supervision in_person \\
          --given-by "R. Nurse" --credential RN \\
          --drug B12 --dose 1000mcg --route IM --site "left deltoid" \\
          + --drug ketorolac --dose 60mg --route IM --site "right deltoid"

      Two drugs drawn into one syringe are one injection: give both the same mark, --syringe A.
      A missing lot, diagnosis or coverage never stops it: the dose is saved, and the receipt says \
      what to mend.
      """
  ).parsedAlone()

  @OptionGroup var global: GlobalOptions

  @Option(help: "The patient, by record number, or by the beginning of the name: \"testcase, hu\".")
  var patient: String?

  @Option(help: "The birth date, when the name fits several patients.")
  var birth: String?

  @OptionGroup(title: "The visit") var visit: VisitOptions

  @Option(help: "Add to a visit that is in the ledger already, by its number.")
  var encounter: String?

  @OptionGroup(title: "What the claim says beyond the services") var details: DetailOptions

  @OptionGroup(title: "The dose") var dose: DoseOptions

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("+ and the flags of the next dose.", valueName: "+ dose"))
  var more: [String] = []

  func run() throws {
    // What follows a plus sign is taken as it is, and so are these two when nothing else is there.
    if more.contains("--help") || more.contains("-h") { throw CleanExit.helpRequest(self) }
    try Session.withDesk(global) { session, desk in
      let more = try EntryForm.more(more)
      let form = EntryForm(session: session, desk: desk)
      let entry: Entry
      if session.console.canAsk, !session.options.json, patient == nil || dose.drug == nil {
        entry = try form.ask(startingWith: self)
      } else {
        entry = try form.entry(self, more: more)
      }
      try ReceiptPrinter(session: session, desk: desk).print(try desk.log(entry))
    }
  }
}

/// Puts an entry together from flags.
struct EntryForm {
  let session: Session
  let desk: Desk
  let questions = Prompter.Counter()

  /// The entry that the flags describe; what is missing is an error.
  func entry(_ command: AddCommand, more: [DoseOptions]) throws -> Entry {
    guard let text = command.patient else {
      throw FlagError(missing: "--patient", "a record number or a name, like --patient P000117")
    }
    let patient = try PatientSearch(session: session, desk: desk).one(text, birth: command.birth)
    let visit = try self.visit(command, of: patient)
    let day = visit.date ?? desk.today
    var doses = [try command.dose.apply(to: DoseDraft(), on: day, desk: desk)]
    for options in more {
      var base = DoseDraft()
      base.givenBy = doses[0].givenBy
      base.credential = doses[0].credential
      base.time = doses[0].time
      base.counselledBy = doses[0].counselledBy
      doses.append(try options.apply(to: base, on: day, desk: desk))
    }
    var entry = Entry(
      patient: patient.value.mrn, encounter: visit.finished(today: desk.today),
      doses: try doses.map { try $0.finished() })
    entry.details = try command.details.apply(to: VisitDetails(), desk)
    if let id = entry.encounter.id, entry.details != VisitDetails() {
      throw FlagError(
        usage: "encounter \(id) is there; what its claim says beyond the services: "
          + "shots encounter correct \(id)")
    }
    return entry
  }

  /// The visit: one that is there, or a new one at the office with the only provider, if there is
  /// only one.
  func visit(_ command: AddCommand, of patient: Stored<Patient>) throws -> VisitDraft {
    if let text = command.encounter {
      guard command.visit.isEmpty else {
        throw FlagError(
          usage: "--encounter \(text) names a visit that is there; change what it says with: "
            + "shots encounter correct \(text)")
      }
      let id: Encounter.ID = try number("encounter", text)
      return VisitDraft(try desk.encounter(id).encounter)
    }
    var base = VisitDraft()
    base.place = .office
    let providers = try desk.ledger.providers().filter { !$0.value.credential.isStaff }
    if providers.count == 1 { base.provider = providers[0].value.npi }
    return try command.visit.apply(to: base, desk: desk)
  }

  /// The flags of the further doses, cut at the plus signs.
  static func more(_ words: [String]) throws -> [DoseOptions] {
    guard let first = words.first else { return [] }
    if first.hasPrefix("--") {
      let flags = AddCommand.helpMessage().split { $0.isWhitespace || $0 == "[" || $0 == "]" }
        .map(String.init).filter { $0.hasPrefix("--") }
      let near = Spelling.near(first, among: Array(Set(flags)).sorted())
      throw FlagError(
        usage: "\(first) is no flag of shots add; "
          + (near.isEmpty
            ? "they are listed by: shots add --help"
            : "did you mean \(near.joined(separator: ", "))?"))
    }
    guard first == "+" else {
      throw FlagError(
        usage:
          "\"\(first)\" is not understood here; "
          + "further doses follow after a plus sign: + --drug …")
    }
    let groups = words.split(separator: "+", omittingEmptySubsequences: true)
    return try groups.map { words in
      do {
        return try DoseOptions.parse(Array(words))
      } catch {
        throw FlagError(
          usage: "after the plus sign: \(DoseOptions.message(for: error)); "
            + "what belongs to the visit stands before the first plus sign")
      }
    }
  }
}
