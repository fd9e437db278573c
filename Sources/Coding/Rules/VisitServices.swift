import Practice

extension Worksheet {
  /// R33–R36: visits and other services beside an injection.
  mutating func checkVisitServices() {
    guard takesServices, !visit.encounter.otherServices.isEmpty else { return }
    let hasInjection = plans.contains { Beside.injections($0.line.code) }
    let hasPlain = plans.contains { $0.line.code == Code.injection }
    let hasVaccine = plans.contains { Beside.vaccines($0.line.code) }
    let hasAllergy = plans.contains {
      $0.line.code == Code.allergyShot || $0.line.code == Code.allergyShots
    }
    for (index, service) in visit.encounter.otherServices.enumerated() {
      let has25 = service.modifiers.contains(Mark.separateVisit)
      if service.code == Code.nurseVisit {
        if hasInjection {
          noteNurseVisit(index)
        } else if !has25, let giving = pairedWithNurse {
          noteNurseVisit(index, beside: giving)
        }
      } else if Beside.isOfficeVisit(service.code), !has25 {
        if hasPlain {
          noteMissing25(index, "R34", .error)
        } else if hasAllergy {
          noteMissing25(index, "R11", .warning)
        } else if hasVaccine {
          noteVaccineVisit(index)
        }
      } else if Beside.isPreventiveVisit(service.code), !has25, hasPlain || hasVaccine {
        noteVaccineVisit(index)
      } else if hasPlain, !has25, isColumnTwo(service) {
        noteMissing25(index, "R40", .warning)
      }
    }
    checkComplexity(hasVaccine: hasVaccine)
  }

  /// R40: 96372 is the code that pays, and the other one needs a modifier (99497).
  private func isColumnTwo(_ service: OtherService) -> Bool {
    guard let pair = tables.pair(service.code, on: date), pair.injectionIsColumnOne else {
      return false
    }
    return pair.indicator == .withModifier && !service.modifiers.contains(where: Mark.isDistinct)
  }

  /// R33: the nurse visit is inside the injection.
  private mutating func noteNurseVisit(_ index: Int) {
    note(
      "R33", .error, field: "services",
      "A nurse visit (99211) is already inside the injection and is never paid the same day, with"
        + " or without modifier 25.", fix: services { $0 == index ? nil : $1 })
  }

  /// R33: the vaccines and allergy shots that 99211 is paired with at indicator 1.
  private var pairedWithNurse: HCPCS? {
    plans.first { Beside.nursePairs($0.line.code) }?.line.code
  }

  /// R33: beside a vaccine or allergy shot a nurse visit is possible with modifier 25.
  private mutating func noteNurseVisit(_ index: Int, beside giving: HCPCS) {
    let with25 = services { $0 == index ? $1.adding(Mark.separateVisit) : $1 }
    note(
      "R33", .warning, field: "services",
      "A nurse visit (99211) is paid beside \(giving) only with modifier 25, for a separate service"
        + " that is documented; remove it if the nurse only gave the shot.", fix: with25,
      choices: [with25, services { $0 == index ? nil : $1 }])
  }

  /// R34, R11, R40: a visit beside an injection carries 25.
  private mutating func noteMissing25(
    _ index: Int, _ rule: RuleID, _ severity: Finding.Severity
  ) {
    let code = visit.encounter.otherServices[index].code
    let with25 = services { $0 == index ? $1.adding(Mark.separateVisit) : $1 }
    note(
      rule, severity, field: "services",
      "Add modifier 25 to \(code) if the visit was significant and separately documented; remove"
        + " the visit if it was only to give the scheduled injection.", fix: with25,
      choices: [with25, services { $0 == index ? nil : $1 }])
  }

  /// R35: visits beside vaccines. G0008–G0010 and 90480 have no national pair with a visit, so
  /// original Medicare needs no modifier beside them alone.
  private mutating func noteVaccineVisit(_ index: Int) {
    let code = visit.encounter.otherServices[index].code
    if isMedicare, !plans.contains(where: { Beside.hasVisitPair($0.line.code) }) {
      note(
        "R35", .info, field: "services",
        "Original Medicare has no pair of \(code) with its own vaccine codes; it needs no modifier"
          + " 25 there.")
      return
    }
    note(
      "R35", .info, field: "services",
      "Most private plans want modifier 25 on \(code) beside an injection or vaccine.",
      fix: services { $0 == index ? $1.adding(Mark.separateVisit) : $1 })
  }

