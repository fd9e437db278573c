import Practice

// R28: the same code in two visits of a day.
extension Worksheet {
  /// R28: the later of two visits says that it is one of its own: XE, or 76 or 77 where the payer
  /// wants that. Vaccines, allergy shots and what staff gave alone are counted by the day (R05–R07,
  /// R11, R33).
  mutating func separateVisits() {
    guard !others.isEmpty else { return }
    for plan in plans.indices {
      plans[plan].line = separated(plans[plan].line)
    }
  }

  /// R28: the same for what was typed.
  mutating func separatedTyped(_ line: ServiceLine) -> ServiceLine {
    guard !others.isEmpty, tables.administrationCodes.contains(where: { $0.names(line.code) })
    else { return line }
    return separated(line)
  }

  private mutating func separated(_ line: ServiceLine) -> ServiceLine {
    guard let modifier = separation(of: line) else { return line }
    var line = line
    line.modifiers.append(modifier)
    line.rules.append("R28")
    line.why += "; second visit of the day: modifier \(modifier), R28"
    return line
  }

  /// The modifier that a line needs, with what is to be asked; nil when it needs none.
  private mutating func separation(of line: ServiceLine) -> Modifier? {
    // A typed modifier says it already.
    guard !Worksheet.isCountedByDay(line.code), !line.modifiers.contains(where: Mark.isVisit)
    else { return nil }
    var twins: [Twin] = []
    var marked = 0
    for other in others {
      if let dose = other.dose(with: line, isBare: true) {
        twins.append(Twin(visit: other, dose: dose, isEarlier: isSecond(to: dose, line)))
      } else if let dose = other.dose(with: line, isBare: false), isEarlier(dose) {
        marked += 1
      }
    }
    guard let twin = twins.first(where: \.isEarlier) ?? twins.first else { return nil }
    let count = twins.count(where: \.isEarlier) + marked
    noteSecondVisit(twin, isThird: twin.isEarlier && count > 1, line)
    guard twin.isEarlier, !line.modifiers.contains(where: Mark.tellsApart) else { return nil }
    guard settings.multiInjectionStyle == .lines76 else { return Mark.separateEncounter }
    return twin.visit.isSameClinician ? Mark.repeated : Mark.repeatedByAnother
  }

  /// Another visit with the same code that no modifier tells from this one.
  private struct Twin {
    let visit: DayVisit
    /// The dose that brings the code, or whose claim says it.
    let dose: SameDayDose
    /// Whether this visit is the second of the two.
    let isEarlier: Bool
  }

  private static func isCountedByDay(_ code: HCPCS) -> Bool {
    Beside.vaccines(code) || Typed.isAllergy(code) || code == Code.nurseVisit
  }

  /// What the payer has without a modifier stays so, and the other says that it is the second.
  private func isSecond(to other: SameDayDose, _ line: ServiceLine) -> Bool {
    let isBareHere =
      visit.atPayer?.services.contains { said in
        said.code == line.code && !said.modifiers.contains(where: Mark.isVisit)
          && !Mark.areElsewhere(said.modifiers, line.modifiers)
      }
    if let claim = other.atPayer?.claim {
      return isBareHere != true || visit.atPayer.map { claim < $0.claim } ?? true
    }
    return isBareHere.map { !$0 } ?? isEarlier(other)
  }

  /// R28: whether the patient came back is a fact that the record must hold; two entries of one
  /// visit belong together. Where another system keeps the visits apart, with their times, it says
  /// so.
  private mutating func noteSecondVisit(_ twin: Twin, isThird: Bool, _ line: ServiceLine) {
    let other = twin.visit
    let times = (began, dayTimes[other.id])
    let hasOrder = times.0 != nil && times.1 != nil && times.0 != times.1
    let doubt = twin.isEarlier ? doubt(other, isThird: isThird, line) : ""
    if hasOrder, doubt.isEmpty, visit.encounter.reference != nil || !twin.isEarlier { return }
    guard !findings.contains(where: { $0.rule == "R28" }), let dose = visit.doses.first?.id
    else { return }
    let (advice, ways) = oneVisit(twin.dose, dose, hasOrder: hasOrder)
    let accept = "shots accept \(dose) R28 --why …"
    let isGone = twin.dose.isBilled && !twin.dose.isCorrecting
    let choices = isGone ? [accept] + ways : ways + [accept]
    let askTimes = hasOrder ? "" : " If so, record the times of both (shots correct … --time …)."
    let claim = twin.dose.atPayer.map { ", on claim \($0.claim)" } ?? ""
    note(
      "R28", .warning, field: "encounter",
      "The patient had \(line.code) in another visit of \(date), encounter \(other.id)\(claim)."
        + " If it was one visit, \(advice); if the patient came back, accept it.\(askTimes)"
        + doubt,
      fix: choices[0], choices: choices)
  }

