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
        plan(entry, code, modifiers: modifiers, why: procedureWords(entry, rule), rules: [rule])
      case .unsupervised: planUnsupervised(entry)
      default: continue
      }
    }
    if isVaccinated { planVaccines() }
    separateVisits()
    checkInjectionMaximum()
  }

  private func procedureWords(_ entry: Int, _ rule: RuleID) -> String {
    let dose = visit.doses[entry]
    return "\(dose.route?.rawValue ?? "procedure"), not a plain injection, \(rule)"
  }

  /// A code that is billed once for the visit.
  mutating func planOnce(_ entry: Int, _ code: HCPCS, why: String, rule: RuleID) {
    if let plan = plans.firstIndex(where: { $0.line.code == code }) {
      share(plan, with: entry)
    } else {
      plan(entry, code, why: why, rules: [rule])
    }
  }

  // MARK: - R23–R26

  /// R23, R24: each syringe is one injection; R26 says how further ones are written.
  private mutating func planInjection(_ entry: Int, code: HCPCS, rule: RuleID) {
    if let leader = syringeLeader(entry) {
      if let plan = plans.firstIndex(where: { $0.owner == leader && $0.line.code == code })
        ?? plans.firstIndex(where: { $0.owner == leader })
      {
        noteSyringe(plan)
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
  private func syringeLeader(_ entry: Int) -> Int? {
    guard entry > 0, let syringe = visit.doses[entry].syringe else { return nil }
    return (0..<entry).first { other in
      guard case .injection = entries[other].giving else { return false }
      return visit.doses[other].syringe == syringe
    }
  }

  private mutating func noteSyringe(_ plan: Int) {
    guard !plans[plan].line.rules.contains("R24") else { return }
    plans[plan].line.rules.append("R24")
    plans[plan].line.why += "; several drugs in one syringe are one injection, R24"
  }

  private func isInBilledSyringe(_ entry: Int) -> Bool {
    guard !visit.billedDoses.isEmpty, let syringe = visit.doses[entry].syringe
    else { return false }
    return visit.billedDoses.contains { $0.syringe == syringe }
  }

  /// R26, units_single_line: all units on the first line. It is also what is shown while the
  /// payer's way is not known, because it claims nothing extra.
  private mutating func planUnits(_ entry: Int, code: HCPCS, rule: RuleID, count: Int) {
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

  private func unitsWords(_ units: Int) -> String { "\(units) injections on one line, R26" }

  /// R26, lines_59, lines_xs, lines_76: one line for each injection.
  private mutating func planLines(
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

  private mutating func planFurther(
    _ entry: Int, code: HCPCS, rule: RuleID, units: Int, modifier: Modifier
  ) {
    plan(
      entry, code, modifiers: [modifier], units: units,
      why: "further injection of the visit: modifier \(modifier), R26", rules: [rule, "R26"])
  }

  /// R26: the payer's way is not known.
  private mutating func askStyle(_ code: HCPCS) {
    guard settings.multiInjectionStyle == .ask,
      !findings.contains(where: { $0.rule == "R26" }),
      isBilled(code) || plans.contains(where: { $0.line.code == code && $0.line.units > 1 })
    else { return }
    note(
      "R26", .warning, field: "multi_injection_style",
      "Two or more injections: say whether \(payerName) wants units on one line"
        + " (units_single_line) or further lines (lines_59, lines_xs, lines_76).",
      fix: payerSet(.multiInjectionStyle, "…"))
  }

  /// Whether a dose of this encounter that is already on a claim had the same code.
  func isBilled(_ code: HCPCS) -> Bool {
    visit.billedDoses.contains { injectionCode(of: $0) == code }
  }

  private func injectionCode(of dose: Dose) -> HCPCS? {
    let drug = tables.drug(dose.drug, on: date)
    guard case .injection(let code, _) = Giving.choose(dose, drug: drug, circumstances) else {
      return nil
    }
    return code
  }

  // MARK: - R25

  /// R25: into how many injections the dose was split, as the payer counts them.
  private mutating func injections(_ entry: Int) -> Int {
    let recorded = visit.doses[entry].injections
    let isKit = entries[entry].drug.map { $0.portionParts.count == 2 && $0.strength.form == .each }
    if isKit == true { return kitInjections(entry, recorded: recorded) }
    guard recorded > 1 else { return 1 }
    switch settings.splitDoseCount {
    case .one: return 1
    case .each: return recorded
    case .ask:
      note(
        "R25", .warning, dose: entry, field: "split_dose_count",
        "One dose was split over \(recorded) injections; say whether \(payerName) counts one or"
          + " each.", fix: payerSet(.splitDoseCount, "…"))
      return 1
    }
  }

  /// R23: a kit of two drugs in two syringes is two injections, no split dose (`drugs.csv`, J0741).
  private mutating func kitInjections(_ entry: Int, recorded: Int) -> Int {
    if recorded == 1 {
      note(
        "R23", .warning, dose: entry, field: "injections",
        "\(entries[entry].drug?.label ?? "This kit") is two syringes at two sites; record both"
          + " injections when both were given.", fix: correct(entry, "--injections 2"))
    }
    return recorded
  }

  // MARK: - R27, R28

  /// R27: the daily maximum of 96372, over all visits of the day.
  private mutating func checkInjectionMaximum() {
    var units = plans.reduce(0) {
      $1.line.code == Code.injection ? $0 + $1.line.units : $0
    }
    guard units > 0 else { return }
    let others = visit.billedDoses + visit.sameDay.map(\.dose)
    units += others.reduce(0) { injectionCode(of: $1) == Code.injection ? $0 + 1 : $0 }
    guard units > 1, let limit = tables.dailyMaximum(of: Code.injection), units > limit else {
      return
    }
    note(
      "R27", .warning, field: "injections",
      "\(units) injections in one day are above the usual maximum of \(limit) for 96372; correct"
        + " the count, or keep the full record for an appeal.",
      fix: visit.doses.first?.id.map { "shots accept \($0) R27 --why …" })
  }

  /// R28: whether the patient came back is a fact that the record must hold; two entries of one
  /// visit belong together.
  private mutating func noteSecondVisit(hasOrder: Bool) {
    guard let dose = visit.doses.first?.id, let other = visit.sameDay.first?.encounter else {
      return
    }
    let times = hasOrder ? "" : " If so, record the times of both (shots correct … --time …)."
    note(
      "R28", .warning, field: "encounter",
      "The patient had an injection in another visit of \(date), encounter \(other). If it was one"
        + " visit, move this dose there; if the patient came back, accept it.\(times)",
      fix: "shots correct \(dose) --encounter \(other)")
  }

  /// R28: a second visit of the day says so: XE, or 76 where the payer wants that.
  private mutating func separateVisits() {
    guard !visit.sameDay.isEmpty, plans.contains(where: { $0.line.code == Code.injection }),
      visit.sameDay.contains(where: { injectionCode(of: $0.dose) == Code.injection })
    else { return }
    let own = visit.doses.compactMap(\.time).min()
    let other = visit.sameDay.filter { injectionCode(of: $0.dose) == Code.injection }
      .compactMap(\.time).min()
    if let own, let other, own < other { return }
    noteSecondVisit(hasOrder: own != nil && other != nil && own != other)
    guard let own, let other, own > other else { return }
    let modifier =
      settings.multiInjectionStyle == .lines76 ? Mark.repeated : Mark.separateEncounter
    for plan in plans.indices where plans[plan].line.code == Code.injection {
      guard !plans[plan].line.modifiers.contains(where: { Mark.isDistinct($0) || $0 == modifier })
      else { continue }
      plans[plan].line.modifiers.append(modifier)
      plans[plan].line.rules.append("R28")
      plans[plan].line.why += "; second visit of the day: modifier \(modifier), R28"
    }
  }

  /// What an injection line says of itself.
  private func words(_ entry: Int, _ rule: RuleID) -> String {
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

extension Rules {
  private static let plain: [RuleID] = ["R01"]

  /// The list of one rule; the commonest is made once.
  static func list(_ rule: RuleID) -> [RuleID] { rule.text == "R01" ? plain : [rule] }
}
