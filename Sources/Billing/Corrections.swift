import Practice
import Storage

extension Desk {
  /// The dose with a number, or a refusal.
  public func dose(_ id: Dose.ID) throws -> StoredDose {
    guard let dose = try ledger.dose(id) else {
      throw Refusal(.notFound, "there is no dose \(id). List open doses with: shots unbilled")
    }
    return dose
  }

  /// The encounter with a number, or a refusal.
  public func encounter(_ id: Encounter.ID) throws -> StoredEncounter {
    guard let encounter = try ledger.encounter(id) else {
      throw Refusal(.notFound, "there is no encounter \(id). List open doses with: shots unbilled")
    }
    return encounter
  }

  func openDose(_ id: Dose.ID) throws -> StoredDose {
    let stored = try dose(id)
    switch stored.disposition {
    case nil: return stored
    case .billed(let claim):
      throw Refusal(
        .badData, "dose \(id) is on a claim already; see it with: shots claim show \(claim)")
    case .selfPay:
      throw Refusal(
        .badData,
        "dose \(id) is paid by the patient. To open it again: shots correct \(id) --reason …")
    case .noCharge(let reason):
      throw Refusal(
        .badData,
        "dose \(id) is not charged (\(reason)). To open it again: shots correct \(id) --reason …")
    case .voided(let reason):
      let next = try ledger.replacement(of: id).map { "; dose \($0) replaced it" } ?? ""
      throw Refusal(.badData, "dose \(id) is void (\(reason))\(next)")
    }
  }

  /// Accounts for an open dose: void, no charge or self-pay. What is not on a claim can still be
  /// voided. Says what becomes of the patient's other doses of the day.
  @discardableResult
  public func dispose(_ id: Dose.ID, as disposition: Disposition) throws -> [String] {
    try ledger.write(operation(disposition.word)) {
      let stored =
        if case .voided = disposition { try unclaimedDose(id) } else { try openDose(id) }
      let visit = try encounter(stored.encounter)
      return try tellingRest(of: visit.patient, on: [visit.encounter.date]) {
        try ledger.dispose(id, as: disposition)
      }.notes
    }
  }

  /// A dose that is open, or that nobody or the patient pays: it can be taken back.
  private func unclaimedDose(_ id: Dose.ID) throws -> StoredDose {
    let stored = try dose(id)
    switch stored.disposition {
    case .selfPay, .noCharge: return stored
    case nil, .billed, .voided: return try openDose(id)
    }
  }

  /// Voids a dose and logs what it should have been, perhaps at another visit of the patient; both
  /// stay visible. A dose that nobody or the patient pays is open again afterwards. The diagnoses
  /// and services of a visit that has no dose any more go along.
  public func correct(
    _ id: Dose.ID, reason: Line, movingTo target: Encounter.ID? = nil,
    _ change: (Dose) throws -> Dose
  ) throws -> Receipt {
    let saved = try ledger.write(operation("correct")) {
      let stored = try unclaimedDose(id)
      var dose = try change(stored.dose)
      dose.id = nil
      var unchanged = stored.dose
      unchanged.id = nil
      let place = target ?? stored.encounter
      guard dose != unchanged || place != stored.encounter || stored.disposition != nil else {
        throw Refusal(
          .badData,
          "nothing was changed: say what dose \(id) should have been, like --lot or --dose. "
            + "What belongs to the visit: shots encounter correct \(stored.encounter)")
      }
      let own = try encounter(stored.encounter)
      let goal = try encounter(place)
      guard goal.patient == own.patient else {
        throw Refusal(.badData, "encounter \(place) is a visit of another patient")
      }
      let done = try tellingRest(
        of: own.patient, on: [own.encounter.date, goal.encounter.date], besides: place
      ) {
        let new = try replace(id, with: dose, at: place, reason: reason)
        let notes = try moving(from: stored.encounter, to: place)
        try checkLeft(stored.encounter, by: id)
        return (new, notes + (try syringeNote(new, from: stored.encounter, to: place)))
      }
      return (place, done.value.0, done.value.1 + done.notes)
    }
    var receipt = try receipt(saved.0, [saved.1])
    receipt.notes = saved.2
    return receipt
  }

  func replace(
    _ id: Dose.ID, with dose: Dose, at encounter: Encounter.ID, reason: Line
  ) throws -> Dose.ID {
    let drug = try self.dose(id).dose.drug
    try ledger.dispose(id, as: .voided(reason: reason))
    let new = try ledger.insertDose(dose, at: encounter, replaces: id)
    // What is known of the vial stays with it, unless it was another vial.
    if dose.drug == drug, let record = try ledger.vaccineRecord(of: id) {
      try ledger.keepVaccineRecord(record, of: new)
    }
    return new
  }

  /// Changes what a visit says, what it treats and what its claim tells beyond the services; what
  /// it said before is kept. Refused once doses of it are on a claim. Without open doses there is
  /// nothing to show.
  public func correct(
    _ id: Encounter.ID, cause changeCause: (VisitCause) throws -> VisitCause = { $0 },
    details changeDetails: (VisitDetails) throws -> VisitDetails = { $0 },
    _ change: (Encounter) throws -> Encounter
  ) throws -> Receipt? {
    let notes = try ledger.write(operation("encounter correct")) {
      let stored = try encounter(id)
      let cause = try ledger.visitCause(of: id)
      let changed = try change(stored.encounter)
      let changedCause = try changeCause(cause)
      let details = try ledger.visitDetails(of: id)
      let changedDetails = try changeDetails(details)
      guard
        changed != stored.encounter || changedCause != cause || changedDetails != details
      else {
        throw Refusal(.isSo, "that is what encounter \(id) says already; nothing was changed")
      }
      try refuseIfBilled(id)
      try Desk.checkEarlier(
        EarlierDate.all(changedDetails, changedCause.accident),
        before: EarlierDate.all(details, cause.accident), on: changed.date)
      if let patient = try ledger.patient(id: stored.patient) {
        try checkDate(changed.date, bornOn: patient.value.birthDate)
      }
      let days: Set<Day> = [stored.encounter.date, changed.date]
      return try tellingRest(of: stored.patient, on: days, besides: id) {
        if changed != stored.encounter { try ledger.updateEncounter(id, to: changed) }
        if changedCause != cause { try ledger.keepVisitCause(changedCause, of: id) }
        if changedDetails != details { try ledger.keepVisitDetails(changedDetails, of: id) }
      }.notes
    }
    guard let assessment = try assess(id) else { return nil }
    var receipt = Receipt(
      patient: assessment.visit.patient.value, assessment: assessment,
      doses: assessment.doses.map(\.id))
    receipt.notes = notes
    return receipt
  }

  func refuseIfBilled(_ id: Encounter.ID) throws {
    for dose in try ledger.doses(of: id) {
      if case .billed(let claim) = dose.disposition {
        throw Refusal(
          .badData,
          "encounter \(id) is on a claim already; see it with: shots claim show \(claim)")
      }
    }
  }
}
