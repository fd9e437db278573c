/// Whether the practice takes the payer's amount as full payment (837P CLM07).
public enum Assignment: String, Word {
  /// It does.
  case accepted = "A"
  /// For laboratory services only.
  case laboratoryOnly = "B"
  /// It does not.
  case notAccepted = "C"

  /// "assignment".
  public static let kind = "assignment"
}

/// Whether the patient let the payer pay the practice (837P CLM08, OI03).
public enum BenefitsAssignment: String, Word {
  /// Yes.
  case assigned = "Y"
  /// No.
  case notAssigned = "N"
  /// The patient refused.
  case refused = "W"

  /// "benefits assignment".
  public static let kind = "benefits assignment"
}

/// Whether the patient let the practice tell the payer what was done (837P CLM09, OI06).
public enum InformationRelease: String, Word {
  /// By signature.
  case signed = "Y"
  /// Informed consent, where no signature is needed.
  case informed = "I"

  /// "release of information".
  public static let kind = "release of information"
}

/// Why a claim comes after the filing limit (837P CLM20).
public enum DelayReason: String, ExplainedWord {
  /// The patient's eligibility was not known.
  case eligibilityUnknown = "1"
  /// Litigation.
  case litigation = "2"
  /// Authorization was late.
  case authorization = "3"
  /// The provider's certification was late.
  case certification = "4"
  /// The supply of forms was late.
  case forms = "5"
  /// Custom-made appliances were late.
  case appliances = "6"
  /// Another payer took long.
  case otherPayer = "7"
  /// The decision on eligibility took long.
  case eligibilityDecision = "8"
  /// The original claim was rejected for a reason of administration.
  case originalRejected = "9"
  /// A prior approval process was late.
  case priorApproval = "10"
  /// Another reason.
  case other = "11"
  /// A natural disaster.
  case disaster = "15"

  /// "delay reason".
  public static let kind = "delay reason"

  /// What came late.
  public var meaning: String {
    switch self {
    case .eligibilityUnknown: "eligibility unknown"
    case .litigation: "litigation"
    case .authorization: "authorization"
    case .certification: "certification of the provider"
    case .forms: "forms"
    case .appliances: "custom-made appliances"
    case .otherPayer: "another payer"
    case .eligibilityDecision: "decision on eligibility"
    case .originalRejected: "original claim rejected"
    case .priorApproval: "prior approval"
    case .other: "other"
    case .disaster: "natural disaster"
    }
  }
}

/// What a claim note is about (837P NTE01).
public enum NoteKind: String, Word {
  /// Additional information.
  case additional = "ADD"
  /// A certification.
  case certification = "CER"
  /// Goals, rehabilitation or discharge plans.
  case dischargePlan = "DCP"
  /// The diagnosis.
  case diagnosis = "DGN"
  /// Notes of a third party.
  case thirdParty = "TPO"

  /// "note kind".
  public static let kind = "note kind"
}

/// Why Medicare pays after another plan (837P SBR05, guide §8).
public enum MedicareSecondaryReason: String, Word {
  /// Working at 65 and over, or the spouse is.
  case workingAged = "12"
  /// End-stage renal disease in the coordination period.
  case renalDisease = "13"
  /// No-fault insurance, automobile included.
  case noFault = "14"
  /// Workers' compensation.
  case workersCompensation = "15"
  /// Public Health Service or another federal agency.
  case federalHealth = "16"
  /// Black lung.
  case blackLung = "41"
  /// Veterans Affairs.
  case veterans = "42"
  /// Disabled under 65 with a large group plan.
  case disabled = "43"
  /// Another liability insurance.
  case liability = "47"

  /// "Medicare secondary reason".
  public static let kind = "Medicare secondary reason"
}
