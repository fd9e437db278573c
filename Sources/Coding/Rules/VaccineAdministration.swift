import Practice

extension Worksheet {
  /// R04, R05, R07, R08: the administration lines of all vaccines of the visit.
  mutating func planVaccines() {
    var hasAny = hasEarlierVaccine
    let vaccines = entries.indices.filter {
      if case .vaccine = entries[$0].giving { true } else { false }
    }
    if settings.vaccineAdministrationStyle == .ask { askVaccineStyle(vaccines) }
    // Injected ones first: oral and nasal ones are added to them, whatever was logged first.
    for entry in vaccines where !isSwallowed(entry) && !planSpecial(entry) {
      planPlain(entry, first: Code.firstVaccine, further: Code.furtherVaccine, isFirst: !hasAny)
      hasAny = true
    }
    for entry in vaccines where isSwallowed(entry) && !planSpecial(entry) {
      planPlain(
        entry, first: Code.firstOralVaccine, further: Code.furtherOralVaccine, isFirst: !hasAny)
      hasAny = true
    }
    checkFirstVaccines()
    for entry in vaccines { checkPartB(entry) }
  }

  private func isSwallowed(_ entry: Int) -> Bool {
    let route = visit.doses[entry].route
    return route == .oral || route == .nasal
  }

  /// R08, R07, R04, in this order; false when R05 decides.
  private mutating func planSpecial(_ entry: Int) -> Bool {
    guard let drug = entries[entry].drug, let family = drug.vaccineFamily else { return false }
    if family == .covid19 {
      plan(entry, Code.covidVaccine, why: "COVID-19 vaccine, R08", rules: ["R08"])
      return true
    }
    if settings.vaccineAdministrationStyle == .gCodes {
      guard let code = family.partBCode else { return false }
      if plans.contains(where: { $0.line.code == code }) || hasEarlier(family) {
        note(
          "R07", .warning, dose: entry, field: "drug",
          "\(code) is paid once a day, and this is the second vaccine of its kind; check the"
            + " record.", fix: void(entry, reason: "duplicate"))
      }
      planOnce(entry, code, why: "Part B vaccine, one of each a day, R07", rule: "R07")
      return true
    }
    guard isCounselledChild(entry) else { return false }
    planCounted(entry, Code.counselledVaccine, units: 1, why: "counselled vaccine", rule: "R04")
    if drug.vaccineComponents > 1 {
      planCounted(
        entry, Code.counselledComponent, units: drug.vaccineComponents - 1,
        why: "further component", rule: "R04")
    }
    return true
  }

  /// R04: 18 or younger, counselled by a physician or qualified professional.
  private func isCounselledChild(_ entry: Int) -> Bool {
    visit.doses[entry].isCounselled(visit.patient, on: date)
  }

  /// R05: the first vaccine of the day, then each further one.
  private mutating func planPlain(_ entry: Int, first: HCPCS, further: HCPCS, isFirst: Bool) {
    if isFirst {
      plan(entry, first, why: "first vaccine of the day, R05", rules: ["R05"])
    } else {
      planCounted(entry, further, units: 1, why: "further vaccine", rule: "R05")
    }
  }

  /// One line for all of a code, with units.
  private mutating func planCounted(
    _ entry: Int, _ code: HCPCS, units: Int, why: String, rule: RuleID
  ) {
    if let plan = plans.firstIndex(where: { $0.line.code == code }) {
      let total = plans[plan].line.units + units
      extend(plan, by: units, with: entry, why: counted(total, why, rule), rule: rule)
    } else {
      plan(entry, code, units: units, why: counted(units, why, rule), rules: [rule])
    }
  }

  /// `1 further vaccine, R05`, `2 further vaccines, R05`.
  private func counted(_ units: Int, _ why: String, _ rule: RuleID) -> String {
    "\(units) \(why)\(units == 1 ? "" : "s"), \(rule)"
  }

  /// Vaccines of the day that were given or billed before count as the first (R05, R06).
  private var hasEarlierVaccine: Bool {
    let isFirstHere =
      visit.carried.codes.contains(Code.firstVaccine)
      || visit.carried.codes.contains(Code.firstOralVaccine)
    let earlier =
      (isFirstHere ? [] : visit.billedDoses)
      + dayDoses.filter { brings(Worksheet.isFirstVaccine, $0) }.map(\.dose)
    return earlier.contains { dose in
      guard let drug = tables.drug(dose.drug, on: date), let family = drug.vaccineFamily else {
        return false
      }
      let hasOwnCode =
        family == .covid19
        || (settings.vaccineAdministrationStyle == .gCodes && family.partBCode != nil)
      return !hasOwnCode
    }
  }

  private static func isFirstVaccine(_ code: HCPCS) -> Bool {
    code == Code.firstVaccine || code == Code.firstOralVaccine || code == Code.counselledVaccine
  }

