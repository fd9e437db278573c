import Practice

extension Worksheet {
  /// R89: payers pay the lower of charge and allowed amount, so a charge below it loses money.
  /// Lines that are meant to be free, or to be a cent, are left alone (R48, R49).
  mutating func checkAllowedAmounts() {
    guard let allowed = visit.allowed else { return }
    for line in lines {
      guard let charge = line.charge, !isMeantLow(line),
        let amount = allowed.amount(of: line.code, units: line.units, on: date), charge < amount
      else { continue }
      findings.append(
        Finding(
          rule: "R89", severity: .warning, dose: line.dose, field: "charge",
          message: "The charge for \(line.codeWithModifiers) (\(charge)) is below what \(payerName)"
            + " would pay (\(amount), \(allowed.source(of: line.code, on: date)));"
            + " payers pay the lower of the two.",
          fix: fee(line.code, allowed)))
    }
  }

  private func isMeantLow(_ line: ServiceLine) -> Bool {
    guard line.kind == .drug || line.kind == .waste else { return false }
    return line.rules.contains("R48") || line.rules.contains("R49") || line.charge == .zero
  }

  /// The least fee per unit that is not below: the allowed amount, rounded up to a cent.
  private func fee(_ code: HCPCS, _ allowed: AllowedAmounts) -> String? {
    guard let perUnit = allowed.perUnit(of: code, on: date) else { return nil }
    let cent = Quantity.one / 100
    let cents = (perUnit.millionths + cent - 1) / cent
    return "shots fee set \(code) \(Money(cents: cents)) --from \(date)"
  }
}
