/// A procedure with a follow-up period that its payment includes (R41).
public struct GlobalPeriod: Hashable, Sendable {
  /// The procedure.
  public var procedure: HCPCS
  /// The day of the procedure.
  public var date: Day
  /// How long the follow-up lasts.
  public var length: Length
  /// Who did it; nil when that is not known.
  public var clinician: NPI?
  /// Whether the injection treats the usual recovery; nil when nobody has said so.
  public var isRelated: Bool?

  /// The two lengths that include what follows.
  public enum Length: Int, CaseIterable, Sendable {
    /// Ten days.
    case ten = 10
    /// Ninety days.
    case ninety = 90
  }

  /// A procedure and its follow-up period.
  public init(
    procedure: HCPCS, date: Day, length: Length, clinician: NPI?, isRelated: Bool? = nil
  ) {
    self.procedure = procedure
    self.date = date
    self.length = length
    self.clinician = clinician
    self.isRelated = isRelated
  }

  /// The last day of the period.
  public var lastDay: Day { date.adding(days: length.rawValue) }

  /// Whether the day lies in the period: the day of the procedure and the days that follow.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, date, lastDay) }
}