  /// R07: a vaccine of the same kind that was billed, or given in an earlier visit of the day.
  private func hasEarlier(_ family: VaccineFamily) -> Bool {
    (visit.billedDoses + dayDoses.filter { isEarlier($0) }.map(\.dose)).contains {
      tables.drug($0.drug, on: date)?.vaccineFamily == family
    }
  }

  /// Whether the claim of another encounter's dose has a code that the day can have once. A claim
  /// that the payer has says so itself, and what is open goes by it; of what is open, the one that
  /// comes first has it.
  func brings(_ isCode: (HCPCS) -> Bool, _ other: SameDayDose) -> Bool {
    let saidHere = visit.atPayer?.services.contains { isCode($0.code) }
    guard let claim = other.atPayer else { return saidHere.map { !$0 } ?? isEarlier(other) }
    guard claim.services.contains(where: { isCode($0.code) }) else { return false }
    // Of two claims that say it the later one is wrong.
    return saidHere != true || isEarlier(other)
  }

  /// R06: a vaccine that an earlier visit of the day gave in the other way than this one:
  /// counselled or not.
  private func earlierVaccine(isCounselled: Bool) -> SameDayDose? {
    guard !others.isEmpty else { return nil }
    return dayDoses.first { other in
      guard isEarlier(other), let drug = tables.drug(other.dose.drug, on: date),
        drug.administrationRule == .vaccine, drug.vaccineFamily != .covid19
      else { return false }
      return isCounselled == other.dose.isCounselled(visit.patient, on: date)
    }
  }

  /// R06: 90460 and 90471 are never paid on one day under the national edits.
  private mutating func checkFirstVaccines() {
    guard settings.vaccineAdministrationStyle != .gCodes else { return }
    let counselled = plans.first { $0.line.code == Code.counselledVaccine }
    if let counselled, let other = earlierVaccine(isCounselled: false) {
      return noteFirstVaccines(counselled.owner, "90471", beside: other)
    }
    let plain: Set<String> = ["90471", "90472", "90473", "90474"]
    guard let other = plans.first(where: { plain.contains($0.line.code.text) }) else { return }
    let earlier = earlierVaccine(isCounselled: true)
    guard counselled != nil || earlier != nil else { return }
    noteFirstVaccines(other.owner, other.line.code.text, beside: earlier)
  }

  private mutating func noteFirstVaccines(
    _ entry: Int, _ code: String, beside other: SameDayDose?
  ) {
    let own = correct(entry, "--counselled-by …")
    // A dose that is on a claim is not corrected here.
    let theirs = other.flatMap { $0.isBilled ? nil : $0.dose.id }.map {
      "shots correct \($0) --counselled-by …"
    }
    note(
      "R06", .error, field: "counselled_by",
      "90460 and \(code) cannot both be paid on one day"
        + (other.map { ", and one of the two is for a vaccine of \(name($0))" } ?? "")
        + "; record who counselled about each vaccine.",
      fix: own, choices: theirs.map { [own, $0] } ?? [])
  }

  /// R09: Part B pays other vaccines only after an injury or exposure (S00–T88, Z20).
  private mutating func checkPartB(_ entry: Int) {
    guard isMedicare, let drug = entries[entry].drug, drug.vaccineFamily == .other else { return }
    let isTreatment = visit.encounter.diagnoses.contains {
      $0.text.hasPrefix("S") || $0.text.hasPrefix("T") || $0.text.hasPrefix("Z20")
    }
    guard !isTreatment else { return }
    note(
      "R09", .warning, dose: entry, field: "diagnoses",
      "Part B does not pay for \(drug.label) as prevention; it belongs to the patient's drug plan"
        + " (Part D). Bill Part B only for an injury or exposure, with its diagnosis.",
      fix: selfPay(entry))
  }

  private mutating func askVaccineStyle(_ vaccines: [Int]) {
    let matters = vaccines.contains { entries[$0].drug?.vaccineFamily != .covid19 }
    guard matters else { return }
    ask(
      .vaccineAdministrationStyle, "R05", dose: nil,
      "Say which administration codes \(payerName) wants for vaccines: cpt (90460–90474)"
        + " or g_codes.")
  }

  // MARK: - R10

  /// R10: the infant's antibody: one line a visit, by counselling.
  mutating func planAntibody(_ entry: Int) {
    let isCounselled = visit.doses.contains {
      tables.drug($0.drug, on: date)?.administrationRule == .respiratoryAntibody
        && $0.counselledBy?.giver == .clinician
    }
    planOnce(
      entry, isCounselled ? Code.antibodyCounselled : Code.antibody,
      why: isCounselled ? "RSV antibody with counselling, R10" : "RSV antibody, R10", rule: "R10")
    let diagnoses = visit.encounter.diagnoses
    if !diagnoses.isEmpty, !diagnoses.contains(where: { $0.text == "Z29.11" }) {
      note(
        "R10", .warning, dose: entry, field: "diagnoses",
        "The diagnosis for an RSV antibody is Z29.11, not Z23.",
        fix: correctEncounter("--diagnoses Z29.11"))
    }
  }
}
