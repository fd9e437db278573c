import Practice

extension Worksheet {
  /// The rules over facts that not every practice keeps. Each is silent while there are none:
  /// what is not known is asked for where the reference wants it, never guessed.
  mutating func checkFacts() {
    checkDiagnosisCount()
    checkDiagnosisDates()
    checkVaccineRecords()
    checkServicesWithoutDose()
    checkProductPairs()
    checkSyringesApart()
    if visit.orders != nil || !visit.history.isEmpty || !visit.sameDay.isEmpty { checkOrders() }
    if !visit.policies.isEmpty { checkPolicies() }
    if !visit.authorizations.isEmpty { compareTypedAuthorization() }
    if !visit.globalPeriods.isEmpty { checkGlobalPeriods() }
    if !visit.stays.isEmpty { checkStays() }
    checkOtherInsurance()
    if !visit.notices.isEmpty { applyNotices() }
    if visit.allowed != nil { checkAllowedAmounts() }
  }

  /// Whether a key that a fact names is the drug of the dose: the same, or one that took the
  /// place of the other (R50).
  func isDrug(_ key: DrugKey, of entry: Int) -> Bool {
    tables.isSameDrug(key, visit.doses[entry].drug, on: date)
  }

  /// How findings name the drug of a dose.
  func label(_ entry: Int) -> String { entries[entry].drug?.label ?? visit.doses[entry].drug.text }

  /// Adds a modifier to the lines that fit, where it is missing; a line holds four (R88).
  mutating func mark(
    _ modifier: Modifier, _ rule: RuleID, why: String, where fits: (ServiceLine) -> Bool
  ) {
    for place in lines.indices where fits(lines[place]) {
      guard !lines[place].modifiers.contains(modifier) else { continue }
      guard lines[place].modifiers.count < ClaimSize.mostModifiers else {
        noteFullLine(lines[place], modifier)
        continue
      }
      lines[place].modifiers.append(modifier)
      if !lines[place].rules.contains(rule) { lines[place].rules.append(rule) }
      lines[place].why += "; \(why): modifier \(modifier), \(rule)"
    }
  }

  private mutating func noteFullLine(_ line: ServiceLine, _ modifier: Modifier) {
    findings.append(
      Finding(
        rule: "R88", severity: .warning, dose: line.dose, field: "services",
        message: "\(line.codeWithModifiers) has no room for modifier \(modifier): a line holds"
          + " four."))
  }
}

extension ReferenceTables {
  /// Whether two keys are one drug, or one took the place of the other (R50).
  public func isSameDrug(_ left: DrugKey, _ right: DrugKey, on day: Day) -> Bool {
    left == right || drug(left, on: day)?.replacedBy.contains(right) ?? false
      || drug(right, on: day)?.replacedBy.contains(left) ?? false
  }
}

/// Commands that record facts beside doses and visits.
enum FactCommand {
  static func order(_ mrn: MRN, _ drug: DrugKey, _ flags: String) -> String {
    "shots order add \(mrn) --drug \(drug) \(flags)"
  }

  static func authorization(
    _ mrn: MRN, _ drug: DrugKey, _ payer: PayerID?, _ kind: Authorization.Kind
  ) -> String {
    "shots authorization add \(mrn) --payer \(payer?.text ?? "…") --drug \(drug)"
      + " --number … --from …" + (kind == .whiteBag ? " --kind \(kind)" : "")
  }

  static func vaccine(_ dose: String, _ flags: String) -> String {
    "shots vaccine \(dose) \(flags)"
  }
}
