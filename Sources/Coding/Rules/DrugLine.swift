import Practice

extension Worksheet {
  /// The drug line of a dose and its waste line (section D).
  mutating func writeDrugLines(_ entry: Int) {
    guard let recorded = entries[entry].drug, takesDrugLine(entry) else { return }
    guard recorded.key.code != nil else { return checkCodeless(entry, drug: recorded) }
    checkPackageCode(entry, drug: recorded)
    guard let (drug, reasons) = billable(entry, recorded: recorded) else { return }
    let charge = drugCharge(entry, drug: drug)
    if case .none = charge { return }
    let count: UnitCount
    do throws(UnitCount.Refusal) {
      count = try UnitCount(visit.doses[entry], drug: drug)
    } catch {
      note(
        "R51", .error, dose: entry, field: "dose", error.message, fix: correct(entry, error.fix))
      return
    }
    checkProducts(entry, drug: drug)
    writeDrugLine(entry, drug: drug, count: count, charge: charge, reasons: reasons)
  }

  /// R53: a code that counts products, and an amount of more than one of them. The strengths have
  /// medium confidence, so the number of products is asked for.
  private mutating func checkProducts(_ entry: Int, drug: Drug) {
    guard drug.basis == .perDose, drug.portion?.unit == .dose,
      drug.administrationRule != .unclassified
    else { return }
    var given = visit.doses[entry].amount
    if given.unit == .milliliter {
      given = drug.strength.concentration?.amount(in: given.value) ?? given
    }
    let products = drug.packages.all(like: given)
    guard let largest = products.first, products.allSatisfy({ $0.isLess(than: given) == true })
    else { return }
    note(
      "R53", .warning, dose: entry, field: "dose",
      "\(drug.key) is one unit for each product, and \(given) are more than the \(largest) of one"
        + " \(drug.label); give the number of products.",
      fix: correct(entry, "--dose …dose"),
      choices: [correct(entry, "--dose …dose"), correct(entry, "--dose …\(given.unit)")])
  }

  /// R21, R22, R32: what is not billed has no drug line either.
  private func takesDrugLine(_ entry: Int) -> Bool {
    if entries[entry].drug?.administrationRule == .localAnesthetic { return false }
    return switch entries[entry].giving {
    case .included, .bySelf, .unknownDrug: false
    case .unsupervised: visit.paysNurseVisit
    default: true
    }
  }

  private mutating func writeDrugLine(
    _ entry: Int, drug: Drug, count: UnitCount, charge: DrugCharge, reasons: String
  ) {
    guard let code = drug.key.code else { return }
    var waste = WasteMark.none
    if case .full = charge { waste = wasteMark(entry, drug: drug, count: count) }
    let use = packageUse(entry, drug: drug, count: count, waste: waste)
    var line = ServiceLine(
      kind: .drug, dose: visit.doses[entry].id, code: code, units: count.units,
      charge: amount(charge, code: code, units: count.units),
      pointers: entries[entry].pointers, drug: use.given,
      why: reasons.isEmpty ? count.why : count.why + reasons, rules: count.rules)
    if case .nothingDiscarded = waste { add(&line, Mark.nothingDiscarded, "R57") }
    if case .stateSupplied = charge { add(&line, Mark.stateSupplied, "R49") }
    if case .penny = charge { line.rules.append("R48") }
    addSpecialModifiers(entry, drug: drug, to: &line)
    describe(entry, drug: drug, line: &line)
    lines.append(line)
    if case .discarded(let units, let why) = waste {
      var wasted = line
      wasted.kind = .waste
      wasted.units = units
      wasted.modifiers.insert(Mark.discarded, at: 0)
      wasted.charge = amount(charge, code: code, units: units)
      wasted.drug = use.discarded
      wasted.why = why
      wasted.rules = ["R56"]
      lines.append(wasted)
    }
    checkDailyMaximum(entry, drug: drug)
  }

  private func amount(_ charge: DrugCharge, code: HCPCS, units: Int) -> Money? {
    switch charge {
    case .full: visit.fees.amount(of: code, on: date).flatMap { $0.times(units) }
    case .penny: .penny
    case .stateSupplied, .none: .zero
    }
  }

