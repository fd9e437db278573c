import Practice

/// Until when a claim must have arrived (R78).
public enum FilingDeadline {
  /// The last day: for original Medicare the same calendar day of the next year, for others the
  /// days after the service that the payer's setting says, else its record; nil when they are not
  /// known. TRICARE has a year (`payer_defaults.csv`).
  public static func fileBy(date: Day, payer: Payer?, settings: PayerSettings) -> Day? {
    guard let payer else { return nil }
    let days = settings.timelyFilingDays ?? payer.timelyFilingDays
    switch payer.payerClass {
    case .medicare: return date.sameDayNextYear
    case .selfPay: return nil
    case .tricare: return date.adding(days: days ?? 365)
    default: return days.map { date.adding(days: $0) }
    }
  }
}
