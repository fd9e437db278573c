import Practice

// R28: the same code in two visits of a day.
extension Worksheet {
  /// R28: the later of two visits says that it is one of its own: XE, or 76 or 77 where the payer
  /// wants that. Vaccines, allergy shots and what staff gave alone are counted by the day (R05–R07,
  /// R11, R33).
  mutating func separateVisits() {
    guard !others.isEmpty else { return }
    for plan in plans.indices where !Worksheet.isCountedByDay(plans[plan].line.code) {
      let line = plans[plan].line
      guard let twin = twin(of: line.code, line.modifiers) else { continue }
      noteSecondVisit(twin)
      guard isSecond(to: twin), !line.modifiers.contains(where: Mark.tellsApart) else { continue }
      let modifier = modifier(besides: twin)
      plans[plan].line.modifiers.append(modifier)
      plans[plan].line.rules.append("R28")
      plans[plan].line.why += "; second visit of the day: modifier \(modifier), R28"
    }
  }

  /// R28: what was typed is for the desk to change.
  mutating func checkSecond(_ service: OtherService, at index: Int) {
    guard !others.isEmpty, !Worksheet.isCountedByDay(service.code),
      !service.modifiers.contains(where: Mark.tellsApart),
      tables.administrationCodes.contains(where: { $0.names(service.code) }),
      let twin = twin(of: service.code, service.modifiers), isSecond(to: twin)
    else { return }
    let modifier = modifier(besides: twin)
    let marked = services { $0 == index ? $1.adding(modifier) : $1 }
    note(
      "R28", .warning, field: "services",
      "\(service.code) is in encounter \(twin.id) of the day, too: a second visit says so with"
        + " modifier \(modifier). Remove it here if it was done once.", fix: marked,
      choices: [marked, services { $0 == index ? nil : $1 }])
  }

  private static func isCountedByDay(_ code: HCPCS) -> Bool {
    Beside.vaccines(code) || Typed.isAllergy(code) || code == Code.nurseVisit
  }

  /// Another visit with the same code that no modifier tells from this one: an earlier one if there
  /// is one.
  private func twin(of code: HCPCS, _ modifiers: [Modifier]) -> DayVisit? {
    var later: DayVisit?
    for other in others where other.hasAlike(code, modifiers) {
      if isSecond(to: other) { return other }
      later = later ?? other
    }
    return later
  }

  private func isSecond(to other: DayVisit) -> Bool {
    other.given.contains { isEarlier($0.dose) }
  }

  private func modifier(besides other: DayVisit) -> Modifier {
    guard settings.multiInjectionStyle == .lines76 else { return Mark.separateEncounter }
    return other.isSameClinician ? Mark.repeated : Mark.repeatedByAnother
  }

  /// R28: whether the patient came back is a fact that the record must hold; two entries of one
  /// visit belong together. Where another system keeps the visits apart, with their times, it says
  /// so.
  private mutating func noteSecondVisit(_ other: DayVisit) {
    let times = (began, dayTimes[other.id])
    let hasOrder = times.0 != nil && times.1 != nil && times.0 != times.1
    if hasOrder, visit.encounter.reference != nil || !isSecond(to: other) { return }
    guard !findings.contains(where: { $0.rule == "R28" }), let dose = visit.doses.first?.id,
      let there = other.given.first?.dose
    else { return }
    let advice = hasOrder ? "" : " If so, record the times of both (shots correct … --time …)."
    // One of the two moves, that of the later visit: else they would only change places.
    let own = visit.encounter.id
    let isLater = there.isBilled || hasOrder || own.map { $0 > other.id } ?? true
    let accept = "shots accept \(dose) R28 --why …"
    let (mover, target) = isLater ? (dose, other.id) : (there.dose.id ?? dose, own ?? other.id)
    note(
      "R28", .warning, field: "encounter",
      "The patient had an injection in another visit of \(date), encounter \(other.id). If it was"
        + " one visit, move \(isLater ? "this dose there" : "its dose here"); if the patient came"
        + " back, accept it.\(advice)",
      fix: "shots correct \(mover) --encounter \(target)",
      choices: ["shots correct \(mover) --encounter \(target)", accept])
  }
}

extension DayVisit {
  /// Whether it has a code, at the same place of the body as far as modifiers tell, and no modifier
  /// on it that tells the two apart. A claim says itself what it has.
  fileprivate func hasAlike(_ code: HCPCS, _ modifiers: [Modifier]) -> Bool {
    let isAlike = { (other: HCPCS, others: [Modifier]) in
      other == code && !others.contains(where: Mark.tellsApart)
        && !Mark.areElsewhere(modifiers, others)
    }
    let isOpen = given.contains { giving in
      guard let said = giving.dose.claimServices else {
        return giving.code.map { isAlike($0, giving.modifiers) } ?? false
      }
      return said.contains { isAlike($0.code, $0.modifiers) }
    }
    return isOpen || !servicesAreBilled && services.contains { isAlike($0.code, $0.modifiers) }
  }
}
