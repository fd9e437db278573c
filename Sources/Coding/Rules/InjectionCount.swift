import Practice

extension Worksheet {
  /// Section B: the administration lines of all doses.
  mutating func planAdministration() {
    var isVaccinated = false
    for entry in entries.indices {
      switch entries[entry].giving {
      case .injection(let code, let rule): planInjection(entry, code: code, rule: rule)
      case .preventionVisit(let code):
        planOnce(entry, code, why: "HIV prevention, R13", rule: "R13")
      case .vaccine: isVaccinated = true
      case .antibody: planAntibody(entry)
      case .allergen: planAllergen(entry)
      case .push: planPush(entry)
      case .procedure(let code, let modifiers, let rule):
        planProcedure(entry, code, modifiers, rule: rule)
      case .unsupervised: planUnsupervised(entry)
      default: continue
      }
    }
    if isVaccinated { planVaccines() }
    separateVisits()
    checkInjectionMaximum()
  }

  // MARK: - R23–R26

  /// R23, R24: each syringe is one injection; R26 says how further ones are written.
  mutating func planInjection(_ entry: Int, code: HCPCS, rule: RuleID) {
    if let leader = syringeLeader(entry) {
      checkOneSyringe(entry, leader)
      if let plan = plans.firstIndex(where: { $0.owner == leader && $0.line.code == code })
        ?? plans.firstIndex(where: { $0.owner == leader })
      {
        noteSyringe(plan)
        raise(plan, to: code, rule: rule, entry)
        share(plan, with: entry)
      } else if let (_, owner) = shared.first(where: { $0.entry == leader }),
        let plan = plans.firstIndex(where: { $0.owner == owner })
      {
        noteSyringe(plan)
        share(plan, with: entry)
      }
      return
    }
    if isInBilledSyringe(entry) {
      note(
        "R24", .info, dose: entry, field: "syringe",
        "This dose shares a syringe with one that is already billed, so it adds no injection.")
      return
    }
    if let first = splitPartner(entry, code: code), takesPart(entry, of: first, code: code) {
      return
    }
    let count = injections(entry)
    switch settings.multiInjectionStyle {
    case .unitsSingleLine, .ask: planUnits(entry, code: code, rule: rule, count: count)
    case .lines59: planLines(entry, code: code, rule: rule, count: count, with: Mark.distinct)
    case .linesXS:
      planLines(entry, code: code, rule: rule, count: count, with: Mark.separateStructure)
    case .lines76: planLines(entry, code: code, rule: rule, count: count, with: Mark.repeated)
    }
  }

  /// R24: the first injected dose that was drawn into the same syringe.
  func syringeLeader(_ entry: Int) -> Int? {
    guard entry > 0, let syringe = visit.doses[entry].syringe else { return nil }
    return (0..<entry).first { other in
      guard case .injection = entries[other].giving else { return false }
      return Worksheet.isSame(visit.doses[other].syringe, syringe)
    }
  }

  /// R24: what was in one syringe went in at one site by one route; otherwise a mark is wrong, or a
  /// site or route is.
  private mutating func checkOneSyringe(_ entry: Int, _ leader: Int) {
    let (dose, first) = (visit.doses[entry], visit.doses[leader])
    var flags: [String] = []
    if dose.site != nil, first.site != nil, !Anatomy.isSame(dose.site, first.site) {
      flags.append("--site …")
    }
    if dose.route != first.route { flags.append("--route …") }
    guard let flag = flags.first else { return }
    let what = flags.count == 2 ? "site and route" : flag.contains("site") ? "site" : "route"
    note(
      "R24", .warning, dose: entry, field: "syringe",
      "This dose has the syringe mark of \(first.id.map { "dose \($0)" } ?? "another dose"), and"
        + " another \(what); one syringe is one injection. Correct what is wrong.",
      fix: correct(entry, "--syringe …"),
      choices: (["--syringe …"] + flags).map { correct(entry, $0) })
  }

  /// R24: whether two doses were drawn into one syringe; people write its mark as they like.
  func isOneSyringe(_ left: Dose, _ right: Dose) -> Bool {
    guard let syringe = left.syringe else { return false }
    return Worksheet.isSame(right.syringe, syringe)
  }

  private static func isSame(_ mark: Line?, _ syringe: Line) -> Bool {
    mark == syringe || mark?.text.lowercased() == syringe.text.lowercased()
  }

