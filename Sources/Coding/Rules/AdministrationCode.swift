import Practice

/// How a dose was given, as far as billing is concerned: section A decides it.
enum Giving {
  /// An injection that is counted (R23–R27): 96372, 96401, 96402.
  case injection(HCPCS, RuleID)
  /// The injection of HIV prevention, once a visit (R13).
  case preventionVisit(HCPCS)
  /// A vaccine (R03–R09).
  case vaccine
  /// The infant's RSV antibody (R10).
  case antibody
  /// An allergy shot (R11).
  case allergen
  /// A push into a vein (R02).
  case push
  /// A procedure with its own code (R17–R20).
  case procedure(HCPCS, [Modifier], RuleID)
  /// Part of another service: an anaesthetic or diluent (R21).
  case included
  /// The patient gave it (R22).
  case bySelf
  /// Staff gave it and nobody supervised (R32).
  case unsupervised
  /// Not an injection with a code that the record tells: the rule, and the codes to choose from.
  case unclear(RuleID, suggestion: String)
  /// The record does not say how (R65).
  case unrecorded
  /// A drug that the table does not have.
  case unknownDrug
}

/// What the visit has to say when the administration code is chosen.
struct Circumstances {
  let date: Day
  let diagnoses: [Diagnosis]
  let supervisionMode: SupervisionMode?
  let biologicAdministration: BiologicAdministration
  let hivPreventionCode: HCPCS

  init(_ visit: borrowing Visit) { self.init(visit.encounter, visit.settings) }

  init(_ encounter: Encounter, _ settings: borrowing PayerSettings) {
    date = encounter.date
    diagnoses = encounter.diagnoses
    supervisionMode = encounter.supervisionMode
    biologicAdministration = settings.biologicAdministration
    hivPreventionCode = settings.hivPreventionCode
  }
}

extension Giving {
  /// Chooses by drug, route, target, diagnosis and the payer's habits, from the special to the
  /// general (section A). A pure function, because doses that are already billed are counted too.
  static func choose(_ dose: Dose, drug: Drug?, _ facts: Circumstances) -> Giving {
    guard let drug else { return .unknownDrug }
    if dose.givenByCredential == .patient { return .bySelf }
    guard let route = dose.route else { return .unrecorded }
    switch drug.administrationRule {
    case .vaccine where fits(route, drug): return .vaccine
    case .respiratoryAntibody where fits(route, drug): return .antibody
    case .allergen where route == .intradermal: return .unclear("R19", suggestion: "95024")
    case .allergen where fits(route, drug): return .allergen
    case .vaccine, .respiratoryAntibody, .allergen: return .unclear("R02", suggestion: "")
    case .skinTest: return .procedure(Code.tuberculinTest, [], "R19")
    case .localAnesthetic:
      // At a nerve, a trigger point or in a joint the target decides (R17), and only the drug has
      // no line (R21).
      return isBlock(route) ? target(dose, route: route) : .included
    case .chemodenervation
    where route == .intramuscular || route == .intradermal || route == .subcutaneous:
      return toxin(dose, facts.diagnoses)
    default: break
    }
    if dose.device == .onBodyInjector { return .procedure(Code.onBody, [], "R20") }
    switch route {
    case .subcutaneous, .intramuscular: return plain(dose, drug: drug, route: route, facts)
    // Goserelin is an implant that a syringe places: 96402 by SC, no 11981 (`drugs.csv`).
    case .implant where drug.administrationRule == .hormonalAntineoplastic:
      return .unclear("R02", suggestion: "")
    default: return special(dose, drug: drug, route: route)
    }
  }

  /// Where an anaesthetic is the treatment (`administration_codes.csv`, A46–A51).
  private static func isBlock(_ route: Route) -> Bool {
    switch route {
    case .joint, .tendon, .triggerPoint, .carpalTunnel, .nerve: true
    default: false
    }
  }

  /// Whether a product that has its own administration code can be given by the route: in the way
  /// that the table lists, where one injection stands for another.
  private static func fits(_ route: Route, _ drug: Drug) -> Bool {
    func isInjected(_ route: Route) -> Bool {
      route == .subcutaneous || route == .intramuscular
        || (route == .intradermal && drug.administrationRule == .vaccine)
    }
    return drug.routes.contains(route)
      || (isInjected(route) && drug.routes.contains(where: isInjected))
  }

