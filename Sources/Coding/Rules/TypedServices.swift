import Practice

/// Services that were typed beside the doses, checked against what the doses code by themselves.
extension Worksheet {
  /// Speaks about a typed service and says whether it stays a line of the claim.
  mutating func keepsTyped(_ service: OtherService, at index: Int) -> Bool {
    checkModifiers(service, at: index)
    checkTwice(service, at: index)
    if isSupply(service) {
      if isSupplyPaid { return true }
      noteRemoval(
        "R30", index, severity: .warning,
        "Supplies and diluent are part of the injection: \(service.code) stays off the claim, also"
          + " when this is accepted. Remove it\(whoPaysSupplies).")
      return false
    }
    if let entry = entries.indices.first(where: { isProduct(service.code, of: $0) }) {
      // R58 speaks of the waste modifier of a typed drug line.
      if !hasWasteModifier(service) {
        noteRemoval(
          "R29", index, dose: entry, "\(service.code) comes from the dose; remove it here.")
      }
      return false
    }
    if followsMedicare, Typed.holdsSerum(service.code) {
      noteRemoval(
        "R11", index,
        "\(service.code) is serum and injection together, which Medicare does not take; bill the"
          + " shot and the serum by their own codes, and remove it.")
      return false
    }
    if Beside.isOfficeVisit(service.code) || Beside.isPreventiveVisit(service.code)
      || service.code == Code.nurseVisit
    {
      checkVisitTwice(service, at: index)
    }
    guard Typed.isAdministration(service.code) else {
      return !isDrugWithoutDose(service, at: index)
    }
    if let (owner, line) = plans.first(where: { $0.line.code == service.code }) {
      noteTwice(service, at: index, owner: owner, line: line)
      return false
    }
    for entry in entries.indices {
      guard let rule = contradiction(service.code, entry) else { continue }
      noteContradiction(service, at: index, entry: entry, rule: rule)
      return false
    }
    return true
  }

  /// R29: the same service twice in the list, or two office visits of one visit.
  private mutating func checkTwice(_ service: OtherService, at index: Int) {
    let earlier = visit.encounter.otherServices[..<index].first {
      ($0.code == service.code && $0.modifiers == service.modifiers)
        || (Beside.isOfficeVisit($0.code) && Beside.isOfficeVisit(service.code))
    }
    guard let earlier else { return }
    note(
      "R29", .warning, field: "services",
      earlier.code == service.code
        ? "\(service) stands twice among the services; remove one if it was done once."
        : "\(earlier) and \(service) are both office visits, and this is one visit; remove one.",
      fix: services { $0 == index ? nil : $1 })
  }

  /// R29: a visit happens once, so two units of it are the same visit twice, and so may be the same
  /// code in two visits of the day: the later one is asked about. 99211 may be on a claim for what
  /// staff gave alone (R32), too.
  private mutating func checkVisitTwice(_ service: OtherService, at index: Int) {
    if let other = partners.first(where: { other in
      other.services.contains { $0.code == service.code }
        && (other.servicesAreBilled || other.given.contains { isEarlier($0.dose) })
        || other.given.contains { given in
          given.code == service.code && given.dose.isBilled
            && brings({ $0 == service.code }, given.dose)
        }
    }) {
      // Two visits may have been two: the commands of other findings must not take this one away.
      let accept = "shots accept \(visit.doses.first?.id?.description ?? "…") R29 --why …"
      note(
        "R29", .warning, field: "services",
        "\(service.code) is in encounter \(other.id) of the day, too; remove it here if it is the"
          + " same visit, accept it if the clinician saw the patient twice.", fix: accept,
        choices: [services { $0 == index ? nil : $1 }, accept])
    }
    guard service.units > 1 else { return }
    note(
      "R29", .warning, field: "services",
      "\(service.code) is one visit, and \(service.units) units of it look like a duplicate.",
      fix: services { place, other in
        guard place == index else { return other }
        var once = other
        once.units = 1
        return once
      })
  }

  /// R65: a drug that was typed as a service is a dose without amount, route and package, and the
  /// ledger accounts for doses. Products of vaccines and antibodies have a rule of their own (R85).
  private mutating func isDrugWithoutDose(_ service: OtherService, at index: Int) -> Bool {
    guard service.code.text.utf8.first == 0x4A || service.code.text.utf8.first == 0x51,
      let drug = tables.drug(DrugKey(stored: service.code.text), on: date), ProductKind(drug) == nil
    else { return false }
    note(
      "R65", .error, field: "services",
      "\(service.code) stands without a dose: amount, route and package are missing. Log it as a"
        + " dose of the visit, and remove it here.", fix: services { $0 == index ? nil : $1 })
    return true
  }

  private mutating func noteRemoval(
    _ rule: RuleID, _ index: Int, dose entry: Int? = nil, severity: Finding.Severity = .error,
    _ message: String
  ) {
    let fix = services { $0 == index ? nil : $1 }
    if let entry {
      note(rule, severity, dose: entry, field: "services", message, fix: fix)
    } else {
      note(rule, severity, field: "services", message, fix: fix)
    }
  }

