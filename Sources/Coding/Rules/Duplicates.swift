import Practice

// R29: the same dose twice.
extension Worksheet {
  /// R29: patient, day, drug, amount, site and administration code again on another claim, sent or
  /// not: the later dose is held. Another time alone does not tell two entries of one dose apart.
  mutating func checkDuplicate(_ entry: Int) {
    var unclear: Twin?
    for twin in twins(of: entry) {
      switch likeness(entry, twin.dose) {
      case .same: return noteDuplicate(entry, of: twin)
      case .unclear: unclear = unclear ?? twin
      case nil: continue
      }
    }
    if let unclear { askDuplicate(entry, of: unclear) }
  }

  /// Another record of the same drug and amount, which comes first.
  private struct Twin {
    let dose: Dose
    /// Words for it: `dose 7`, `dose 7 of encounter 5 (claim 3)`.
    let name: String
    let isBilled: Bool
  }

  private func twins(of entry: Int) -> [Twin] {
    var twins: [Twin] = []
    let name = { (dose: Dose) in dose.id.map { "dose \($0)" } ?? "another dose" }
    for place in visit.doses.indices
    where place != entry && visit.doses[place].drug == visit.doses[entry].drug {
      let other = visit.doses[place]
      guard isLater(entry, than: other.id, at: place), isAlike(entry, other) else { continue }
      twins.append(Twin(dose: other, name: name(other), isBilled: false))
    }
    for other in visit.billedDoses where isAlike(entry, other) {
      twins.append(Twin(dose: other, name: name(other), isBilled: true))
    }
    for other in visit.sameDay where comesBefore(entry, other) && isAlike(entry, other.dose) {
      twins.append(
        Twin(
          dose: other.dose, name: "\(name(other.dose)) of \(self.name(other))",
          isBilled: other.isBilled))
    }
    return twins
  }

  /// Whether a dose of another visit is the earlier one: what the payer has, before all others.
  private func comesBefore(_ entry: Int, _ other: SameDayDose) -> Bool {
    if other.isUnclaimed { return false }
    if other.isBilled || visit.atPayer != nil { return isEarlier(other) }
    return isLater(entry, than: other.dose.id, at: -1)
  }

  /// Whether two doses are of the same drug and amount, in whatever unit that was written. Sera of
  /// allergies have one key for all: they are told by their lot.
  private func isAlike(_ entry: Int, _ other: Dose) -> Bool {
    let dose = visit.doses[entry]
    guard dose.drug == other.drug else { return false }
    if isSerum(entry), let lot = dose.lot, let there = other.lot, lot != there { return false }
    if let isSame = dose.amount.isSame(as: other.amount) { return isSame }
    guard let drug = entries[entry].drug, let own = try? UnitCount(dose, drug: drug),
      let there = try? UnitCount(other, drug: drug)
    else { return false }
    // A product is one unit, whatever amount its label has (R53).
    return own.amount.isSame(as: there.amount)
      ?? (drug.basis == .perDose && own.units == there.units)
  }

  private func isSerum(_ entry: Int) -> Bool {
    entries[entry].drug?.administrationRule == .allergen
  }

  /// How sure it is that two records are of one dose.
  private enum Likeness {
    /// All that both say is the same.
    case same
    /// One says less than the other, or neither says where and their times differ.
    case unclear
  }

  private func likeness(_ entry: Int, _ other: Dose) -> Likeness? {
    let dose = visit.doses[entry]
    guard Anatomy.mayBeSame(dose.site, other.site), mayBeSameCode(entry, other) else { return nil }
    if dose.route == nil || other.route == nil { return .unclear }
    if isSerum(entry), dose.lot == nil || other.lot == nil { return .unclear }
    if dose.site != nil, other.site != nil {
      return Anatomy.isSame(dose.site, other.site) ? .same : .unclear
    }
    let hasOwnTime = dose.time != nil && other.time != nil && dose.time != other.time
    return dose.site == nil && other.site == nil && !hasOwnTime ? .same : .unclear
  }

  /// Whether two doses were given under one code, as far as both say how.
  private func mayBeSameCode(_ entry: Int, _ other: Dose) -> Bool {
    if visit.doses[entry].route == nil || other.route == nil { return true }
    let code = { (dose: Dose) in
      Giving.choose(dose, drug: entries[entry].drug, circumstances)
        .code(of: dose, drug: entries[entry].drug, at: visit)
    }
    return code(visit.doses[entry]) == code(other)
  }

  /// The dose with the higher number is the later one; without numbers the order of the list.
  private func isLater(_ entry: Int, than other: Dose.ID?, at place: Int) -> Bool {
    guard let own = visit.doses[entry].id, let other else { return entry > place }
    return own > other
  }

  private mutating func noteDuplicate(_ entry: Int, of twin: Twin) {
    let void = void(entry, reason: "duplicate")
    let own = correct(entry, visit.doses[entry].time == nil ? "--time … --site …" : "--site …")
    let same =
      visit.doses[entry].site == nil
      ? "the same drug and amount, and neither says where" : "the same drug, amount and site"
    note(
      "R29", .error, dose: entry, field: "site",
      "This looks like \(twin.name) again: \(same). If both were given, record this one with its"
        + " own time, and say in its site what sets it apart; otherwise void it.",
      fix: void, choices: [void, own])
  }

  /// What is not recorded is asked: who knows that both were given can say so.
  private mutating func askDuplicate(_ entry: Int, of twin: Twin) {
    let dose = visit.doses[entry]
    var choices: [String] = []
    if dose.route == nil { choices.append(correct(entry, "--route …")) }
    if twin.dose.route == nil, !twin.isBilled, let there = twin.dose.id {
      choices.append("shots correct \(there) --route …")
    }
    if isSerum(entry), dose.lot == nil { choices.append(correct(entry, "--lot …")) }
    if dose.site == nil || twin.dose.site != nil { choices.append(correct(entry, "--site …")) }
    if twin.dose.site == nil, !twin.isBilled, let there = twin.dose.id {
      choices.append("shots correct \(there) --site …")
    }
    choices.append(accept(entry, "R29"))
    choices.append(void(entry, reason: "duplicate"))
    let missing =
      if dose.route == nil || twin.dose.route == nil {
        "one of the two does not say how"
      } else if isSerum(entry), dose.lot == nil || twin.dose.lot == nil {
        "not both name the lot"
      } else {
        switch (dose.site, twin.dose.site) {
        case (nil, nil): "neither says where"
        case (_?, _?): "one of the two says more of the site"
        default: "one of the two does not say where"
        }
      }
    note(
      "R29", .warning, dose: entry, field: "site",
      "This may be \(twin.name) again, the same drug and amount: \(missing). If both were given,"
        + " record it, or accept this; otherwise void this dose.",
      fix: choices[0], choices: choices)
  }
}
