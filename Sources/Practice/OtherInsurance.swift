/// What caused the condition that the visit treats, when another insurance answers for it (R79).
public struct Accident: Hashable, Sendable {
  /// What it was.
  public var kind: Kind
  /// When it happened, where known.
  public var date: Day?

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
  }

  /// An accident.
  public init(kind: Kind, date: Day? = nil) {
    self.kind = kind
    self.date = date
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

  /// A group plan.
  public init(name: Line, isThroughCurrentWork: Bool?, employees: Int?) {
    self.name = name
    self.isThroughCurrentWork = isThroughCurrentWork
    self.employees = employees
  }
}
