/// How a drug was given: what chooses the administration code (R01, R02, R17–R20).
public enum Route: String, CaseIterable, Sendable, CustomStringConvertible {
  /// Under the skin.
  case subcutaneous = "SC"
  /// Into muscle.
  case intramuscular = "IM"
  /// Pushed into a vein.
  case intravenousPush = "IV push"
  /// Infused into a vein.
  case intravenousInfusion = "IV infusion"
  /// Infused under the skin over time.
  case subcutaneousInfusion = "SC infusion"
  /// Into an artery.
  case intraarterial = "IA"
  /// Into the skin: tests.
  case intradermal = "ID"
  /// Into a joint or bursa.
  case joint
  /// Into a tendon sheath or its origin.
  case tendon
  /// Into trigger points of a muscle.
  case triggerPoint = "trigger point"
  /// At the carpal tunnel.
  case carpalTunnel = "carpal tunnel"
  /// Into skin lesions.
  case lesion
  /// At a nerve.
  case nerve
  /// Into the eye.
  case eye
  /// As an implant under the skin.
  case implant
  /// As hormone pellets under the skin.
  case pellet
  /// By mouth.
  case oral
  /// Into the nose.
  case nasal

  /// The word that is stored and printed.
  public var description: String { rawValue }

  /// Reads the spellings that charts use: `im`, `SQ`, `subq`, `IVP`, `intra-articular`.
  public init(_ text: String) throws(InvalidValue) {
    let word = Characters.trimmed(text).lowercased().filter { $0 != "." && $0 != "-" && $0 != "_" }
    if let exact = Route.allCases.first(where: { $0.rawValue.lowercased() == word }) {
      self = exact
      return
    }
    switch word {
    case "sq", "subq", "subcut", "subcutaneous", "sub q": self = .subcutaneous
    case "intramuscular": self = .intramuscular
    case "iv", "ivp", "ivpush", "intravenous": self = .intravenousPush
    case "ivinfusion", "infusion", "ivpb", "drip": self = .intravenousInfusion
    case "scinfusion", "subcutaneous infusion": self = .subcutaneousInfusion
    case "intraarterial": self = .intraarterial
    case "intradermal": self = .intradermal
    case "intraarticular", "bursa": self = .joint
    case "tendon sheath", "tendonsheath": self = .tendon
    case "triggerpoint": self = .triggerPoint
    case "carpaltunnel": self = .carpalTunnel
    case "intralesional", "skin lesion": self = .lesion
    case "perineural", "nerve block": self = .nerve
    case "intravitreal", "vitreous": self = .eye
    case "subdermal implant", "subdermal": self = .implant
    case "pellets": self = .pellet
    case "po", "by mouth": self = .oral
    case "intranasal": self = .nasal
    default:
      throw InvalidValue(
        kind: "route", value: text,
        reason: "must be one of " + Route.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }
}

/// The package that a dose came from; from the label, because many products exist in both forms
/// (R58).
public enum Container: String, Word {
  /// One patient, one use: what is left is discarded (R56, R57).
  case singleDose = "single_dose"
  /// Several uses: never JW or JZ.
  case multiDose = "multi_dose"

  /// "container".
  public static let kind = "container"
}

/// Who paid for the stock that was used (R47–R49, R62).
public enum StockSource: String, Word {
  /// Bought by the practice.
  case practice
  /// Brought by the patient.
  case patient
  /// Shipped for this patient by a specialty pharmacy.
  case specialtyPharmacy = "specialty_pharmacy"
  /// A sample.
  case sample
  /// Vaccine or drug supplied by the state.
  case stateSupplied = "state_supplied"
  /// Free from the manufacturer.
  case manufacturerFree = "manufacturer_free"
  /// Bought under the 340B programme.
  case discount340B = "340b"
  /// Study drug.
  case study

  /// "stock source".
  public static let kind = "stock source"
}

/// How the giving was supervised (R31, R32).
public enum SupervisionMode: String, Word {
  /// The supervising clinician was in the suite.
  case inPerson = "in_person"
  /// Immediately available by live audio and video.
  case virtualAudioVideo = "virtual_av"
  /// Nobody supervised, or by telephone only.
  case none

  /// "supervision".
  public static let kind = "supervision"

  /// Who can be reached by telephone only does not supervise (R31).
  public static let spellings: [String: SupervisionMode] = [
    "phone": .none, "telephone": .none, "by_phone": .none, "phone_call": .none,
  ]
}

/// A device that changes the administration code (R20).
public enum Device: String, Word {
  /// An on-body injector was applied.
  case onBodyInjector = "on_body_injector"

  /// "device".
  public static let kind = "device"
}

/// Letters after a name: MD, NP, RN, MA; or `patient` for somebody who injects themselves (R22).
public struct Credential: CheckedText {
  /// One to 20 upper-case characters.
  public let text: String
  /// The patient gave the drug to themselves (R22).
  public static let patient = Credential(stored: "PATIENT")

  /// Reads `rn`, `PA-C`.
  public init(_ text: String) throws(InvalidValue) {
    let word = Characters.uppercased(Characters.trimmed(text))
    guard (1...20).contains(word.utf8.count), Characters.controlPosition(word) == nil else {
      throw InvalidValue(
        kind: "credential", value: text, reason: "must have at most 20 letters, like MD or RN")
    }
    self.text = word
  }

  package init(stored text: String) { self.text = text }

  /// Staff who give injections but can never be the rendering provider (R43).
  public var isStaff: Bool {
    switch text {
    case "RN", "LPN", "LVN", "MA", "CMA", "RMA", "STAFF", "OTHER STAFF", "PHARM TECH",
      "PHARMACY TECH":
      true
    default: false
    }
  }

  /// A physician or other qualified health professional (R04, R10).
  public var isQualified: Bool {
    // Asked several times of every visit, mostly of letters without points.
    switch text.utf8.contains(0x2E) ? text.filter({ $0 != "." }) : text {
    case "MD", "DO", "NP", "PA", "PA-C", "FNP", "ARNP", "APRN", "CNM", "CNS", "DPM", "FNP-C": true
    default: false
    }
  }
}
