import Billing
import Practice
import Storage
import Text

extension EntryForm {
  /// Asks for what the flags left open, step by step; `<` goes back.
  func ask(startingWith command: AddCommand) throws -> Entry {
    session.console.say(
      "Enter takes the suggestion in brackets, ? helps, < goes back a step, Ctrl-C stops "
        + "without saving."
    )
    var answers = try Answers(command, self)
    var step = 0
    var direction = 1
    let steps = Self.steps
    while step < steps.count {
      let before = questions.count
      do {
        try steps[step](&answers, self)
        // A step that asks nothing is passed in the direction in which the person goes.
        if questions.count > before { direction = 1 }
      } catch is Prompter.Back {
        direction = -1
      } catch is Prompter.End {
        throw Refusal(.badData, "the input ended; nothing was saved")
      }
      step = max(0, step + direction)
      if step == 0 { direction = 1 }
    }
    return try answers.entry(today: desk.today)
  }

  private typealias Step = (inout Answers, EntryForm) throws -> Void

  private static let steps: [@Sendable (inout Answers, EntryForm) throws -> Void] = [
    { try $0.askPatient($1) }, { try $0.askDate($1) }, { try $0.askDrug($1) },
    { try $0.askDose($1) }, { try $0.askRoute($1) }, { try $0.askSite($1) },
    { try $0.askLot($1) }, { try $0.askExpiry($1) }, { try $0.askContainer($1) },
    { try $0.askPackage($1) }, { try $0.askStock($1) }, { try $0.askCounselling($1) },
    { try $0.askVisit($1) }, { try $0.askGiver($1) }, { try $0.askProvider($1) },
    { try $0.askSupervision($1) },
    { try $0.askDiagnoses($1) }, { try $0.askServices($1) }, { try $0.askMore($1) },
    { try $0.askSave($1) },
  ]
}

/// What was answered so far.
struct Answers {
  var patient: Stored<Patient>?
  var visit: VisitDraft
  var dose: DoseDraft
  var finished: [DoseDraft] = []
  /// The last dose of the patient, of the drug, and of anybody: where suggestions come from.
  var patientLast: StoredDose?
  var drugLast: StoredDose?
  var last: StoredDose?
  var lastVisit: Encounter?

  init(_ command: AddCommand, _ form: EntryForm) throws {
    let desk = form.desk
    if let text = command.patient {
      patient = try PatientSearch(session: form.session, desk: desk).one(text, birth: command.birth)
    }
    var base = VisitDraft()
    base.place = .office
    if let text = command.encounter {
      let id: Encounter.ID = try number("encounter", text)
      base = VisitDraft(try desk.encounter(id).encounter)
    }
    visit = try command.visit.apply(to: base, desk: desk)
    dose = try command.dose.apply(
      to: DoseDraft(), on: visit.date ?? desk.today, desk: desk)
    last = try desk.ledger.lastDose(of: nil)
    if let last { lastVisit = try desk.encounter(last.encounter).encounter }
  }

  func entry(today: Day) throws -> Entry {
    guard let patient else { throw FlagError(missing: "--patient", "whose dose it is") }
    return Entry(
      patient: patient.value.mrn, encounter: visit.finished(today: today),
      doses: try (finished + [dose]).map { try $0.finished() })
  }

  mutating func askPatient(_ form: EntryForm) throws {
    let search = PatientSearch(session: form.session, desk: form.desk)
    let found = try form.prompter.require(
      "Patient", default: patient?.value.mrn.text,
      help: "record number, or the beginning of the name"
    ) { text in
      do {
        return try search.one(text, birth: nil)
      } catch let refusal as Refusal {
        throw InvalidValue(kind: "patient", value: text, reason: refusal.description)
      }
    }
    patient = found
    patientLast = try form.desk.ledger.lastDose(of: RecordID(found.row))
    form.session.console.say("  \(found.value.name), born \(found.value.birthDate)")
    guard let last = patientLast else { return }
    let day = try form.desk.encounter(last.encounter).encounter.date
    let parts = [
      "\(last.dose.drug)", "\(last.dose.amount)", last.dose.route?.rawValue, last.dose.site?.text,
    ]
    form.session.console.say(
      "  last time, \(day): \(printable(parts.compactMap { $0 }.joined(separator: " ")))")
  }