  /// R14–R16: a syringe that holds a drug of 96401 or 96402 is given with it, whichever drug was
  /// logged first.
  mutating func raise(_ plan: Int, to code: HCPCS, rule: RuleID, _ entry: Int) {
    guard plans[plan].line.code == Code.injection, code != Code.injection,
      plans[plan].line.units == 1, plans[plan].line.modifiers.isEmpty
    else { return }
    plans[plan].line.code = code
    plans[plan].line.charge = visit.fees.amount(of: code, on: date)
    plans[plan].line.why = words(entry, rule) + "; several drugs in one syringe, R24"
    plans[plan].line.rules = [rule, "R24"]
  }

  mutating func noteSyringe(_ plan: Int) {
    guard !plans[plan].line.rules.contains("R24") else { return }
    plans[plan].line.rules.append("R24")
    plans[plan].line.why += "; several drugs in one syringe are one injection, R24"
  }

  func isInBilledSyringe(_ entry: Int) -> Bool {
    guard !visit.billedDoses.isEmpty, let syringe = visit.doses[entry].syringe
    else { return false }
    return visit.billedDoses.contains { other in
      Worksheet.isSame(other.syringe, syringe)
        && !(injectionCode(of: other).map(visit.carried.codes.contains) ?? false)
    }
  }

  /// R26, units_single_line: all units on the first line. It is also what is shown while the
  /// payer's way is not known, because it claims nothing extra.
  mutating func planUnits(_ entry: Int, code: HCPCS, rule: RuleID, count: Int) {
    if let plan = plans.firstIndex(where: { $0.line.code == code }) {
      let units = plans[plan].line.units + count
      extend(plan, by: count, with: entry, why: unitsWords(units), rule: "R26")
    } else if isBilled(code) {
      // The first claim has gone; a repeat says so.
      planFurther(entry, code: code, rule: rule, units: count, modifier: Mark.repeated)
    } else {
      plan(
        entry, code, units: count, why: count == 1 ? words(entry, rule) : unitsWords(count),
        rules: count == 1 ? Rules.list(rule) : [rule, "R26"])
    }
    askStyle(code)
  }

  func unitsWords(_ units: Int) -> String { "\(units) injections on one line, R26" }

  /// R26, lines_59, lines_xs, lines_76: one line for each injection.
  mutating func planLines(
    _ entry: Int, code: HCPCS, rule: RuleID, count: Int, with modifier: Modifier
  ) {
    var isFirst = !plans.contains { $0.line.code == code } && !isBilled(code)
    for _ in 0..<count {
      if isFirst {
        plan(entry, code, why: words(entry, rule), rules: Rules.list(rule))
        isFirst = false
      } else {
        planFurther(entry, code: code, rule: rule, units: 1, modifier: modifier)
      }
    }
  }

  mutating func planFurther(
    _ entry: Int, code: HCPCS, rule: RuleID, units: Int, modifier: Modifier
  ) {
    plan(
      entry, code, modifiers: [modifier], units: units,
      why: "further injection of the visit: modifier \(modifier), R26", rules: [rule, "R26"])
  }

  /// R26: the payer's way is not known.
  mutating func askStyle(_ code: HCPCS) {
    guard settings.multiInjectionStyle == .ask,
      !findings.contains(where: { $0.rule == "R26" }),
      isBilled(code) || plans.contains(where: { $0.line.code == code && $0.line.units > 1 })
    else { return }
    ask(
      .multiInjectionStyle, "R26", dose: nil,
      "Two or more injections: say whether \(payerName) wants units on one line"
        + " (units_single_line) or further lines (lines_59, lines_xs, lines_76).")
  }

  /// Whether a dose of this encounter that is already on a claim had the same code.
  func isBilled(_ code: HCPCS) -> Bool {
    !visit.carried.codes.contains(code)
      && visit.billedDoses.contains { injectionCode(of: $0) == code }
  }

  func injectionCode(of dose: Dose) -> HCPCS? {
    let drug = tables.drug(dose.drug, on: date)
    guard case .injection(let code, _) = Giving.choose(dose, drug: drug, circumstances) else {
      return nil
    }
    return code
  }

  // MARK: - R25

  /// R25: an earlier dose of the same drug at the same time and another site: one dose that was
  /// split, logged syringe by syringe. Another time makes it an injection of its own (R23).
  func splitPartner(_ entry: Int, code: HCPCS) -> Int? {
    let dose = visit.doses[entry]
    return (0..<entry).first { other in
      guard case .injection(code, _) = entries[other].giving else { return false }
      return visit.doses[other].drug == dose.drug && dose.mayBePart(with: visit.doses[other])
    }
  }

