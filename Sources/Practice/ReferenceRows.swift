/// Where rows beside the embedded tables come from: the practice itself, or a file that CMS
/// publishes.
public struct ReferenceSource: Hashable, Sendable, CustomStringConvertible {
  /// What kind of file it was.
  public enum Kind: String, Word {
    /// The practice's own rows.
    case own
    /// The quarterly HCPCS file.
    case hcpcs
    /// The NDC–HCPCS crosswalk for average sales prices.
    case crosswalk
    /// The practitioner table of medically unlikely edits.
    case mue
    /// The practitioner table of procedure-to-procedure edits.
    case pairs

    /// "kind of file".
    public static let kind = "kind of file"
  }

  /// What kind of file it was.
  public var kind: Kind
  /// The name of the file, or what else the rows were typed from.
  public var name: Line
  /// The first day that the file says it is for; nil when it does not say.
  public var from: Day?

  /// A source.
  public init(kind: Kind, name: Line, from: Day? = nil) {
    self.kind = kind
    self.name = name
    self.from = from
  }

  /// `own row (drugs.csv)`, `HCPC2026.txt`, `crosswalk.csv of 2026-01-01`.
  public var description: String {
    if kind == .own { return "own row (\(name))" }
    return name.text + (from.map { " of \($0)" } ?? "")
  }
}

/// A row that holds for a key from a day on. A later row for the same key and first day stands for
/// the one before.
public protocol DatedRow: Hashable, Sendable {
  /// What tells rows apart that stand beside each other.
  associatedtype Key: Hashable, Sendable
  /// The key.
  var key: Key { get }
  /// The first day.
  var validFrom: Day { get set }
  /// The last day, included; nil while it goes on.
  var validTo: Day? { get }
}

extension DatedRow {
  /// Whether it holds on the day.
  public func isValid(on day: Day) -> Bool { Validity.holds(day, validFrom, validTo) }

  /// Whether it says the same as another, from whatever day on.
  public func saysTheSame(as other: Self) -> Bool {
    var copy = self
    copy.validFrom = other.validFrom
    return copy == other
  }
}

/// A row with where it comes from.
public struct Sourced<Row: DatedRow>: Sendable {
  /// The row.
  public let row: Row
  /// Where it comes from.
  public let source: ReferenceSource

  /// A row with its source.
  public init(_ row: Row, _ source: ReferenceSource) {
    self.row = row
    self.source = source
  }

  /// The row that holds on a day: the practice's own before those of files, and of several the one
  /// that began last.
  public static func inForce(_ rows: [Sourced<Row>], on day: Day) -> Sourced<Row>? {
    rows.filter { $0.row.isValid(on: day) }.max { left, right in
      let (isLeftOwn, isRightOwn) = (left.source.kind == .own, right.source.kind == .own)
      return isLeftOwn == isRightOwn
        ? left.row.validFrom < right.row.validFrom : !isLeftOwn && isRightOwn
    }
  }
}

/// How a package is filled, which decides the unit of its NDC quantity (R60).
public enum PackageForm: String, Word {
  /// Counted in millilitres.
  case liquid
  /// A powder that is dissolved: counted by packages.
  case powder
  /// A kit: counted by packages.
  case kit

  /// "form".
  public static let kind = "form"
}

/// A drug under one code, as the practice describes it: the columns of `drugs.csv`.
public struct DrugRow: DatedRow {
  /// The code, or `NONE-…`.
  public var key: DrugKey
  /// The generic name.
  public var genericName: Line
  /// A short name for people.
  public var label: Line
  /// What one unit of the code is; nil for a drug without a code.
  public var portion: DoseAmount?
  /// How units are counted: a word of `unit_basis` (R51–R53).
  public var basis: Line
  /// The group of the drug.
  public var category: Line
  /// What chooses the administration code: a word of `admin_rule`.
  public var administrationRule: Line
  /// How it is usually given; empty when that is not limited.
  public var routes: [Route]
  /// The kind of package; nil when it comes in both.
  public var container: Container?
  /// The strengths that it is sold in, in words.
  public var strength: Line?
  /// The practitioner's daily maximum (R55).
  public var mue: Int?
  /// Whether it is usually given by the patient (R75).
  public var selfAdministered: Bool
  /// The codes that took its place (R50).
  public var replacedBy: [DrugKey]
  /// What else there is to know.
  public var note: Line?
  /// The first day.
  public var validFrom: Day
  /// The last day, included.
  public var validTo: Day?

