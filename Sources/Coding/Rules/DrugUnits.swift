import Practice

/// Dose → billing units: R51, R52, R53. Exact arithmetic; nothing is ever guessed.
struct UnitCount {
  /// The units, above zero.
  let units: Int
  /// The dose in the dimension of the code, which waste is added to (R56).
  let amount: DoseAmount
  /// The working.
  let why: String
  /// The rule that counted.
  let rules: [RuleID]

  /// Why a dose cannot be counted.
  struct Refusal: Error {
    let message: String
    /// The flags of `shots correct` that mend it.
    let fix: String
  }

  /// Counts the units of a dose under the code of `drug`.
  init(_ dose: borrowing Dose, drug: Drug) throws(Refusal) {
    guard let portion = drug.portion else {
      throw Refusal(
        message: "\(drug.label) has no code whose units could be counted.", fix: "--drug J3490")
    }
    switch drug.basis {
    case .tier:
      let amount = try? UnitCount.amount(dose, drug, portion)
      self.init(
        1, amount?.0 ?? dose.amount,
        why: "\(dose.amount) = 1 unit for the dose band, R53", Rules.band)
    case .perDose: self.init(product: dose, drug, portion)
    case .per where !drug.portionParts.isEmpty && drug.portionParts[0] != drug.portionParts[1]:
      try self.init(pair: dose, drug, portion)
    case .per, .upTo: try self.init(portions: dose, drug, portion)
    }
  }

  private init(_ units: Int, _ amount: DoseAmount, why: String, _ rules: [RuleID]) {
    self.units = units
    self.amount = amount
    self.why = why
    self.rules = rules
  }

  /// R51, R52: portions, rounded up.
  private init(
    portions dose: borrowing Dose, _ drug: Drug, _ portion: DoseAmount
  ) throws(Refusal) {
    let (amount, working) = try UnitCount.amount(dose, drug, portion)
    guard let units = amount.units(of: portion), let whole = amount.wholeUnits(of: portion) else {
      throw Refusal(message: "\(dose.amount) is too much to count.", fix: "--dose …")
    }
    var why = Working(working)
    why.add(amount)
    if drug.basis == .upTo, units == 1 {
      why.add(" is up to ")
      why.add(portion)
      why.add(" = 1 unit, R52")
    } else {
      why.add(" / ")
      why.add(portion)
      why.add(" per unit")
      why.add(whole == units ? " = " : ", rounded up = ")
      why.addUnits(units)
      why.add(drug.basis == .upTo ? ", R52" : ", R51")
    }
    self.init(units, amount, why: why.text, drug.basis == .upTo ? Rules.upTo : Rules.per)
  }

  /// R53: a product is one unit, whatever amount its label has. A product whose portion is an
  /// amount (nirsevimab, 1 mL) is counted by portions, because two may be given (R10).
  private init(product dose: borrowing Dose, _ drug: Drug, _ portion: DoseAmount) {
    var units = 1
    var amount = dose.amount
    if portion.unit == .dose {
      if dose.amount.unit == .dose { units = dose.amount.units(of: portion) ?? 1 }
    } else if let (known, _) = try? UnitCount.amount(dose, drug, portion) {
      units = known.units(of: portion) ?? 1
      amount = known
    }
    if drug.administrationRule == .unclassified { units = 1 }
    var why = Working()
    if units == 1 {
      why.add("one product = 1 unit, R53")
    } else {
      why.add(amount)
      why.add(" / ")
      why.add(portion)
      why.add(" per product = ")
      why.addUnits(units)
      why.add(", R53")
    }
    self.init(units, amount, why: why.text, Rules.band)
  }

