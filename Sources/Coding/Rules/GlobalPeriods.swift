import Practice

extension Worksheet {
  /// R41: an injection by the same clinician inside the follow-up of a procedure.
  mutating func checkGlobalPeriods() {
    for period in visit.globalPeriods where period.covers(date) {
      if let clinician = period.clinician, clinician != visit.encounter.provider { continue }
      switch period.isRelated {
      case true?: noteFollowUp(period)
      case false?: markUnrelated(period)
      case nil: askRelation(period)
      }
    }
  }

  /// Injections and procedures; vaccines and their like are never part of a recovery.
  private func isTreatment(_ entry: Int) -> Bool {
    switch entries[entry].giving {
    case .injection, .push, .procedure, .unclear: true
    default: false
    }
  }

  private func words(_ period: GlobalPeriod) -> String {
    "the \(period.length.rawValue) days after \(period.procedure) of \(period.date)"
  }

  private mutating func noteFollowUp(_ period: GlobalPeriod) {
    for entry in entries.indices where isTreatment(entry) {
      note(
        "R41", .warning, dose: entry, field: "global_period",
        "This injection is for the usual recovery within \(words(period)) and is part of the"
          + " surgery payment.", fix: noCharge(entry, reason: "part of the surgery"))
    }
  }

  private mutating func askRelation(_ period: GlobalPeriod) {
    for entry in entries.indices where isTreatment(entry) {
      note(
        "R41", .warning, dose: entry, field: "global_period",
        "The day is within \(words(period)): say whether this injection is for the usual recovery"
          + (period.clinician == nil ? " and by the same clinician." : "."),
        fix: correctEncounter("--for-surgery …"),
        choices: correctEncounter(yesOrNo: "--for-surgery"))
    }
  }

  /// Unrelated: 79 on the injection where the payer wants it, 24 on the visit.
  private mutating func markUnrelated(_ period: GlobalPeriod) {
    guard entries.indices.contains(where: isTreatment) else { return }
    switch settings.unrelatedStyle {
    case .none: return
    case .modifier79:
      let treated = Set(entries.indices.filter(isTreatment).map { visit.doses[$0].id })
      mark(Mark.unrelatedProcedure, "R41", why: "unrelated to \(words(period))") {
        $0.kind == .administration && treated.contains($0.dose)
      }
      noteUnrelatedVisits(period)
    case .ask:
      ask(
        .unrelatedStyle, "R41", dose: nil,
        "The injection is unrelated to \(words(period)); say whether \(payerName) wants modifier 79"
          + " on it.")
    }
  }

  private mutating func noteUnrelatedVisits(_ period: GlobalPeriod) {
    for (place, service) in visit.encounter.otherServices.enumerated()
    where Beside.isOfficeVisit(service.code)
      && !service.modifiers.contains(Mark.unrelatedVisit)
    {
      note(
        "R41", .info, field: "services",
        "A visit that is unrelated to \(words(period)) takes modifier 24.",
        fix: services { $0 == place ? $1.adding(Mark.unrelatedVisit) : $1 })
    }
  }
}