  /// R25: counts a part of a split dose as the payer does; false when it counts by itself.
  mutating func takesPart(_ entry: Int, of first: Int, code: HCPCS) -> Bool {
    let owner = shared.first { $0.entry == first }?.owner ?? first
    guard settings.splitDoseCount != .each,
      let plan = plans.firstIndex(where: { $0.owner == owner && $0.line.code == code })
    else { return false }
    if settings.splitDoseCount == .ask {
      ask(
        .splitDoseCount, "R25", dose: entry,
        "The same drug was given at two sites at one time; say whether \(payerName) counts one"
          + " dose that was split as one injection or each.")
    } else {
      note(
        "R25", .info, dose: entry, field: "time",
        "The same drug at two sites at one time is one dose that was split, and \(payerName)"
          + " counts one; a second dose has a time of its own.",
        fix: correct(entry, "--time …"))
    }
    share(plan, with: entry)
    return true
  }

  /// R25: into how many injections the dose was split, as the payer counts them.
  mutating func injections(_ entry: Int) -> Int {
    let recorded = visit.doses[entry].injections
    let isKit = entries[entry].drug.map { $0.portionParts.count == 2 && $0.strength.form == .each }
    if isKit == true { return kitInjections(entry, recorded: recorded) }
    guard recorded > 1 else { return 1 }
    if visit.doses[entry].note == nil, settings.splitDoseCount != .ask {
      note(
        "R25", .info, dose: entry, field: "note",
        "One dose was split over \(recorded) injections; write the reason into the note.",
        fix: correct(entry, "--note \"…\""))
    }
    switch settings.splitDoseCount {
    case .one: return 1
    case .each: return recorded
    case .ask:
      ask(
        .splitDoseCount, "R25", dose: entry,
        "One dose was split over \(recorded) injections; say whether \(payerName) counts one or"
          + " each.")
      return 1
    }
  }

  /// R23: a kit of two drugs in two syringes is two injections, no split dose (`drugs.csv`, J0741).
  mutating func kitInjections(_ entry: Int, recorded: Int) -> Int {
    if recorded == 1 {
      note(
        "R23", .warning, dose: entry, field: "injections",
        "\(entries[entry].drug?.label ?? "This kit") is two syringes at two sites; record both"
          + " injections when both were given.", fix: correct(entry, "--injections …"))
    }
    return recorded
  }

  /// What an injection line says of itself.
  func words(_ entry: Int, _ rule: RuleID) -> String {
    let isMuscle = visit.doses[entry].route == .intramuscular
    switch rule.text {
    case "R01": return isMuscle ? "IM injection, R01" : "SC injection, R01"
    case "R10": return "palivizumab, R10"
    case "R12": return "immune globulin, not a vaccine, R12"
    case "R13": return "HIV prevention, R13"
    case "R14": return "cytotoxic drug, R14"
    case "R15": return "hormonal drug by diagnosis, R15"
    case "R16": return "biologic by payer setting, R16"
    default: return "injection, \(rule)"
    }
  }
}

extension Dose {
  /// R25: whether two doses of a drug may be parts of one that was split: given at one time, as far
  /// as both say when, and at other sites.
  func mayBePart(with other: Dose) -> Bool {
    (time == nil || other.time == nil || time == other.time) && !Anatomy.isSame(site, other.site)
  }
}

/// How procedures are counted (`administration_codes.csv`, A44–A55).
enum Procedure {
  /// One a visit, however many doses: skin tests, trigger points, lesions, toxin, implants,
  /// pellets.
  static func isOnceAVisit(_ code: HCPCS) -> Bool {
    switch code {
    case Code.tuberculinTest, Code.triggerPoint, Code.lesions, Code.manyLesions,
      Code.migraineToxin, Code.neckToxin, Code.implant, Code.pellets, Code.onBody:
      true
    default: false
    }
  }

  /// Whether a typed code is another form of the procedure: with ultrasound, or of more targets.
  static func isForm(_ typed: HCPCS, of code: HCPCS) -> Bool {
    switch code {
    case Code.smallJoint: typed.text == "20604"
    case Code.mediumJoint: typed.text == "20606"
    case Code.largeJoint: typed.text == "20611"
    case Code.tendon: typed.text == "20551"
    case Code.triggerPoint: typed.text == "20553"
    case Code.lesions: typed == Code.manyLesions
    case Code.implant: typed.text == "11983"
    default: false
    }
  }
}

extension Rules {
  private static let plain: [RuleID] = ["R01"]

  private static let supervised: [RuleID] = ["R01", "R31"]

  /// The list of one rule; the commonest is made once.
  static func list(_ rule: RuleID) -> [RuleID] { rule.text == "R01" ? plain : [rule] }

  /// A list with another rule (R31); the commonest is made once.
  static func list(_ rules: [RuleID], and rule: RuleID) -> [RuleID] {
    rules == plain && rule == "R31" ? supervised : rules + [rule]
  }
}
