/// What a visit treats, where that decides who pays: the answers of the people who saw the patient.
public struct VisitCause: Hashable, Sendable {
  /// An accident that caused the condition (R79, 837P CLM11).
  public var accident: Accident?
  /// Whether it treats what a stay of the day is for (R80); nil when nobody has said so.
  public var isForStay: Bool?
  /// Whether it treats the usual recovery after a surgery (R41); nil when nobody has said so.
  public var isForSurgery: Bool?

  /// Answers; none are given unless named.
  public init(accident: Accident? = nil, isForStay: Bool? = nil, isForSurgery: Bool? = nil) {
    self.accident = accident
    self.isForStay = isForStay
    self.isForSurgery = isForSurgery
  }
}
