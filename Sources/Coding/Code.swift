import Practice

/// The codes that rules name.
enum Code {
  static let injection = HCPCS(stored: "96372")
  static let arterial = HCPCS(stored: "96373")
  static let push = HCPCS(stored: "96374")
  static let furtherPush = HCPCS(stored: "96375")
  static let onBody = HCPCS(stored: "96377")
  static let antibodyCounselled = HCPCS(stored: "96380")
  static let antibody = HCPCS(stored: "96381")
  static let chemotherapy = HCPCS(stored: "96401")
  static let hormonalChemotherapy = HCPCS(stored: "96402")
  static let nurseVisit = HCPCS(stored: "99211")
  static let counselledVaccine = HCPCS(stored: "90460")
  static let counselledComponent = HCPCS(stored: "90461")
  static let firstVaccine = HCPCS(stored: "90471")
  static let furtherVaccine = HCPCS(stored: "90472")
  static let firstOralVaccine = HCPCS(stored: "90473")
  static let furtherOralVaccine = HCPCS(stored: "90474")
  static let covidVaccine = HCPCS(stored: "90480")
  static let influenzaG = HCPCS(stored: "G0008")
  static let pneumococcalG = HCPCS(stored: "G0009")
  static let hepatitisBG = HCPCS(stored: "G0010")
  static let hivPrevention = HCPCS(stored: "G0012")
  static let allergyShot = HCPCS(stored: "95115")
  static let allergyShots = HCPCS(stored: "95117")
  static let tuberculinTest = HCPCS(stored: "86580")
  static let tendon = HCPCS(stored: "20550")
  static let triggerPoint = HCPCS(stored: "20552")
  static let carpalTunnel = HCPCS(stored: "20526")
  static let smallJoint = HCPCS(stored: "20600")
  static let mediumJoint = HCPCS(stored: "20605")
  static let largeJoint = HCPCS(stored: "20610")
  static let lesions = HCPCS(stored: "11900")
  static let manyLesions = HCPCS(stored: "11901")
  static let pellets = HCPCS(stored: "11980")
  static let implant = HCPCS(stored: "11981")
  static let eye = HCPCS(stored: "67028")
  static let migraineToxin = HCPCS(stored: "64615")
  static let neckToxin = HCPCS(stored: "64616")
  static let complexityAddOn = HCPCS(stored: "G2211")
}

/// The modifiers that rules name.
enum Mark {
  static let separateVisit = Modifier(stored: "25")
  static let distinct = Modifier(stored: "59")
  static let separateEncounter = Modifier(stored: "XE")
  static let separateStructure = Modifier(stored: "XS")
  static let repeated = Modifier(stored: "76")
  static let repeatedByAnother = Modifier(stored: "77")
  static let left = Modifier(stored: "LT")
  static let right = Modifier(stored: "RT")
  static let bothSides = Modifier(stored: "50")
  static let discarded = Modifier(stored: "JW")
  static let nothingDiscarded = Modifier(stored: "JZ")
  static let intravenous = Modifier(stored: "JA")
  static let subcutaneous = Modifier(stored: "JB")
  static let discount340B = Modifier(stored: "TB")
  static let stateDiscount = Modifier(stored: "UD")
  static let stateSupplied = Modifier(stored: "SL")
  static let unrelatedVisit = Modifier(stored: "24")
  static let unrelatedProcedure = Modifier(stored: "79")
  static let unrelatedToHospice = Modifier(stored: "GW")
  static let chemotherapyAnemia = Modifier(stored: "EA")
  static let otherAnemia = Modifier(stored: "EC")

  /// Whether the modifier says that a service is distinct from another: 59 or one of the X set.
  static func isDistinct(_ modifier: Modifier) -> Bool {
    switch modifier.text {
    case "59", "XE", "XP", "XS", "XU": true
    default: false
    }
  }

  /// Whether the modifier tells a service from another one under the same code: a distinct or a
  /// repeated one (R28).
  static func tellsApart(_ modifier: Modifier) -> Bool {
    isDistinct(modifier) || modifier == repeated || modifier == repeatedByAnother
  }

  /// Whether the modifier says that a service was one of another visit, or repeated (R28).
  static func isVisit(_ modifier: Modifier) -> Bool {
    modifier == separateEncounter || modifier == repeated || modifier == repeatedByAnother
  }

  /// Whether the modifiers of two services name places of the body that have nothing in common.
  static func areElsewhere(_ left: [Modifier], _ right: [Modifier]) -> Bool {
    let (left, right) = (Set(left.filter(isPlace)), Set(right.filter(isPlace)))
    if left.contains(bothSides) || right.contains(bothSides) { return false }
    return !left.isEmpty && !right.isEmpty && left.isDisjoint(with: right)
  }

  /// Sides, eyelids, fingers and toes.
  private static func isPlace(_ modifier: Modifier) -> Bool {
    switch modifier.text {
    case "LT", "RT", "50", "FA", "TA", "E1", "E2", "E3", "E4": true
    default:
      (modifier.text.hasPrefix("F") || modifier.text.hasPrefix("T"))
        && modifier.text.dropFirst().allSatisfy { ("1"..."9").contains($0) }
    }
  }
}