  /// A drug; refuses one that ends before it begins.
  public init(
    key: DrugKey, genericName: Line, label: Line, portion: DoseAmount?, basis: Line,
    category: Line, administrationRule: Line, routes: [Route], container: Container?,
    strength: Line?, mue: Int?, selfAdministered: Bool, replacedBy: [DrugKey], note: Line?,
    validFrom: Day, validTo: Day?
  ) throws(InvalidValue) {
    try Validity.check(validFrom, validTo, "valid_to")
    self.key = key
    self.genericName = genericName
    self.label = label
    self.portion = portion
    self.basis = basis
    self.category = category
    self.administrationRule = administrationRule
    self.routes = routes
    self.container = container
    self.strength = strength
    self.mue = mue
    self.selfAdministered = selfAdministered
    self.replacedBy = replacedBy
    self.note = note
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// A code as the quarterly HCPCS file lists it. It has no unit, no route and no rule: what it
/// cannot tell is for the practice to say.
public struct CodeRow: DatedRow {
  /// The code.
  public var key: HCPCS
  /// The short description of CMS.
  public var label: Line
  /// The long description of CMS.
  public var description: Line?
  /// The day on which it was added.
  public var validFrom: Day
  /// The last day on which it may be used.
  public var validTo: Day?

  /// A code; refuses one that ends before it begins.
  public init(
    key: HCPCS, label: Line, description: Line?, validFrom: Day, validTo: Day?
  ) throws(InvalidValue) {
    try Validity.check(validFrom, validTo, "valid_to")
    self.key = key
    self.label = label
    self.description = description
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// A package with its NDC: to which code it belongs, and what it holds (R54, R56, R60).
public struct ProductRow: DatedRow {
  /// A package under a code.
  public struct Key: Hashable, Sendable {
    /// The package.
    public var ndc: NDC
    /// The drug.
    public var drug: DrugKey
  }

  /// The package.
  public var ndc: NDC
  /// The drug.
  public var drug: DrugKey
  /// The name on it.
  public var name: Line?
  /// How much one item holds, in mL for liquids, else each.
  public var size: Quantity?
  /// How many billing units of the code one item holds.
  public var units: Quantity?
  /// The kind of package (R58).
  public var container: Container?
  /// How it is filled (R60).
  public var form: PackageForm?
  /// The first day.
  public var validFrom: Day
  /// The last day, included.
  public var validTo: Day?

  /// A package; refuses one that ends before it begins.
  public init(
    ndc: NDC, drug: DrugKey, name: Line? = nil, size: Quantity? = nil, units: Quantity? = nil,
    container: Container? = nil, form: PackageForm? = nil, validFrom: Day = .beginning,
    validTo: Day? = nil
  ) throws(InvalidValue) {
    try Validity.check(validFrom, validTo, "valid_to")
    self.ndc = ndc
    self.drug = drug
    self.name = name
    self.size = size
    self.units = units
    self.container = container
    self.form = form
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// The package under its code.
  public var key: Key { Key(ndc: ndc, drug: drug) }
}

/// Whether two codes of a day can both be paid (R33, R34, R40).
public struct PairRow: DatedRow {
  /// The codes in their columns.
  public struct Key: Hashable, Sendable {
    /// The code that is paid.
    public var columnOne: HCPCS
    /// The code that takes the modifier.
    public var columnTwo: HCPCS
  }

  /// The codes in their columns.
  public var key: Key
  /// 0 never both, 1 both with a modifier, 9 no longer a pair.
  public var indicator: Int
  /// The first day.
  public var validFrom: Day
  /// The last day, included.
  public var validTo: Day?

  /// A pair; refuses one that ends before it begins and an unknown indicator.
  public init(
    columnOne: HCPCS, columnTwo: HCPCS, indicator: Int, validFrom: Day, validTo: Day?
  ) throws(InvalidValue) {
    guard indicator == 0 || indicator == 1 || indicator == 9 else {
      throw InvalidValue(
        kind: "modifier_indicator", value: String(indicator),
        reason: "must be 0 (never both), 1 (with a modifier) or 9 (no pair)")
    }
    try Validity.check(validFrom, validTo, "valid_to")
    key = Key(columnOne: columnOne, columnTwo: columnTwo)
    self.indicator = indicator
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// The practitioner's daily maximum of a code (R27, R55).
public struct LimitRow: DatedRow {
  /// The code.
  public var key: HCPCS
  /// Units a day.
  public var units: Int
  /// The first day.
  public var validFrom: Day
  /// The last day, included.
  public var validTo: Day?

  /// A limit; refuses a negative one and one that ends before it begins.
  public init(key: HCPCS, units: Int, validFrom: Day, validTo: Day?) throws(InvalidValue) {
    guard (0...999_999).contains(units) else {
      throw InvalidValue(
        kind: "mue", value: String(units), reason: "must be a whole number of units, 0 or more")
    }
    try Validity.check(validFrom, validTo, "valid_to")
    self.key = key
    self.units = units
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// The rows beside the embedded tables, each with its source, in the order in which they came.
public struct ReferenceRows: Sendable {
  /// Drugs.
  public var drugs: [Sourced<DrugRow>] = []
  /// Codes of the quarterly HCPCS file.
  public var codes: [Sourced<CodeRow>] = []
  /// Packages.
  public var products: [Sourced<ProductRow>] = []
  /// Pairs.
  public var pairs: [Sourced<PairRow>] = []
  /// Daily maximums.
  public var limits: [Sourced<LimitRow>] = []

  /// No rows.
  public init() {}
}
