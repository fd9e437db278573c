import Practice

extension Worksheet {
  /// R31, R37, R38, R46: where it was given and who supervised.
  mutating func checkPlaceAndPeople() {
    checkPlace()
    for entry in entries.indices {
      switch entries[entry].giving {
      case .injection(Code.injection, _): checkSupervision(entry)
      case .injection, .preventionVisit, .push, .allergen, .procedure(Code.onBody, _, _):
        checkIncidentTo(entry)
      default: continue
      }
    }
  }

  /// R37, R38, R46: the place decides whether the practice may bill the injection.
  private mutating func checkPlace() {
    guard let code = visit.encounter.placeOfService else {
      note(
        "R65", .error, field: "place_of_service", "The place of service is missing.",
        fix: correctEncounter("--place …"))
      return
    }
    if code == .office, !settings.facilityPlaces.contains(code) { return }
    guard let place = tables.place(code) else {
      note(
        "R86", .error, field: "place_of_service", "\(code) is no place of service that CMS lists.",
        fix: correctEncounter("--place …"))
      return
    }
    if code.text == "02" || code.text == "10" {
      note(
        "R46", .error, field: "place_of_service",
        "An injection cannot happen by video; use the place where the patient was.",
        fix: correctEncounter("--place …"))
    } else if settings.facilityPlaces.contains(code) {
      note(
        "R37", .error, field: "place_of_service",
        "In place \(code) (\(place.name)) the facility bills the injection; the practice bills only"
          + " its visit. If the place is wrong, correct the encounter.",
        fix: visit.doses.isEmpty ? nil : noCharge(0, reason: "billed by the facility"))
    } else if place.billing != .yes, !isVaccineRoster(place) {
      note(
        "R38", .warning, field: "place_of_service",
        "Place \(code) (\(place.name)): check who pays and who supervises."
          + (place.note.isEmpty ? "" : " \(place.note)."),
        fix: correctEncounter("--place …"))
    }
  }

  /// Vaccines belong in a mass immunisation centre (`place_of_service.csv`, 60).
  private func isVaccineRoster(_ place: Place) -> Bool {
    place.code.text == "60"
      && entries.allSatisfy { if case .vaccine = $0.giving { true } else { false } }
  }

  // MARK: - R31, R32

  /// R31: staff give 96372 under a supervisor who is present, or live on video where that counts.
  private mutating func checkSupervision(_ entry: Int) {
    let dose = visit.doses[entry]
    guard let credential = dose.givenByCredential else {
      if dose.givenBy != nil { noteCredential(entry) }
      return
    }
    let mode = visit.encounter.supervisionMode
    if credential.giver == .unknown, mode == nil || mode == SupervisionMode.none {
      let isAlone = mode == SupervisionMode.none
      let mends = [correct(entry, "--credential …"), correctEncounter("--supervision …")]
      note(
        "R31", isAlone ? .error : .warning, dose: entry, field: "given_by_credential",
        "\(credential) is not known to be a clinician's credential; staff need a supervisor"
          + (isAlone ? ", and nobody supervised." : "."),
        fix: mends[0], choices: mends)
    }
    guard credential.giver == .staff else { return }
    guard let mode else {
      note(
        "R31", .error, dose: entry, field: "supervision_mode",
        "\(credential) gave the shot: record how it was supervised, in person or live by audio and"
          + " video. A telephone call does not count.",
        fix: correctEncounter("--supervision …"), choices: supervisionChoices)
      return
    }
    guard mode != SupervisionMode.none else { return }
    checkSupervisor(entry)
    if mode == .virtualAudioVideo { checkVirtual(entry) }
  }

  /// R31, R32 name 96372 alone. What staff do for a clinician is paid by Medicare under the rules
  /// of incident-to services (S16), so other shots of theirs are asked about there.
  private mutating func checkIncidentTo(_ entry: Int) {
    guard followsMedicare, visit.doses[entry].givenByCredential?.giver == .staff else { return }
    switch visit.encounter.supervisionMode {
    case .inPerson, .virtualAudioVideo: return
    case .none?:
      note(
        "R32", .warning, dose: entry, field: "supervision_mode",
        "Nobody supervised. The rule names 96372 alone, but Medicare pays what staff give only"
          + " under supervision; do not bill unless \(payerName) says otherwise.",
        fix: noCharge(entry, reason: "not supervised"),
        choices: [
          noCharge(entry, reason: "not supervised"), correctEncounter("--supervision …"),
        ])
    case nil:
      note(
        "R31", .warning, dose: entry, field: "supervision_mode",
        "Record how the shot was supervised: Medicare pays what staff give only under supervision.",
        fix: correctEncounter("--supervision …"), choices: supervisionChoices)
    }
  }

  private mutating func noteCredential(_ entry: Int) {
    note(
      "R31", .warning, dose: entry, field: "given_by_credential",
      "Record the credential of who gave the shot; staff need a supervisor.",
      fix: correct(entry, "--credential …"))
  }

