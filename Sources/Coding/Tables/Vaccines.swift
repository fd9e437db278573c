import Practice

/// The vaccines that Medicare pays under Part B, each with its own rules (R07–R09).
public enum VaccineFamily: Sendable {
  /// Influenza: G0008.
  case influenza
  /// Pneumococcal: G0009.
  case pneumococcal
  /// Hepatitis B: G0010.
  case hepatitisB
  /// COVID-19: 90480 for every payer (R08).
  case covid19
  /// All others: Part D, or Part B after an injury or exposure (R09).
  case other

  /// The family by the generic name of `drugs.csv`; COVID-19 products are the codes 913xx (R08).
  init(key: DrugKey, name: String) {
    if key.text.hasPrefix("913") {
      self = .covid19
    } else if name.hasPrefix("influenza") {
      self = .influenza
    } else if name.hasPrefix("pneumococcal") {
      self = .pneumococcal
    } else if name.hasPrefix("hepatitis B,") {
      self = .hepatitisB
    } else {
      self = .other
    }
  }

  /// The administration code of Part B (R07, R08); nil for the others.
  var partBCode: HCPCS? {
    switch self {
    case .influenza: Code.influenzaG
    case .pneumococcal: Code.pneumococcalG
    case .hepatitisB: Code.hepatitisBG
    case .covid19: Code.covidVaccine
    case .other: nil
    }
  }
}

/// How many components a vaccine has, for 90461 (R04).
enum VaccineComponents {
  /// The counts that R04 names, and those that a product's name spells out (tetanus-diphtheria,
  /// tetanus-diphtheria-pertussis, hepatitis A and B). All others count as one, the lower claim.
  private static let counts: [String: Int] = [
    "90700": 3, "90707": 3, "90710": 4, "90723": 5, "90698": 5, "90697": 6, "90696": 4,
    "90714": 2, "90715": 3, "90636": 2,
  ]

  static func count(of key: DrugKey) -> Int { counts[key.text] ?? 1 }
}
