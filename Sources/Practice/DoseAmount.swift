/// A unit in which doses are measured.
public enum DoseUnit: String, CaseIterable, Sendable, CustomStringConvertible {
  /// Micrograms.
  case microgram = "mcg"
  /// Milligrams.
  case milligram = "mg"
  /// Grams.
  case gram = "g"
  /// Millilitres.
  case milliliter = "mL"
  /// Units, international units included: penicillin, heparin, immune globulins.
  case unit = "units"
  /// Products given whole: a vaccine, an implant, an allergy shot.
  case dose = "dose"

  /// The unit as labels write it.
  public var description: String { rawValue }

  /// Reads the spellings that labels and people use; `MU` and the like are ``DoseAmount``'s
  /// business.
  public init?(spelling: String) {
    switch spelling.lowercased() {
    case "mcg", "ug", "µg", "μg", "microgram", "micrograms": self = .microgram
    case "mg", "milligram", "milligrams": self = .milligram
    case "g", "gm", "gram", "grams": self = .gram
    case "ml", "cc", "milliliter", "milliliters": self = .milliliter
    case "u", "unit", "units", "iu": self = .unit
    case "dose", "doses", "each", "ea", "implant", "claim line": self = .dose
    default: return nil
    }
  }

  /// What is measured: amounts of one dimension convert into each other.
  public enum Dimension: Sendable {
    /// Mass.
    case mass
    /// Volume.
    case volume
    /// Biological activity.
    case activity
    /// Whole products.
    case count
  }

  /// What the unit measures.
  public var dimension: Dimension {
    switch self {
    case .microgram, .milligram, .gram: .mass
    case .milliliter: .volume
    case .unit: .activity
    case .dose: .count
    }
  }

  /// How many of the smallest unit of its dimension one unit is: micrograms for mass.
  var smallest: Int64 {
    switch self {
    case .microgram, .milliliter, .unit, .dose: 1
    case .milligram: 1_000
    case .gram: 1_000_000
    }
  }
}

/// An amount of a drug with its unit: `60 mg`, `0.5 mL`, `2400000 units`.
public struct DoseAmount: Hashable, Sendable, CustomStringConvertible {
  /// How many units.
  public let value: Quantity
  /// The unit.
  public let unit: DoseUnit

  /// An amount that is already known.
  public init(value: Quantity, unit: DoseUnit) {
    self.value = value
    self.unit = unit
  }

  /// Reads `60mg`, `1 g`, `1000mcg`, `0.5 mL`, `1,000 mcg`, `2.4MU` (million units), `1.2 million
  /// units`, `1 dose`.
  public init(_ text: String) throws(InvalidValue) {
    let trimmed = Characters.trimmed(text)
    let number = trimmed.prefix {
      $0.isASCII && ($0.isNumber || $0 == "." || $0 == "," || $0 == "-")
    }
    let spelling = Characters.trimmed(String(trimmed.dropFirst(number.count)))
    guard !number.isEmpty else {
      throw InvalidValue(
        kind: "dose", value: text,
        reason: "must be a number with a unit, like 60mg, 1000mcg or 0.5mL")
    }
    guard !spelling.isEmpty else {
      throw InvalidValue(
        kind: "dose", value: text, reason: "needs its unit: mcg, mg, g, mL, units or dose")
    }
    try self.init(
      value: DoseAmount.plain(String(number), original: text), spelling: spelling, original: text)
  }

  /// A value with a unit as it is spelled in a file or on a label.
  public init(value: String, spelling: String) throws(InvalidValue) {
    let original = Characters.trimmed(value + " " + spelling)
    try self.init(
      value: DoseAmount.plain(value, original: original), spelling: Characters.trimmed(spelling),
      original: original)
  }

  private init(
    value: Quantity, spelling: String, original: String
  ) throws(InvalidValue) {
    guard value.millionths >= 0 else {
      throw InvalidValue(kind: "dose", value: original, reason: "cannot be negative")
    }
    switch spelling.lowercased() {
    case "mu", "million units", "million u", "m units":
      guard let units = value.times(Quantity(1_000_000)) else {
        throw InvalidValue(kind: "dose", value: original, reason: "is too large")
      }
      self.init(value: units, unit: .unit)
    default:
      guard let unit = DoseUnit(spelling: spelling) else {
        throw InvalidValue(
          kind: "dose", value: original,
          reason: "must have one of the units mcg, mg, g, mL, units (IU, MU) or dose")
      }
      self.init(value: value, unit: unit)
    }
  }

  private static func plain(_ number: String, original: String) throws(InvalidValue) -> Quantity {
    do {
      return try Quantity(
        number.contains(",") ? Money.withoutThousands(number, original: original) : number)
    } catch {
      throw InvalidValue(
        kind: "dose", value: original,
        reason: "must be a number with a unit, like 60mg, 1000mcg or 0.5mL")
    }
  }

  /// `60 mg`.
  public var description: String { "\(value) \(unit)" }

  /// Whether there is any.
  var isZero: Bool { value.millionths == 0 }

  /// The amount in millionths of the smallest unit of its dimension; exact.
  private var exact: Int128 { Int128(value.millionths) * Int128(unit.smallest) }

  /// The same amount in another unit of the same dimension, rounded down at the sixth decimal; nil
  /// otherwise.
  public func converted(to other: DoseUnit) -> DoseAmount? {
    guard unit.dimension == other.dimension else { return nil }
    return Int64(exactly: exact / Int128(other.smallest))
      .map { DoseAmount(value: Quantity(millionths: $0), unit: other) }
  }

  /// How many whole `portion`s cover this amount, rounding up (R51); nil when the dimensions
  /// differ, the portion is zero or the answer is out of range.
  public func units(of portion: DoseAmount) -> Int? {
    guard unit.dimension == portion.unit.dimension, portion.exact > 0 else { return nil }
    return Int(exactly: (exact + portion.exact - 1) / portion.exact)
  }

  /// How many whole `portion`s fit into this amount, rounding down (R56); nil as for
  /// ``units(of:)``.
  public func wholeUnits(of portion: DoseAmount) -> Int? {
    guard unit.dimension == portion.unit.dimension, portion.exact > 0 else { return nil }
    return Int(exactly: exact / portion.exact)
  }

  /// Whether this is less than `other`; nil when the dimensions differ.
  public func isLess(than other: DoseAmount) -> Bool? {
    unit.dimension == other.unit.dimension ? exact < other.exact : nil
  }

  /// The sum in this amount's unit; nil when the dimensions differ or it is too large.
  public func adding(_ other: DoseAmount) -> DoseAmount? {
    guard unit.dimension == other.unit.dimension else { return nil }
    return Int64(exactly: (exact + other.exact) / Int128(unit.smallest))
      .map { DoseAmount(value: Quantity(millionths: $0), unit: unit) }
  }
}
