/// Another plan of the patient, with its answer once it has decided (837P 2320, 2330).
public struct OtherPayer: Hashable, Sendable {
  /// The payer as it was (2330B).
  public var payer: Payer
  /// The policy as it was: its place, the member, the subscriber (2320 SBR, 2330A).
  public var coverage: Coverage
  /// The subscriber's address, where known (2330A N3, N4).
  public var subscriberAddress: Address?
  /// Why Medicare pays after another (2320 SBR05), when this payer is Medicare.
  public var secondaryReason: MedicareSecondaryReason?
  /// Whether this payer may pay the practice (OI03).
  public var benefits: BenefitsAssignment
  /// Whether the patient let the practice tell this payer (OI06).
  public var release: InformationRelease
  /// What it decided; nil while it has not.
  public var answer: Adjudication?

  /// Another plan.
  public init(
    payer: Payer, coverage: Coverage, subscriberAddress: Address? = nil,
    secondaryReason: MedicareSecondaryReason? = nil, benefits: BenefitsAssignment = .assigned,
    release: InformationRelease = .signed, answer: Adjudication? = nil
  ) {
    self.payer = payer
    self.coverage = coverage
    self.subscriberAddress = subscriberAddress
    self.secondaryReason = secondaryReason
    self.benefits = benefits
    self.release = release
    self.answer = answer
  }
}
