/// What caused the condition that the visit treats, when another insurance answers for it (R79).
public struct Accident: Hashable, Sendable {
  /// What it was.
  public var kind: Kind
  /// When it happened, where known (837P DTP*439).
  public var date: Day?
  /// In which state, where known; an accident with a vehicle needs it (837P CLM11-4).
  public var state: StateCode?

  /// The three boxes of the claim form.
  public enum Kind: String, Word {
    /// At work: workers' compensation pays first.
    case work
    /// With a vehicle: the automobile insurance pays first.
    case auto
    /// Another accident: a liability insurance may pay first.
    case other

    /// "accident".
    public static let kind = "accident"

    /// The class of the payer that answers for it first (R79).
    public var payerClass: PayerClass {
      switch self {
      case .work: .workersCompensation
      case .auto: .auto
      case .other: .liability
      }
    }
  }

  /// An accident.
  public init(kind: Kind, date: Day? = nil, state: StateCode? = nil) {
    self.kind = kind
    self.date = date
    self.state = state
  }
}

/// A group plan through the work of the patient or of a spouse, which may pay before Medicare
/// (R79).
public struct EmployerPlan: Hashable, Sendable {
  /// The plan's name, for the message.
  public var name: Line
  /// Whether somebody still works for the employer; nil when it is not known.
  public var isThroughCurrentWork: Bool?
  /// How many people the employer has; nil when it is not known.
  public var employees: Int?
  /// The first day of the plan.
  public var validFrom: Day
  /// The last day, included; nil while it goes on.
  public var validTo: Day?

  /// A group plan. Refuses an employer of nobody and a plan that ends before it begins.
  public init(
    name: Line, isThroughCurrentWork: Bool?, employees: Int?, validFrom: Day = .beginning,
    validTo: Day? = nil
  ) throws(InvalidValue) {
    if let employees, employees < 1 {
      throw InvalidValue(kind: "employees", value: String(employees), reason: "must be at least 1")
    }
    try Validity.check(validFrom, validTo, "valid_to")
    self.name = name
    self.isThroughCurrentWork = isThroughCurrentWork
    self.employees = employees
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether the plan is in force on the day.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, validFrom, validTo) }
}
