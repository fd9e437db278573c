import Practice

extension Worksheet {
  /// R33–R36: visits and other services beside what was given on the day.
  mutating func checkVisitServices() {
    if circumstances.supervisionMode == SupervisionMode.none { checkUnsupervisedBeside() }
    if !others.isEmpty { checkOtherVisits() }
    guard takesServices else { return checkBilledServices() }
    guard !visit.encounter.otherServices.isEmpty else { return }
    let given = givings(ofDay: true)
    for (index, service) in visit.encounter.otherServices.enumerated() {
      let has25 = service.modifiers.contains(Mark.separateVisit)
      if service.code == Code.nurseVisit {
        if let place = given.injection {
          noteNurseVisit(index, place)
        } else if !has25, let giving = given.besideNurse {
          noteNurseVisit(index, beside: giving.code, giving.place)
        }
      } else if Beside.isOfficeVisit(service.code), !has25 {
        if let place = given.plain {
          noteMissing25(index, "R34", .error, place)
        } else if let place = given.allergy {
          noteMissing25(index, "R11", .warning, place)
        } else if given.vaccine != nil {
          noteVaccineVisit(index, given)
        }
      } else if Beside.isPreventiveVisit(service.code), !has25,
        given.plain != nil || given.vaccine != nil
      {
        noteVaccineVisit(index, given)
      } else if let place = given.plain, !has25, isColumnTwo(service) {
        noteMissing25(index, "R40", .warning, place)
      }
    }
    checkComplexity()
  }

  /// R40: 96372 is the code that pays, and the other one needs a modifier (99497).
  func isColumnTwo(_ service: OtherService) -> Bool {
    guard let pair = tables.pair(service.code, on: date), pair.injectionIsColumnOne else {
      return false
    }
    return pair.indicator == .withModifier && !service.modifiers.contains(where: Mark.isDistinct)
  }

  /// R33: the nurse visit is inside the injection.
  private mutating func noteNurseVisit(_ index: Int, _ place: DayPlace) {
    note(
      "R33", .error, field: "services",
      "A nurse visit (99211) is already inside the injection\(place.words) and is never paid the"
        + " same day, with or without modifier 25.", fix: services { $0 == index ? nil : $1 })
  }

  /// R33: beside a vaccine or allergy shot a nurse visit is possible with modifier 25.
  private mutating func noteNurseVisit(_ index: Int, beside giving: HCPCS, _ place: DayPlace) {
    let with25 = services { $0 == index ? $1.adding(Mark.separateVisit) : $1 }
    note(
      "R33", .warning, field: "services",
      "A nurse visit (99211) is paid beside \(giving)\(place.words) only with modifier 25, for a"
        + " separate service that is documented; remove it if the nurse only gave the shot.",
      fix: with25, choices: [with25, services { $0 == index ? nil : $1 }])
  }

  /// R34, R11, R40: a visit beside an injection carries 25.
  private mutating func noteMissing25(
    _ index: Int, _ rule: RuleID, _ severity: Finding.Severity, _ place: DayPlace
  ) {
    let code = visit.encounter.otherServices[index].code
    let with25 = services { $0 == index ? $1.adding(Mark.separateVisit) : $1 }
    // The add-on of a visit goes with it (R36).
    let isOnly = !visit.encounter.otherServices.enumerated().contains {
      $0.offset != index && Beside.isOfficeVisit($0.element.code)
    }
    note(
      rule, severity, field: "services",
      "Add modifier 25 to \(code) if the visit was significant and separately documented; remove"
        + " the visit if it was only to give the scheduled injection\(place.words).", fix: with25,
      choices: [
        with25,
        services {
          $0 == index || (isOnly && $1.code == Code.complexityAddOn) ? nil : $1
        },
      ])
  }

  /// R35: visits beside vaccines. G0008–G0010 and 90480 have no national pair with a visit, so
  /// original Medicare needs no modifier beside them alone.
  private mutating func noteVaccineVisit(_ index: Int, _ given: DayGivings) {
    let code = visit.encounter.otherServices[index].code
    if isMedicare, given.pairedVaccine == nil {
      note(
        "R35", .info, field: "services",
        "Original Medicare has no pair of \(code) with its own vaccine codes; it needs no modifier"
          + " 25 there.")
      return
    }
    let place = given.plain ?? given.vaccine ?? .here
    note(
      "R35", .info, field: "services",
      (isMedicare
        ? "National edits want modifier 25 on \(code) beside an injection or vaccine"
        : "Most private plans want modifier 25 on \(code) beside an injection or vaccine")
        + "\(place.words).",
      fix: services { $0 == index ? $1.adding(Mark.separateVisit) : $1 })
  }

  /// R36: Medicare's complexity add-on beside a visit with 25. Since 2025 a vaccine or a
  /// preventive service of Part B on the day makes it payable.
  private mutating func checkComplexity() {
    let services = visit.encounter.otherServices
    guard let index = services.firstIndex(where: { $0.code == Code.complexityAddOn })
    else { return }
    guard services.contains(where: { Beside.isVisit($0.code) }) else {
      note(
        "R36", .warning, field: "services",
        "G2211 is added to a visit, and there is none; remove it, or name the visit.",
        fix: self.services { $0 == index ? nil : $1 })
      return
    }
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
    let codes =
      plans.map(\.line.code) + services.map(\.code) + others.flatMap(\.codes)
    let hasPreventive = codes.contains { Beside.vaccines($0) || Beside.isPreventiveVisit($0) }
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

  /// Visits of any kind: the codes for evaluation and management.
  static func isVisit(_ code: HCPCS) -> Bool {
    Int(code.text).map { (99_202...99_499).contains($0) } ?? isPreventiveVisit(code)
  }

  /// R34, R35: preventive visits, which have no national pair.
  static func isPreventiveVisit(_ code: HCPCS) -> Bool {
    if let number = Int(code.text) { return (99_381...99_397).contains(number) }
    return code.text == "G0438" || code.text == "G0439"
  }
}