  /// What is done when two visits were one.
  private func oneVisit(
    _ other: SameDayDose, _ dose: Dose.ID, hasOrder: Bool
  ) -> (words: String, commands: [String]) {
    let there = "shots correct \(dose) --encounter \(other.encounter)"
    if other.isBilled, !other.isCorrecting {
      guard let correction = correction(of: other) else {
        return ("ask the payer for a reopening of that claim", [])
      }
      return ("correct that claim, then move this dose there (\(there))", [correction])
    }
    // One of the two moves, that of the later visit: else they would only change places. What the
    // payer has stays where it is.
    let own = visit.encounter.id
    let isLater =
      other.isCorrecting
      || visit.atPayer == nil && (hasOrder || own.map { $0 > other.encounter } ?? true)
    if isLater { return ("move this dose there", [there]) }
    guard let mover = other.dose.id, let own else {
      return ("move its dose here", [])
    }
    return ("move its dose here", ["shots correct \(mover) --encounter \(own)"])
  }

  /// What modifiers do not tell apart: a third visit, and further lines of two visits. The
  /// reference is silent about both, so a person says how the payer wants it.
  private func doubt(_ other: DayVisit, isThird: Bool, _ line: ServiceLine) -> String {
    if isThird {
      return " It is not the second such visit of the day; see how \(payerName) tells a third one."
    }
    let mark = plans.first {
      $0.line.code == line.code && $0.line.rules.contains("R26")
        && $0.line.modifiers.contains(where: Mark.tellsApart)
    }
    guard let mark, other.hasFurther(mark.line) else { return "" }
    return " Both visits have a further line \(mark.line.codeWithModifiers), which look the same;"
      + " see how \(payerName) wants them."
  }
}

extension DayVisit {
  /// A dose that brings the code of a line, or whose claim says it, at the same place of the body
  /// as far as modifiers tell: without a modifier that says that it was another visit, or with one.
  /// A claim says itself what it has.
  fileprivate func dose(with line: ServiceLine, isBare: Bool) -> SameDayDose? {
    let isAlike = { (modifiers: [Modifier]) in
      !Mark.areElsewhere(line.modifiers, modifiers)
        && modifiers.contains(where: Mark.isVisit) != isBare
    }
    let says = { (services: [OtherService]) in
      services.contains { $0.code == line.code && isAlike($0.modifiers) }
    }
    let given = given.first { giving in
      if let claim = giving.dose.atPayer { return says(claim.services) }
      return giving.code == line.code && isAlike(giving.modifiers)
    }
    if let given { return given.dose }
    guard !servicesAreBilled, says(services) else { return nil }
    return self.given.first { !$0.dose.isBilled }?.dose
  }

  /// Whether it has a further line that looks like one: of a claim as it says, of what is open when
  /// there is another syringe.
  fileprivate func hasFurther(_ line: ServiceLine) -> Bool {
    var syringes: Set<String> = []
    var open = 0
    for giving in given {
      if let claim = giving.dose.atPayer {
        let isSaid = claim.services.contains {
          $0.code == line.code && $0.modifiers == line.modifiers
        }
        if isSaid { return true }
      } else if giving.code == line.code {
        let dose = giving.dose.dose
        let isNew = dose.syringe.map { syringes.insert($0.text.lowercased()).inserted } ?? true
        open += isNew ? dose.injections : 0
      }
    }
    return open > 1
  }
}