  func add(_ line: inout ServiceLine, _ modifier: Modifier, _ rule: RuleID) {
    line.modifiers.append(modifier)
    line.rules.append(rule)
  }

  /// The row that is billed: the successor of a retired code (R50), the right band (R53). The dose
  /// stays blocked until the record says so; the line shows what it will be.
  private mutating func billable(_ entry: Int, recorded: Drug) -> (Drug, String)? {
    if !recorded.isValid(on: date) {
      guard let successor = checkValidity(entry, drug: recorded) else { return nil }
      return (successor, "; \(recorded.key) is not valid on \(date), R50")
    }
    if recorded.basis != .upTo, let right = checkBand(entry, drug: recorded) {
      return (right, "; \(recorded.key) is another dose band, R53")
    }
    return (recorded, "")
  }

  /// R50: the code must be valid on the day; names the successor.
  private mutating func checkValidity(_ entry: Int, drug: Drug) -> Drug? {
    let successors = drug.replacedBy.compactMap { tables.drug($0, on: date) }
      .filter { $0.isValid(on: date) }
    var message = "\(drug.key) was not valid on \(date)"
    if let ended = drug.validTo, ended < date {
      message = "\(drug.key) ended on \(ended)"
    } else if let began = drug.validFrom, began > date {
      message = "\(drug.key) begins only on \(began)"
    }
    // Where several codes took its place, the package decides.
    let byPackage = visit.doses[entry].ndc.flatMap { ndc in
      successors.first { tables.drugs.package(ndc, of: $0, on: date) != nil }
    }
    guard let first = byPackage ?? successors.first else {
      noteEarlier(entry, drug: drug, message)
      return nil
    }
    if successors.count > 1, byPackage == nil {
      let names = successors.map(\.key.text).joined(separator: ", ")
      message += "; use \(names), the one that the NDC belongs to."
      note("R50", .error, dose: entry, field: "drug", message, fix: correct(entry, "--drug …"))
      return nil
    }
    if let count = try? UnitCount(visit.doses[entry], drug: first) {
      message += "; use \(first.key) with \(count.units) \(count.units == 1 ? "unit" : "units")."
    } else {
      message += "; use \(first.key)."
    }
    note(
      "R50", .error, dose: entry, field: "drug", message,
      fix: correctDrug(entry, to: first.key))
    return first
  }

  /// R50: a code that begins only later: the codes that it took the place of were right then.
  private mutating func noteEarlier(_ entry: Int, drug: Drug, _ message: String) {
    let earlier = tables.drugs.drugs
      .filter { $0.replacedBy.contains(drug.key) && $0.isValid(on: date) }.map(\.key.text)
    let names = earlier.joined(separator: ", ")
    note(
      "R50", .error, dose: entry, field: "drug",
      message + (earlier.isEmpty ? "." : "; on \(date) it was \(names)."),
      fix: correct(entry, "--drug \(earlier.count == 1 ? names : "…")"))
  }

  /// R53: codes that stand for a band of doses. Returns the right row when the band is wrong.
  private mutating func checkBand(_ entry: Int, drug: Drug) -> Drug? {
    guard let family = DoseBand.family(of: drug.key), let portion = family.first?.limit else {
      return nil
    }
    let dose = visit.doses[entry]
    if drug.basis == .tier, dose.amount.unit == .dose, dose.amount.value > Quantity(1) {
      note(
        "R53", .error, dose: entry, field: "dose",
        "\(drug.key) is one unit for each injection; log each injection as a dose of its own.",
        fix: correct(entry, "--dose 1dose"))
      return nil
    }
    guard let given = DoseBand.amount(dose, drug: drug, unit: portion.unit) else { return nil }
    if checkTotal(entry, drug: drug, family: family, given: given) { return nil }
    guard let band = family.first(where: { $0.holds(given) }) else {
      note(
        "R53", .error, dose: entry, field: "dose",
        "\(given) is in no dose band of \(drug.label).", fix: correct(entry, "--dose …"))
      return nil
    }
    guard band.key != drug.key, let right = tables.drug(band.key, on: date) else { return nil }
    note(
      "R53", .error, dose: entry, field: "drug",
      "\(drug.key) is for another dose band; \(given) is \(right.key) (\(right.label)).",
      fix: correctDrug(entry, to: right.key),
      choices: [correctDrug(entry, to: right.key), correct(entry, "--dose …")])
    return right
  }

