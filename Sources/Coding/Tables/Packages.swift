import Practice

/// The packages that a row of the drug table tells of: what its words name, and the example of the
/// crosswalk. The column has medium confidence, so it lets a dose pass or asks; it never counts.
struct Packages: Sendable {
  /// Contents that are named: `60 mg/2 mL`, `30 mg/mL 1 mL`, `250 mg, 1 g`, the ends of a range.
  private(set) var named: [DoseAmount] = []
  /// Besides, what a bare concentration makes of the example's volume: `25 and 50 mg/mL`.
  private(set) var likely: [DoseAmount] = []
  /// Whether there are no others as far as the words go: no range, and a volume for each strength.
  private(set) var isWhole = true
  /// Whether a concentration stands without the volume of its package.
  private(set) var isOpen = false

  /// What is known of nothing.
  init(_ drug: borrowing Drug) {
    var reader = PackageReader()
    for item in drug.typicalStrength.split(separator: ";") { reader.read(item) }
    reader.finish()
    named = reader.contents
    isWhole = !reader.hasRange
    let example = drug.content(units: drug.exampleUnitsPerItem)
    if let example { named.append(example) }
    isOpen = !reader.bare.isEmpty
    for bare in reader.bare {
      let package = drug.examplePackageSize.flatMap { Self.amount(bare, in: $0) }
      guard let package else {
        isWhole = false
        continue
      }
      // One strength in one size is that package.
      if reader.bare.count == 1 { named.append(package) } else { likely.append(package) }
    }
    if named.isEmpty, likely.isEmpty { isWhole = false }
  }

  fileprivate static func amount(_ bare: DoseAmount, in volume: Quantity) -> DoseAmount? {
    Int64(exactly: Int128(bare.value.millionths) * Int128(volume.millionths) / 1_000_000)
      .map { DoseAmount(value: Quantity(millionths: $0), unit: bare.unit) }
  }

  /// All of them in the dimension of an amount.
  func all(like amount: DoseAmount) -> [DoseAmount] {
    (named + likely).filter { $0.unit.dimension == amount.unit.dimension }
  }

  /// Whether whole packages add up to the amount: some of `packages`, each holding more than what
  /// is left over, because no other is opened for it (R56).
  static func add(
    _ packages: [DoseAmount], upTo total: DoseAmount, leaving rest: DoseAmount? = nil
  ) -> Bool {
    let sizes = packages.compactMap { package -> Int64? in
      if let rest, rest.isLess(than: package) != true { return nil }
      return package.converted(to: total.unit)?.value.millionths
    }.filter { $0 > 0 }
    let sum = total.value.millionths
    if sizes.contains(where: { sum % $0 == 0 }) { return true }
    return Set(sizes).count > 1 && fill(sum, sizes.sorted(by: >)[...], packages: 12)
  }

  private static func fill(_ sum: Int64, _ sizes: ArraySlice<Int64>, packages: Int) -> Bool {
    if sum == 0 { return true }
    guard packages > 0, sum > 0, let largest = sizes.first else { return false }
    return fill(sum - largest, sizes, packages: packages - 1)
      || fill(sum, sizes.dropFirst(), packages: packages)
  }
}

/// Reads the contents of packages from the words of `typical_strength`, item by item.
private struct PackageReader {
  /// What single packages hold.
  private(set) var contents: [DoseAmount] = []
  /// The amount in one millilitre, of strengths without a volume.
  private(set) var bare: [DoseAmount] = []
  /// Whether there are more packages than are named: `39-234 mg`.
  private(set) var hasRange = false

  private var volumes: [Quantity] = []
  private var hasExplicitVolume = false
  private var numbers: [Quantity] = []

  /// An item between semicolons.
  mutating func read(_ item: Substring) {
    let words = item.split { $0 == " " || $0 == "(" || $0 == ")" }
      .map { $0.hasSuffix(",") ? $0.dropLast() : $0 }
    let before = (bare: bare.count, volumes: volumes.count)
    numbers = []
    var index = 0
    while index < words.count {
      index += take(words[index], next: index + 1 < words.count ? words[index + 1] : nil)
    }
    // "40 mg/mL, 2 mL": the volumes belong to the strengths of their item.
    guard bare.count > before.bare, volumes.count > before.volumes else { return }
    for strength in bare[before.bare...] {
      contents += volumes[before.volumes...].compactMap { Packages.amount(strength, in: $0) }
    }
    bare.removeLast(bare.count - before.bare)
    volumes.removeLast(volumes.count - before.volumes)
  }

  /// What only the whole text tells.
  mutating func finish() {
    if !volumes.isEmpty {
      // "150 mg/mL; 2, 4, 6 mL vials".
      for strength in bare { contents += volumes.compactMap { Packages.amount(strength, in: $0) } }
      if !bare.isEmpty { bare = [] }
    } else if hasExplicitVolume {
      // "150 mg/mL; 104 mg/0.65 mL": beside a package a strength is a package of 1 mL.
      contents += bare
      bare = []
    }
  }

  private mutating func take(_ word: Substring, next: Substring?) -> Int {
    if word == "to" {
      hasRange = true
    } else if word == "million", let last = numbers.popLast() {
      if let units = last.times(Quantity(1_000_000)) { numbers.append(units) }
    } else if word == "per" {
      // "1.2 million units per 2 mL syringe": the content is read.
      return 3
    } else if let number = StrengthReader.number(word) {
      numbers.append(number)
    } else if let ends = StrengthReader.range(word) {
      hasRange = true
      numbers += ends
    } else if let slash = word.firstIndex(of: "/") {
      return takeSlash(word[..<slash], word[word.index(after: slash)...])
    } else if let unit = StrengthReader.unit(word) {
      let amounts = numbers.map { DoseAmount(value: $0, unit: unit) }
      contents += amounts
      if unit == .milliliter { volumes += numbers }
      numbers = []
    } else if word != "and" {
      numbers = []
    }
    return 1
  }

  private mutating func takeSlash(_ before: Substring, _ after: Substring) -> Int {
    if let first = StrengthReader.number(before), let second = StrengthReader.number(after) {
      // "600/900 mg kits": both drugs of a kit.
      numbers.append(Quantity(millionths: first.millionths + second.millionths))
      return 1
    }
    defer { numbers = [] }
    guard let unit = StrengthReader.unit(before) else { return 1 }
    let amounts = numbers.map { DoseAmount(value: $0, unit: unit) }
    guard StrengthReader.number(after) != nil else {
      if !hasRange { bare += amounts }
      return 1
    }
    contents += amounts
    hasExplicitVolume = true
    return 2
  }
}
