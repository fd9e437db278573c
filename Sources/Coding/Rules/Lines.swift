import Practice

extension Worksheet {
  /// The lines in the order of the claim: services of the visit, then for each dose its
  /// administration, its drug and its waste.
  mutating func writeLines() {
    writeVisitLines()
    separateFromOtherServices()
    for entry in entries.indices {
      for plan in plans where plan.owner == entry { lines.append(plan.line) }
      let before = lines.count
      writeDrugLines(entry)
      if lines.count == before { nameSuppliedDrug(entry) }
    }
  }

  /// The services of the visit as they were typed; R-rules leave out what the doses already code.
  /// When some doses of the encounter are on a claim, the services are on it too, unless that was
  /// given back.
  private mutating func writeVisitLines() {
    guard takesServices else { return }
    for (index, service) in visit.encounter.otherServices.enumerated() {
      guard keepsTyped(service, at: index) else { continue }
      let line = ServiceLine(
        kind: .visit, dose: nil, code: service.code, modifiers: service.modifiers,
        units: service.units,
        charge: visit.fees.amount(of: service.code, on: date).flatMap { $0.times(service.units) },
        pointers: allPointers, why: "service of the visit", rules: [])
      lines.append(separatedTyped(line))
    }
  }

  /// Whether the services of the visit belong to the claim that is to be made.
  var takesServices: Bool { visit.billedDoses.isEmpty || visit.carried.hasServices }

  /// Adds an administration line that follows `entry`.
  mutating func plan(
    _ entry: Int, _ code: HCPCS, modifiers: [Modifier] = [], units: Int = 1, why: String,
    rules: [RuleID]
  ) {
    plans.append(
      (
        entry,
        ServiceLine(
          kind: .administration, dose: visit.doses[entry].id, code: code,
          modifiers: modifiers, units: units, charge: charge(code, units: units),
          pointers: entries[entry].pointers, why: why, rules: rules)
      ))
  }

  /// Puts more units of the same code on a line that another entry owns.
  mutating func extend(_ plan: Int, by units: Int, with entry: Int, why: String, rule: RuleID) {
    plans[plan].line.units += units
    plans[plan].line.charge = charge(plans[plan].line.code, units: plans[plan].line.units)
    plans[plan].line.why = why
    if !plans[plan].line.rules.contains(rule) { plans[plan].line.rules.append(rule) }
    share(plan, with: entry)
  }

  /// Says that the giving of `entry` is on a line that another entry owns.
  mutating func share(_ plan: Int, with entry: Int) {
    guard plans[plan].owner != entry else { return }
    shared.append((entry, plans[plan].owner))
    for pointer in entries[entry].pointers
    where !plans[plan].line.pointers.contains(pointer) && plans[plan].line.pointers.count < 4 {
      plans[plan].line.pointers.append(pointer)
    }
  }

  private func charge(_ code: HCPCS, units: Int) -> Money? {
    visit.fees.amount(of: code, on: date).flatMap { $0.times(units) }
  }

  /// R48, R49: a drug that has no line of its own is named on its administration line.
  private mutating func nameSuppliedDrug(_ entry: Int) {
    guard let drug = entries[entry].drug, let text = suppliedNote(entry, drug: drug) else { return }
    let owner = shared.first { $0.entry == entry }?.owner ?? entry
    let id = visit.doses[owner].id
    guard let line = lines.lastIndex(where: { $0.kind == .administration && $0.dose == id })
    else { return }
    lines[line].note = lines[line].note.map { LineText.short("\($0); \(text)") } ?? text
    lines[line].rules.append(visit.doses[entry].stockSource == .sample ? "R49" : "R48")
  }

  // MARK: - R69: diagnoses of a line

  /// Every diagnosis of the encounter, at most the four that a line can point to.
  var allPointers: [Int] {
    switch visit.encounter.diagnoses.count {
    case 0: Pointers.none
    case 1: Pointers.first
    case 2: Pointers.two
    case 3: Pointers.three
    default: Pointers.four
    }
  }

  /// R69: the diagnoses that a dose's lines are for. With several doses and several diagnoses
  /// those of the drug's usual family (same first three characters); otherwise all, but for
  /// vaccines Z23 alone when it is there, and for other drugs never Z23 beside another.
  func pointers(_ drug: Drug?) -> [Int] {
    let count = visit.encounter.diagnoses.count
    guard count > 1, let drug else { return allPointers }
    let isVaccine = drug.administrationRule == .vaccine
    let isOneOfSeveral = visit.doses.count + visit.billedDoses.count > 1
    if isVaccine || isOneOfSeveral || drug.administrationRule == .respiratoryAntibody {
      let family = pointers { diagnosis, _ in
        drug.usualDiagnoses.contains { $0.isSameCategory(as: diagnosis) }
      }
      if !family.isEmpty { return family }
    }
    guard !isVaccine, let vaccine = vaccineDiagnosis else { return allPointers }
    return pointers { _, place in place != vaccine }
  }

  /// The first four diagnoses that fit.
  private func pointers(_ fits: (Diagnosis, Int) -> Bool) -> [Int] {
    var pointers: [Int] = []
    for (place, diagnosis) in visit.encounter.diagnoses.enumerated()
    where pointers.count < 4 && fits(diagnosis, place) {
      pointers.append(place + 1)
    }
    return pointers
  }

  /// R69: Z23 belongs to vaccines.
  mutating func checkPointers(_ entry: Int) {
    guard vaccineDiagnosis != nil, visit.encounter.diagnoses.count == 1,
      let drug = entries[entry].drug, drug.administrationRule != .vaccine
    else { return }
    note(
      "R69", .error, dose: entry, field: "diagnoses",
      "Z23 belongs to vaccines; \(drug.label) needs the diagnosis that it treats.",
      fix: correctEncounter("--diagnoses …"))
  }
}

extension Diagnosis {
  /// Whether the first three characters are the same.
  func isSameCategory(as other: Diagnosis) -> Bool {
    text.utf8.prefix(3).elementsEqual(other.text.utf8.prefix(3))
  }
}

/// The usual pointer lists, made once.
private enum Pointers {
  static let none: [Int] = []
  static let first = [1]
  static let two = [1, 2]
  static let three = [1, 2, 3]
  static let four = [1, 2, 3, 4]
}
