import Practice

extension Worksheet {
  /// What the drug line and its waste line say of the package (R59, R60).
  struct PackageUse {
    var given: DrugIdentification?
    var discarded: DrugIdentification?
  }

  /// R59, R60: every dose with an NDC carries it with quantity and unit.
  mutating func packageUse(_ entry: Int, drug: Drug, count: UnitCount, waste: WasteMark)
    -> PackageUse
  {
    guard let ndc = visit.doses[entry].ndc else {
      switch settings.ndcRequired {
      case .yes:
        note(
          "R59", .error, dose: entry, field: "ndc",
          "\(payerName) wants the NDC of the package on the drug line.",
          fix: correct(entry, "--ndc …"))
      case .ask:
        ask(
          .ndcRequired, "R59", dose: entry,
          "Many payers want the NDC of the package on the drug line; add it, or say whether"
            + " \(payerName) does.")
      case .no: break
      }
      return PackageUse()
    }
    let form = packageForm(entry, drug: drug)
    if form == .unknown, needsForm(entry, drug: drug) {
      askForm(entry, ndc: ndc, drug: drug)
      return PackageUse()
    }
    if form == .liquid { checkVolume(entry, ndc: ndc, drug: drug, count: count) }
    guard let (given, unit) = quantityGiven(entry, drug: drug, form: form, count: count),
      Worksheet.thousandths(given.millionths).millionths > 0
    else {
      let severity = packageSeverity
      if form == .each {
        note(
          "R60", severity, dose: entry, field: "units",
          "Package \(ndc.hyphenated) is counted by packages, and no table says how many units of"
            + " \(drug.key) one holds, so \(count.amount) may be one or several. Say it once, from"
            + " the label; for all packages of a crosswalk: shots import products FILE.",
          fix: "shots reference product \(ndc.hyphenated) --drug \(drug.key) --units …")
        return PackageUse()
      }
      note(
        "R60", severity, dose: entry, field: "volume",
        "How much of package \(ndc.hyphenated) was used is not known"
          + (severity == .error ? "" : ", so the claim goes without it")
          + "; give the volume in mL.", fix: correct(entry, "--volume …"))
      return PackageUse()
    }
    return split(entry, ndc: ndc, given: given, unit: unit, count: count, waste: waste)
  }

  /// R60: without the quantity the NDC cannot go, which matters as much as the NDC does.
  private var packageSeverity: Finding.Severity {
    switch settings.ndcRequired {
    case .yes: .error
    case .ask: .warning
    case .no: .info
    }
  }

  /// R60: where the tables do not tell a liquid from a powder or kit, a volume alone may be that of
  /// the diluent. A dose that was written in mL, or is billed by mL, was a liquid; a product that
  /// is counted by doses goes as such where no table says what its package holds.
  private func needsForm(_ entry: Int, drug: Drug) -> Bool {
    if drug.portion?.unit.dimension == .volume || visit.doses[entry].amount.unit == .milliliter {
      return false
    }
    // Under an unclassified code anything may be in the package.
    return drug.portion?.unit != .dose || drug.administrationRule == .unclassified
      || package(entry, drug: drug)?.size != nil
  }

  private mutating func askForm(_ entry: Int, ndc: NDC, drug: Drug) {
    let command = "shots reference product \(ndc.hyphenated) --drug \(drug.key) --form "
    findings.append(
      Finding(
        rule: "R60", severity: packageSeverity, dose: visit.doses[entry].id, field: "form",
        message: (package(entry, drug: drug) == nil
          ? "Package \(ndc.hyphenated) is in no table, so it is not known"
          : "No table tells of package \(ndc.hyphenated)")
          + " whether it is counted in mL or by packages; read the label.", fix: command + "…",
        choices: PackageForm.allCases.map { command + $0.rawValue }))
  }

  /// The share of the waste goes to the JW line: it is in proportion to the amounts.
  private func split(
    _ entry: Int, ndc: NDC, given: Quantity, unit: NDCUnit, count: UnitCount, waste: WasteMark
  ) -> PackageUse {
    guard case .discarded = waste, let amount = visit.doses[entry].waste,
      let wasted = amount.converted(to: count.amount.unit), count.amount.value.millionths > 0
    else {
      return PackageUse(
        given: DrugIdentification(
          ndc: ndc, quantity: Worksheet.thousandths(given.millionths), unit: unit))
    }
    if unit == .unit {
      // `given` counts whole packages here: both lines share them.
      let whole = Int128(count.amount.value.millionths) + Int128(wasted.value.millionths)
      let share = Int128(given.millionths) * Int128(count.amount.value.millionths) / whole
      let part = Worksheet.thousandths(Int64(exactly: share) ?? given.millionths)
      let rest = Quantity(millionths: given.millionths - part.millionths)
      return PackageUse(
        given: DrugIdentification(ndc: ndc, quantity: part, unit: unit),
        discarded: rest.millionths > 0
          ? DrugIdentification(ndc: ndc, quantity: rest, unit: unit) : nil)
    }
    let exact =
      Int128(given.millionths) * Int128(wasted.value.millionths)
      / Int128(count.amount.value.millionths)
    // Rounded together: both lines add up to what was taken from the package.
    let part = Worksheet.thousandths(given.millionths)
    let whole = Worksheet.thousandths(given.millionths + (Int64(exactly: exact) ?? 0))
    let rest = Quantity(millionths: whole.millionths - part.millionths)
    return PackageUse(
      given: DrugIdentification(ndc: ndc, quantity: part, unit: unit),
      discarded: rest.millionths > 0
        ? DrugIdentification(ndc: ndc, quantity: rest, unit: unit) : nil)
  }

