/// A payer's approval of a drug for a patient, granted before it was given (R76).
public struct Authorization: Hashable, Sendable {
  /// Who granted it.
  public var payer: PayerID
  /// For which drug.
  public var drug: DrugKey
  /// Its number, as the claim repeats it.
  public var number: PartnerID
  /// The first day that it holds.
  public var validFrom: Day
  /// The last day, included; nil when it does not end.
  public var validTo: Day?
  /// How many units of the code are left; nil when it does not count them.
  public var unitsLeft: Int?
  /// Whose stock was approved.
  public var kind: Kind

  /// Whose stock an approval is for; one does not stand for the other.
  public enum Kind: String, Word {
    /// The practice buys the drug and bills it.
    case buyAndBill = "buy_and_bill"
    /// A specialty pharmacy ships the drug for this patient and bills it.
    case whiteBag = "white_bag"

    /// "authorization".
    public static let kind = "authorization"
  }

  /// An approval. Refuses fewer than no units and an end before the beginning.
  public init(
    payer: PayerID, drug: DrugKey, number: PartnerID, validFrom: Day, validTo: Day? = nil,
    unitsLeft: Int? = nil, kind: Kind = .buyAndBill
  ) throws(InvalidValue) {
    if let unitsLeft, unitsLeft < 0 {
      throw InvalidValue(kind: "units", value: String(unitsLeft), reason: "cannot be negative")
    }
    try Validity.check(validFrom, validTo, "valid_to")
    self.payer = payer
    self.drug = drug
    self.number = number
    self.validFrom = validFrom
    self.validTo = validTo
    self.unitsLeft = unitsLeft
    self.kind = kind
  }

  /// Whether it holds on the day.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, validFrom, validTo) }
}
