import Practice
import Synchronization

/// One row of `drugs.csv`: a drug under one code, with the days on which the code is valid.
public final class Drug: Sendable {
  /// How the units of a code are counted.
  public enum Basis: String, CaseIterable, Sendable {
    /// One unit for each portion, rounded up (R51).
    case per
    /// One unit for any dose up to the portion (R52).
    case upTo = "up_to"
    /// One unit for a dose within the band of the code (R53).
    case tier
    /// One unit for each product (R53).
    case perDose = "per_dose"
  }

  /// What chooses the administration code: the column `admin_rule`.
  public enum AdministrationRule: String, CaseIterable, Sendable {
    /// An ordinary drug (R01).
    case therapeutic
    /// Only by vein (R02).
    case intravenousOnly = "iv_only"
    /// Usually given by the patient (R75).
    case selfAdministered = "self_administered"
    /// A biologic on which payers disagree (R16).
    case biologic = "biologic_complex"
    /// A hormonal cancer drug: the diagnosis decides (R15).
    case hormonalAntineoplastic = "antineoplastic_hormonal"
    /// A cytotoxic drug (R14).
    case antineoplastic = "antineoplastic_nonhormonal"
    /// An immune globulin (R12).
    case immuneGlobulin = "immune_globulin"
    /// Palivizumab (R10).
    case palivizumab = "rsv_palivizumab"
    /// Nirsevimab or clesrovimab (R10).
    case respiratoryAntibody = "rsv_antibody"
    /// Prevention of HIV (R13).
    case hivPrevention = "hiv_prep"
    /// Botulinum toxin (R18).
    case chemodenervation
    /// A drug for the eye (R18).
    case intravitreal
    /// A drug for the joint (R18).
    case intraarticular
    /// An anaesthetic or diluent (R21).
    case localAnesthetic = "local_anesthetic"
    /// An implant (R18).
    case implant
    /// A code for what has none of its own (R61).
    case unclassified
    /// Allergy serum (R11).
    case allergen
    /// Material of a skin test (R19).
    case skinTest = "skin_test"
    /// A drug for skin lesions (R17).
    case intralesional
    /// A vaccine (R03–R09).
    case vaccine
  }

  /// The code, or `NONE-…` for a drug that has none.
  public let key: DrugKey
  /// The generic name.
  public let genericName: String
  /// A short name for people.
  public let label: String
  /// What one unit of the code is; nil for a drug without a code.
  public let portion: DoseAmount?
  /// The parts of a portion that holds two drugs, as `5 mg (2 mg + 3 mg)`; else empty.
  let portionParts: [DoseAmount]
  /// How units are counted.
  public let basis: Basis
  /// The group of the drug, in the words of the table.
  public let category: String
  /// What chooses the administration code.
  public let administrationRule: AdministrationRule
  /// How it is usually given; empty when the table does not limit it.
  public let routes: [Route]
  /// The kind of package; nil when it comes in both and the label decides (R58).
  public let container: Container?
  /// A package that the NDC crosswalk lists under the code.
  let exampleNDC: NDC?
  /// The name of that package.
  let exampleProduct: String
  /// How much that package holds, in mL for liquids, else each.
  public let examplePackageSize: Quantity?
  /// How many units of the code that package holds.
  let exampleUnitsPerItem: Quantity?
  /// The strengths that it is sold in, in words.
  public let typicalStrength: String
  /// Diagnoses that it is often given for; examples, no policy.
  let usualDiagnoses: [Diagnosis]
  /// Whether Medicare contractors list it as self-administered (R75).
  let selfAdministrationRisk: Bool
  /// The practitioner's daily maximum (R55); nil when none is known.
  public let mue: Int?
  /// The Medicare limit per unit in dollars, first quarter of 2026.
  let medicareLimit: Quantity?
  /// The first valid day; nil when not known.
  public let validFrom: Day?
  /// The last valid day; nil while it goes on.
  public let validTo: Day?
  /// The codes that took its place (R50).
  public let replacedBy: [DrugKey]
  /// What else there is to know.
  public let note: String
  /// Where the row comes from, as `sources.md` numbers it.
  public let source: String