  /// R53: the band of immune globulin is the volume of the whole visit, whatever the syringes hold.
  /// Says whether the total belongs to another band than the single doses.
  private mutating func checkTotal(
    _ entry: Int, drug: Drug, family: [DoseBand], given: DoseAmount
  ) -> Bool {
    guard drug.key.text == "J1460", let limit = family.first?.limit,
      limit.isLess(than: given) == false
    else { return false }
    var total = given
    var first = entry
    for other in visit.doses.indices
    where other != entry && visit.doses[other].drug == visit.doses[entry].drug {
      guard let more = DoseBand.amount(visit.doses[other], drug: drug, unit: limit.unit),
        let sum = total.adding(more)
      else { continue }
      total = sum
      first = min(first, other)
    }
    guard limit.isLess(than: total) == true, let right = family.last else { return false }
    let count = visit.doses.filter { $0.drug == visit.doses[entry].drug }.count
    note(
      "R53", .error, dose: entry, field: "dose",
      "The visit's doses of \(drug.key) are \(total) together, and above \(limit) that is one"
        + " \(right.key); log it as one dose.",
      fix: first == entry
        ? correct(
          entry, "--drug \(right.key) --dose \(total.value)\(total.unit) --injections \(count)")
        : void(entry, reason: "\"part of one dose\""))
    return true
  }

  /// R61: an unclassified code tells what was given, in words.
  private mutating func describe(_ entry: Int, drug: Drug, line: inout ServiceLine) {
    guard drug.administrationRule == .unclassified else { return }
    let dose = visit.doses[entry]
    line.rules.append("R61")
    guard let name = dose.note else {
      note(
        "R61", .error, dose: entry, field: "note",
        "\(drug.key) stands for any drug; write its name and strength in the note.",
        fix: correct(entry, "--note …"))
      return
    }
    let hasNDC = dose.ndc != nil || name.text.contains("NDC")
    if !hasNDC {
      note(
        "R61", .error, dose: entry, field: "ndc",
        "\(drug.key) needs the NDC of what was given.", fix: correct(entry, "--ndc …"))
    }
    var facts: [String] = []
    let given = [dose.amount.description, dose.route?.rawValue].compactMap { $0 }
    if !Worksheet.says(name.text, given) { facts.append(given.joined(separator: " ")) }
    if let ndc = dose.ndc, !name.text.contains(ndc.text) { facts.append("NDC \(ndc.text)") }
    // Where there is no room for all, words give way and not what was given.
    let tail = facts.map { ", \($0)" }.joined()
    line.description = LineText.short(name.text)
    line.note = name.text.prefix(max(0, LineText.longest - tail.count)) + tail
  }

  /// Whether a note names dose and route where they are not cut off; `100 mg/mL` is a strength.
  private static func says(_ note: String, _ given: [String]) -> Bool {
    let read = String(note.prefix(LineText.longest))
    return given.allSatisfy { word in
      read.ranges(of: word).contains {
        $0.upperBound == read.endIndex || read[$0.upperBound] != "/"
      }
    }
  }

  /// R55: more units in a day than the table believes. A limit of 0 is Medicare's own.
  private mutating func checkDailyMaximum(_ entry: Int, drug: Drug) {
    guard let mue = tables.dailyMaximum(of: drug, on: date), mue > 0 || followsMedicare else {
      return
    }
    let own = lines.reduce(0) {
      $1.kind == .drug && $1.code.text == drug.key.text ? $0 + $1.units : $0
    }
    // What other visits of the day gave before counts, too.
    let units = dayDoses.reduce(own) { sum, other in
      guard other.dose.drug == drug.key, isEarlier(other) else { return sum }
      return sum + ((try? UnitCount(other.dose, drug: drug))?.units ?? 0)
    }
    guard units > mue else { return }
    note(
      "R55", .warning, dose: entry, field: "dose",
      "\(units) \(units == 1 ? "unit" : "units") of \(drug.key) in a day are more than the usual"
        + " maximum of \(mue); check the dose.", fix: correct(entry, "--dose …"),
      choices: [correct(entry, "--dose …"), accept(entry, "R55")])
  }
}

