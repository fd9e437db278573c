import Practice

extension Worksheet {
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
    if let same = earlier.first(where: { isOneSyringe(visit.doses[entry], visit.doses[$0]) }),
      let plan = plans.firstIndex(where: { $0.owner == same })
    {
      // R24: what is in one syringe is pushed once.
      share(plan, with: entry)
      return
    }
    let isFirst =
      earlier.isEmpty
      && (visit.carried.codes.contains(Code.push)
        || !visit.billedDoses.contains { $0.route == .intravenousPush })
    plan(
      entry, isFirst ? Code.push : Code.furtherPush,
      why: isFirst ? "push into a vein, R02" : "push of a further drug, R02", rules: ["R02"])
  }
}