  /// R51: a kit of two drugs (cabotegravir/rilpivirine): units follow from the first drug's
  /// amount, or from the sum of both. `drugs.csv` names the kits, so the two cannot be confused.
  private init(pair dose: borrowing Dose, _ drug: Drug, _ portion: DoseAmount) throws(Refusal) {
    let first = drug.portionParts[0]
    let kits = UnitCount.kits(drug.typicalStrength)
    let mass = dose.amount.converted(to: first.unit)
    if let kit = kits.first(where: { $0.first == mass?.value.scaled(by: 1) }),
      let units = dose.amount.units(of: first)
    {
      self.init(
        units, dose.amount,
        why: "\(kit.first)/\(kit.second) \(first.unit) kit, \(dose.amount) / \(first) per unit"
          + " = \(units) units, R51", Rules.per)
    } else if kits.contains(where: { $0.first + $0.second == mass?.value.scaled(by: 1) }),
      let units = dose.amount.units(of: portion)
    {
      self.init(
        units, dose.amount,
        why: "\(dose.amount) / \(portion) per unit = \(units) units, R51", Rules.per)
    } else {
      throw Refusal(
        message: "\(dose.amount) is no kit of \(drug.label) (\(drug.typicalStrength));"
          + " give the amount of the first drug.", fix: "--dose …")
    }
  }

  /// `400/600 and 600/900 mg kits`.
  private static func kits(_ text: String) -> [(first: Int64, second: Int64)] {
    text.split(separator: " ").compactMap { word in
      let parts = word.split(separator: "/").compactMap { Int64($0) }
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
  }

  /// The dose in the dimension of the code, and the working of a conversion.
  static func amount(
    _ dose: borrowing Dose, _ drug: Drug, _ portion: DoseAmount
  ) throws(Refusal) -> (DoseAmount, String) {
    let given = dose.amount
    if given.unit.dimension == portion.unit.dimension { return (given, "") }
    if portion.unit == .milliliter {
      if let volume = dose.volume, volume.millionths > 0 {
        return (DoseAmount(value: volume, unit: .milliliter), "\(given) in ")
      }
      if drug.basis == .perDose, let volume = drug.strength.concentration?.volume(of: given) {
        return (DoseAmount(value: volume, unit: .milliliter), "\(given) is ")
      }
      throw Refusal(
        message: "\(drug.key) is billed in mL, and the dose is written in \(given.unit);"
          + " give the volume.", fix: "--volume …")
    }
    if given.unit == .milliliter {
      if let concentration = drug.strength.concentration,
        concentration.amount.unit.dimension == portion.unit.dimension,
        let amount = concentration.amount(in: given.value)
      {
        return (amount, "\(given) of \(concentration.amount)/\(concentration.volume) mL is ")
      }
      throw Refusal(
        message: "\(drug.key) is billed in \(portion.unit), and the strength of these \(given)"
          + " is not known; give the dose in \(portion.unit).", fix: "--dose …\(portion.unit)")
    }
    throw Refusal(
      message: "\(drug.key) is billed in \(portion.unit); \(given) cannot be converted.",
      fix: "--dose …\(portion.unit)")
  }
}

/// Lists of rules that lines share, made once.
enum Rules {
  static let per: [RuleID] = ["R51"]
  static let upTo: [RuleID] = ["R52"]
  static let band: [RuleID] = ["R53"]
}

/// Builds the working of a line without interpolation: every claim has one for each line.
struct Working {
  private(set) var text: String

  init(_ text: String = "", more: Int = 48) {
    self.text = text
    self.text.reserveCapacity(text.utf8.count + more)
  }

  mutating func append(_ words: String) { text += words }

  mutating func add(_ words: StaticString) {
    words.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
  }

  mutating func add(_ amount: DoseAmount) {
    add(amount.value)
    text += " "
    text += amount.unit.rawValue
  }

  mutating func add(_ quantity: Quantity) {
    if quantity.millionths % Quantity.one == 0 {
      text += String(quantity.millionths / Quantity.one)
    } else {
      text += quantity.description
    }
  }

  mutating func addUnits(_ units: Int) {
    text += String(units)
    text += units == 1 ? " unit" : " units"
  }
}

extension DoseAmount {
  /// Whether two amounts are equal; nil when their dimensions differ.
  func isSame(as other: DoseAmount) -> Bool? {
    guard let isLess = isLess(than: other), let isMore = other.isLess(than: self) else {
      return nil
    }
    return !isLess && !isMore
  }
}