/// R53: codes that differ by the dose only, with the bounds that `drugs.csv` notes.
struct DoseBand {
  let key: DrugKey
  /// Up to here, included; or above here.
  let limit: DoseAmount
  let isAbove: Bool
  /// The smallest dose of an upper band that begins above ``limit``.
  var least: DoseAmount?

  func holds(_ amount: DoseAmount) -> Bool {
    if let least { return amount.isLess(than: least) == false }
    let above = limit.isLess(than: amount) ?? false
    return above == isAbove
  }

  static func family(of key: DrugKey) -> [DoseBand]? {
    switch key.text {
    case "Q9991", "Q9992": buprenorphineMonthly
    case "J0577", "J0578": buprenorphineWeekly
    case "J1460", "J1560": immuneGlobulin
    case "J2788", "J2790": rhesusGlobulin
    case "90380", "90381": nirsevimab
    default: nil
    }
  }

  /// The dose in the unit of the band.
  static func amount(_ dose: Dose, drug: Drug, unit: DoseUnit) -> DoseAmount? {
    if dose.amount.unit.dimension == unit.dimension { return dose.amount }
    if unit == .milliliter {
      return (dose.volume ?? drug.strength.concentration?.volume(of: dose.amount))
        .map { DoseAmount(value: $0, unit: .milliliter) }
    }
    if unit == .microgram, dose.amount.unit == .unit {
      // Rh immune globulin: 1,500 IU are 300 mcg, 250 IU are 50 mcg (`drugs.csv`).
      return DoseAmount(
        value: Quantity(millionths: dose.amount.value.millionths / 5), unit: .microgram)
    }
    guard dose.amount.unit == .milliliter else { return nil }
    return drug.strength.concentration?.amount(in: dose.amount.value)
  }

  private static func milligrams(_ value: Int) -> DoseAmount {
    DoseAmount(value: Quantity(value), unit: .milligram)
  }

  private static let buprenorphineMonthly = [
    DoseBand(key: DrugKey(stored: "Q9991"), limit: milligrams(100), isAbove: false),
    DoseBand(key: DrugKey(stored: "Q9992"), limit: milligrams(100), isAbove: true),
  ]
  private static let buprenorphineWeekly = [
    DoseBand(key: DrugKey(stored: "J0577"), limit: milligrams(32), isAbove: false),
    DoseBand(
      key: DrugKey(stored: "J0578"), limit: milligrams(32), isAbove: true, least: milligrams(64)),
  ]
  private static let rhesusGlobulin: [DoseBand] = {
    let limit = DoseAmount(value: Quantity(50), unit: .microgram)
    return [
      DoseBand(key: DrugKey(stored: "J2788"), limit: limit, isAbove: false),
      DoseBand(key: DrugKey(stored: "J2790"), limit: limit, isAbove: true),
    ]
  }()
  private static let nirsevimab: [DoseBand] = {
    let limit = DoseAmount(value: Quantity(millionths: 500_000), unit: .milliliter)
    return [
      DoseBand(key: DrugKey(stored: "90380"), limit: limit, isAbove: false),
      DoseBand(key: DrugKey(stored: "90381"), limit: limit, isAbove: true),
    ]
  }()
  private static let immuneGlobulin: [DoseBand] = {
    let limit = DoseAmount(value: Quantity(10), unit: .milliliter)
    return [
      DoseBand(key: DrugKey(stored: "J1460"), limit: limit, isAbove: false),
      DoseBand(key: DrugKey(stored: "J1560"), limit: limit, isAbove: true),
    ]
  }()
}
