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
    let bare = others.filter { $0.has(line.code, line.modifiers, isBare: true) }
    let earlier = bare.filter { isSecond(to: $0, line) }
    guard let twin = earlier.first ?? bare.first else { return nil }
    let marked = others.filter { other in
      !bare.contains { $0.id == other.id } && other.has(line.code, line.modifiers, isBare: false)
    }
    noteSecondVisit(
      twin, isSecond: !earlier.isEmpty,
      isThird: !earlier.isEmpty && earlier.count + marked.count > 1, line)
    guard !earlier.isEmpty, !line.modifiers.contains(where: Mark.tellsApart) else { return nil }
    guard settings.multiInjectionStyle == .lines76 else { return Mark.separateEncounter }
    return twin.isSameClinician ? Mark.repeated : Mark.repeatedByAnother
  }

  private static func isCountedByDay(_ code: HCPCS) -> Bool {
    Beside.vaccines(code) || Typed.isAllergy(code) || code == Code.nurseVisit
  }

  /// What the payer has without a modifier stays so, and the other says that it is the second.
  private func isSecond(to other: DayVisit, _ line: ServiceLine) -> Bool {
    let isBareHere =
      visit.atPayer?.services.contains { said in
        said.code == line.code && !said.modifiers.contains(where: Mark.isVisit)
          && !Mark.areElsewhere(said.modifiers, line.modifiers)
      }
    if let claim = other.atPayer?.claim {
      return isBareHere != true || visit.atPayer.map { claim < $0.claim } ?? true
    }
    return isBareHere.map { !$0 } ?? other.given.contains { isEarlier($0.dose) }
  }

  /// R28: whether the patient came back is a fact that the record must hold; two entries of one
  /// visit belong together. Where another system keeps the visits apart, with their times, it says
  /// so.
  private mutating func noteSecondVisit(
    _ other: DayVisit, isSecond: Bool, isThird: Bool, _ line: ServiceLine
  ) {
    let times = (began, dayTimes[other.id])
    let hasOrder = times.0 != nil && times.1 != nil && times.0 != times.1
    let doubt = isSecond ? doubt(other, isThird: isThird, line) : ""
    if hasOrder, doubt.isEmpty, visit.encounter.reference != nil || !isSecond { return }
    guard !findings.contains(where: { $0.rule == "R28" }), let dose = visit.doses.first?.id
    else { return }
    let (advice, ways) = oneVisit(other, dose, hasOrder: hasOrder)
    let accept = "shots accept \(dose) R28 --why …"
    let choices = other.atPayer == nil || other.isCorrecting ? ways + [accept] : [accept] + ways
    let askTimes = hasOrder ? "" : " If so, record the times of both (shots correct … --time …)."
    let claim = other.atPayer.map { ", on claim \($0.claim)" } ?? ""
    note(
      "R28", .warning, field: "encounter",
      "The patient had \(line.code) in another visit of \(date), encounter \(other.id)\(claim)."
        + " If it was one visit, \(advice); if the patient came back, accept it.\(askTimes)"
        + doubt,
      fix: choices[0], choices: choices)
  }

  /// What is done when two visits were one.
  private func oneVisit(
    _ other: DayVisit, _ dose: Dose.ID, hasOrder: Bool
  ) -> (words: String, commands: [String]) {
    let there = "shots correct \(dose) --encounter \(other.id)"
    if other.atPayer != nil, !other.isCorrecting {
      guard let correction = correction(of: other) else {
        return ("ask the payer for a reopening of that claim", [])
      }
      return ("correct that claim, then move this dose there (\(there))", [correction])
    }
    // One of the two moves, that of the later visit: else they would only change places. What the
    // payer has stays where it is.
    let own = visit.encounter.id
    let isLater =
      other.isCorrecting || visit.atPayer == nil && (hasOrder || own.map { $0 > other.id } ?? true)
    if isLater { return ("move this dose there", [there]) }
    guard let mover = other.given.first?.dose.dose.id, let own else {
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
      $0.line.code == line.code && $0.line.modifiers.contains(where: Mark.tellsApart)
    }
    guard let mark, other.hasFurther(line.code, like: mark.line.modifiers) else { return "" }
    return " Both visits have a further line \(mark.line.codeWithModifiers), which look the same;"
      + " see how \(payerName) wants them."
  }
}

extension DayVisit {
  /// Whether it has a code, at the same place of the body as far as modifiers tell, without a
  /// modifier that says that it was another visit, or with one. A claim says itself what it has; a
  /// visit that is open has it without a modifier.
  fileprivate func has(_ code: HCPCS, _ modifiers: [Modifier], isBare: Bool) -> Bool {
    let isAlike = { (other: HCPCS, others: [Modifier]) in
      other == code && !Mark.areElsewhere(modifiers, others)
        && others.contains(where: Mark.isVisit) != isBare
    }
    if let claim = atPayer { return claim.services.contains { isAlike($0.code, $0.modifiers) } }
    return given.contains { $0.code == code && isAlike(code, $0.modifiers) }
      || services.contains { isAlike($0.code, $0.modifiers) }
  }

  /// Whether it has more than one line of a code, one with these modifiers.
  fileprivate func hasFurther(_ code: HCPCS, like modifiers: [Modifier]) -> Bool {
    if let claim = atPayer {
      return claim.services.contains { $0.code == code && $0.modifiers == modifiers }
    }
    return given.count { $0.code == code } > 1
  }
}
