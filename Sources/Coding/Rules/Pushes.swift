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
      !isInfused && earlier.isEmpty
      && (visit.carried.codes.contains(Code.push)
        || !visit.billedDoses.contains { $0.route == .intravenousPush })
    if isFirst { checkHydration(entry) }
    plan(
      entry, isFirst ? Code.push : Code.furtherPush,
      why: isFirst
        ? "push into a vein, R02"
        : isInfused ? "push beside an infusion, R02" : "push of a further drug, R02",
      rules: ["R02"])
  }

  /// Whether a drug was infused, or a cytotoxic pushed: the visit's first service. One visit has
  /// one initial service, and a push of another drug is a further one
  /// (`administration_codes.csv`, A07).
  private var isInfused: Bool {
    visit.encounter.otherServices.contains { Pushes.initial.contains($0.code.text) }
  }

  /// A07: fluids and a push are both initial services; which of the two goes first, the reference
  /// does not say.
  private mutating func checkHydration(_ entry: Int) {
    guard visit.encounter.otherServices.contains(where: { $0.code.text == "96360" }) else { return }
    note(
      "R02", .warning, dose: entry, field: "services",
      "96360 and 96374 are both initial services, and a visit has one; see which of the two is the"
        + " further one (96361 or 96375) for \(payerName), and correct the services.",
      fix: services(isOpen: true) { $1.code.text == "96360" ? nil : $1 })
  }

  /// R02: an infusion of a drug is coded by time, so its start and stop are mandatory
  /// (`administration_codes.csv`, A08): two times on the dose, in its field or its note.
  mutating func checkInfusionTimes(_ entry: Int) {
    let dose = visit.doses[entry]
    guard dose.route == .intravenousInfusion,
      visit.encounter.otherServices.contains(where: { Pushes.timed.contains($0.code.text) })
    else { return }
    let noted = dose.note.map { Pushes.times(in: $0.text) } ?? 0
    guard noted + (dose.time == nil ? 0 : 1) < 2 else { return }
    note(
      "R02", .warning, dose: entry, field: "note",
      "An infusion is coded by its time: write start and stop into the note, like 10:05-10:50.",
      fix: correct(entry, "--note \"…\""))
  }
}

/// What pushes and infusions are told apart by.
enum Pushes {
  /// Infusions of drugs, and the cytotoxic push (A08, R02).
  static let initial: Set<String> = ["96365", "96413", "96409"]

  /// Infusions whose start and stop are mandatory (A08).
  static let timed: Set<String> = ["96365", "96366", "96367", "96368"]

  /// How many times of day are written in a text: `10:05`, `1005`.
  static func times(in text: String) -> Int {
    text.split { !$0.isNumber && $0 != ":" }.count { word in
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      let isClock = parts.count == 2 || (parts.count == 1 && word.count == 4)
      guard isClock, let number = Int(word.filter { $0 != ":" }) else { return false }
      return parts[parts.count - 1].count >= 2 && number / 100 < 24 && number % 100 < 60
    }
  }
}
