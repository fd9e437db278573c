/// What the patient was told, or not told, before a service that Medicare will not pay (R77).
public struct Notice: Hashable, Sendable {
  /// Its number in the ledger, where a command is to name it.
  public var id: RecordID<Notice>?
  /// The drug that it is about; nil when it is about the whole visit.
  public var drug: DrugKey?
  /// Why Medicare will not pay.
  public var denial: Denial
  /// What was given to the patient.
  public var given: Given
  /// The first day of service that it is about.
  public var validFrom: Day
  /// The last day, included; nil while it goes on.
  public var validTo: Day?

  /// Why a payment is not expected.
  public enum Denial: String, Word {
    /// Normally paid, but probably not this time.
    case notNecessary = "not_necessary"
    /// Never a benefit, for example a drug that patients give themselves.
    case excluded

    /// "denial".
    public static let kind = "denial"
  }

  /// What was given to the patient.
  public enum Given: String, Word {
    /// The notice that is required, signed by the patient.
    case signed
    /// A notice that nobody requires.
    case voluntary
    /// No notice, or one that was not signed.
    case nothing = "none"

    /// "notice".
    public static let kind = "notice"
  }

  /// A notice. A signed one belongs to what Medicare normally pays, a voluntary one to what it
  /// never pays.
  public init(
    drug: DrugKey?, denial: Denial, given: Given, validFrom: Day = .beginning, validTo: Day? = nil
  ) throws(InvalidValue) {
    try Validity.check(validFrom, validTo, "valid_to")
    switch (denial, given) {
    case (.excluded, .signed):
      throw InvalidValue(
        kind: "notice", value: given.rawValue,
        reason: "is for what Medicare normally pays; for an excluded service it is voluntary")
    case (.notNecessary, .voluntary):
      throw InvalidValue(
        kind: "notice", value: given.rawValue,
        reason: "is for what Medicare never pays; here it must be signed, or it is none")
    default: break
    }
    self.drug = drug
    self.denial = denial
    self.given = given
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether it is about services of the day.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, validFrom, validTo) }

  /// The modifiers that say it on the line: GA, GZ, GY with GX, or GY.
  public var modifiers: [Modifier] {
    switch (denial, given) {
    case (.notNecessary, .signed): [Modifier(stored: "GA")]
    case (.notNecessary, _): [Modifier(stored: "GZ")]
    case (.excluded, .voluntary): [Modifier(stored: "GY"), Modifier(stored: "GX")]
    case (.excluded, _): [Modifier(stored: "GY")]
    }
  }
}