  /// Under the skin or into muscle.
  private static func plain(
    _ dose: Dose, drug: Drug, route: Route, _ facts: Circumstances
  ) -> Giving {
    let code: (HCPCS, RuleID)
    switch drug.administrationRule {
    case .intravitreal: return .unclear("R18", suggestion: "67028")
    case .intraarticular: return .unclear("R18", suggestion: "20600–20611")
    case .implant: return .unclear("R18", suggestion: "11981")
    case .intralesional: return .unclear("R18", suggestion: "11900 or 11901")
    case .intravenousOnly where !drug.routes.contains(route):
      return .unclear("R02", suggestion: "96365, or 96374 for a push")
    case .antineoplastic: code = (Code.chemotherapy, "R14")
    case .hormonalAntineoplastic: code = hormonal(facts.diagnoses)
    case .biologic: code = biologic(facts.biologicAdministration)
    case .hivPrevention:
      if let prevention = hivPrevention(facts) { return .preventionVisit(prevention) }
      code = (Code.injection, "R13")
    case .immuneGlobulin: code = (Code.injection, "R12")
    case .palivizumab: code = (Code.injection, "R10")
    default: code = (Code.injection, "R01")
    }
    let isUnsupervised =
      code.0 == Code.injection && facts.supervisionMode == SupervisionMode.none
      && dose.givenByCredential?.giver == .staff
    return isUnsupervised ? .unsupervised : .injection(code.0, code.1)
  }

  /// R15: a malignant or in-situ tumour (C00–C96, D00–D09) means 96402. Benign tumours such as
  /// fibroids (D25) are named by R15 as non-cancer; the reference does not speak of tumours of
  /// uncertain behaviour (D37–D49), so they take the ordinary code too.
  private static func hormonal(_ diagnoses: [Diagnosis]) -> (HCPCS, RuleID) {
    let isCancer = diagnoses.contains { $0.text.hasPrefix("C") || $0.text.hasPrefix("D0") }
    return (isCancer ? Code.hormonalChemotherapy : Code.injection, "R15")
  }

  /// R16: the payer's setting; 96372 is the cautious choice until it is known.
  private static func biologic(_ setting: BiologicAdministration) -> (HCPCS, RuleID) {
    (setting == .complex ? Code.chemotherapy : Code.injection, "R16")
  }

  /// R13: the payer's code when it is not the ordinary one; Medicare's G0012 began on 2024-09-30.
  private static func hivPrevention(_ facts: Circumstances) -> HCPCS? {
    let code = facts.hivPreventionCode
    guard code != Code.injection, facts.date >= hivPreventionBegan else { return nil }
    return code
  }

  private static let hivPreventionBegan = Day(number: 19_996)

  /// Everything that is not under the skin or into muscle (R02, R17, R19).
  private static func special(_ dose: Dose, drug: Drug, route: Route) -> Giving {
    switch route {
    case .intravenousPush where drug.administrationRule == .antineoplastic:
      return .unclear("R02", suggestion: "96409")
    case .intravenousPush:
      // An empty list means that the table does not limit the route (J3490).
      return drug.routes.isEmpty || drug.routes.contains(.intravenousPush)
        ? .push : .unclear("R02", suggestion: "96374")
    case .intravenousInfusion:
      return .unclear("R02", suggestion: infusion(drug))
    case .subcutaneousInfusion: return .unclear("R02", suggestion: "96369")
    case .intraarterial: return .procedure(Code.arterial, [], "R02")
    case .intradermal: return .unclear("R19", suggestion: "86580, 95004 or 95024")
    case .oral, .nasal: return .unclear("R02", suggestion: "no injection code")
    default: return target(dose, route: route)
    }
  }

  private static func infusion(_ drug: Drug) -> String {
    drug.administrationRule == .antineoplastic ? "96413" : "96365"
  }

  /// R17: the target decides, never the drug.
  private static func target(_ dose: Dose, route: Route) -> Giving {
    let side = Anatomy.side(dose.site)
    switch route {
    case .joint:
      guard let joint = Anatomy.joint(dose.site) else {
        return .unclear("R17", suggestion: "20600 small, 20605 medium or 20610 large joint")
      }
      return .procedure(joint, side, "R17")
    case .tendon: return .procedure(Code.tendon, [], "R17")
    case .triggerPoint: return .procedure(Code.triggerPoint, [], "R17")
    case .carpalTunnel: return .procedure(Code.carpalTunnel, side, "R17")
    case .lesion: return .procedure(Code.lesions, [], "R17")
    case .eye: return .procedure(Code.eye, side, "R18")
    case .implant: return .procedure(Code.implant, [], "R18")
    case .pellet: return .procedure(Code.pellets, [], "R17")
    default: return .unclear("R17", suggestion: "64400, 64405, 64450 or another by nerve")
    }
  }

