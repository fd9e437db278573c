import Practice

extension Worksheet {
  /// R80: a facility or hospice that pays for what happens during its stay.
  mutating func checkStays() {
    for stay in visit.stays where stay.covers(date) {
      if stay.kind == .hospice, let isRelated = stay.isRelated {
        isRelated ? noteStay(stay) : markUnrelatedToHospice()
      } else if stay.kind == .hospice {
        askHospice(stay)
      } else {
        noteStay(stay)
      }
    }
  }

  private func name(_ kind: Stay.Kind) -> String {
    switch kind {
    case .nursing: "nursing facility, by the Part A stay,"
    case .hospital: "hospital"
    case .hospice: "hospice"
    }
  }

  private mutating func noteStay(_ stay: Stay) {
    for entry in entries.indices {
      note(
        "R80", .warning, dose: entry, field: "stay",
        "The \(name(stay.kind)) pays for this injection on \(date); bill it only if it is"
          + " unrelated, with the right modifier.",
        fix: noCharge(entry, reason: "paid by the facility"))
    }
  }

  private mutating func askHospice(_ stay: Stay) {
    note(
      "R80", .warning, field: "stay",
      "The patient has chosen hospice: say whether the injection treats the hospice illness; what"
        + " is unrelated goes to Medicare with GW.",
      fix: correctEncounter("--for-stay …"), choices: correctEncounter(yesOrNo: "--for-stay"))
  }

  /// GW is Medicare's modifier; the reference knows none for other payers.
  private mutating func markUnrelatedToHospice() {
    guard isMedicare else { return }
    mark(Mark.unrelatedToHospice, "R80", why: "not related to the hospice illness") { _ in true }
  }
}