  mutating func askDate(_ form: EntryForm) throws {
    let desk = form.desk
    guard let birth = patient?.value.birthDate else { return }
    visit.date = try form.prompter.require(
      "Date", default: visit.date?.description ?? desk.today.description,
      help: "2026-10-03, 10/3, today, yesterday"
    ) { text in
      let day = try Day(text, today: desk.today)
      try desk.checkDate(day, bornOn: birth)
      return day
    }
    dose.time = dose.time ?? (visit.date == desk.today ? desk.time : nil)
  }

  mutating func askDrug(_ form: EntryForm) throws {
    let desk = form.desk
    let day = visit.date ?? desk.today
    let suggestion = dose.drug?.text ?? patientLast?.dose.drug.text
    let found = try form.prompter.require(
      "Drug", default: suggestion, help: "code, NDC, name or brand: J3420, B12, ketorolac"
    ) { try desk.findDrug($0, on: day) }
    dose.take(found)
    if let last = patientLast, last.dose.drug == found.key {
      drugLast = last
    } else {
      drugLast = try desk.ledger.lastDose(of: found.key)
    }
    form.session.console.say("  \(found.key)  \(found.label)")
  }

  mutating func askDose(_ form: EntryForm) throws {
    dose.amount = try form.prompter.require(
      "Dose", default: (dose.amount ?? drugLast?.dose.amount)?.description,
      help: "60mg, 1000mcg, 0.5mL, 2.4MU, 1 dose",
      DoseAmount.init(_:))
  }

  mutating func askRoute(_ form: EntryForm) throws {
    let usual = dose.drug.flatMap {
      form.desk.tables.drug($0, on: visit.date ?? form.desk.today)?.routes.first
    }
    dose.route = try form.prompter.ask(
      "Route", default: (dose.route ?? drugLast?.dose.route ?? usual)?.description,
      help: Route.allCases.map(\.rawValue).joined(separator: ", "), Route.init(_:))
  }

  mutating func askSite(_ form: EntryForm) throws {
    dose.site = try form.prompter.ask("Site", default: dose.site?.text, Line.init(_:))
  }

  mutating func askLot(_ form: EntryForm) throws {
    let answer = try form.prompter.ask(
      "Lot", default: (dose.lot ?? drugLast?.dose.lot)?.text, help: "or the scan of the package"
    ) { text throws(InvalidValue) in
      // What cannot be taken is asked for again.
      if try GS1Scan.read(text) == nil { _ = try Line(text) }
      return text
    }
    guard let answer else {
      dose.lot = nil
      return
    }
    let desk = form.desk
    let day = visit.date ?? desk.today
    try dose.takeLot(answer) { try desk.findDrug($0, on: day) }
  }

  mutating func askExpiry(_ form: EntryForm) throws {
    dose.expiry = try form.prompter.ask(
      "Expiry", default: (dose.expiry ?? suggestedExpiry)?.description,
      help: "2028-06-30, 2028-06 or 6/28", Expiry.parse
    )
  }

  /// The expiry of the last package of the drug, when the lot is the same.
  private var suggestedExpiry: Day? {
    drugLast.flatMap { $0.dose.lot == dose.lot ? $0.dose.expiry : nil }
  }

  mutating func askContainer(_ form: EntryForm) throws {
    let usual = dose.drug.flatMap {
      form.desk.tables.drug($0, on: visit.date ?? form.desk.today)?.container
    }
    dose.container = try form.prompter.ask(
      "Package", default: (dose.container ?? drugLast?.dose.container ?? usual)?.description,
      help: "single_dose or multi_dose, from the label", Container.init(_:))
  }