  /// Which vaccines Medicare pays under Part B (R07–R09); nil for other drugs.
  let vaccineFamily: VaccineFamily?
  /// How many diseases a vaccine protects from (R04); 1 for other drugs.
  let vaccineComponents: Int

  private let strengthRead = AtomicLazyReference<Box<Strength>>()
  private let packagesRead = AtomicLazyReference<Box<Packages>>()

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    key = try DrugKey(row[DrugColumn.code])
    genericName = row[DrugColumn.genericName]
    label = row[DrugColumn.label]
    (portion, portionParts) = try Drug.portion(row)
    basis = try ReferenceWord.read(row[DrugColumn.basis], "unit_basis")
    category = row[DrugColumn.category]
    administrationRule = try ReferenceWord.read(row[DrugColumn.administrationRule], "admin_rule")
    routes = try Drug.routes(row.list(DrugColumn.routes))
    container = try Drug.container(row[DrugColumn.container])
    exampleNDC = try row.optional(DrugColumn.exampleNDC, NDC.init(_:))
    exampleProduct = row[DrugColumn.exampleProduct]
    examplePackageSize = try row.optional(DrugColumn.examplePackageSize, Quantity.init(_:))
    exampleUnitsPerItem = try row.optional(DrugColumn.exampleUnitsPerItem, Quantity.init(_:))
    typicalStrength = row[DrugColumn.typicalStrength]
    usualDiagnoses = try row.list(DrugColumn.usualDiagnoses, Diagnosis.init(_:))
    selfAdministrationRisk = row[DrugColumn.selfAdministrationRisk] == "yes"
    mue = Int(row[DrugColumn.mue])
    medicareLimit = try row.optional(DrugColumn.medicareLimit, Quantity.init(_:))
    validFrom = try row.optional(DrugColumn.validFrom, Day.init(_:))
    validTo = try row.optional(DrugColumn.validTo, Day.init(_:))
    replacedBy = try row.list(DrugColumn.replacedBy, DrugKey.init(_:))
    note = row[DrugColumn.note]
    source = row[DrugColumn.source]
    vaccineFamily =
      administrationRule == .vaccine ? VaccineFamily(key: key, name: genericName) : nil
    vaccineComponents =
      administrationRule == .vaccine ? VaccineComponents.count(of: key) : 1
  }

  /// A drug as the practice describes it; `base` is the embedded row of the same key, which knows
  /// an example package.
  init(_ row: DrugRow, base: Drug?, source: ReferenceSource) throws(InvalidValue) {
    // What a package holds is counted in units of the code: another unit, another count.
    let example = base?.portion == row.portion ? base : nil
    key = row.key
    genericName = row.genericName.text
    label = row.label.text
    portion = row.portion
    portionParts = []
    basis = try ReferenceWord.read(row.basis.text, "unit_basis")
    category = row.category.text
    administrationRule = try ReferenceWord.read(row.administrationRule.text, "admin_rule")
    routes = row.routes
    container = row.container
    exampleNDC = example?.exampleNDC
    exampleProduct = example?.exampleProduct ?? ""
    examplePackageSize = example?.examplePackageSize
    exampleUnitsPerItem = example?.exampleUnitsPerItem
    typicalStrength = row.strength?.text ?? ""
    usualDiagnoses = base?.usualDiagnoses ?? []
    selfAdministrationRisk = row.selfAdministered
    mue = row.mue
    medicareLimit = example?.medicareLimit
    validFrom = row.validFrom == .beginning ? nil : row.validFrom
    validTo = row.validTo
    replacedBy = row.replacedBy
    note = row.note?.text ?? ""
    self.source = source.description
    vaccineFamily =
      administrationRule == .vaccine ? VaccineFamily(key: key, name: genericName) : nil
    vaccineComponents =
      administrationRule == .vaccine ? VaccineComponents.count(of: key) : 1
  }

  /// The same drug, ended on a day that a later file tells.
  init(_ other: Drug, endedOn day: Day, source: ReferenceSource) {
    key = other.key
    genericName = other.genericName
    label = other.label
    portion = other.portion
    portionParts = other.portionParts
    basis = other.basis
    category = other.category
    administrationRule = other.administrationRule
    routes = other.routes
    container = other.container
    exampleNDC = other.exampleNDC
    exampleProduct = other.exampleProduct
    examplePackageSize = other.examplePackageSize
    exampleUnitsPerItem = other.exampleUnitsPerItem
    typicalStrength = other.typicalStrength
    usualDiagnoses = other.usualDiagnoses
    selfAdministrationRisk = other.selfAdministrationRisk
    mue = other.mue
    medicareLimit = other.medicareLimit
    validFrom = other.validFrom
    validTo = day
    replacedBy = other.replacedBy
    note = other.note
    self.source = other.source + "; end: \(source)"
    vaccineFamily = other.vaccineFamily
    vaccineComponents = other.vaccineComponents
  }

  /// Whether the code may be billed on the day (R50).
  public func isValid(on day: Day) -> Bool {
    if let validFrom, day < validFrom { return false }
    if let validTo, day > validTo { return false }
    return true
  }

  /// What ``typicalStrength`` says, in numbers; read when it is first asked for, which most rows
  /// of the table never are.
  public var strength: Strength {
    if let read = strengthRead.load() { return read.value }
    return strengthRead.storeIfNil(Box(Strength(typicalStrength))).value
  }

  /// The packages that the row tells of; read when they are first asked for.
  var packages: Packages {
    if let read = packagesRead.load() { return read.value }
    return packagesRead.storeIfNil(Box(Packages(self))).value
  }

  /// The amount in a package of so many units, of drugs that are counted by portions.
  func content(units: Quantity?) -> DoseAmount? {
    guard basis == .per, let portion, let units, let value = portion.value.times(units) else {
      return nil
    }
    return DoseAmount(value: value, unit: portion.unit)
  }
}

