/// A patient's policy with a payer, effective-dated.
public struct Coverage: Hashable, Sendable {
  /// The payer.
  public var payer: PayerID
  /// Which payer pays first (2000B SBR01).
  public var priority: Priority
  /// Member id as on the card (2010BA NM109).
  public var memberID: PartnerID
  /// Group number, when the card shows one (2000B SBR03).
  public var groupNumber: PartnerID?
  /// What the patient is to the subscriber.
  public var relationship: Relationship
  /// The subscriber; nil when it is the patient.
  public var subscriber: Subscriber?
  /// First day of the policy.
  public var effectiveFrom: Day
  /// Last day, included; nil while it goes on.
  public var effectiveTo: Day?

  /// Whom the policy is with, when it is not the patient (2010BA).
  public struct Subscriber: Hashable, Sendable {
    /// Name.
    public var name: PersonName
    /// Birth date, where known.
    public var birthDate: Day?
    /// Sex, where known.
    public var sex: Sex?

    /// A subscriber.
    public init(name: PersonName, birthDate: Day?, sex: Sex?) {
      self.name = name
      self.birthDate = birthDate
      self.sex = sex
    }
  }

  /// The order of payers (SBR01).
  public enum Priority: String, Word, Comparable {
    /// Pays first.
    case primary = "P"
    /// Pays second.
    case secondary = "S"
    /// Pays third.
    case tertiary = "T"

    /// "priority".
    public static let kind = "priority"

    /// The place after this one; nil when there is none.
    public var next: Priority? {
      switch self {
      case .primary: .secondary
      case .secondary: .tertiary
      case .tertiary: nil
      }
    }

    /// Primary before secondary before tertiary.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What the patient is to the subscriber (2000C PAT01).
  public enum Relationship: String, Word {
    /// The patient is the subscriber (SBR02 18).
    case patientIsSubscriber = "self"
    /// Spouse, 01.
    case spouse
    /// Child, 19.
    case child
    /// Employee, 20.
    case employee
    /// Organ donor, 39.
    case organDonor = "organ_donor"
    /// Cadaver donor, 40.
    case cadaverDonor = "cadaver_donor"
    /// Life partner, 53.
    case lifePartner = "life_partner"
    /// Another relationship, G8.
    case other
    /// Unknown, 21.
    case unknown

    /// "relationship".
    public static let kind = "relationship"

    /// The code of 837P PAT01, or SBR02 for the subscriber.
    public var code: String {
      switch self {
      case .patientIsSubscriber: "18"
      case .spouse: "01"
      case .child: "19"
      case .employee: "20"
      case .organDonor: "39"
      case .cadaverDonor: "40"
      case .lifePartner: "53"
      case .other: "G8"
      case .unknown: "21"
      }
    }
  }

  /// A policy. A relationship other than self needs its subscriber, and self has none.
  public init(
    payer: PayerID, priority: Priority, memberID: PartnerID, groupNumber: PartnerID?,
    relationship: Relationship, subscriber: Subscriber?, effectiveFrom: Day, effectiveTo: Day?
  ) throws(InvalidValue) {
    if relationship == .patientIsSubscriber, subscriber != nil {
      throw InvalidValue(
        kind: "relationship", value: relationship.rawValue,
        reason:
          "means that the patient is the subscriber; leave the subscriber empty or name the "
          + "relationship"
      )
    }
    if relationship != .patientIsSubscriber, subscriber == nil {
      throw InvalidValue(
        kind: "relationship", value: relationship.rawValue, reason: "needs the subscriber's name")
    }
    if let effectiveTo, effectiveTo < effectiveFrom {
      throw InvalidValue(
        kind: "effective_to", value: effectiveTo.description, reason: "is before effective_from")
    }
    self.payer = payer
    self.priority = priority
    self.memberID = memberID
    self.groupNumber = groupNumber
    self.relationship = relationship
    self.subscriber = subscriber
    self.effectiveFrom = effectiveFrom
    self.effectiveTo = effectiveTo
  }

  /// The policy as it was, with another last day; the day before its first one takes it back: it
  /// then covers no day.
  public func ended(on last: Day) throws(InvalidValue) -> Coverage {
    guard last >= effectiveFrom.adding(days: -1) else {
      throw InvalidValue(
        kind: "effective_to", value: last.description,
        reason: "is before \(effectiveFrom), its first day")
    }
    var ended = self
    ended.effectiveTo = last
    return ended
  }

  /// Whether it was taken back: it covers no day.
  public var isTakenBack: Bool { effectiveTo.map { $0 < effectiveFrom } ?? false }

  /// Whether the policy covers the day.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, effectiveFrom, effectiveTo) }
}
