/// A kind of payer, as `claim_filing_indicators.csv` and `payer_defaults.csv` name them.
public enum PayerClass: String, Word {
  /// Original Medicare Part B.
  case medicare
  /// Medicare Advantage.
  case medicareAdvantage = "medicare_advantage"
  /// State Medicaid.
  case medicaid
  /// Private plans.
  case commercial
  /// TRICARE.
  case tricare
  /// Workers' compensation.
  case workersCompensation = "workers_comp"
  /// Automobile insurance.
  case auto
  /// Liability insurance.
  case liability
  /// Veterans Affairs and other federal programmes.
  case federal
  /// Nobody but the patient.
  case selfPay = "self_pay"
  /// None of the others.
  case other

  /// "payer class".
  public static let kind = "payer class"

  /// Insurances that answer for accidents only (R79).
  public var isForAccidents: Bool {
    self == .workersCompensation || self == .auto || self == .liability
  }

  /// Original Medicare and the plans that follow its coverage rules.
  public var followsMedicare: Bool { self == .medicare || self == .medicareAdvantage }
}

/// Who pays, and how the practice reaches them.
public struct Payer: Hashable, Sendable {
  /// The practice's short id.
  public var id: PayerID
  /// Name (2010BB NM103).
  public var name: Line
  /// The id under which the receiver lists this payer (2010BB NM109). Self-pay has none.
  public var electronicID: PartnerID?
  /// What kind of payer it is; decides the defaults of its settings.
  public var payerClass: PayerClass
  /// Claim filing indicator (2000B SBR09).
  public var filingIndicator: ClaimFilingIndicator?
  /// Days from the service date within which a claim must arrive (R78). Nil: not known.
  public var timelyFilingDays: Int?
  /// Postal address (2010BB N3, N4).
  public var address: Address?

  /// A payer.
  public init(
    id: PayerID, name: Line, electronicID: PartnerID?, payerClass: PayerClass,
    filingIndicator: ClaimFilingIndicator?, timelyFilingDays: Int?, address: Address?
  ) {
    self.id = id
    self.name = name
    self.electronicID = electronicID
    self.payerClass = payerClass
    self.filingIndicator = filingIndicator
    self.timelyFilingDays = timelyFilingDays
    self.address = address
  }
}
