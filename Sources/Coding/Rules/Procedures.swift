import Practice

// R17–R20: procedures, which are counted by what was treated.
extension Worksheet {
  /// R17–R20: a procedure is counted by what was treated, not by drugs or vials. One that was typed
  /// in another form (with ultrasound, of more muscles or lesions) stands in its place.
  mutating func planProcedure(
    _ entry: Int, _ code: HCPCS, _ modifiers: [Modifier], rule: RuleID
  ) {
    if visit.encounter.otherServices.contains(where: { Procedure.isForm($0.code, of: code) }) {
      return
    }
    if visit.billedDoses.contains(where: { isGivenOnce($0, with: code) }) {
      return noteGivenOnce(entry, code, rule: rule)
    }
    let same = plans.firstIndex {
      $0.line.code.text == code.text && $0.line.modifiers == modifiers
        && (Procedure.isOnceAVisit(code) || isOneTarget(entry, $0.owner))
    }
    guard let same else {
      let twin = plans.contains { $0.line.code == code && $0.line.modifiers == modifiers }
      if twin, rule.text == "R17" {
        note(
          rule, .warning, dose: entry, field: "site",
          "\(code) is on the claim twice with nothing between the two; if it was one target, give"
            + " both doses the same site, else see how \(payerName) wants the second.",
          fix: correct(entry, "--site …"))
      }
      plan(entry, code, modifiers: modifiers, why: procedureWords(entry, rule), rules: [rule])
      return
    }
    share(same, with: entry)
  }

  /// R17: 11900 is for one to seven lesions of the visit, 11901 for more. The record has needle
  /// sticks and words about the site, so what may be more than seven is asked.
  mutating func checkLesions(_ entry: Int) {
    let doses = visit.doses.indices.filter { visit.doses[$0].route == .lesion }
    guard doses.first == entry,
      !visit.encounter.otherServices.contains(where: { $0.code == Code.manyLesions })
    else { return }
    let sticks = doses.reduce(0) { $0 + visit.doses[$1].injections }
    guard sticks > 7 || doses.contains(where: { Anatomy.number(visit.doses[$0].site) > 7 }) else {
      return
    }
    note(
      "R17", .warning, dose: entry, field: "injections",
      "11900 is for one to seven lesions, 11901 for more; count lesions, not needle sticks, and add"
        + " 11901 to the services in its place if it is due.")
  }

  /// Whether two doses went into the same joint, sheath or eye.
  func isOneTarget(_ entry: Int, _ other: Int) -> Bool {
    let (left, right) = (visit.doses[entry], visit.doses[other])
    return isOneSyringe(left, right) || Anatomy.isSame(left.site, right.site)
  }

  func procedureWords(_ entry: Int, _ rule: RuleID) -> String {
    let dose = visit.doses[entry]
    return "\(dose.route?.rawValue ?? "procedure"), not a plain injection, \(rule)"
  }

  /// A code that is billed once for the visit.
  mutating func planOnce(_ entry: Int, _ code: HCPCS, why: String, rule: RuleID) {
    if visit.billedDoses.contains(where: { isGivenOnce($0, with: code) }) {
      noteGivenOnce(entry, code, rule: rule)
    } else if let plan = plans.firstIndex(where: { $0.line.code == code }) {
      share(plan, with: entry)
    } else {
      plan(entry, code, why: why, rules: [rule])
    }
  }

  /// Whether the giving of a dose that is on a claim was a code of once a visit.
  func isGivenOnce(_ dose: Dose, with code: HCPCS) -> Bool {
    guard !visit.carried.codes.contains(code) else { return false }
    let drug = tables.drug(dose.drug, on: date)
    switch Giving.choose(dose, drug: drug, circumstances) {
    case .procedure(let billed, _, _): return billed == code && Procedure.isOnceAVisit(code)
    case .preventionVisit(let billed): return billed == code
    case .antibody: return code == Code.antibody || code == Code.antibodyCounselled
    case .unsupervised: return code == Code.nurseVisit
    default: return false
    }
  }

  mutating func noteGivenOnce(_ entry: Int, _ code: HCPCS, rule: RuleID) {
    note(
      rule, .info, dose: entry, field: "drug",
      "\(code) is paid once a visit, and the visit's claim has it already.")
  }
}