  private func isProduct(_ code: HCPCS, of entry: Int?) -> Bool {
    guard let entry else { return false }
    return visit.doses[entry].drug.text == code.text
  }

  /// The engine codes it already; R06 when a first-vaccine code was typed more than once.
  private mutating func noteTwice(
    _ service: OtherService, at index: Int, owner: Int, line: ServiceLine
  ) {
    let isFirst = service.code == Code.firstVaccine || service.code == Code.firstOralVaccine
    if isFirst, service.units > 1 {
      let further =
        service.code == Code.firstVaccine ? Code.furtherVaccine : Code.furtherOralVaccine
      noteRemoval(
        "R06", index,
        "\(service.code) is paid once a day: use \(service.code) x1 and \(further) for the rest.")
    } else {
      let rule = line.rules.first ?? "R01"
      noteRemoval(
        rule, index, dose: owner, severity: Typed.severity(rule),
        "\(service.code) comes from the dose; remove it from the services.")
    }
  }

  /// The rule by which a typed administration code is wrong for a dose; nil when it is not.
  private func contradiction(_ code: HCPCS, _ entry: Int) -> RuleID? {
    let isPlain = code == Code.injection
    let isVaccine = Beside.vaccines(code)
    switch entries[entry].giving {
    case .vaccine: return vaccineContradiction(code, entry)
    case .antibody: return isPlain || isVaccine || Typed.isAntibody(code) ? "R10" : nil
    case .allergen: return isPlain || Typed.isAllergy(code) ? "R11" : nil
    case .injection(_, let rule):
      if entries[entry].drug?.administrationRule == .immuneGlobulin, isVaccine { return "R12" }
      let isSibling = isPlain || code == Code.chemotherapy || code == Code.hormonalChemotherapy
      return isSibling && rule != "R01" ? rule : nil
    case .preventionVisit: return isPlain ? "R13" : nil
    case .push: return isPlain ? "R02" : nil
    case .procedure(_, _, let rule): return isPlain ? rule : nil
    case .included: return isPlain ? "R21" : nil
    case .bySelf: return isPlain ? "R22" : nil
    case .unclear(let rule, _): return isPlain ? rule : nil
    case .unsupervised: return isPlain ? "R32" : nil
    case .unrecorded, .unknownDrug: return nil
    }
  }

  /// R03–R08: a vaccine under another administration code than its own.
  private func vaccineContradiction(_ code: HCPCS, _ entry: Int) -> RuleID? {
    if code == Code.injection { return "R03" }
    guard Beside.vaccines(code), let family = entries[entry].drug?.vaccineFamily else { return nil }
    if family == .covid19 { return "R08" }
    if family != .other, settings.vaccineAdministrationStyle == .gCodes { return "R07" }
    if code == Code.counselledVaccine || code == Code.counselledComponent { return "R04" }
    return "R05"
  }

  private mutating func noteContradiction(
    _ service: OtherService, at index: Int, entry: Int, rule: RuleID
  ) {
    let label = entries[entry].drug?.label ?? "This drug"
    let right = plans.first { $0.owner == entry }?.line.code.text ?? rightCode(entry)
    var message = "\(service.code) is not the code for \(label)"
    if rule == "R03" {
      message = "\(label) is a vaccine, and \(service.code) is never paid for one"
    }
    message += right.map { "; the ledger uses \($0). Remove \(service.code)." } ?? "; remove it."
    noteRemoval(rule, index, dose: entry, severity: Typed.severity(rule), message)
  }

  /// The code of a line that the entry shares with another.
  private func rightCode(_ entry: Int) -> String? {
    if let owner = shared.first(where: { $0.entry == entry })?.owner {
      return plans.first { $0.owner == owner }?.line.code.text
    }
    if case .unclear(_, let suggestion) = entries[entry].giving { return suggestion }
    return nil
  }

  // MARK: - R30

  /// R30: syringes, needles, swabs and diluent. Saline is a diluent unless an infusion was typed.
  private func isSupply(_ service: OtherService) -> Bool {
    switch service.code.text {
    case "A4206", "A4207", "A4208", "A4209", "A4212", "A4215", "A4216", "99070": return true
    case "J7050":
      return !visit.encounter.otherServices.contains { other in
        Int(other.code.text).map { (96_360...96_368).contains($0) } ?? false
      }
    default: return false
    }
  }

  /// R30 has medium confidence: a payer for which it is information pays supplies.
  private var isSupplyPaid: Bool { visit.severities["R30"] == .info }

  private var whoPaysSupplies: String {
    guard let payer = visit.payer else { return "" }
    return "; if \(payer.id) pays it: shots payer severity \(payer.id) R30 info --why …"
  }

  // MARK: - R34, R39, R46, R58, R64

