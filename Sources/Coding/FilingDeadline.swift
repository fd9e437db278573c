import Practice

/// Until when a claim must have arrived (R78).
public enum FilingDeadline {
  /// The last day: for original Medicare the same calendar day of the next year, for others the
  /// payer's days after the service; nil when they are not known. TRICARE has
  /// a year (`payer_defaults.csv`).
  public static func fileBy(date: Day, payer: Payer?, settings: PayerSettings) -> Day? {
    guard let payer else { return nil }
    switch payer.payerClass {
    case .medicare: return date.sameDayNextYear
    case .selfPay: return nil
    case .tricare: return date.adding(days: payer.timelyFilingDays ?? 365)
    default: return payer.timelyFilingDays.map { date.adding(days: $0) }
    }
  }
}