extension Drug {
  /// `15`, `mg`; `6`, `mg (3 mg + 3 mg)`; `1`, `implant`.
  private static func portion(
    _ row: borrowing ReferenceRow
  ) throws(InvalidValue) -> (DoseAmount?, [DoseAmount]) {
    if row.isEmpty(DrugColumn.unitAmount) { return (nil, []) }
    let value = row[DrugColumn.unitAmount]
    let unit = row[DrugColumn.unit]
    guard let bracket = unit.firstIndex(of: "(") else {
      return (try DoseAmount(value: value, spelling: unit), [])
    }
    let whole = try DoseAmount(value: value, spelling: String(unit[..<bracket]))
    var parts: [DoseAmount] = []
    for part in unit[bracket...].split(whereSeparator: { $0 == "(" || $0 == "+" || $0 == ")" }) {
      parts.append(try DoseAmount(String(part)))
    }
    return (whole, parts)
  }

  private static func routes(_ words: [String]) throws(InvalidValue) -> [Route] {
    var routes: [Route] = []
    for word in words {
      switch word {
      case "IV": routes += [.intravenousPush, .intravenousInfusion]
      case "any", "infiltration", "IM diluent": continue
      default: routes.append(try Route(word))
      }
    }
    return routes
  }

  private static func container(_ word: String) throws(InvalidValue) -> Container? {
    word == "both" ? nil : try Container(word)
  }
}

/// A value behind a reference, as ``AtomicLazyReference`` wants it.
private final class Box<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

/// The columns of `drugs.csv`, in order.
enum DrugColumn: Int, CaseIterable {
  case code
  case genericName
  case label
  case unitAmount
  case unit
  case basis
  case category
  case administrationRule
  case defaultAdministrationCode
  case routes
  case container
  case exampleNDC
  case exampleProduct
  case examplePackageSize
  case exampleUnitsPerItem
  case typicalStrength
  case usualDiagnoses
  case selfAdministrationRisk
  case mue
  case medicareLimit
  case validFrom
  case validTo
  case replacedBy
  case note
  case source
  case confidence
  case containerConfidence
}

/// Reads a word of a table that must be one of a closed set.
enum ReferenceWord {
  static func read<Value: RawRepresentable<String>>(
    _ text: String, _ column: String
  ) throws(InvalidValue) -> Value {
    guard let value = Value(rawValue: text) else {
      throw InvalidValue(kind: column, value: text, reason: "is not a word that the program knows")
    }
    return value
  }
}
