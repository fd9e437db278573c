import Practice

extension Worksheet {
  /// What section A has to say about each dose, beside the code it chose.
  mutating func checkGiving() {
    for entry in entries.indices {
      switch entries[entry].giving {
      case .injection(_, let rule) where rule.text != "R01": checkChoice(entry, rule: rule)
      case .push: notePush(entry)
      case .procedure(_, _, let rule): checkProcedure(entry, rule: rule)
      case .included: noteIncluded(entry)
      case .bySelf: noteBySelf(entry)
      case .unclear(let rule, let suggestion): noteUnclear(entry, rule, suggestion)
      case .unknownDrug: noteUnknownDrug(entry)
      default: break
      }
      if case .bySelf = entries[entry].giving { continue }
      checkListedRoute(entry)
      checkSelfAdministered(entry)
    }
  }

  /// R02: a plain injection by a way that the table does not list for the drug. The code would be
  /// the same, and either the route or the drug may be the slip, so a person looks.
  private mutating func checkListedRoute(_ entry: Int) {
    switch entries[entry].giving {
    case .injection, .preventionVisit: break
    default: return
    }
    guard let drug = entries[entry].drug, let route = visit.doses[entry].route,
      !drug.routes.isEmpty, !drug.routes.contains(route)
    else { return }
    let listed = drug.routes.map(\.rawValue).joined(separator: ", ")
    note(
      "R02", .warning, dose: entry, field: "route",
      "\(drug.label) is not listed for route \(route.rawValue), only for \(listed); check route and"
        + " drug.", fix: correct(entry, "--route …"))
  }

  /// R15, R16: codes that payers see differently.
  private mutating func checkChoice(_ entry: Int, rule: RuleID) {
    let label = entries[entry].drug?.label ?? ""
    switch (rule.text, entries[entry].giving) {
    case ("R15", .injection(Code.injection, _)) where hasUncertainTumor:
      note(
        "R15", .warning, dose: entry, field: "diagnoses",
        "Whether a tumour of uncertain or unspecified behaviour counts as cancer for \(label) is"
          + " for \(payerName) to say: 96402 if it does, 96372 if not; give the diagnosis that is"
          + " known.",
        fix: correctEncounter("--diagnoses …"))
    case ("R15", .injection(Code.injection, _)) where visit.encounter.diagnoses.isEmpty:
      note(
        "R15", .info, dose: entry, field: "diagnoses",
        "The diagnosis decides the giving of \(label): 96402 with a cancer diagnosis, 96372 with"
          + " another; none is given.", fix: correctEncounter("--diagnoses …"))
    case ("R15", .injection(Code.injection, _)):
      note(
        "R15", .info, dose: entry, field: "diagnoses",
        "\(label) without a cancer diagnosis is given with 96372; with one it is 96402.")
    case ("R16", .injection(Code.chemotherapy, _)):
      note(
        "R16", .info, dose: entry,
        "96401 for \(label) needs a record of the extra work and monitoring.")
    case ("R16", _) where settings.biologicAdministration == .ask:
      ask(
        .biologicAdministration, "R16", dose: entry,
        "Payers disagree on biologics. Say whether \(payerName) wants 96372, the cautious choice,"
          + " or 96401 for \(label).")
    default: break
    }
  }

  /// R15: D37–D49 are neither malignant nor benign.
  private var hasUncertainTumor: Bool {
    visit.encounter.diagnoses.contains {
      guard $0.text.hasPrefix("D"), let number = Int($0.text.dropFirst().prefix(2)) else {
        return false
      }
      return (37...49).contains(number)
    }
  }

  /// R02: a push has its own code.
  private mutating func notePush(_ entry: Int) {
    note(
      "R02", .info, dose: entry, field: "route",
      "A push into a vein is 96374, each further drug 96375; 96372 is for SC and IM.")
  }

