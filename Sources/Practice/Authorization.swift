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
  /// How many units of the code were granted; nil when it does not count them.
  public var units: Int?
  /// How many of them claims have used already.
  public var unitsUsed = 0
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

    /// Which approval a dose from a stock needs; nil for what came free or from the patient: nobody
    /// bills it, so nobody approves it.
    public init?(for stock: StockSource) {
      switch stock {
      case .practice, .discount340B: self = .buyAndBill
      case .specialtyPharmacy: self = .whiteBag
      case .patient, .sample, .stateSupplied, .manufacturerFree, .study: return nil
      }
    }
  }

  /// An approval. Refuses one of no units and an end before the beginning.
  public init(
    payer: PayerID, drug: DrugKey, number: PartnerID, validFrom: Day, validTo: Day? = nil,
    units: Int? = nil, kind: Kind = .buyAndBill
  ) throws(InvalidValue) {
    if let units, units < 1 {
      throw InvalidValue(kind: "units", value: String(units), reason: "must be at least 1")
    }
    try Validity.check(validFrom, validTo, "valid_to")
    self.payer = payer
    self.drug = drug
    self.number = number
    self.validFrom = validFrom
    self.validTo = validTo
    self.units = units
    self.kind = kind
  }

  /// Whether it ends earlier than another.
  public func ends(before other: Authorization) -> Bool {
    guard let validTo else { return false }
    return other.validTo.map { validTo < $0 } ?? true
  }

  /// How many units are left; nil when it does not count them.
  public var unitsLeft: Int? { units.map { max(0, $0 - unitsUsed) } }

  /// Whether it holds on the day.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, validFrom, validTo) }
}
