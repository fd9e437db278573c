/// What a payer's policy says of a drug: the practice's own data, because policies are local
/// (R72, R74, R75, R76).
public struct DrugPolicy: Hashable, Sendable {
  /// Whose policy it is.
  public var payer: PayerID
  /// For which drug.
  public var drug: DrugKey
  /// The diagnoses that the payer accepts; a shorter code stands for all that begin with it. Empty
  /// when the policy names none.
  public var accepted: [Diagnosis]
  /// Whether the oral form is the accepted method, so that an injection needs a reason (R74).
  public var oralIsStandard: Bool
  /// Whether the drug must be approved before it is given (R76).
  public var needsAuthorization: Bool
  /// Whether the local list has the drug as self-administered (R75); nil when the list was not
  /// looked at, so that the drug table decides.
  public var selfAdministered: Bool?
  /// The first day of the policy.
  public var validFrom: Day
  /// The last day, included; nil while it goes on.
  public var validTo: Day?
  /// Where it is written, for the person who asks.
  public var source: Line?

  /// A policy. Refuses one that ends before it begins.
  public init(
    payer: PayerID, drug: DrugKey, accepted: [Diagnosis] = [], oralIsStandard: Bool = false,
    needsAuthorization: Bool = false, selfAdministered: Bool? = nil,
    validFrom: Day = .beginning, validTo: Day? = nil, source: Line? = nil
  ) throws(InvalidValue) {
    try Validity.check(validFrom, validTo, "valid_to")
    self.payer = payer
    self.drug = drug
    self.accepted = accepted
    self.oralIsStandard = oralIsStandard
    self.needsAuthorization = needsAuthorization
    self.selfAdministered = selfAdministered
    self.validFrom = validFrom
    self.validTo = validTo
    self.source = source
  }

  /// Whether it is in force on the day.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, validFrom, validTo) }

  /// Whether it says anything.
  public var saysSomething: Bool {
    !accepted.isEmpty || oralIsStandard || needsAuthorization || selfAdministered != nil
  }

  /// Whether the policy lists the diagnosis, or a group that it belongs to.
  public func accepts(_ diagnosis: Diagnosis) -> Bool {
    accepted.contains { diagnosis.text.hasPrefix($0.text) }
  }
}
