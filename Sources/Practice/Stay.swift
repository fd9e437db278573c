/// A stay, or an election, that moves the bill to somebody else (R80).
public struct Stay: Hashable, Sendable {
  /// What kind it is.
  public var kind: Kind
  /// The first day.
  public var from: Day
  /// The last day that is paid for, included; nil while it goes on.
  public var to: Day?
  /// Whether the injection treats what the stay is for; nil when nobody has said so.
  public var isRelated: Bool?

  /// Who pays during the stay.
  public enum Kind: String, Word {
    /// A nursing stay that Part A covers.
    case nursing = "nursing_part_a"
    /// A hospital stay.
    case hospital
    /// A hospice election.
    case hospice

    /// "stay".
    public static let kind = "stay"
  }

  /// A stay. Refuses one that ends before it begins.
  public init(
    kind: Kind, from: Day, to: Day? = nil, isRelated: Bool? = nil
  ) throws(InvalidValue) {
    try Validity.check(from, to, "to")
    self.kind = kind
    self.from = from
    self.to = to
    self.isRelated = isRelated
  }

  /// Whether the day lies in it.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, from, to) }
}
