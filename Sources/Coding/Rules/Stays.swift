import Practice

extension Worksheet {
  /// R80: a facility or hospice that pays for what happens during its stay.
  mutating func checkStays() {
    for stay in visit.stays where stay.covers(date) {
      switch (stay.kind, stay.isRelated) {
      case (_, true?): noteStay(stay)
      case (.hospice, nil): askHospice(stay)
      case (.hospice, false?): applyUnrelatedToHospice()
      case (.nursing, nil), (.hospital, nil):
        noteStay(stay, or: correctEncounter("--for-stay no"))
      case (.nursing, false?), (.hospital, false?): noteUnrelated(stay)
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

  private mutating func noteStay(_ stay: Stay, or other: String? = nil) {
    for entry in entries.indices {
      let mend = noCharge(entry, reason: "paid by the facility")
      note(
        "R80", .warning, dose: entry, field: "stay",
        "The \(name(stay.kind)) pays for this injection on \(date); bill it only if it is"
          + " unrelated, with the right modifier.",
        fix: mend, choices: other.map { [mend, $0] } ?? [])
    }
  }

  /// What is not what the stay is for may be billed with the right modifier. Of hospitals and
  /// nursing facilities the reference names none, so a person asks the payer.
  private mutating func noteUnrelated(_ stay: Stay) {
    for entry in entries.indices {
      let mend = accept(entry, "R80")
      note(
        "R80", .warning, dose: entry, field: "stay",
        "It does not treat what the \(stay.kind == .hospital ? "hospital" : "nursing") stay is for,"
          + " so it may be billed, with the modifier that \(payerName) wants; no rule here names"
          + " one, and the lines have none. Ask \(payerName); if it takes them so, accept this.",
        fix: mend, choices: [mend, noCharge(entry, reason: "paid by the facility")])
    }
  }

  private mutating func askHospice(_ stay: Stay) {
    note(
      "R80", .warning, field: "stay",
      "The patient has chosen hospice: say whether the injection treats the hospice illness, which"
        + " the hospice pays for" + (isMedicare ? "; what is unrelated goes with GW." : "."),
      fix: correctEncounter("--for-stay …"), choices: correctEncounter(yesOrNo: "--for-stay"))
  }

  /// GW is Medicare's modifier; the reference knows none for other payers. Nor does it say who pays
  /// for the patients of Medicare Advantage while they have chosen hospice, so that is asked.
  private mutating func applyUnrelatedToHospice() {
    if isMedicare {
      mark(Mark.unrelatedToHospice, "R80", why: "not related to the hospice illness") { _ in true }
    } else if visit.payer?.payerClass == .medicareAdvantage {
      let mends =
        (visit.doses.isEmpty ? [] : [accept(0, "R80")]) + [
          "shots coverage add \(visit.patient.mrn) --payer … --member-id … --from \(date) --first"
        ]
      note(
        "R80", .warning, field: "stay",
        "It does not treat the hospice illness. Ask whether \(payerName) or original Medicare pays"
          + " for it during hospice: to original Medicare it goes with GW once that policy is"
          + " recorded as the first; to \(payerName) it goes without, if you accept this.",
        fix: mends[0], choices: mends)
    }
  }
}
