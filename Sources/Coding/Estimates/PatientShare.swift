import Practice

/// A share of an amount, exact to a hundredth of a percent: `20%`, `12.5`.
public struct Percent: Hashable, Sendable, CustomStringConvertible {
  /// Hundredths of a percent: 2,000 for 20 %.
  let hundredths: Int64

  /// Reads `20`, `20%`, `12.5 %`.
  public init(_ text: String) throws(InvalidValue) {
    let number = text.filter { $0 != "%" && $0 != " " }
    guard let hundredths = try Quantity(number).scaled(by: 100), (0...10_000).contains(hundredths)
    else {
      throw InvalidValue(
        kind: "percentage", value: text,
        reason: "must be between 0 and 100 with at most two decimals")
    }
    self.hundredths = hundredths
  }

  /// The part of an amount, half a cent upwards: the only place where a share is rounded.
  public func of(_ amount: Money) -> Money {
    let exact = Int128(amount.cents) * Int128(hundredths)
    return Money(cents: Int64((exact + 5_000) / 10_000))
  }

  /// `20%`, `12.5%`.
  public var description: String { "\(Quantity(millionths: hundredths * 10_000))%" }
}

/// What a plan leaves to the patient, as the practice learned it for the day (R81).
public struct CostShare: Hashable, Sendable {
  /// What is left of the yearly deductible.
  public var deductibleLeft: Money
  /// The patient's part of what is above the deductible. Zero for a plan that has a copay in its
  /// place: ask which.
  public var coinsurance: Percent
  /// A fixed part.
  public var copay: Money
  /// What the patient can still owe this year; nil for a plan without such a limit.
  public var outOfPocketLeft: Money?
  /// A preventive service in the network, which costs the patient nothing.
  public var isFreePrevention: Bool

  /// A plan's terms.
  public init(
    deductibleLeft: Money, coinsurance: Percent, copay: Money = .zero,
    outOfPocketLeft: Money? = nil, isFreePrevention: Bool = false
  ) {
    self.deductibleLeft = deductibleLeft
    self.coinsurance = coinsurance
    self.copay = copay
    self.outOfPocketLeft = outOfPocketLeft
    self.isFreePrevention = isFreePrevention
  }
}

/// R81: what the patient will probably owe.
public enum PatientShare {
  /// min(out-of-pocket left, min(deductible left, allowed) + the part of the rest + copay), of
  /// the allowed amount and not of the charge.
  public static func estimate(allowed: Money, under plan: CostShare) -> Money {
    guard !plan.isFreePrevention else { return .zero }
    let deductible = min(plan.deductibleLeft, allowed)
    let rest = Money(cents: allowed.cents - deductible.cents)
    let share = [deductible, plan.coinsurance.of(rest), plan.copay].total
    return plan.outOfPocketLeft.map { min($0, share) } ?? share
  }

  /// The estimate as a finding that never holds anything.
  public static func finding(allowed: Money, under plan: CostShare) -> Finding {
    Finding(
      rule: "R81", severity: .info, field: "patient_share",
      message: "Estimated patient share: \(estimate(allowed: allowed, under: plan)). This is not a"
        + " promise; the plan decides after the claim.")
  }

  /// The allowed amount of all lines; nil when the table lacks one of them, because a sum with a
  /// hole in it is no estimate.
  public static func allowed(
    for lines: [ServiceLine], in table: AllowedAmounts, on day: Day
  ) -> Money? {
    var amounts: [Money] = []
    for line in lines {
      guard let amount = table.amount(of: line.code, units: line.units, on: day) else { return nil }
      amounts.append(amount)
    }
    return amounts.total
  }
}
