import Practice

extension Worksheet {
  /// R71: what a vaccine record must show beside R65 and R66.
  mutating func checkVaccineRecords() {
    for entry in entries.indices {
      guard case .vaccine = entries[entry].giving else { continue }
      checkVaccineDose(entry)
      if let records = visit.vaccineRecords { checkVaccineSheet(entry, records) }
    }
  }

  /// Lot, expiry, site and who gave it. What R65 and R66 already ask for is not asked twice.
  private mutating func checkVaccineDose(_ entry: Int) {
    let dose = visit.doses[entry]
    let isOwnStock = dose.stockSource == .practice || dose.stockSource == .discount340B
    let isSwallowed = dose.route == .oral || dose.route == .nasal
    var missing: [String] = []
    var flags: [String] = []
    if !isOwnStock, dose.lot == nil {
      missing.append("lot")
      flags.append("--lot …")
    }
    if !isOwnStock, dose.expiry == nil {
      missing.append("expiry")
      flags.append("--expiry …")
    }
    // With several injections R66 has asked for the site.
    let isAsked = findings.contains {
      $0.rule == "R66" && $0.severity == .warning && $0.field == "site" && $0.dose == dose.id
    }
    if dose.site == nil, !isSwallowed, !isAsked {
      missing.append("site")
      flags.append("--site …")
    }
    if dose.givenBy == nil, dose.givenByCredential != nil {
      missing.append("who gave it")
      flags.append("--given-by …")
    }
    guard let first = flags.first else { return }
    note(
      "R71", .warning, dose: entry, field: VaccineField.name(of: first),
      "A vaccine record needs \(missing.joined(separator: ", ")).",
      fix: correct(entry, flags.joined(separator: " ")))
  }

  /// Manufacturer and information sheet.
  private mutating func checkVaccineSheet(_ entry: Int, _ records: [VaccineRecord]) {
    let id = visit.doses[entry].id
    let record = records.first { $0.dose == id }
    if let record { checkSheetDays(entry, record) }
    guard record != nil || visit.everyVaccineNeedsRecord else { return }
    var missing: [String] = []
    var flags: [String] = []
    if record?.manufacturer == nil {
      missing.append("the manufacturer")
      flags.append("--manufacturer …")
    }
    if record?.sheetEdition == nil {
      missing.append("the edition of the information sheet")
      flags.append("--sheet-edition …")
    }
    if record?.sheetGiven == nil {
      missing.append("the day it was given to the patient")
      flags.append("--sheet-given …")
    }
    guard let first = flags.first else { return }
    note(
      "R71", .warning, dose: entry, field: VaccineField.name(of: first),
      "A vaccine record needs \(missing.joined(separator: ", ")).",
      fix: FactCommand.vaccine(id?.description ?? "…", flags.joined(separator: " ")))
  }
}

extension Worksheet {
  /// A sheet is handed out with the dose or before it, so its edition cannot be later either.
  private mutating func checkSheetDays(_ entry: Int, _ record: VaccineRecord) {
    let dose = record.dose?.description ?? "…"
    if let given = record.sheetGiven, given > date {
      note(
        "R71", .warning, dose: entry, field: "sheet_given",
        "The information sheet was given on \(given), after the dose of \(date).",
        fix: FactCommand.vaccine(dose, "--sheet-given …"))
    }
    if let edition = record.sheetEdition, edition > date {
      note(
        "R71", .warning, dose: entry, field: "sheet_edition",
        "The information sheet is of \(edition), later than the dose of \(date).",
        fix: FactCommand.vaccine(dose, "--sheet-edition …"))
    }
  }
}

/// The fields of R71 by their flags.
private enum VaccineField {
  static func name(of flag: String) -> String {
    String(flag.dropFirst(2).prefix { $0 != " " }).split(separator: "-").joined(separator: "_")
  }
}
