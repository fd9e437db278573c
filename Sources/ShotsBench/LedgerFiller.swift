import Practice
import Storage

/// Fills a ledger with a fictional practice, through the same doors as the program.
struct LedgerFiller {
  let fiction: Fiction
  /// How many visits are one operation: bounds the write-ahead log.
  private let chunk = 25_000

  init(_ fiction: Fiction) { self.fiction = fiction }

  /// Makes a ledger with doses that are on claims already, then doses that are open.
  func fill(_ path: String, billed: Int, open: Int) throws {
    let ledger = try Ledger.create(path, for: try PureVisits.practice(), operation: operation(0))
    try ledger.write(operation(1)) { try fillParties(ledger) }
    try ledger.checkpoint()
    // Open visits are the latest ones: their numbers are the lowest.
    let openVisits = open / fiction.dosesPerVisit
    let rounds = (openVisits + fiction.patients - 1) / fiction.patients
    let first = rounds * fiction.patients
    let history = first..<first + billed / fiction.dosesPerVisit
    let numbers = try Numbers(fiction, ledger)
    var step: Int64 = 2
    for start in stride(from: history.lowerBound, to: history.upperBound, by: chunk) {
      let visits = start..<min(start + chunk, history.upperBound)
      try ledger.write(operation(step)) { try bill(visits, ledger, numbers) }
      try ledger.checkpoint()
      step += 1
    }
    try ledger.write(operation(step)) {
      for visit in 0..<openVisits { _ = try give(visit, ledger, numbers) }
    }
    try ledger.checkpoint()
  }

  func operation(_ step: Int64) -> Operation {
    Operation(key: "fill-\(step)", command: "fill", actor: "bench", at: "2026-01-01T00:00:00Z")
  }

  private func fillParties(_ ledger: Ledger) throws {
    for npi in Fiction.providers {
      _ = try ledger.saveProvider(
        Provider(
          npi: NPI(npi), name: PersonName(last: Line("Marlowe"), first: Line("Ida")),
          credential: Credential("MD"), taxonomy: Taxonomy("207Q00000X")))
    }
    for id in Fiction.payers {
      _ = try ledger.savePayer(
        Payer(
          id: PayerID(id), name: Line("Example Plan \(id)"), electronicID: PartnerID("ZZ900"),
          payerClass: id == "STMD" ? .medicaid : .commercial,
          filingIndicator: ClaimFilingIndicator(id == "STMD" ? "MC" : "CI"), timelyFilingDays: 365,
          address: address(1)))
      for name in [PayerSettings.Name.wasteModifiersRequired, .ndcRequired]
      where id != "STMD" || name == .wasteModifiersRequired {
        _ = try ledger.savePayerSetting(
          PayerSettingEntry(setting: PayerID(id), name, to: "no", from: .beginning))
      }
    }
    let from = try Day("2020-01-01")
    _ = try ledger.saveFee(
      Fee(code: HCPCS("96372"), amount: Money(cents: 4_500), effectiveFrom: from))
    for shot in Fiction.shots {
      _ = try ledger.saveFee(
        Fee(code: HCPCS(shot.drug), amount: Money(cents: shot.cents), effectiveFrom: from))
    }
    for patient in 0..<fiction.patients { try fillPatient(patient, ledger) }
  }

  private func fillPatient(_ patient: Int, _ ledger: Ledger) throws {
    let name = fiction.name(patient)
    _ = try ledger.savePatient(
      Patient(
        mrn: MRN(fiction.mrn(patient)),
        name: PersonName(last: Line(name.last), first: Line(name.first)),
        birthDate: fiction.birth(patient), sex: patient % 2 == 0 ? .female : .male,
        address: address(patient), phone: Telephone("5555550100")))
    let payer = try PayerID(fiction.payer(patient))
    guard let id = try ledger.patientID(MRN(fiction.mrn(patient))),
      let stored = try ledger.payer(payer)
    else { throw BenchError("a patient is lost") }
    let coverage = try Coverage(
      payer: payer, priority: .primary, memberID: PartnerID("EX" + Fiction.padded(patient, 8)),
      groupNumber: PartnerID("GRP-1"), relationship: .patientIsSubscriber, subscriber: nil,
      effectiveFrom: Day("2020-01-01"), effectiveTo: nil)
    _ = try ledger.saveCoverage(coverage, of: id, payer: stored.row)
  }

  private func address(_ number: Int) throws -> Address {
    try Address(
      line1: Line("\(number) Fiction Blvd"), line2: nil, city: Line("Anytown"),
      state: StateCode("IL"),
      zip: PostalCode("62999"))
  }
}
