/// How a dose was accounted for (design §1). A dose without one is open.
public enum Disposition: Hashable, Sendable {
  /// It is on a claim.
  case billed(Claim.ID)
  /// The patient pays; the reason says why, when there is one.
  case selfPay(reason: Line?)
  /// Nobody pays, for a named reason.
  case noCharge(reason: Line)
  /// It was not given, or it was recorded wrongly; kept visible.
  case voided(reason: Line)

  /// The word that tables hold.
  public var word: String {
    switch self {
    case .billed: "billed"
    case .selfPay: "self_pay"
    case .noCharge: "no_charge"
    case .voided: "voided"
    }
  }

  /// The reason, when there is one.
  public var reason: Line? {
    switch self {
    case .billed: nil
    case .selfPay(let reason): reason
    case .noCharge(let reason), .voided(let reason): reason
    }
  }
}
