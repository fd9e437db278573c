/// Who bears an amount that a payer did not pay (835 CAS01).
public enum GroupCode: String, Word {
  /// The practice, by contract or programme rule.
  case contractual = "CO"
  /// The patient.
  case patient = "PR"
  /// Neither; often the effect of another payer.
  case other = "OA"
  /// A reduction by the payer without a contract.
  case payerInitiated = "PI"

  /// "group code".
  public static let kind = "group code"
}

/// An amount that was not paid on a line, with the reason (835 CAS).
public struct Adjustment: Hashable, Sendable, CustomStringConvertible {
  /// Who bears it.
  public var group: GroupCode
  /// The claim adjustment reason code (CARC): `45`, `B7`.
  public var reason: String
  /// The amount.
  public var amount: Money

  /// An adjustment.
  public init(group: GroupCode, reason: String, amount: Money) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(reason))
    guard (1...5).contains(code.utf8.count),
      code.utf8.allSatisfy({ Characters.isDigit($0) || Characters.isUpper($0) })
    else {
      throw InvalidValue(
        kind: "reason code", value: reason,
        reason: "must have one to five letters or digits, like 97")
    }
    self.group = group
    self.reason = code
    self.amount = amount
  }

  package init(group: GroupCode, storedReason: String, amount: Money) {
    self.group = group
    reason = storedReason
    self.amount = amount
  }

  /// `CO-97 13.91`.
  public var description: String { "\(group)-\(reason) \(amount)" }
}

/// What a payer answered to one service line (835 SVC), as the rules of answers read it (R90–R93).
public struct LineAnswer: Hashable, Sendable {
  /// The code that was decided on.
  public var code: HCPCS
  /// What was charged.
  public var charge: Money
  /// What was paid.
  public var paid: Money
  /// What was not paid, and why.
  public var adjustments: [Adjustment]
  /// Remittance advice remark codes (RARC): `M15`, `MA130`.
  public var remarks: [String]
  /// Whether the claim was rejected before anybody decided on it (999, 277CA).
  public var isRejected: Bool

  /// An answer.
  public init(
    code: HCPCS, charge: Money, paid: Money, adjustments: [Adjustment] = [],
    remarks: [String] = [], isRejected: Bool = false
  ) {
    self.code = code
    self.charge = charge
    self.paid = paid
    self.adjustments = adjustments
    self.remarks = remarks
    self.isRejected = isRejected
  }

  /// What the payer says the patient owes: the amounts of group PR.
  public var patientShare: Money {
    adjustments.lazy.filter { $0.group == .patient }.map(\.amount).total
  }
}
