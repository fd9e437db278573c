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
}
