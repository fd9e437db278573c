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
  /// voided.
  public func dispose(_ id: Dose.ID, as disposition: Disposition) throws {
    try ledger.write(operation(disposition.word)) {
      if case .voided = disposition {
        _ = try unclaimedDose(id)
      } else {
        _ = try openDose(id)
      }
      try ledger.dispose(id, as: disposition)
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
      guard try encounter(place).patient == own.patient else {
        throw Refusal(.badData, "encounter \(place) is a visit of another patient")
      }
      let new = try replace(id, with: dose, at: place, reason: reason)
      return (place, new, try moving(from: stored.encounter, to: place))
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
  /// it said before is kept. Refused once doses of it are on a claim.
  public func correct(
    _ id: Encounter.ID, cause changeCause: (VisitCause) throws -> VisitCause = { $0 },
    details changeDetails: (VisitDetails) throws -> VisitDetails = { $0 },
    _ change: (Encounter) throws -> Encounter
  ) throws -> Assessment? {
    try ledger.write(operation("encounter correct")) {
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
      if let patient = try ledger.patient(id: stored.patient) {
        try checkDate(changed.date, bornOn: patient.value.birthDate)
      }
      if changed != stored.encounter { try ledger.updateEncounter(id, to: changed) }
      if changedCause != cause { try ledger.keepVisitCause(changedCause, of: id) }
      if changedDetails != details { try ledger.keepVisitDetails(changedDetails, of: id) }
    }
    return try assess(id)
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
