import Practice

/// A live dose of another encounter of the same patient on the same day.
public struct SameDayDose: Sendable {
  /// What became of it.
  public enum Standing: Sendable {
    /// It is to be billed.
    case open
    /// It never comes to a claim: the patient pays, or nobody.
    case unclaimed
    /// It is on a claim, which says these services beside its drugs, when they are known.
    case billed(Claim.ID, services: [OtherService]?)
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

  /// Its claim.
  var claim: Claim.ID? { if case .billed(let claim, _) = standing { claim } else { nil } }

  /// What that claim says beside its drugs.
  var claimServices: [OtherService]? {
    if case .billed(_, let services) = standing { services } else { nil }
  }

  /// Whether it is on a claim.
  var isBilled: Bool { claim != nil }

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
