/// What a claim says beyond its services when there is something to say; most claims say nothing
/// of it (837P 2000B, 2300, 2310, 2320).
public struct ClaimDetails: Hashable, Sendable, Blank {
  /// The payer's number of the claim that is replaced or voided: due with frequency 7 and 8 and
  /// only then (REF*F8).
  public var payerClaimNumber: PartnerID?
  /// Who sent the patient for the services (2310A NM1*DN).
  public var referringProvider: Provider?
  /// Who ordered the services (2420E NM1*DK of every line; CMS-1500 box 17 with DK).
  public var orderingProvider: Provider?
  /// Where the services were given, when it is not the practice's address (2310C).
  public var facility: ServiceFacility?
  /// The name of the plan, when it is not the payer's (CMS-1500 item 11c; SBR04 of a plan without
  /// a group number).
  public var planName: Line?
  /// The subscriber's address, when it is not the patient's (CMS-1500 item 7; the 837P has no place
  /// for that of a subscriber who is not the patient).
  public var subscriberAddress: Address?
  /// The payer's approval (REF*G1).
  public var priorAuthorization: PartnerID?
  /// The referral that the plan required (REF*9F).
  public var referralNumber: PartnerID?
  /// Dates of the illness and the stay.
  public var dates = ClaimDates()
  /// The accident or employment that caused the condition (CLM11).
  public var accident: ClaimAccident?
  /// Whether the practice takes the payer's amount as full payment (CLM07).
  public var assignment = Assignment.accepted
  /// Whether the payer may pay the practice (CLM08).
  public var benefits = BenefitsAssignment.assigned
  /// Whether the patient let the practice tell the payer (CLM09).
  public var release = InformationRelease.signed
  /// Whether somebody signed for a patient who could not (CLM10 `P`).
  public var isSignedByAnother = false
  /// Why the claim comes after the filing limit (CLM20).
  public var delayReason: DelayReason?
  /// What the patient paid toward this claim; above zero (AMT*F5).
  public var patientPaid: Money?
  /// The practice's record of the patient (REF*EA).
  public var medicalRecordNumber: PartnerID?
  /// The laboratory certificate, when the claim has laboratory lines (REF*X4).
  public var clia: CLIANumber?
  /// What the claim note is about (NTE01).
  public var noteKind = NoteKind.additional
  /// Documents that go another way (PWK), at most ten.
  public var attachments: [ClaimAttachment] = []
  /// The casualty insurer's number of the case (2010BA or 2010CA REF*Y4).
  public var propertyCasualtyNumber: PartnerID?
  /// Why Medicare pays after another (2000B SBR05).
  public var secondaryReason: MedicareSecondaryReason?
  /// When the patient died, if so (PAT06).
  public var deathDate: Day?
  /// Whether the patient is pregnant and the payer must know (PAT09).
  public var isPregnant = false
  /// The other plans of the patient, at most ten (2320).
  public var otherPayers: [OtherPayer] = []

  /// Nothing beyond the services.
  public init() {}

  /// The most other payers of a claim (2320).
  public static let mostOtherPayers = 10
  /// The most attachments of a claim or line (PWK).
  public static let mostAttachments = 10
}

/// Dates of the illness and of a stay (837P 2300 DTP).
public struct ClaimDates: Hashable, Sendable {
  /// When the illness began (431).
  public var onset: Day?
  /// When its treatment began (454).
  public var initialTreatment: Day?
  /// When the attending physician last saw the patient (304).
  public var lastSeen: Day?
  /// When the patient was admitted (435).
  public var admission: Day?
  /// When the patient was discharged (096).
  public var discharge: Day?

  /// No dates.
  public init() {}
}

/// What caused the condition that a claim treats (837P CLM11, DTP*439).
public struct ClaimAccident: Hashable, Sendable {
  /// One or two causes (CLM11-1, CLM11-2).
  public var kinds: [Accident.Kind]
  /// When it happened (DTP*439).
  public var date: Day
  /// In which state, due for an automobile accident (CLM11-4).
  public var state: StateCode?

  /// An accident with its date.
  public init(kinds: [Accident.Kind], date: Day, state: StateCode? = nil) {
    self.kinds = kinds
    self.date = date
    self.state = state
  }
}

extension Accident.Kind {
  /// The code of CLM11: `EM`, `AA`, `OA`.
  public var code: String {
    switch self {
    case .work: "EM"
    case .auto: "AA"
    case .other: "OA"
    }
  }
}
