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
  /// The last day of a claim to a payer that pays after another: the days that its setting says
  /// after the decision before it; for original Medicare always the year after the service. Nil
  /// when they are not known (R78).
  public static func fileLaterBy(
    date: Day, decided: Day, payer: Payer, settings: PayerSettings
  ) -> Day? {
    switch payer.payerClass {
    case .medicare: date.sameDayNextYear
    case .selfPay: nil
    default: settings.laterFilingDays.map { decided.adding(days: $0) }
    }
  }
}
