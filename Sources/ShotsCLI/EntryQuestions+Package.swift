import Billing
import Practice
import Storage

extension Answers {
  /// NDC, volume and waste: what payers ask of the package. The last package of the drug is
  /// suggested.
  mutating func askPackage(_ form: EntryForm) throws {
    let sameLot = drugLast.flatMap { $0.dose.lot == dose.lot ? $0.dose : nil }
    dose.ndc = try form.prompter.ask(
      "NDC", default: (dose.ndc ?? sameLot?.ndc)?.hyphenated, help: "as the label prints it",
      NDC.init(_:))
    let sameAmount = drugLast.flatMap { $0.dose.amount == dose.amount ? $0.dose : nil }
    dose.volume = try form.prompter.ask(
      "Volume in mL", default: (dose.volume ?? sameAmount?.volume)?.description,
      Quantity.init(milliliters:))
    guard dose.container == .singleDose else { return }
    dose.waste = try form.prompter.ask(
      "Thrown away", default: dose.waste?.description,
      help: "with its unit, like 10mg; Enter for none",
      DoseAmount.init(_:))
  }

  mutating func askStock(_ form: EntryForm) throws {
    dose.stock = try form.prompter.ask(
      "Whose stock", default: (dose.stock ?? .practice).description,
      help: StockSource.allCases.map(\.rawValue).joined(separator: ", "), StockSource.init(_:))
    guard dose.drug?.code == nil || dose.drug?.text == "J3490" || dose.drug?.text == "J7999" else {
      return
    }
    dose.note = try form.prompter.ask(
      "Note", default: dose.note?.text,
      help: "name and strength of a drug without a code of its own",
      Line.init(_:))
  }

  /// Counselling decides the code of a child's vaccine and of the infant antibody (R04, R10).
  mutating func askCounselling(_ form: EntryForm) throws {
    let day = visit.date ?? form.desk.today
    guard let key = dose.drug, let drug = form.desk.tables.drug(key, on: day),
      drug.category == "vaccine" || drug.category == "rsv_antibody",
      let birth = patient?.value.birthDate, day.age(bornOn: birth) <= 18
    else { return }
    dose.counselledBy = try form.prompter.ask(
      "Counselled by", default: dose.counselledBy?.text,
      help: "MD, DO, NP or PA when they counselled that day; Enter when nobody did",
      Credential.init(_:))
  }

  /// Two entries of one visit belong together: a second visit of the day is another claim (R28).
  mutating func askVisit(_ form: EntryForm) throws {
    guard visit.id == nil, let patient else { return }
    let day = visit.date ?? form.desk.today
    let visits = try form.desk.openVisits(of: RecordID(patient.row), on: day)
    guard let last = visits.last, let id = last.id else { return }
    guard
      try form.prompter.confirm(
        "There is a visit of that day already (encounter \(id)). The same visit?", default: true)
    else { return }
    visit = VisitDraft(last)
  }

  /// Shows what will be saved.
  mutating func askSave(_ form: EntryForm) throws {
    for draft in finished + [dose] {
      let said = try draft.finished()
      let parts: [String?] = [
        draft.label, said.amount.description, said.route?.rawValue, said.site?.text,
        said.lot.map { "lot \($0)" }, said.expiry.map { "exp \($0)" },
      ]
      form.session.console.say("  " + parts.compactMap { $0 }.joined(separator: "  "))
    }
    guard try form.prompter.confirm("Save?", default: true) else { throw Prompter.Back() }
  }
}
