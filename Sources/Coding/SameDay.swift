import Practice

/// A claim that the payer has.
public struct ClaimAtPayer: Sendable {
  /// Its number.
  public let claim: Claim.ID
  /// What it says beside its drugs.
  public let services: [OtherService]

  /// A claim with what it says.
  public init(claim: Claim.ID, services: [OtherService]) {
    self.claim = claim
    self.services = services
  }
}

/// A live dose of another encounter of the same patient on the same day.
public struct SameDayDose: Sendable {
  /// What became of it.
  public enum Standing: Sendable {
    /// It is to be billed.
    case open
    /// It never comes to a claim: the patient pays, or nobody.
    case unclaimed
    /// It is on a claim.
    case billed(ClaimAtPayer)
    /// It is open, because the claim that the payer has of its encounter is being corrected.
    case correcting(ClaimAtPayer)
  }

  /// The dose.
  public let dose: Dose
  /// Its encounter.
  public let encounter: Encounter.ID
  /// What became of it.
  public let standing: Standing

  /// A dose of another encounter.
  public init(dose: Dose, encounter: Encounter.ID, standing: Standing = .open) {
    self.dose = dose
    self.encounter = encounter
    self.standing = standing
  }

  /// The claim that the payer has of it.
  var atPayer: ClaimAtPayer? {
    switch standing {
    case .billed(let claim), .correcting(let claim): claim
    case .open, .unclaimed: nil
    }
  }

  /// Whether the payer has it on a claim, which may be about to be replaced.
  var isBilled: Bool { atPayer != nil }

  /// Whether that claim is being corrected.
  var isCorrecting: Bool { if case .correcting = standing { true } else { false } }

  /// Whether it never comes to a claim.
  var isUnclaimed: Bool { if case .unclaimed = standing { true } else { false } }
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
