import Practice

extension Worksheet {
  /// R72, R74, R76: what the payer's policies say of each drug.
  mutating func checkPolicies() {
    for entry in entries.indices {
      switch entries[entry].giving {
      case .bySelf, .included: continue
      default: break
      }
      for policy in policies(for: entry) {
        checkAccepted(entry, policy)
        checkOralForm(entry, policy)
        if policy.needsAuthorization { checkAuthorization(entry) }
      }
    }
  }

  /// The payer of the claim, whose policies count.
  private var payerID: PayerID? { visit.payer?.id ?? visit.coverage?.payer }

  private func policies(for entry: Int) -> [DrugPolicy] {
    visit.policies.filter {
      $0.payer == payerID && $0.covers(date) && isDrug($0.drug, of: entry)
    }
  }

  /// R75: what the local list says of the drug; the drug table when it was not looked at.
  func isSelfAdministered(_ entry: Int, _ drug: Drug) -> Bool {
    guard !visit.policies.isEmpty else { return drug.selfAdministrationRisk }
    return policies(for: entry).lazy.compactMap(\.selfAdministered).first
      ?? drug.selfAdministrationRisk
  }

  /// R72: one of the diagnoses of the line is on the payer's list.
  private mutating func checkAccepted(_ entry: Int, _ policy: DrugPolicy) {
    let diagnoses = visit.encounter.diagnoses
    let pointed = entries[entry].pointers.compactMap { place in
      diagnoses.indices.contains(place - 1) ? diagnoses[place - 1] : nil
    }
    guard !policy.accepted.isEmpty, !pointed.isEmpty, !pointed.contains(where: policy.accepts)
    else { return }
    let codes = pointed.map(\.text).joined(separator: ", ")
    note(
      "R72", .warning, dose: entry, field: "diagnoses",
      "\(payerName) pays \(label(entry)) only for listed diagnoses, and \(codes)"
        + " \(pointed.count == 1 ? "is" : "are") not listed; ask the clinician for the cause that"
        + " the chart shows.", fix: correctEncounter("--diagnoses …"))
  }

  /// R74: the note says why an injection, where the oral form is the accepted method. A person
  /// judges other reasons than the three that the reference names.
  private mutating func checkOralForm(_ entry: Int, _ policy: DrugPolicy) {
    guard policy.oralIsStandard else { return }
    let words = visit.doses[entry].note?.text.lowercased() ?? ""
    guard !Worksheet.injectionReasons.contains(where: { words.contains($0) }) else { return }
    note(
      "R74", .warning, dose: entry, field: "note",
      "\(payerName) may refuse \(label(entry)), because the oral form is the accepted method; add"
        + " the reason for the injection (vomiting, malabsorption, compliance), or let the patient"
        + " pay." + (words.isEmpty ? "" : " If the note gives another good reason, accept this."),
      fix: correct(entry, "--note …"))
  }

  /// R74: vomiting, malabsorption, compliance, as notes spell them.
  private static let injectionReasons = ["vomit", "malabsor", "complian"]

  // MARK: - R76

  /// R76: an approval for this payer, drug, day, stock and number of units.
  private mutating func checkAuthorization(_ entry: Int) {
    guard let wanted = Authorization.Kind(for: visit.doses[entry].stockSource) else { return }
    // A number that was typed for this visit and is not kept with its days and units is the desk's
    // word that the payer agreed.
    if let typed = visit.authorizationNumber,
      !visit.authorizations.contains(where: { $0.number == typed })
    {
      return
    }
    guard let reason = authorizationFault(entry, wanted: wanted) else { return }
    let mend = FactCommand.authorization(
      visit.patient.mrn, visit.doses[entry].drug, payerID, wanted)
    note(
      "R76", .error, dose: entry, field: "authorization",
      "\(payerName) requires authorisation for \(label(entry)): \(reason).", fix: mend,
      choices: visit.authorizationNumber == nil
        ? [mend, correctEncounter("--authorization-number …")] : [])
  }

  /// R76: the number that was typed for the visit goes on the claim (837P REF*G1) before one that
  /// is kept. Where none that fits is the same, it is said: one of the two may be a slip.
  mutating func compareTypedAuthorization() {
    guard let typed = visit.authorizationNumber else { return }
    var first: (entry: Int, number: PartnerID)?
    for entry in entries.indices {
      guard let wanted = Authorization.Kind(for: visit.doses[entry].stockSource) else { continue }
      let fitting = visit.authorizations.filter {
        $0.payer == payerID && $0.kind == wanted && $0.covers(date) && isDrug($0.drug, of: entry)
      }
      if fitting.contains(where: { $0.number == typed }) { return }
      if first == nil, let last = fitting.last { first = (entry, last.number) }
    }
    guard let (entry, number) = first else { return }
    note(
      "R76", .info, dose: entry, field: "authorization",
      "The claim carries the approval number \(typed), which was typed for the visit; recorded for"
        + " \(label(entry)) is \(number).",
      fix: correctEncounter("--authorization-number \(number)"))
  }

  /// Why no approval fits; nil when one does.
  private func authorizationFault(_ entry: Int, wanted: Authorization.Kind) -> String? {
    let granted = visit.authorizations.filter {
      $0.payer == payerID && isDrug($0.drug, of: entry)
    }
    guard let any = granted.last else { return "none is recorded" }
    let onDay = granted.filter { $0.covers(date) }
    guard let current = onDay.last else {
      if let ended = any.validTo, ended < date { return "number \(any.number) ended on \(ended)" }
      return "number \(any.number) begins only on \(any.validFrom)"
    }
    let fitting = onDay.filter { $0.kind == wanted }
    guard let last = fitting.last else {
      return "number \(current.number) is for"
        + (current.kind == .whiteBag
          ? " a specialty pharmacy's stock, not for the practice's own"
          : " the practice's own stock, not for a specialty pharmacy's")
    }
    let units = billedUnits(like: entry)
    if fitting.contains(where: { $0.unitsLeft.map { $0 >= units } ?? true }) { return nil }
    return "number \(last.number) has \(last.unitsLeft ?? 0) units left, and \(units) are billed"
  }

  /// The units of all doses of the drug in this visit, given and discarded.
  private func billedUnits(like entry: Int) -> Int {
    let doses = entries.indices.filter { isDrug(visit.doses[$0].drug, of: entry) }
      .map { visit.doses[$0].id }
    return lines.reduce(0) { sum, line in
      let isProduct = line.kind == .drug || line.kind == .waste
      return isProduct && doses.contains(line.dose) ? sum + line.units : sum
    }
  }
}
