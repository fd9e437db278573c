import Practice

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
}
