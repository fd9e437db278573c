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
    let dose = visit.doses[entry]
    let name = { (dose: Dose) in dose.id.map { "dose \($0)" } ?? "another dose" }
    for (place, other) in visit.doses.enumerated()
    where place != entry && isLater(entry, than: other.id, at: place) && dose.isAlike(other) {
      twins.append(Twin(dose: other, name: name(other), isBilled: false))
    }
    for other in visit.billedDoses where dose.isAlike(other) {
      twins.append(Twin(dose: other, name: name(other), isBilled: true))
    }
    for other in visit.sameDay
    where !other.isUnclaimed && (other.isBilled || isLater(entry, than: other.dose.id, at: -1))
      && dose.isAlike(other.dose)
    {
      twins.append(
        Twin(
          dose: other.dose, name: "\(name(other.dose)) of \(self.name(other))",
          isBilled: other.isBilled))
    }
    return twins
  }

  /// How sure it is that two records are of one dose.
  private enum Likeness {
    /// All that both say is the same.
    case same
    /// One of the two does not say where or how, or neither says where and their times differ.
    case unclear
  }

  private func likeness(_ entry: Int, _ other: Dose) -> Likeness? {
    let dose = visit.doses[entry]
    if dose.site != nil, other.site != nil, !Anatomy.isSame(dose.site, other.site) { return nil }
    let codes = (code(of: dose), code(of: other))
    if let own = codes.0, let there = codes.1, own != there { return nil }
    guard (codes.0 == nil) == (codes.1 == nil) else { return .unclear }
    if dose.site != nil, other.site != nil { return .same }
    let hasOwnTime = dose.time != nil && other.time != nil && dose.time != other.time
    return dose.site == nil && other.site == nil && !hasOwnTime ? .same : .unclear
  }

  private func code(of dose: Dose) -> HCPCS? {
    let drug = tables.drug(dose.drug, on: date)
    return Giving.choose(dose, drug: drug, circumstances).code(of: dose, drug: drug, at: visit)
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
        + " own time and site; otherwise void it.",
      fix: void, choices: [void, own])
  }

  /// What is not recorded is asked: who knows that both were given can say so.
  private mutating func askDuplicate(_ entry: Int, of twin: Twin) {
    let dose = visit.doses[entry]
    var choices: [String] = []
    if dose.site == nil { choices.append(correct(entry, "--site …")) }
    if twin.dose.site == nil, !twin.isBilled, let there = twin.dose.id {
      choices.append("shots correct \(there) --site …")
    }
    choices.append(void(entry, reason: "duplicate"))
    choices.append("shots accept \(dose.id?.description ?? "…") R29 --why …")
    let missing =
      switch (dose.site, twin.dose.site) {
      case (nil, nil): "neither says where"
      case (_?, _?): "one of the two does not say how"
      default: "one of the two does not say where"
      }
    note(
      "R29", .warning, dose: entry, field: "site",
      "This may be \(twin.name) again, the same drug and amount: \(missing). If both were given,"
        + " record it, or accept this; otherwise void this dose.",
      fix: choices[0], choices: choices)
  }
}

extension Dose {
  /// Whether it is of the same drug and amount as another.
  fileprivate func isAlike(_ other: Dose) -> Bool {
    drug == other.drug && amount.isLess(than: other.amount) == false
      && other.amount.isLess(than: amount) == false
  }
}
