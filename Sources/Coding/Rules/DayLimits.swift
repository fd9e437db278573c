import Practice

// R27, R28: what other visits of the day mean.
extension Worksheet {
  /// R27: the daily maximum of 96372, over all visits of the day that the clinician bills.
  mutating func checkInjectionMaximum() {
    var units = plans.reduce(0) {
      $1.line.code == Code.injection ? $0 + $1.line.units : $0
    }
    guard units > 0 else { return }
    units += visit.billedDoses.count { injectionCode(of: $0) == Code.injection }
    for other in others where other.isSameClinician {
      units += other.given.count { $0.code == Code.injection }
    }
    guard units > 1, let limit = tables.dailyMaximum(of: Code.injection, on: date), units > limit
    else {
      return
    }
    note(
      "R27", .warning, field: "injections",
      "\(units) injections in one day are above the usual maximum of \(limit) for 96372; correct"
        + " the count, or keep the full record for an appeal.",
      fix: visit.doses.first?.id.map { "shots accept \($0) R27 --why …" })
  }

  /// R28: whether the patient came back is a fact that the record must hold; two entries of one
  /// visit belong together. Where another system keeps the visits apart, with their times, it says
  /// so.
  mutating func noteSecondVisit(_ second: SameDayDose, hasOrder: Bool) {
    let other = second.encounter
    if hasOrder, visit.encounter.reference != nil { return }
    guard let dose = visit.doses.first?.id else { return }
    let times = hasOrder ? "" : " If so, record the times of both (shots correct … --time …)."
    // One of the two moves, that of the later visit: else they would only change places.
    let own = visit.encounter.id
    let isLater = second.isBilled || hasOrder || own.map { $0 > other } ?? true
    let (mover, target) = isLater ? (dose, other) : (second.dose.id ?? dose, own ?? other)
    note(
      "R28", .warning, field: "encounter",
      "The patient had an injection in another visit of \(date), encounter \(other). If it was one"
        + " visit, move \(isLater ? "this dose there" : "its dose here"); if the patient came back,"
        + " accept it.\(times)",
      fix: "shots correct \(mover) --encounter \(target)")
  }

  /// R28: a second visit of the day says so: XE, or 76 where the payer wants that.
  mutating func separateVisits() {
    guard !others.isEmpty else { return }
    for code in [Code.injection, Code.chemotherapy, Code.hormonalChemotherapy] {
      separateVisits(code)
    }
  }

  mutating func separateVisits(_ code: HCPCS) {
    guard plans.contains(where: { $0.line.code == code }) else { return }
    let others = others.flatMap(\.given).filter { $0.code == code }.map(\.dose)
    guard let second = others.first else { return }
    let own = visit.doses.compactMap(\.time).min()
    let other = others.compactMap(\.time).min()
    if let own, let other, own < other { return }
    if !findings.contains(where: { $0.rule == "R28" }) {
      noteSecondVisit(second, hasOrder: own != nil && other != nil && own != other)
    }
    guard let own, let other, own > other else { return }
    let modifier =
      settings.multiInjectionStyle == .lines76 ? Mark.repeated : Mark.separateEncounter
    for plan in plans.indices where plans[plan].line.code == code {
      guard !plans[plan].line.modifiers.contains(where: { Mark.isDistinct($0) || $0 == modifier })
      else { continue }
      plans[plan].line.modifiers.append(modifier)
      plans[plan].line.rules.append("R28")
      plans[plan].line.why += "; second visit of the day: modifier \(modifier), R28"
    }
  }
}
