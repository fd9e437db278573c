import Practice

extension Worksheet {
  /// R11: all allergy shots of the visit are one line, 95115 for one and 95117 for more.
  mutating func planAllergen(_ entry: Int) {
    if visit.billedDoses.contains(where: isAllergen) {
      note(
        "R11", .error, dose: entry, field: "injections",
        "An allergy shot of this visit is already billed, and 95115 and 95117 are never paid"
          + " together; correct that claim.",
        fix: noCharge(entry, reason: "the visit's allergy shots are billed"))
      return
    }
    if let other = dayDoses.first(where: { isAllergen($0.dose) && isEarlier($0) }) {
      noteEarlierShot(entry, other)
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

  /// R06, R11: 95115 and 95117 are never paid together, nor one of them twice a day.
  private mutating func noteEarlierShot(_ entry: Int, _ other: SameDayDose) {
    note(
      "R11", .error, dose: entry, field: "injections",
      "Another allergy shot of the day is in \(name(other)), and 95115 or 95117 is paid once a day;"
        + (other.isBilled ? " correct that claim." : " move this one there."),
      fix: other.isBilled
        ? noCharge(entry, reason: "the day's allergy shots are billed")
        : correct(entry, "--encounter \(other.encounter)"))
  }

  private func isAllergen(_ dose: Dose) -> Bool {
    tables.drug(dose.drug, on: date)?.administrationRule == .allergen
  }
}