  /// R02, R17: procedures that want a second look.
  private mutating func checkProcedure(_ entry: Int, rule: RuleID) {
    let dose = visit.doses[entry]
    if entries[entry].drug?.administrationRule == .localAnesthetic {
      note(
        "R21", .info, dose: entry, field: "drug",
        "The anaesthetic is part of the procedure and has no line of its own.")
    }
    if rule == "R02" {
      note(
        "R02", .warning, dose: entry, field: "route",
        "An injection into an artery is 96373; check that the route is right.",
        fix: correct(entry, "--route …"))
    } else if dose.route == .triggerPoint, dose.injections > 2,
      !visit.encounter.otherServices.contains(where: { $0.code == Worksheet.manyMuscles })
    {
      let mends = [addService("20553"), accept(entry, "R17")]
      note(
        "R17", .warning, dose: entry, field: "injections",
        "20552 is for one or two muscles, 20553 for three or more; count muscles, not needle"
          + " sticks, and add 20553 to the services in its place if it is due.",
        fix: mends[0], choices: mends)
    } else if dose.route == .lesion {
      checkLesions(entry)
    } else if rule == "R19", dose.route != .intradermal {
      note(
        "R19", .warning, dose: entry, field: "route",
        "A skin test is placed in the skin; the route says \(dose.route?.rawValue ?? "nothing").",
        fix: correct(entry, "--route …"), choices: routeOrDrug(entry))
    }
  }

  /// R17: trigger points in three or more muscles.
  private static let manyMuscles = HCPCS(stored: "20553")

  /// R21: anaesthetics and diluents are part of the service they help.
  private mutating func noteIncluded(_ entry: Int) {
    note(
      "R21", .error, dose: entry, field: "drug",
      "\(entries[entry].drug?.label ?? "This drug") as an anaesthetic or diluent is part of the"
        + " service it was given for; it is not billed.",
      fix: noCharge(entry, reason: "part of another service"))
  }

  /// R22: the patient gave the drug.
  private mutating func noteBySelf(_ entry: Int) {
    note(
      "R22", .warning, dose: entry, field: "given_by",
      "The patient gave this dose, so there is no injection to bill; a documented teaching visit"
        + " may be.", fix: noCharge(entry, reason: "given by the patient"),
      choices: visit.encounter.otherServices.isEmpty
        ? [] : [noCharge(entry, reason: "given by the patient"), accept(entry, "R22")])
  }

  /// R02, R17–R19: not 96372; the right code must come from a person, and a typed one settles it.
  private mutating func noteUnclear(_ entry: Int, _ rule: RuleID, _ suggestion: String) {
    guard !isSettled(entry) else { return checkInfusionTimes(entry) }
    let dose = visit.doses[entry]
    let label = entries[entry].drug?.label ?? dose.drug.text
    let route = dose.route?.rawValue ?? ""
    switch rule.text {
    case "R17":
      note(
        rule, .error, dose: entry, field: dose.route == .joint ? "site" : "services",
        "This is a procedure (\(route)), not a plain injection: \(suggestion).",
        fix: dose.route == .joint ? correct(entry, "--site …") : addServices())
    case "R18":
      note(
        rule, .error, dose: entry, field: "route",
        "\(label) is given with \(suggestion)\(listedRoute(entry)); 96372 is never correct for it.",
        fix: entries[entry].drug?.administrationRule == .chemodenervation
          ? addServices() : correct(entry, "--route …"),
        choices: entries[entry].drug?.administrationRule == .chemodenervation
          ? [] : routeOrDrug(entry))
    case "R19":
      note(
        rule, .error, dose: entry, field: "route",
        "What is placed in the skin has its own codes (\(suggestion)); 96372 does not apply.",
        fix: correct(entry, "--route …"))
    default: noteRoute(entry, label: label, route: route, suggestion: suggestion)
    }
  }

