import Practice

/// What the waste rules put on a drug line.
enum WasteMark {
  /// Neither JW nor JZ.
  case none
  /// Nothing that could be billed was thrown away.
  case nothingDiscarded
  /// A second line with these units.
  case discarded(units: Int, why: String)
}

extension Worksheet {
  /// R56–R58: which waste modifier a drug line needs.
  mutating func wasteMark(_ entry: Int, drug: Drug, count: UnitCount) -> WasteMark {
    guard settings.wasteModifiersRequired != .no, drug.administrationRule != .vaccine,
      !Worksheet.isCommunityClinic(visit.encounter.placeOfService)
    else { return .none }
    if settings.wasteModifiersRequired == .ask {
      askWaste(entry, drug: drug)
      return .none
    }
    guard let container = container(entry, drug: drug) else { return .none }
    guard container == .singleDose else {
      noteWasteOfMultiDose(entry)
      return .none
    }
    guard let waste = visit.doses[entry].waste else {
      return isUsedUp(entry, drug: drug, count: count) ? nothingDiscarded : .none
    }
    guard let portion = drug.portion, drug.basis == .per || drug.basis == .upTo else {
      return nothingDiscarded
    }
    guard let discarded = wasteAmount(entry, waste, drug: drug, count: count) else { return .none }
    guard let labelled = count.amount.adding(discarded),
      let whole = labelled.wholeUnits(of: portion)
    else { return nothingDiscarded }
    checkLabelled(
      entry, drug: drug, given: count.amount, discarded: discarded, labelled: labelled)
    let units = whole - count.units
    // Waste below one billing unit has no line of its own; JZ says so (R57).
    guard units >= 1 else { return nothingDiscarded }
    return .discarded(
      units: units,
      why: "\(labelled) in the package is \(whole) units - \(count.units) given"
        + " = \(units) \(units == 1 ? "unit" : "units") discarded, R56")
  }

  /// R56, R57: whether the payer wants JW and JZ is not known, and the package may need one.
  private mutating func askWaste(_ entry: Int, drug: Drug) {
    let isWasted = visit.doses[entry].waste != nil
    guard knownContainer(entry, drug: drug) != .multiDose,
      isWasted || date >= Worksheet.zeroWasteBegan
    else { return }
    ask(
      .wasteModifiersRequired, isWasted ? "R56" : "R57", dose: entry,
      "Some plans want JW and JZ on drugs from single-dose packages, others refuse them; say"
        + " whether \(payerName) wants them.")
  }

  /// R57: JZ is on claims since 2023-07-01.
  private var nothingDiscarded: WasteMark {
    date >= Worksheet.zeroWasteBegan ? .nothingDiscarded : .none
  }

  static let zeroWasteBegan = Day(number: 19_539)

  /// R58: rural health clinics (72) and federally qualified health centres (50) send neither.
  static func isCommunityClinic(_ place: PlaceOfService?) -> Bool {
    place?.text == "50" || place?.text == "72"
  }

  /// R58: what the dose, its package or its drug says of the container.
  func knownContainer(_ entry: Int, drug: Drug) -> Container? {
    visit.doses[entry].container ?? package(entry, drug: drug)?.container ?? drug.container
  }

  /// What the tables know of the package that a dose came from.
  func package(_ entry: Int, drug: Drug) -> Package? {
    visit.doses[entry].ndc.flatMap { tables.drugs.package($0, of: drug, on: date) }
  }

  /// R58: the label decides; when the drug comes in both kinds, somebody must say.
  private mutating func container(_ entry: Int, drug: Drug) -> Container? {
    if let known = knownContainer(entry, drug: drug) { return known }
    note(
      "R58", .warning, dose: entry, field: "container",
      "\(drug.label) comes in single-dose and multi-dose packages, and \(payerName) wants to know"
        + " about waste; read the label.",
      fix: correct(entry, "--container …"))
    return nil
  }

  private mutating func noteWasteOfMultiDose(_ entry: Int) {
    guard let waste = visit.doses[entry].waste else { return }
    note(
      "R58", .info, dose: entry, field: "waste",
      "The \(waste) left in a multi-dose package are not billed as waste.")
  }

  /// The waste in the dimension of the dose.
  private mutating func wasteAmount(
    _ entry: Int, _ waste: DoseAmount, drug: Drug, count: UnitCount
  ) -> DoseAmount? {
    if waste.unit.dimension == count.amount.unit.dimension { return waste }
    if waste.unit == .milliliter, let known = drug.strength.concentration?.amount(in: waste.value),
      known.unit.dimension == count.amount.unit.dimension
    {
      return known
    }
    note(
      "R56", .error, dose: entry, field: "waste",
      "The waste is written in \(waste.unit), the dose in \(count.amount.unit); use one unit, so"
        + " that it can be said whether a unit was thrown away.",
      fix: correct(entry, "--waste …\(count.amount.unit)"))
    return nil
  }

  /// R56: dose and waste never exceed what the packages hold; overfill is not billable. The
  /// strength column has medium confidence, so this asks and does not block.
  private mutating func checkLabelled(
    _ entry: Int, drug: Drug, given: DoseAmount, discarded: DoseAmount, labelled: DoseAmount
  ) {
    guard let package = knownPackage(entry, drug: drug), let packages = labelled.units(of: package)
    else { return checkListed(entry, drug: drug, labelled: labelled, waste: discarded) }
    if let needed = given.units(of: package), needed < packages,
      labelled.wholeUnits(of: package) == packages
    {
      note(
        "R56", .warning, dose: entry, field: "waste",
        "Dose and waste are \(packages) packages of \(package), and the \(given) given need only"
          + " \(needed); what was not opened is no waste.",
        fix: correct(entry, "--waste …\(labelled.unit)"))
      return
    }
    guard labelled.wholeUnits(of: package) != packages else { return }
    note(
      "R56", .warning, dose: entry, field: "waste",
      "Dose and waste are \(labelled), but this NDC's package holds \(package); overfill is not"
        + " billed.", fix: correct(entry, "--waste …\(labelled.unit)"))
  }

  /// The content of the dose's package, when the crosswalk lists its NDC and the recorded volume
  /// does not say otherwise.
  func knownPackage(_ entry: Int, drug: Drug) -> DoseAmount? {
    let dose = visit.doses[entry]
    guard let known = self.package(entry, drug: drug), let package = known.content,
      package.value.millionths > 0
    else { return nil }
    guard packageForm(entry, drug: drug) == .liquid,
      let volume = dose.volume, volume.millionths > 0,
      let size = known.size, let same = dose.amount.converted(to: package.unit)
    else { return package }
    let agrees =
      Int128(same.value.millionths) * Int128(size.millionths)
      == Int128(package.value.millionths) * Int128(volume.millionths)
    return agrees ? package : nil
  }
}
