/// What a payer decided on a claim, from its remittance or as somebody typed it (835 CLP, CAS,
/// SVC; 837P 2320, 2430). The reasons are the payer's own; nobody translates them.
public struct Adjudication: Hashable, Sendable {
  /// The day of the decision (DTP*573).
  public var date: Day
  /// The payer's number of the claim (CLP07; 2330B REF*F8).
  public var payerClaimNumber: PartnerID?
  /// What it paid for the whole claim, also when nothing (CLP04, AMT*D).
  public var paid: Money
  /// What it did not pay, as far as it said so for the claim as a whole (2320 CAS).
  public var adjustments: [Adjustment]
  /// What the payer left for the patient, for the claim as a whole (AMT*EAF).
  public var patientResponsibility: Money?
  /// The charges when the payer does not cover the services at all (AMT*A8).
  public var notCovered: Money?
  /// Remark codes about the claim, at most five (MOA03 to MOA07).
  public var remarks: [String]
  /// Its decisions on lines; none when it decided on the claim as a whole.
  public var lines: [LineAdjudication]

  /// A decision.
  public init(
    date: Day, payerClaimNumber: PartnerID? = nil, paid: Money, adjustments: [Adjustment] = [],
    patientResponsibility: Money? = nil, notCovered: Money? = nil, remarks: [String] = [],
    lines: [LineAdjudication] = []
  ) {
    self.date = date
    self.payerClaimNumber = payerClaimNumber
    self.paid = paid
    self.adjustments = adjustments
    self.patientResponsibility = patientResponsibility
    self.notCovered = notCovered
    self.remarks = remarks
    self.lines = lines
  }

  /// What the payer says the patient owes: the amounts of group PR, on the claim and its lines.
  public var patientShare: Money {
    let onLines = lines.lazy.map(\.patientShare).total
    let onClaim = adjustments.lazy.filter { $0.group == .patient }.map(\.amount).total
    return onClaim.adding(onLines) ?? onClaim
  }
}

/// What a payer decided on one line (835 SVC, CAS; 837P 2430 SVD, CAS).
public struct LineAdjudication: Hashable, Sendable {
  /// The line of the claim, from 1.
  public var line: Int
  /// What it paid (SVD02).
  public var paid: Money
  /// The code that it decided on (SVD03-2).
  public var code: HCPCS
  /// Its modifiers (SVD03-3 to 6).
  public var modifiers: [Modifier]
  /// The units that it paid (SVD05).
  public var units: Int
  /// The line into which it put this one, if so (SVD06).
  public var bundledInto: Int?
  /// What it did not pay (2430 CAS).
  public var adjustments: [Adjustment]
  /// What it left for the patient (2430 AMT*EAF).
  public var patientResponsibility: Money?
  /// The day, when it is not that of the whole decision (2430 DTP*573).
  public var date: Day?

  /// A decision on a line.
  public init(
    line: Int, paid: Money, code: HCPCS, modifiers: [Modifier] = [], units: Int,
    bundledInto: Int? = nil, adjustments: [Adjustment] = [],
    patientResponsibility: Money? = nil, date: Day? = nil
  ) {
    self.line = line
    self.paid = paid
    self.code = code
    self.modifiers = modifiers
    self.units = units
    self.bundledInto = bundledInto
    self.adjustments = adjustments
    self.patientResponsibility = patientResponsibility
    self.date = date
  }

  /// What the payer says the patient owes: the amounts of group PR.
  public var patientShare: Money {
    adjustments.lazy.filter { $0.group == .patient }.map(\.amount).total
  }
}
