import Practice

// R56, R57: what a single-dose package still held, where the record does not say it.
extension Worksheet {
  /// R57: whether nothing that could be billed was left over, as far as the record and the tables
  /// can tell. Where they cannot, somebody is asked, and the line carries neither JW nor JZ.
  mutating func isUsedUp(_ entry: Int, drug: Drug, count: UnitCount) -> Bool {
    guard let portion = drug.portion, drug.basis == .per || drug.basis == .upTo,
      // A kit was found by its amounts, so it is whole (R51).
      drug.portionParts.isEmpty
    else { return true }
    if let package = knownPackage(entry, drug: drug) {
      if !leaves(count, of: package, portion) { return true }
      askLeftover(entry, count, "The package holds \(package)", choices: false)
      return false
    }
    let listed = drug.packages.all(like: count.amount)
    // One package is whole. Several might add up to the dose, and so might larger ones with a rest:
    // 225 mg are 150 and 75 mg, or two of 150 mg (R56).
    if drug.packages.named.contains(where: { $0.isSame(as: count.amount) == true }) { return true }
    let mayLeave = listed.contains { leaves(count, of: $0, portion) }
    if !mayLeave, Packages.add(drug.packages.named, upTo: count.amount) { return true }
    if drug.packages.isWhole, !listed.isEmpty, !mayLeave { return true }
    askLeftover(entry, count, packagesText(listed, of: drug), choices: true)
    return false
  }

  /// Whether the packages of one size that a dose needs hold billing units beyond those given.
  private func leaves(
    _ count: UnitCount, of package: DoseAmount, _ portion: DoseAmount
  ) -> Bool {
    guard let packages = count.amount.units(of: package),
      let opened = package.value.times(Quantity(packages)),
      let whole = DoseAmount(value: opened, unit: package.unit).wholeUnits(of: portion)
    else { return true }
    return whole > count.units
  }

  private mutating func askLeftover(
    _ entry: Int, _ count: UnitCount, _ known: String, choices: Bool
  ) {
    let waste = correct(entry, "--waste …\(count.amount.unit)")
    let ndc = visit.doses[entry].ndc
    let package =
      ndc.map {
        "shots reference product \($0.hyphenated) --drug \(visit.doses[entry].drug) --units …"
      } ?? correct(entry, "--ndc …")
    let way =
      ndc == nil
      ? "or give the package's NDC" : "or tell, from the label, how many units a package holds"
    findings.append(
      Finding(
        // The line has neither JW nor JZ, and is refused so (R57).
        rule: "R56", severity: date >= Worksheet.zeroWasteBegan ? .error : .warning,
        dose: visit.doses[entry].id, field: "waste",
        message: "\(known), and \(count.amount) were given, so what was thrown away decides between"
          + " JW and JZ. Record it\(choices ? ", \(way)" : "").", fix: waste,
        choices: choices ? [waste, package] : []))
  }

  /// R56: waste beyond what any listed packages hold. No more is opened than the dose needs, so
  /// the waste is less than each of the packages.
  mutating func checkListed(
    _ entry: Int, drug: Drug, labelled: DoseAmount, waste: DoseAmount
  ) {
    let listed = drug.packages.all(like: labelled)
    guard drug.basis == .per || drug.basis == .upTo, drug.portionParts.isEmpty, !listed.isEmpty
    else { return }
    let isPossible =
      drug.packages.isWhole && !drug.packages.isOpen
      ? Packages.add(listed, upTo: labelled, leaving: waste)
      // Of packages that the words leave out the largest that they name tells only this much.
      : listed.contains { waste.isLess(than: $0) == true }
    guard !isPossible else { return }
    let correction = correct(entry, "--waste …\(labelled.unit)")
    findings.append(
      Finding(
        rule: "R56", severity: .warning, dose: visit.doses[entry].id, field: "waste",
        message: "Dose and waste are \(labelled), which no packages that were needed hold:"
          + " \(packagesText(listed, of: drug)). What was not opened is no waste, and overfill is"
          + " not billed.", fix: correction,
        choices: visit.doses[entry].ndc == nil ? [correction, correct(entry, "--ndc …")] : []))
  }

  private func packagesText(_ listed: [DoseAmount], of drug: Drug) -> String {
    guard !listed.isEmpty else { return "No table lists what packages of \(drug.label) hold" }
    var texts: [String] = []
    for package in listed where !texts.contains(package.description) {
      texts.append(package.description)
    }
    let more = drug.packages.isWhole && !drug.packages.isOpen ? "" : " among others"
    return "\(drug.label) is listed in packages of \(texts.joined(separator: ", "))\(more)"
  }
}