  private mutating func noteRoute(_ entry: Int, label: String, route: String, suggestion: String) {
    let hasCode = suggestion.hasPrefix("963") || suggestion.hasPrefix("964")
    switch visit.doses[entry].route {
    case .intravenousInfusion where !suggestion.isEmpty,
      .subcutaneousInfusion where !suggestion.isEmpty:
      note(
        "R02", .error, dose: entry, field: "route",
        "An infusion needs its start and stop times and a code by time, not 96372; add"
          + " \(suggestion) to the services.", fix: addService(suggestion))
    case .intravenousPush where suggestion == "96409":
      note(
        "R02", .error, dose: entry, field: "route",
        "A push of \(label), a cytotoxic drug, is 96409, not 96374; add it to the services.",
        fix: addService(suggestion))
    case .oral, .nasal:
      note(
        "R02", .error, dose: entry, field: "route",
        "Route \(route) is no injection; \(label) given this way has no administration code.",
        fix: correct(entry, "--route …"))
    default:
      note(
        "R02", .error, dose: entry, field: "route",
        "\(label) is not listed for route \(route)"
          + (hasCode ? "; given that way it would be \(suggestion), never 96372." : "."),
        fix: correct(entry, "--route …"))
    }
  }

  /// `shots encounter correct 7 --services 99213-25,96365`.
  private func addService(_ suggestion: String) -> String {
    let code = HCPCS(stored: String(suggestion.prefix(5)))
    return services(adding: [OtherService(code: code, modifiers: [])]) { $1 }
  }

  /// `shots encounter correct 7 --services 99213-25,…`: which code it was, only the desk knows.
  private func addServices() -> String { services(isOpen: true) { $1 } }

  /// ` (route eye)` for a drug whose route the code stands for.
  private func listedRoute(_ entry: Int) -> String {
    guard let drug = entries[entry].drug, drug.administrationRule != .chemodenervation,
      let route = drug.routes.first
    else { return "" }
    return " (route \(route.rawValue))"
  }

  /// Where the drug does not go with the route, either may be the slip.
  private func routeOrDrug(_ entry: Int) -> [String] {
    [correct(entry, "--route …"), correct(entry, "--drug …")]
  }

  private mutating func noteUnknownDrug(_ entry: Int) {
    let key = visit.doses[entry].drug
    note(
      "R65", .error, dose: entry, field: "drug",
      "\(key) is not in the drug table, so neither its units nor its giving are known; use a key"
        + " that the search finds, or J3490 with the name in the note.",
      fix: correct(entry, "--drug …"))
  }

  /// R75: Medicare does not pay what patients usually inject themselves. Where a denial is wanted
  /// for another insurance, the lines carry GY (R77) and may go.
  private mutating func checkSelfAdministered(_ entry: Int) {
    guard followsMedicare, visit.doses[entry].route == .subcutaneous,
      let drug = entries[entry].drug, isSelfAdministered(entry, drug)
    else { return }
    let isDenialWanted = settings.noticesApply == .yes && notice(for: entry)?.denial == .excluded
    note(
      "R75", isDenialWanted ? .info : .error, dose: entry, field: "drug",
      "\(drug.label) under the skin counts as self-administered, so Medicare pays neither the drug"
        + " nor its giving" + (isDenialWanted ? "; GY asks for the denial." : "."),
      fix: selfPay(entry))
  }

  // MARK: - Typed codes that settle what the record cannot tell

  /// Whether a service that was typed says how an unclear dose was given.
  func isSettled(_ entry: Int) -> Bool {
    guard case .unclear(let rule, _) = entries[entry].giving else { return false }
    let route = visit.doses[entry].route
    return visit.encounter.otherServices.contains { service in
      guard let number = Int(service.code.text) else { return false }
      switch (rule.text, route) {
      case ("R02", .intravenousInfusion):
        return (96_360...96_368).contains(number) || (96_413...96_417).contains(number)
      case ("R02", .intravenousPush): return number == 96_409 || number == 96_411
      case ("R02", .subcutaneousInfusion): return (96_369...96_371).contains(number)
      case ("R17", .joint): return (20_600...20_611).contains(number)
      case ("R17", .nerve): return (64_400...64_530).contains(number)
      case ("R18", .intramuscular), ("R18", .intradermal), ("R18", .subcutaneous):
        return entries[entry].drug?.administrationRule == .chemodenervation
          && (64_611...64_653).contains(number)
      case ("R19", _): return [86_580, 95_004, 95_024, 95_027, 95_028].contains(number)
      default: return false
      }
    }
  }
}