  /// Rounded to the three decimals that CTP04 may have.
  private static func thousandths(_ millionths: Int64) -> Quantity {
    Quantity(millionths: (millionths + 500) / 1_000 * 1_000)
  }

  /// R60: liquids by the volume, powders and kits by the package; not rounded yet.
  private func quantityGiven(
    _ entry: Int, drug: Drug, form: Strength.Form, count: UnitCount
  ) -> (Quantity, NDCUnit)? {
    let dose = visit.doses[entry]
    let package = package(entry, drug: drug)
    if form != .each {
      if let volume = dose.volume, volume.millionths > 0 { return (volume, .milliliter) }
      if dose.amount.unit == .milliliter { return (dose.amount.value, .milliliter) }
    }
    if form == .liquid {
      return expectedVolume(dose, drug, package, count).map { ($0, .milliliter) }
    }
    if drug.portion?.unit == .dose { return (Quantity(count.units), .unit) }
    return form == .each
      ? packages(dose, drug: drug, package: package, count: count).map { ($0, .unit) } : nil
  }

  /// How the package of a dose is counted: by what somebody said of it, else by the words of the
  /// strength. A size other than 1 is in mL, as the crosswalk gives it; a size of 1 is a millilitre
  /// or a package.
  func packageForm(_ entry: Int, drug: Drug) -> Strength.Form {
    let package = package(entry, drug: drug)
    if let form = package?.form { return form == .liquid ? .liquid : .each }
    guard drug.strength.form == .unknown else { return drug.strength.form }
    guard let size = package?.size ?? drug.examplePackageSize else { return .unknown }
    return size == Quantity(1) ? .unknown : .liquid
  }

  /// The volume of a dose by its package, else by the only concentration that the drug comes in.
  private func expectedVolume(
    _ dose: Dose, _ drug: Drug, _ package: Package?, _ count: UnitCount
  ) -> Quantity? {
    volumeByPackage(drug, package: package, count: count)
      ?? drug.strength.concentration?.volume(of: dose.amount)
  }

  /// R51, R60: dose, volume and package tell of one amount. What was rounded at the syringe is the
  /// same; which of the three is wrong only the desk knows.
  private mutating func checkVolume(_ entry: Int, ndc: NDC, drug: Drug, count: UnitCount) {
    let dose = visit.doses[entry]
    guard let volume = dose.volume, volume.millionths > 0,
      let expected = expectedVolume(dose, drug, package(entry, drug: drug), count)
    else { return }
    let apart = abs(volume.millionths - expected.millionths)
    guard apart > 50_000, apart > expected.millionths / 20 else { return }
    note(
      "R60", min(packageSeverity, .warning), dose: entry, field: "volume",
      "\(count.amount) of package \(ndc.hyphenated) are"
        + " \(Worksheet.thousandths(expected.millionths)) mL, not the \(volume) mL that are"
        + " recorded; dose, volume or NDC is wrong.",
      fix: correct(entry, "--volume …"),
      choices: ["--volume …", "--dose …", "--ndc …"].map { correct(entry, $0) })
  }

  /// The volume that follows from the crosswalk's package: its size and its billing units.
  private func volumeByPackage(_ drug: Drug, package: Package?, count: UnitCount) -> Quantity? {
    guard let known = package, let size = known.size else { return nil }
    if let package = known.content, package.value.millionths > 0,
      let same = count.amount.converted(to: package.unit)
    {
      let exact =
        Int128(same.value.millionths) * Int128(size.millionths) / Int128(package.value.millionths)
      return Int64(exactly: exact).map(Quantity.init(millionths:))
    }
    return drug.portion?.unit == .dose ? size.times(Quantity(count.units)) : nil
  }

  /// How many packages the dose and its waste used: by what the package holds. Of one that no table
  /// has, the smallest strength that is sold is one package; any other may be several.
  private func packages(
    _ dose: Dose, drug: Drug, package: Package?, count: UnitCount
  ) -> Quantity? {
    var total = count.amount
    if let waste = dose.waste, let sum = total.adding(waste) { total = sum }
    if let package = package?.content {
      return total.units(of: package).map { Quantity($0) }
    }
    let sold = drug.packages.all(like: total)
    let isSmallest =
      drug.packages.isWhole && !sold.isEmpty && sold.allSatisfy { $0.isLess(than: total) == false }
      && sold.contains { total.isLess(than: $0) == false }
    return isSmallest ? Quantity(1) : nil
  }

  /// R54: the crosswalk gives the package to another code.
  mutating func checkPackageCode(_ entry: Int, drug: Drug) {
    guard let ndc = visit.doses[entry].ndc, package(entry, drug: drug) == nil,
      let other = tables.drugs.owner(of: ndc, on: date), other != drug.key,
      !drug.replacedBy.contains(other)
    else { return }
    let label =
      tables.drug(other, on: date)?.label ?? other.code.flatMap(tables.listedCode)?.row.label.text
    note(
      "R54", .warning, dose: entry, field: "drug",
      "The NDC \(ndc.hyphenated) belongs to \(other)\(label.map { " (\($0))" } ?? ""), not to"
        + " \(drug.key). One of the two is wrong.", fix: correct(entry, "--ndc …"),
      choices: [correct(entry, "--ndc …"), correctDrug(entry, to: other)])
  }
}
