import Practice

// R67: whether what was given is what was ordered.
extension Worksheet {
  /// Whether a dose, alone or with the other parts of a dose that was split, is the ordered amount;
  /// nil when that cannot be known.
  func isOrdered(_ ordered: DoseAmount, _ entry: Int) -> Bool? {
    let alone = isSameAmount(ordered, visit.doses[entry].amount, entry)
    if alone == true { return true }
    if alone == nil, isSameVolume(ordered, entry) { return true }
    if let whole = wholeAmount(entry), isSameAmount(ordered, whole, entry) == true { return true }
    return alone
  }

  /// R25: one dose that was logged syringe by syringe, at other sites at one time, in all; nil when
  /// there are no other parts.
  func wholeAmount(_ entry: Int) -> DoseAmount? {
    let dose = visit.doses[entry]
    let others = visit.doses.enumerated().filter { $0.offset != entry }.map(\.element)
    let parts = (others + visit.billedDoses).filter { part in
      part.route == dose.route && isDrug(part.drug, of: entry) && dose.mayBePart(with: part)
    }
    guard !parts.isEmpty else { return nil }
    return parts.reduce(dose.amount) { sum, part in sum?.adding(part.amount) }
  }

  private func isSameAmount(_ ordered: DoseAmount, _ given: DoseAmount, _ entry: Int) -> Bool? {
    if let isSame = ordered.isSame(as: given) { return isSame }
    guard let drug = entries[entry].drug else { return nil }
    if isSameByPackage(ordered, given, entry, drug) { return true }
    guard let concentration = drug.strength.concentration else { return nil }
    let left = ordered.unit == .milliliter ? concentration.amount(in: ordered.value) : ordered
    let right = given.unit == .milliliter ? concentration.amount(in: given.value) : given
    guard let left, let right else { return nil }
    return left.isSame(as: right)
  }

  /// An ordered volume beside the volume that was recorded.
  private func isSameVolume(_ ordered: DoseAmount, _ entry: Int) -> Bool {
    ordered.unit == .milliliter && visit.doses[entry].volume == ordered.value
  }

  /// `0.5 mL` and `1 dose`, where the product's package makes them the same. That it makes them
  /// different is no proof: another package of the code may hold another volume.
  private func isSameByPackage(
    _ ordered: DoseAmount, _ given: DoseAmount, _ entry: Int, _ drug: Drug
  ) -> Bool {
    guard drug.basis == .perDose, drug.portion?.unit == .dose else { return false }
    let amounts = [ordered, given]
    guard let volume = amounts.first(where: { $0.unit == .milliliter })?.value,
      let count = amounts.first(where: { $0.unit == .dose })?.value
    else { return false }
    let known = package(entry, drug: drug)
    if packageForm(entry, drug: drug) == .each { return false }
    if let known, let size = known.size {
      return volume.times(known.units ?? Quantity(1)) == count.times(size)
    }
    guard let size = drug.examplePackageSize else {
      return drug.namedVolume.map { volume == count.times($0) } ?? false
    }
    return volume.times(drug.exampleUnitsPerItem ?? Quantity(1)) == count.times(size)
  }
}

extension Drug {
  /// The volume of one dose that the name of the code ends with: `… preservative-free 0.5 mL`.
  fileprivate var namedVolume: Quantity? {
    let words = genericName.split(separator: " ")
    guard words.count > 1, words[words.count - 1] == "mL" else { return nil }
    return StrengthReader.number(words[words.count - 2])
  }
}
