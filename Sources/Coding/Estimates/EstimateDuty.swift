import Practice

/// R82: whether a written good-faith estimate is due, and until when.
public struct EstimateDuty: Hashable, Sendable {
  /// Why the patient pays without a plan; nil when a plan is billed.
  public var reason: Reason?
  /// Enrolled in a federal health programme: then no such estimate is due.
  public var isFederal: Bool
  /// When the visit was scheduled; nil for somebody who walked in.
  public var scheduledOn: Day?
  /// The day of the visit; nil when none is scheduled and the patient only asked.
  public var visitOn: Day?
  /// When the patient asked what it costs; nil when they did not.
  public var askedOn: Day?
  /// When the estimate was given; nil while it was not.
  public var givenOn: Day?

  /// Why no plan pays.
  public enum Reason: String, Word {
    /// The patient has no coverage.
    case uninsured
    /// The patient has one and will not use it.
    case selfPay = "self_pay"

    /// "reason".
    public static let kind = "reason"
  }

  /// The facts of one visit or question.
  public init(
    reason: Reason?, isFederal: Bool = false, scheduledOn: Day?, visitOn: Day?,
    askedOn: Day? = nil, givenOn: Day? = nil
  ) {
    self.reason = reason
    self.isFederal = isFederal
    self.scheduledOn = scheduledOn
    self.visitOn = visitOn
    self.askedOn = askedOn
    self.givenOn = givenOn
  }

  /// The last day for the estimate; nil when none is due. Ten business days ahead or more, and for
  /// a question, within three business days; three or more ahead, within one. Of two the earlier.
  public func due(holidays: Set<Day> = []) -> Day? {
    guard reason != nil, !isFederal else { return nil }
    let byQuestion = askedOn?.adding(businessDays: 3, holidays: holidays)
    guard let within = daysAllowed(holidays: holidays), let scheduledOn else { return byQuestion }
    let bySchedule = scheduledOn.adding(businessDays: within, holidays: holidays)
    return byQuestion.map { min($0, bySchedule) } ?? bySchedule
  }

  /// The business days after scheduling; nil when the visit is too near.
  private func daysAllowed(holidays: Set<Day>) -> Int? {
    guard let scheduledOn, let visitOn else { return nil }
    switch scheduledOn.businessDays(until: visitOn, holidays: holidays) {
    case 10...: return 3
    case 3...: return 1
    default: return nil
    }
  }

  /// What there is to say today: an error when it is late, a reminder before; for a self-pay visit
  /// at short notice only that one is given if asked for.
  public func finding(today: Day, holidays: Set<Day> = []) -> Finding? {
    guard reason != nil, !isFederal else { return nil }
    guard let due = due(holidays: holidays) else {
      guard givenOn == nil else { return nil }
      return say(
        .info,
        "No written estimate is due at such short notice unless the patient asks; keep a"
          + " price list ready.")
    }
    if let givenOn {
      return givenOn <= due
        ? nil : say(.error, "The written estimate was due by \(due) and was given on \(givenOn).")
    }
    if due < today {
      return say(.error, "The written estimate was due by \(due) and has not been given.")
    }
    return say(.warning, "A written estimate is due by \(due).")
  }

  private func say(_ severity: Finding.Severity, _ message: String) -> Finding {
    Finding(rule: "R82", severity: severity, field: "estimate", message: message)
  }
}
