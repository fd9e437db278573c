/// What a service line says differently from its claim, or beyond it; most lines say nothing of
/// it (837P 2400, 2420).
public struct LineDetails: Hashable, Sendable, Blank {
  /// The first day, when it is not the claim's (DTP*472).
  public var date: Day?
  /// The last day of a service that took several (DTP*472 RD8).
  public var through: Day?
  /// The place, when it is not the claim's (SV105).
  public var placeOfService: PlaceOfService?
  /// Whether it was an emergency (SV109).
  public var isEmergency = false
  /// Whether it came from a screening of a child (SV111, EPSDT).
  public var isEPSDT = false
  /// Whether it was family planning (SV112).
  public var isFamilyPlanning = false
  /// Whether the patient owes no copayment for it (SV115).
  public var isCopayExempt = false
  /// Tax that the charge contains (AMT*T).
  public var salesTax: Money?
  /// The approval of this line, when it is not the claim's (REF*G1).
  public var priorAuthorization: PartnerID?
  /// The referral of this line, when it is not the claim's (REF*9F).
  public var referralNumber: PartnerID?
  /// The laboratory certificate, when it is not the claim's (REF*X4).
  public var clia: CLIANumber?
  /// The practice's number of the line, when it is not made from the claim's (REF*6R).
  public var controlNumber: PartnerID?
  /// The lot of a vaccine, where a registry or Medicaid asks (REF*BT).
  public var vaccineLot: PartnerID?
  /// The day of the prescription of a drug (DTP*471).
  public var prescribedOn: Day?
  /// When the physician last saw the patient, where it is not the claim's (DTP*304).
  public var lastSeen: Day?
  /// The number of the prescription of a drug (2410 REF*XZ).
  public var prescription: PartnerID?
  /// What the ingredients of one compound share (2410 REF*VY).
  public var compound: PartnerID?
  /// Documents that go another way (PWK), at most ten.
  public var attachments: [ClaimAttachment] = []
  /// Who gave the service, when it is not the claim's (2420A).
  public var renderingProvider: Provider?
  /// Where, when it is not the claim's (2420C).
  public var facility: ServiceFacility?
  /// Who supervised, when it is not the claim's (2420D).
  public var supervisingProvider: Provider?
  /// Who ordered it, when it is not the claim's (2420E).
  public var orderingProvider: Provider?
  /// Who referred, when it is not the claim's (2420F).
  public var referringProvider: Provider?

  /// Nothing beyond the claim.
  public init() {}
}