  /// R36: Medicare's complexity add-on beside a visit with 25. Since 2025 a vaccine or a
  /// preventive service of Part B on the day makes it payable.
  private mutating func checkComplexity(hasVaccine: Bool) {
    let services = visit.encounter.otherServices
    guard let index = services.firstIndex(where: { $0.code == Code.complexityAddOn })
    else { return }
    switch settings.complexityAddOn {
    case .ask:
      ask(
        .complexityAddOn, "R36", dose: nil,
        "Medicare pays G2211; say whether \(payerName) does.")
      return
    case .no:
      note(
        "R36", .warning, field: "services", "\(payerName) does not pay G2211; remove it.",
        fix: self.services { $0 == index ? nil : $1 })
      return
    case .yes: break
    }
    guard followsMedicare,
      services.contains(where: {
        Beside.isOfficeVisit($0.code) && $0.modifiers.contains(Mark.separateVisit)
      })
    else { return }
    let hasPreventive = hasVaccine || services.contains { Beside.isPreventiveVisit($0.code) }
    guard !hasPreventive || date < Worksheet.complexityBesidePrevention else { return }
    note(
      "R36", .warning, field: "services",
      hasPreventive
        ? "Before 2025 Medicare did not pay G2211 when the visit carried modifier 25."
        : "Medicare does not pay G2211 when the visit carries modifier 25 for an injection.",
      fix: self.services { $0 == index ? nil : $1 })
  }

  /// 2025-01-01.
  private static let complexityBesidePrevention = Day(number: 20_089)

  // MARK: - R40, R42, R44

  /// R40, R42, R44: national pairs of 96372 with what else was done. The modifier goes on 96372.
  mutating func separateFromOtherServices() {
    guard plans.contains(where: { $0.line.code == Code.injection }) else { return }
    let others = codesBeside
    guard !others.isEmpty else { return }
    if others.contains(where: Beside.vaccines) { noteVaccineBeside() }
    var hasSpoken = false
    var excluded: [HCPCS] = []
    for other in others {
      guard let pair = tables.pair(other, on: date), pair.indicator != .noPair else { continue }
      if pair.indicator == .never {
        // R33 speaks of the nurse visit.
        guard other != Code.nurseVisit, !excluded.contains(other) else { continue }
        noteExclusive(other, pair)
        excluded.append(other)
        continue
      }
      guard !pair.injectionIsColumnOne else { continue }
      markDistinct()
      // A counselled vaccine and a drug are different by nature: R44 says so and asks nothing.
      guard other != Code.counselledVaccine, !hasSpoken else { continue }
      notePair(other, pair)
      hasSpoken = true
    }
  }

  /// R40, R42: indicator 0, which no modifier opens and nobody can accept. What was typed can be
  /// taken back; where a dose brings the other code, it is the injection that is not billed.
  private mutating func noteExclusive(_ other: HCPCS, _ pair: CodePair) {
    let isTyped =
      visit.billedDoses.isEmpty && visit.encounter.otherServices.contains { $0.code == other }
    for entry in entries.indices {
      guard case .injection(Code.injection, _) = entries[entry].giving else { continue }
      note(
        Beside.infusions(other) ? "R42" : "R40", .error, dose: entry, field: "services",
        "\(other) (\(pair.what)) and 96372 are never paid together on one day, whatever the"
          + " modifier; bill one of the two.",
        fix: isTyped
          ? services { $1.code == other ? nil : $1 }
          : noCharge(entry, reason: "not paid beside \(other)"))
    }
  }