  /// R18: chronic migraine and spasmodic torticollis tell the code; other uses are by muscle.
  private static func toxin(_ dose: Dose, _ diagnoses: [Diagnosis]) -> Giving {
    if diagnoses.contains(where: { $0.text.hasPrefix("G43.7") }) {
      return .procedure(Code.migraineToxin, [], "R18")
    }
    if diagnoses.contains(where: { $0.text == "G24.3" }) {
      return .procedure(Code.neckToxin, [], "R18")
    }
    return .unclear("R18", suggestion: "64612, 64616 or 64642–64647 by muscle")
  }
}

/// What the words of a site tell.
enum Anatomy {
  /// The code by the size of the joint (R17); nil when the words do not name one. The reference
  /// names the knee; the other joints are grouped as CPT's three sizes are generally known.
  static func joint(_ site: Line?) -> HCPCS? {
    guard let words = words(site) else { return nil }
    for (code, names) in joints
    where names.contains(where: { name in words.contains { $0.hasPrefix(name) } }) {
      return code
    }
    return nil
  }

  // "acromioclavicular" and "olecranon" before the large joints they are near.
  private static let joints: [(HCPCS, [String])] = [
    (
      Code.mediumJoint, ["acromio", "olecranon", "wrist", "elbow", "ankle", "temporomandib", "tmj"]
    ),
    (Code.largeJoint, ["knee", "shoulder", "hip", "subacromial", "trochant"]),
    (Code.smallJoint, ["finger", "toe", "thumb"]),
  ]

  /// LT, RT or 50 by the words (R17, R18).
  static func side(_ site: Line?) -> [Modifier] {
    guard let words = words(site) else { return [] }
    let isLeft = words.contains { $0 == "left" || $0 == "lt" || $0 == "l" }
    let isRight = words.contains { $0 == "right" || $0 == "rt" || $0 == "r" }
    if words.contains(where: { $0 == "bilateral" || $0 == "both" }) || (isLeft && isRight) {
      return [Mark.bothSides]
    }
    if isLeft { return [Mark.left] }
    return isRight ? [Mark.right] : []
  }

  /// The largest number in the words, as figures or up to twenty in letters; 1 without one.
  static func number(_ site: Line?) -> Int {
    let words = site?.text.lowercased().split { !$0.isLetter && !$0.isNumber } ?? []
    return words.map { Int($0) ?? (numbers.firstIndex(of: $0).map { $0 + 8 } ?? 1) }.max() ?? 1
  }

  /// From eight, which is more than 11900 holds.
  private static let numbers: [Substring] = [
    "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen", "twenty",
  ]

  /// Whether two sites are one, however they were written: `Left Deltoid`, `deltoid, L`.
  static func isSame(_ left: Line?, _ right: Line?) -> Bool {
    if left == right { return true }
    guard let left, let right else { return false }
    return place(left) == place(right)
  }

  /// Whether two sites can be one: nothing is said of one, or one says what the other says and
  /// perhaps more, in words or their beginnings: `deltoid`, `left delt`, `left deltoid, lower`.
  static func mayBeSame(_ left: Line?, _ right: Line?) -> Bool {
    guard let left, let right else { return true }
    let words = [place(left), place(right)].sorted { $0.count < $1.count }
    var rest = words[1]
    return words[0].allSatisfy { word in
      guard let found = rest.firstIndex(where: { isOne(word, $0) }) else { return false }
      rest.remove(at: found)
      return true
    }
  }

  private static func isOne(_ left: Substring, _ right: Substring) -> Bool {
    left == right
      || min(left.count, right.count) >= 3 && (left.hasPrefix(right) || right.hasPrefix(left))
  }

  private static func place(_ site: Line) -> [Substring] {
    let words = site.text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.map { word in
      switch word {
      case "l", "lt": "left"
      case "r", "rt": "right"
      default: word
      }
    }.sorted()
  }

  private static func words(_ site: Line?) -> [Substring]? {
    site?.text.lowercased().split { !$0.isLetter }
  }
}