  mutating func askGiver(_ form: EntryForm) throws {
    dose.givenBy = try form.prompter.ask(
      "Given by", default: (dose.givenBy ?? last?.dose.givenBy)?.text, Line.init(_:))
    guard dose.givenBy != nil else { return }
    dose.credential = try form.prompter.ask(
      "  letters", default: (dose.credential ?? last?.dose.givenByCredential)?.text,
      help: "RN, MA, MD …", Credential.init(_:))
  }

  mutating func askProvider(_ form: EntryForm) throws {
    guard visit.id == nil else { return }
    let desk = form.desk
    visit.provider = try form.prompter.ask(
      "Provider who bills", default: (visit.provider ?? lastVisit?.provider)?.text,
      help: "NPI or last name"
    ) { try desk.npi("provider", $0) }
  }

  mutating func askSupervision(_ form: EntryForm) throws {
    guard visit.id == nil else { return }
    let desk = form.desk
    visit.mode = try form.prompter.ask(
      "Supervision", default: (visit.mode ?? lastVisit?.supervisionMode)?.description,
      help: "in_person, virtual_av or none", SupervisionMode.init(_:))
    guard visit.mode == .inPerson || visit.mode == .virtualAudioVideo else { return }
    visit.supervising = try form.prompter.ask(
      "  by",
      default: (visit.supervising ?? lastVisit?.supervisingProvider ?? visit.provider)?.text,
      help: "NPI or last name"
    ) { try desk.npi("supervising", $0) }
  }

  mutating func askDiagnoses(_ form: EntryForm) throws {
    guard visit.id == nil else { return }
    var suggested = visit.diagnoses
    if suggested.isEmpty, let last = patientLast, last.dose.drug == dose.drug {
      suggested = try form.desk.encounter(last.encounter).encounter.diagnoses
    }
    let shown = suggested.isEmpty ? nil : suggested.map(\.text).joined(separator: " ")
    visit.diagnoses =
      try form.prompter.ask(
        "Diagnoses", default: shown, help: "ICD-10-CM codes in order: D51.0 M17.11"
      ) { text in try ListText.parse(text, Diagnosis.init(_:)) } ?? []
  }

  mutating func askServices(_ form: EntryForm) throws {
    guard visit.id == nil else { return }
    let shown =
      visit.services.isEmpty ? nil : visit.services.map(\.description).joined(separator: " ")
    visit.services =
      try form.prompter.ask(
        "Other services", default: shown, help: "codes with modifiers: 99213-25"
      ) { text in try ListText.parse(text, OtherService.init(_:)) } ?? []
  }

  mutating func askMore(_ form: EntryForm) throws {
    _ = try dose.finished()
    guard try form.prompter.confirm("Another dose of this visit?", default: false) else { return }
    finished.append(dose)
    var next = DoseDraft()
    next.givenBy = dose.givenBy
    next.credential = dose.credential
    next.time = dose.time
    dose = next
    patientLast = nil
    try askAnother(form)
  }

  /// The questions of a further dose; going back from the first of them gives the further dose up.
  private mutating func askAnother(_ form: EntryForm) throws {
    do {
      try askDrug(form)
      try askDose(form)
      try askRoute(form)
      try askSite(form)
      try askLot(form)
      try askExpiry(form)
      try askContainer(form)
      try askPackage(form)
      try askStock(form)
      try askCounselling(form)
      let same = try form.prompter.confirm(
        "Drawn into the same syringe as the one before?", default: false)
      if same, let index = finished.indices.last {
        let mark = finished[index].syringe ?? Line(literal: "A")
        finished[index].syringe = mark
        dose.syringe = mark
      }
    } catch is Prompter.Back {
      if let previous = finished.popLast() { dose = previous }
    }
    try askMore(form)
  }
}

extension EntryForm {
  var prompter: Prompter { Prompter(console: session.console, asked: questions) }
}
