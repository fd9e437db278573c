import Practice

extension Worksheet {
  /// Section E: what the record must show (R65, R66, R68, R69), and duplicates (R29).
  mutating func checkRecord() {
    checkDiagnoses()
    // What shares a syringe is one injection (R24).
    let injections = visit.doses.indices.reduce(visit.billedDoses.count) { sum, entry in
      let dose = visit.doses[entry]
      let isShared = visit.doses[..<entry].contains { isOneSyringe(dose, $0) }
      return sum + (isShared ? 0 : dose.injections)
    }
    for entry in entries.indices {
      checkMinimum(entry)
      checkStock(entry)
      checkDetails(entry, injectionsOfVisit: injections)
      checkPointers(entry)
      checkDuplicate(entry)
    }
  }

  /// R65, R69: a claim needs a diagnosis, and a line one to four.
  private mutating func checkDiagnoses() {
    if visit.encounter.diagnoses.isEmpty {
      note(
        "R65", .error, field: "diagnoses", "The diagnosis is missing; no line can go without one.",
        fix: correctEncounter("--diagnoses …"))
    }
  }

  /// R65: the fields without which an injection cannot be billed.
  private mutating func checkMinimum(_ entry: Int) {
    if visit.doses[entry].route == nil {
      note(
        "R65", .error, dose: entry, field: "route",
        "The route is missing; it decides the administration code.",
        fix: correct(entry, "--route …"))
    }
    if visit.doses[entry].givenBy == nil, visit.doses[entry].givenByCredential == nil {
      note(
        "R65", .error, dose: entry, field: "given_by", "Who gave the dose is missing.",
        fix: correct(entry, "--given-by … --credential …"))
    }
  }

  /// R66, R68: lot and expiry of the practice's own stock.
  private mutating func checkStock(_ entry: Int) {
    if let expiry = visit.doses[entry].expiry, expiry < date {
      note(
        "R68", .error, dose: entry, field: "expiry",
        "Lot \(visit.doses[entry].lot?.text ?? "(not recorded)") expired on \(expiry), before it"
          + " was given. Do not bill; report it as an incident.",
        fix: noCharge(entry, reason: "expired stock"))
    }
    let source = visit.doses[entry].stockSource
    guard source == .practice || source == .discount340B else { return }
    let hasLot = visit.doses[entry].lot != nil
    let hasExpiry = visit.doses[entry].expiry != nil
    guard !hasLot || !hasExpiry else { return }
    let missing = hasLot ? "expiry" : hasExpiry ? "lot" : "lot and expiry"
    let flags = hasLot ? "--expiry …" : hasExpiry ? "--lot …" : "--lot … --expiry …"
    note(
      "R66", .warning, dose: entry, field: hasLot ? "expiry" : "lot",
      "Add \(missing) of the package now; payers ask for it in reviews.",
      fix: correct(entry, flags))
  }

  /// R66: other details; the site proves the count when there are several injections.
  private mutating func checkDetails(_ entry: Int, injectionsOfVisit: Int) {
    let isSwallowed = visit.doses[entry].route == .oral || visit.doses[entry].route == .nasal
    let lacksSite = visit.doses[entry].site == nil && !isSwallowed
    if lacksSite, injectionsOfVisit > 1 {
      note(
        "R66", .warning, dose: entry, field: "site",
        "Add the site: with several injections in a visit it proves the count.",
        fix: correct(entry, "--site …"))
    }
    let lacksNDC = visit.doses[entry].ndc == nil && visit.doses[entry].drug.code != nil
    let lacksTime = visit.doses[entry].time == nil
    let wantsNDC = lacksNDC && (settings.ndcRequired == .no || visit.payer == nil)
    guard (lacksSite && injectionsOfVisit <= 1) || wantsNDC || lacksTime else { return }
    var missing: [String] = []
    var flags: [String] = []
    if lacksSite, injectionsOfVisit <= 1 {
      missing.append("site")
      flags.append("--site …")
    }
    if wantsNDC {
      missing.append("NDC")
      flags.append("--ndc …")
    }
    if lacksTime {
      missing.append("time")
      flags.append("--time …")
    }
    note(
      "R66", .info, dose: entry, field: missing.first?.lowercased(),
      "Add \(missing.joined(separator: ", ")) when known; payers ask for details in reviews.",
      fix: correct(entry, flags.joined(separator: " ")))
  }

  // MARK: - R29

  /// R29: the same drug, amount and site again, without another time: the later dose is held.
  private mutating func checkDuplicate(_ entry: Int) {
    if let twin = visit.doses.indices.first(where: {
      $0 != entry && isTwin(visit.doses[entry], visit.doses[$0])
        && isLater(entry, than: visit.doses[$0].id, at: $0)
    }) {
      noteDuplicate(entry, of: visit.doses[twin])
    } else if let twin = visit.billedDoses.first(where: { isTwin(visit.doses[entry], $0) }) {
      noteDuplicate(entry, of: twin)
    } else if let twin = visit.sameDay.first(where: {
      isTwin(visit.doses[entry], $0.dose)
        && ($0.isBilled || isLater(entry, than: $0.dose.id, at: -1))
    }) {
      noteDuplicate(entry, of: twin.dose)
    }
  }

  private func isTwin(_ left: borrowing Dose, _ right: borrowing Dose) -> Bool {
    guard left.drug == right.drug, left.site == right.site else { return false }
    if let first = left.time, let second = right.time, first != second { return false }
    return left.amount.isLess(than: right.amount) == false
      && right.amount.isLess(than: left.amount) == false
  }

  /// The dose with the higher number is the later one; without numbers the order of the list.
  private func isLater(_ entry: Int, than other: Dose.ID?, at place: Int) -> Bool {
    guard let own = visit.doses[entry].id, let other else { return entry > place }
    return own > other
  }

  private mutating func noteDuplicate(_ entry: Int, of twin: Dose) {
    let name = twin.id.map { "dose \($0)" } ?? "another dose"
    let setTime = { (dose: Dose.ID?) in "shots correct \(dose?.description ?? "…") --time …" }
    let own = visit.doses[entry]
    // A time tells them apart only when both have one.
    let advice =
      if twin.time != nil {
        "record this one with its own time or site (\(setTime(own.id)))"
      } else if own.time != nil {
        "record the time of \(name), too (\(setTime(twin.id)))"
      } else {
        "record the times of both (\(setTime(twin.id)), \(setTime(own.id))), or their sites"
      }
    note(
      "R29", .error, dose: entry, field: "time",
      "This looks like \(name) again. If both were given, \(advice); otherwise void this one.",
      fix: void(entry, reason: "duplicate"))
  }
}
