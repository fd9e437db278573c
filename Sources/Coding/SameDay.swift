import Practice

/// A live dose of another encounter of the same patient on the same day.
public struct SameDayDose: Sendable {
  /// The dose.
  public var dose: Dose
  /// Its encounter.
  public var encounter: Encounter.ID
  /// When it was given.
  public var time: TimeOfDay?
  /// Whether it is already on a claim.
  public var isBilled: Bool
  /// That claim.
  public var claim: Claim.ID?
  /// What that claim says beside its drugs, when it is known.
  public var claimServices: [OtherService]?
  /// Whether it never comes to a claim: the patient pays, or nobody.
  public var isUnclaimed = false

  /// A dose of another encounter; its time is the dose's own unless another is known.
  public init(
    dose: Dose, encounter: Encounter.ID, time: TimeOfDay? = nil, isBilled: Bool = false,
    claim: Claim.ID? = nil
  ) {
    self.dose = dose
    self.encounter = encounter
    self.time = time ?? dose.time
    self.isBilled = isBilled || claim != nil
    self.claim = claim
  }
}

/// Another encounter of the same patient on the same day: rules of the day look into it, too.
public struct OtherVisit: Sendable {
  /// What it says: who billed, how it was supervised, diagnoses and services.
  public var encounter: Encounter
  /// Whether its services are on a claim already.
  public var servicesAreBilled: Bool
  /// Whether its claim goes to the same payer: national edits look at the claims of one payer.
  public var hasSamePayer: Bool

  /// Another encounter of the day.
  public init(encounter: Encounter, servicesAreBilled: Bool = false, hasSamePayer: Bool = true) {
    self.encounter = encounter
    self.servicesAreBilled = servicesAreBilled
    self.hasSamePayer = hasSamePayer
  }
}
