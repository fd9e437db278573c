import Practice

/// What the words of `typical_strength` say in numbers. The column has medium confidence, so it
/// only ever helps to convert or to ask; it never blocks a claim.
public struct Strength: Sendable {
  /// An amount in a volume: `6 mg/0.5 mL`.
  public struct Concentration: Hashable, Sendable {
    /// The amount.
    public let amount: DoseAmount
    /// The volume that holds it, in millilitres.
    public let volume: Quantity
  }

  /// How a package is counted on a claim (R60).
  public enum Form: Sendable {
    /// By millilitres.
    case liquid
    /// By packages: powders and kits.
    case each
    /// The words do not tell.
    case unknown
  }

  /// The concentration, when every one that the words name is the same.
  public let concentration: Concentration?
  /// The contents of single packages: `250 mg, 500 mg, 1 g` of powder.
  public let contents: [DoseAmount]
  /// How a package is counted.
  public let form: Form

  init(_ text: String) {
    var reader = StrengthReader(text)
    reader.read()
    concentration = reader.concentration
    contents = reader.contents
    form = reader.form
  }
}

extension Strength.Concentration {
  /// The amount in a volume; nil when it is too large.
  func amount(in millilitres: Quantity) -> DoseAmount? {
    guard volume.millionths > 0 else { return nil }
    let value =
      Int128(amount.value.millionths) * Int128(millilitres.millionths)
      / Int128(volume.millionths)
    return Int64(exactly: value)
      .map { DoseAmount(value: Quantity(millionths: $0), unit: amount.unit) }
  }

  /// The volume that holds an amount; nil when the dimensions differ or it is too large.
  func volume(of other: DoseAmount) -> Quantity? {
    guard let same = other.converted(to: amount.unit), amount.value.millionths > 0 else {
      return nil
    }
    let value =
      Int128(same.value.millionths) * Int128(volume.millionths) / Int128(amount.value.millionths)
    return Int64(exactly: value).map(Quantity.init(millionths:))
  }
}

/// Reads strengths word by word: numbers gather until their unit, a slash after the unit makes
/// them concentrations, a hyphen or `to` between numbers a range, of which nothing can be known.
struct StrengthReader {
  private let words: [Substring]
  private var pending: [Quantity] = []
  private var isRange = false
  private var isAmbiguous = false
  private var found: [Strength.Concentration] = []
  private(set) var contents: [DoseAmount] = []

  /// Powders and kits are counted each, what is named with a volume by it. A vial may hold a
  /// liquid or a powder, and a syringe may be counted by mL or each (R60): these words say nothing.
  var form: Strength.Form {
    if words.contains(where: { $0.hasPrefix("powder") || $0.hasPrefix("kit") }) { return .each }
    return words.contains { $0.hasPrefix("mL") || $0.hasSuffix("mL") } ? .liquid : .unknown
  }

  init(_ text: String) {
    words = text.split(whereSeparator: { $0 == " " || $0 == ";" || $0 == "(" || $0 == ")" })
  }

  /// The only concentration that was named.
  var concentration: Strength.Concentration? {
    guard !isAmbiguous, let first = found.first else { return nil }
    let isOne = found.allSatisfy { other in
      guard let same = other.amount.converted(to: first.amount.unit) else { return false }
      return Int128(same.value.millionths) * Int128(first.volume.millionths)
        == Int128(first.amount.value.millionths) * Int128(other.volume.millionths)
    }
    return isOne ? first : nil
  }

  mutating func read() {
    var index = 0
    while index < words.count {
      index += take(words[index], next: index + 1 < words.count ? words[index + 1] : nil)
    }
  }

  /// Takes a word, and the next one when it belongs to it; returns how many were taken.
  private mutating func take(_ word: Substring, next: Substring?) -> Int {
    if word == "to" {
      isRange = true
    } else if word == "million", let last = pending.popLast() {
      if let units = last.times(Quantity(1_000_000)) { pending.append(units) }
    } else if word == "per", let next, let volume = StrengthReader.number(next) {
      // "1.2 million units per 2 mL syringe": the amount was read as a content before.
      if let last = contents.popLast(), volume.millionths > 0 {
        found.append(Strength.Concentration(amount: last, volume: volume))
      }
      return 2
    } else if let number = StrengthReader.number(word) {
      pending.append(number)
    } else if let ends = StrengthReader.range(word) {
      isRange = true
      pending += ends
    } else if let slash = word.firstIndex(of: "/") {
      return takeConcentration(word[..<slash], per: word[word.index(after: slash)...], next: next)
    } else if let unit = StrengthReader.unit(word) {
      if !isRange, unit.dimension != .volume {
        contents += pending.map { DoseAmount(value: $0, unit: unit) }
      }
      clear()
    } else if word != "and", word != "," {
      clear()
    }
    return 1
  }

  private mutating func takeConcentration(
    _ before: Substring, per after: Substring, next: Substring?
  ) -> Int {
    defer { clear() }
    guard let unit = StrengthReader.unit(before) else {
      isAmbiguous = isAmbiguous || StrengthReader.number(before) != nil
      return 1
    }
    // "mg/mL" has no number behind the slash; "mg/0.5 mL" has.
    let volume = StrengthReader.number(after) ?? Quantity(1)
    let taken = StrengthReader.number(after) == nil ? 1 : 2
    let hasUnit = taken == 1 || next?.hasPrefix("mL") == true
    if isRange || volume.millionths <= 0 || !hasUnit {
      isAmbiguous = true
    } else {
      found += pending.map {
        Strength.Concentration(amount: DoseAmount(value: $0, unit: unit), volume: volume)
      }
    }
    return taken
  }

  private mutating func clear() {
    pending = []
    isRange = false
  }

  static func number(_ word: Substring) -> Quantity? {
    guard word.utf8.first.map({ Characters.isDigit($0) || $0 == 0x2E }) == true else { return nil }
    let plain = word.hasSuffix(",") ? word.dropLast() : word
    return try? Quantity(String(plain.filter { $0 != "," }))
  }

  /// The ends of `2,000-40,000`.
  static func range(_ word: Substring) -> [Quantity]? {
    let ends = word.split(separator: "-")
    let numbers = ends.compactMap { number($0) }
    return ends.count == 2 && numbers.count == 2 ? numbers : nil
  }

  static func unit(_ word: Substring) -> DoseUnit? {
    let plain = word.hasSuffix(",") ? word.dropLast() : word
    return DoseUnit(spelling: String(plain))
  }
}