  /// R31: who supervised. What staff give is billed under the clinician who supervised (R43, 837P
  /// guide 2310D), so while nobody else is named it is the one who bills, and the line says so. A
  /// payer that wants the supervisor on its claims gets him named.
  private mutating func checkSupervisor(_ entry: Int) {
    if visit.encounter.supervisingProvider != nil { return }
    guard settings.supervisorOnClaim != .yes, visit.provider?.credential.giver == .clinician,
      let name = visit.provider?.name.last.text
    else {
      note(
        "R31", .error, dose: entry, field: "supervising_provider",
        "Record which clinician supervised the shot"
          + (settings.supervisorOnClaim == .yes ? "; \(payerName) wants the name." : "."),
        fix: correctEncounter("--supervising …"), choices: supervisorChoices)
      return
    }
    let id = visit.doses[entry].id
    for place in lines.indices
    where lines[place].kind == .administration && lines[place].dose == id
      && lines[place].code == Code.injection
    {
      // Most shots come here: the text is built in one piece, the list of the rules is shared.
      var why = Working(lines[place].why, more: 32 + name.utf8.count)
      why.add("; supervised by ")
      why.append(name)
      why.add(", who bills, R31")
      lines[place].why = why.text
      lines[place].rules = Rules.list(lines[place].rules, and: "R31")
      return
    }
  }

  /// Who supervised is for the desk to say; the visit's clinician is only the likeliest.
  private var supervisorChoices: [String] {
    guard let npi = visit.encounter.provider, visit.provider?.credential.giver == .clinician else {
      return []
    }
    return [npi.text, "…"].map { correctEncounter("--supervising \($0)") }
  }

  /// R31: video counts for Medicare for good since 2026-01-01; before, as a temporary rule.
  private mutating func checkVirtual(_ entry: Int) {
    switch settings.supervisionVirtualAllowed {
    case .ask:
      ask(
        .supervisionVirtualAllowed, "R31", dose: entry,
        "\(payerName) is not known to accept supervision by video; say whether it does.")
    case .no:
      note(
        "R31", .error, dose: entry, field: "supervision_mode",
        "\(payerName) does not accept supervision by video: somebody must have been in the suite.",
        fix: correctEncounter("--supervision …"))
    case .yes where followsMedicare && date < Worksheet.virtualSupervisionBegan:
      let mends = [accept(entry, "R31"), correctEncounter("--supervision …")]
      note(
        "R31", .warning, dose: entry, field: "supervision_mode",
        "Supervision by video was a temporary rule of Medicare before 2026-01-01; check that it"
          + " held on \(date).", fix: mends[0], choices: mends)
    case .yes: return
    }
  }

  private static let virtualSupervisionBegan = Day(number: 20_454)

  /// R32: whether another visit has 99211 already: typed, or for what staff gave alone before.
  private func hasNurseVisit(_ other: DayVisit) -> Bool {
    other.services.contains { $0.code == Code.nurseVisit }
      || other.given.contains {
        $0.code == Code.nurseVisit && brings({ $0 == Code.nurseVisit }, $0.dose)
      }
  }

  /// R32: nobody supervised: nothing, or 99211 where the payer says so.
  mutating func planUnsupervised(_ entry: Int) {
    if visit.paysNurseVisit { return planNurseVisit(entry) }
    if !followsMedicare, settings.unsupervisedRule == .ask {
      ask(
        .unsupervisedRule, "R32", .error, dose: entry,
        "Nobody supervised (a telephone call does not count): say whether \(payerName) wants 99211"
          + " or pays nothing.")
      return
    }
    note(
      "R32", .error, dose: entry, field: "supervision_mode",
      "Nobody supervised (a telephone call does not count), so \(payerName) pays neither 96372 nor"
        + " 99211.",
      fix: noCharge(entry, reason: "not supervised"))
  }

  /// R32: 99211, once a day and beside no visit of a clinician.
  private mutating func planNurseVisit(_ entry: Int) {
    let isTyped = visit.encounter.otherServices.contains { $0.code == Code.nurseVisit }
    let services = visit.encounter.otherServices + partners.flatMap(\.services)
    if let seen = services.first(where: { Beside.isOfficeVisit($0.code) }) {
      note(
        "R32", .warning, dose: entry, field: "supervision_mode",
        "\(seen.code) says that a clinician saw the patient, and 99211 is no second visit of the"
          + " day; if that clinician was there, say so.",
        fix: correctEncounter("--supervision …"))
      return
    }
    // What was typed stays where it is: R29 asks about it when both visits have it.
    if !isTyped, let other = partners.first(where: hasNurseVisit) {
      note(
        "R32", .info, dose: entry, field: "supervision_mode",
        "99211 is paid once a day, and encounter \(other.id) has it already.")
      return
    }
    if !isTyped {
      planOnce(
        entry, Code.nurseVisit, why: "nobody supervised: nurse visit in place of 96372, R32",
        rule: "R32")
    }
    note(
      "R32", .info, dose: entry, field: "supervision_mode",
      "Nobody supervised, so \(payerName) gets 99211 in place of 96372: for established patients,"
        + " with the visit documented.")
  }
}