  /// Modifiers that do not belong on a typed service.
  private mutating func checkModifiers(_ service: OtherService, at index: Int) {
    guard !service.modifiers.isEmpty else { return }
    checkContradictions(service, at: index)
    let isInjection = Typed.isAdministration(service.code)
    for modifier in service.modifiers {
      let without = services { $0 == index ? $1.removing(modifier) : $1 }
      switch modifier.text {
      case "25" where service.code == Code.injection:
        note(
          "R34", .error, field: "services",
          "Modifier 25 never goes on 96372; it belongs on the visit.", fix: without)
      case "26", "TC":
        guard Typed.hasNoParts(service.code) else { continue }
        note(
          "R39", .error, field: "services",
          "Modifier \(modifier) does not apply to \(service.code); remove it.", fix: without)
      case "95" where isInjection:
        note(
          "R46", .error, field: "services", "An injection cannot happen by video; remove 95.",
          fix: without)
      case "JW", "JZ": checkWasteModifier(service, modifier, without)
      default: continue
      }
    }
  }

  private func hasWasteModifier(_ service: OtherService) -> Bool {
    service.modifiers.contains { $0 == Mark.discarded || $0 == Mark.nothingDiscarded }
  }

  /// R58: never on multi-dose packages, Part B vaccines, or in community clinics.
  private mutating func checkWasteModifier(
    _ service: OtherService, _ modifier: Modifier, _ without: String
  ) {
    let entry = entries.indices.first { isProduct(service.code, of: $0) }
    let drug = tables.drug(DrugKey(stored: service.code.text), on: date)
    let container = entry.flatMap { visit.doses[$0].container } ?? drug?.container
    let isPartB = drug?.vaccineFamily.map { $0 != .other } ?? false
    let isWrong =
      container == .multiDose || isPartB || settings.wasteModifiersRequired == .no
      || Worksheet.isCommunityClinic(visit.encounter.placeOfService)
    let message =
      isWrong
      ? "\(modifier) does not belong on \(service.code): not on multi-dose packages, Part B"
        + " vaccines or community clinics. Remove it."
      : "\(modifier) on \(service.code) comes from the dose and its waste; remove the typed line."
    // The line of a dose goes, not only its modifier.
    let fix =
      entry == nil ? without : services { isProduct($1.code, of: entry) ? nil : $1 }
    note("R58", .error, field: "services", message, fix: fix)
  }

  /// R64: pairs of modifiers that exclude each other.
  private mutating func checkContradictions(_ service: OtherService, at index: Int) {
    let texts = service.modifiers.map(\.text)
    for (first, second, kept) in Typed.contradictions
    where texts.contains(first) && texts.contains(second) {
      let dropped = kept == first ? second : first
      note(
        "R64", .error, field: "services",
        "The modifiers \(first) and \(second) on \(service.code) contradict each other.",
        fix: services { place, other in
          place == index ? other.removing(Modifier(stored: dropped)) : other
        })
    }
  }
}

extension OtherService {
  /// The same service without a modifier.
  func removing(_ modifier: Modifier) -> OtherService {
    var copy = self
    copy.modifiers.removeAll { $0 == modifier }
    return copy
  }
}

/// Families of typed codes.
enum Typed {
  /// How much a wrong typed code matters, by the rule that chooses the right one. The reference has
  /// medium confidence in some, and neither code of a biologic is ever blocked (R16); the typed
  /// line is not billed in either case.
  static func severity(_ rule: RuleID) -> Finding.Severity {
    switch rule.text {
    case "R12", "R15", "R16", "R22", "R26": .warning
    default: .error
    }
  }

  /// Codes that the doses bring by themselves.
  static func isAdministration(_ code: HCPCS) -> Bool {
    switch code.text {
    case "96372", "96373", "96374", "96375", "96377", "96401", "96402", "86580", "11900", "11901",
      "11980", "11981", "20526", "20550", "20552", "20600", "20605", "20610", "64615", "64616",
      "67028", "G0012":
      true
    default: Beside.vaccines(code) || isAntibody(code) || isAllergy(code)
    }
  }

  static func isAntibody(_ code: HCPCS) -> Bool {
    code == Code.antibody || code == Code.antibodyCounselled
  }

  /// R11: allergy serum and injection as one price, 95120–95134.
  static func holdsSerum(_ code: HCPCS) -> Bool {
    Int(code.text).map { (95_120...95_134).contains($0) } ?? false
  }

  static func isAllergy(_ code: HCPCS) -> Bool {
    code == Code.allergyShot || code == Code.allergyShots
  }

  /// R39: codes without a professional and a technical part.
  static func hasNoParts(_ code: HCPCS) -> Bool {
    switch code.text {
    case "96372", "96401", "96402", "96374", "90471", "95115": true
    default: false
    }
  }

  /// R64: two modifiers, and the one to keep.
  static let contradictions: [(String, String, kept: String)] = [
    ("JW", "JZ", "JW"), ("GA", "GZ", "GA"), ("GX", "GA", "GA"), ("59", "XE", "XE"),
    ("59", "XP", "XP"), ("59", "XS", "XS"), ("59", "XU", "XU"), ("76", "77", "76"),
  ]
}