  /// What stands beside 96372 on this claim and on an earlier one of the encounter.
  private var codesBeside: [HCPCS] {
    var codes = lines.map(\.code)
    codes += plans.lazy.map(\.line.code).filter { $0 != Code.injection }
    guard !visit.billedDoses.isEmpty else { return codes }
    if !takesServices { codes += visit.encounter.otherServices.map(\.code) }
    for dose in visit.billedDoses {
      let drug = tables.drug(dose.drug, on: date)
      switch Giving.choose(dose, drug: drug, circumstances) {
      case .procedure(let code, _, _): codes.append(code)
      case .injection(let code, _) where code != Code.injection: codes.append(code)
      case .allergen: codes.append(Code.allergyShot)
      case .push: codes.append(Code.push)
      default: continue
      }
    }
    return codes
  }

  private mutating func markDistinct() {
    let modifier =
      settings.multiInjectionStyle == .linesXS ? Mark.separateStructure : Mark.distinct
    for plan in plans.indices where plans[plan].line.code == Code.injection {
      guard !plans[plan].line.modifiers.contains(where: Mark.isDistinct) else { continue }
      plans[plan].line.modifiers.append(modifier)
      plans[plan].line.rules.append("R40")
      plans[plan].line.why += "; beside another service: modifier \(modifier), R40"
    }
  }

  private mutating func notePair(_ other: HCPCS, _ pair: CodePair) {
    let isInfusion = Beside.infusions(other)
    for entry in entries.indices {
      guard case .injection(Code.injection, _) = entries[entry].giving else { continue }
      note(
        isInfusion ? "R42" : "R40", .warning, dose: entry, field: "services",
        "\(other) (\(pair.what)) includes this injection unless it was separate: another drug,"
          + " another site, an unrelated reason. Accept the modifier only if the note proves it.",
        fix: "shots accept \(visit.doses[entry].id?.description ?? "…")"
          + " \(isInfusion ? "R42" : "R40") --why …")
    }
  }

  private mutating func noteVaccineBeside() {
    note(
      "R44", .info, field: "services",
      "Vaccine and drug may both be billed: the vaccine with its own code, the drug with 96372.")
  }
}

extension OtherService {
  /// The same service with one more modifier.
  func adding(_ modifier: Modifier) -> OtherService {
    var copy = self
    copy.modifiers.append(modifier)
    return copy
  }
}

/// Families of codes that stand beside an injection.
enum Beside {
  /// R33: injections and infusions that hold the nurse visit inside.
  static func injections(_ code: HCPCS) -> Bool {
    guard let number = Int(code.text) else { return false }
    return (96_360...96_381).contains(number) || (96_401...96_549).contains(number)
  }

  /// R42: the main services beside which 96372 is the lesser one.
  static func infusions(_ code: HCPCS) -> Bool {
    switch code.text {
    case "96360", "96365", "96374", "96413", "96401", "96402", "96409": true
    default: false
    }
  }

  /// R35, R44: the giving of vaccines.
  static func vaccines(_ code: HCPCS) -> Bool {
    switch code.text {
    case "90460", "90461", "90471", "90472", "90473", "90474", "90480", "G0008", "G0009", "G0010":
      true
    default: false
    }
  }

  /// R35: the giving that national edits pair with visits: 90460 and 90471–90474, and injections.
  static func hasVisitPair(_ code: HCPCS) -> Bool {
    switch code.text {
    case "90460", "90471", "90472", "90473", "90474", "96372": true
    default: false
    }
  }

  /// R33: vaccines and allergy shots that are paired with 99211 at indicator 1.
  static func nursePairs(_ code: HCPCS) -> Bool {
    switch code.text {
    case "90460", "90471", "95115", "95117", "G0008": true
    default: false
    }
  }

  /// R34: office visits.
  static func isOfficeVisit(_ code: HCPCS) -> Bool {
    switch code.text {
    case "99202", "99203", "99204", "99205", "99212", "99213", "99214", "99215": true
    default: false
    }
  }

  /// R34, R35: preventive visits, which have no national pair.
  static func isPreventiveVisit(_ code: HCPCS) -> Bool {
    if let number = Int(code.text) { return (99_381...99_397).contains(number) }
    return code.text == "G0438" || code.text == "G0439"
  }
}
