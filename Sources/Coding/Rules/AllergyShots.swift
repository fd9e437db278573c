import Practice

extension Worksheet {
  /// R11: all allergy shots of the visit are one line, 95115 for one and 95117 for more.
  mutating func planAllergen(_ entry: Int) {
    if visit.billedDoses.contains(where: isAllergen) {
      note(
        "R11", .error, dose: entry, field: "injections",
        "An allergy shot of this visit is already billed, and 95115 and 95117 are never paid"
          + " together; correct that claim.")
      return
    }
    let shots = visit.doses[entry].injections
    if let plan = plans.firstIndex(where: {
      $0.line.code == Code.allergyShot || $0.line.code == Code.allergyShots
    }) {
      plans[plan].line.code = Code.allergyShots
      plans[plan].line.why = "two or more allergy shots, R11"
      extend(plan, by: 0, with: entry, why: "two or more allergy shots, R11", rule: "R11")
    } else if shots > 1 {
      plan(entry, Code.allergyShots, why: "two or more allergy shots, R11", rules: ["R11"])
    } else {
      plan(entry, Code.allergyShot, why: "one allergy shot, R11", rules: ["R11"])
    }
  }

  private func isAllergen(_ dose: Dose) -> Bool {
    tables.drug(dose.drug, on: date)?.administrationRule == .allergen
  }

  /// R02: the first push of the visit, then each further drug; the same drug again is for
  /// facilities only (`administration_codes.csv`, A07).
  mutating func planPush(_ entry: Int) {
    let key = visit.doses[entry].drug
    let earlier = entries.indices.prefix(entry).filter {
      if case .push = entries[$0].giving { true } else { false }
    }
    if let same = earlier.first(where: { visit.doses[$0].drug == key }) {
      note(
        "R02", .warning, dose: entry, field: "route",
        "A second push of the same drug is not paid in an office (96376 is for facilities).")
      if let plan = plans.firstIndex(where: { $0.owner == same }) { share(plan, with: entry) }
      return
    }
    let isFirst = earlier.isEmpty && !visit.billedDoses.contains { $0.route == .intravenousPush }
    plan(
      entry, isFirst ? Code.push : Code.furtherPush,
      why: isFirst ? "push into a vein, R02" : "push of a further drug, R02", rules: ["R02"])
  }
}
