/// What the claim of a visit says beyond its services, as the people who saw the patient told it;
/// most visits say nothing of it (837P 2300, 2310).
public struct VisitDetails: Hashable, Sendable, Blank {
  /// Who sent the patient (2310A).
  public var referringProvider: NPI?
  /// Who ordered the services (2420E).
  public var orderingProvider: NPI?
  /// Where they were given, when it was not at the practice (2310C).
  public var facility: FacilityID?
  /// Dates of the illness and a stay (DTP).
  public var dates = ClaimDates()
  /// The payer's approval, when it is not one that the ledger keeps (REF*G1).
  public var priorAuthorization: PartnerID?
  /// The referral that the plan required (REF*9F).
  public var referralNumber: PartnerID?
  /// What the patient paid toward the services (AMT*F5).
  public var patientPaid: Money?
  /// Why the claim comes late (CLM20).
  public var delayReason: DelayReason?
  /// Whether the payer's amount is full payment (CLM07); accepted unless said.
  public var assignment: Assignment?
  /// Whether the payer may pay the practice (CLM08); assigned unless said.
  public var benefits: BenefitsAssignment?
  /// Whether the payer may be told (CLM09); signed unless said.
  public var release: InformationRelease?
  /// Whether somebody signed for the patient (CLM10).
  public var isSignedByAnother = false
  /// The practice's record of the patient (REF*EA).
  public var medicalRecordNumber: PartnerID?
  /// The laboratory certificate (REF*X4).
  public var clia: CLIANumber?
  /// The casualty insurer's number of the case (REF*Y4).
  public var propertyCasualtyNumber: PartnerID?
  /// When the patient died, if so (PAT06).
  public var deathDate: Day?
  /// Whether the patient is pregnant and the payer must know (PAT09).
  public var isPregnant = false
  /// What the payer must read to decide (NTE); it sends the claim to a person there.
  public var note: Line?
  /// Documents that go another way (PWK).
  public var attachments: [ClaimAttachment] = []
  /// Whether it was an emergency (SV109 of every line).
  public var isEmergency = false
  /// Whether it came from a screening of a child (SV111 of every line).
  public var isEPSDT = false
  /// Whether it was family planning (SV112 of every line).
  public var isFamilyPlanning = false

  /// Nothing beyond the services.
  public init() {}

  /// What a claim takes over of it; who and where are looked up elsewhere.
  public var onClaim: ClaimDetails {
    var details = ClaimDetails()
    details.dates = dates
    details.priorAuthorization = priorAuthorization
    details.referralNumber = referralNumber
    details.patientPaid = patientPaid
    details.delayReason = delayReason
    details.assignment = assignment ?? details.assignment
    details.benefits = benefits ?? details.benefits
    details.release = release ?? details.release
    details.isSignedByAnother = isSignedByAnother
    details.medicalRecordNumber = medicalRecordNumber
    details.clia = clia
    details.propertyCasualtyNumber = propertyCasualtyNumber
    details.deathDate = deathDate
    details.isPregnant = isPregnant
    details.attachments = attachments
    return details
  }

  /// What every line takes over of it.
  public var onLines: LineDetails {
    var details = LineDetails()
    details.isEmergency = isEmergency
    details.isEPSDT = isEPSDT
    details.isFamilyPlanning = isFamilyPlanning
    return details
  }
}
