import Practice
import Storage

extension LedgerFiller {
  /// The numbers that visits and claims point at.
  struct Numbers {
    let practice: Int64
    private(set) var providers: [NPI: Int64] = [:]
    private(set) var payers: [PayerID: Int64] = [:]
    private(set) var patients: [Stored<Patient>] = []
    private(set) var coverages: [Int64] = []

    init(_ fiction: Fiction, _ ledger: Ledger) throws {
      practice = try ledger.practice().version
      for provider in try ledger.providers() { providers[provider.value.npi] = provider.version }
      for payer in try ledger.payers() { payers[payer.value.id] = payer.version }
      for number in 0..<fiction.patients {
        guard let patient = try ledger.patient(MRN(fiction.mrn(number))),
          let coverage = try ledger.coverages(of: RecordID(patient.row)).first
        else { throw BenchError("a patient is lost") }
        patients.append(patient)
        coverages.append(coverage.version)
      }
    }
  }

  /// A visit with its doses, saved.
  struct SavedVisit {
    let encounter: Encounter
    let doses: [Dose.ID]
  }

  /// Saves a visit with its doses.
  func give(_ visit: Int, _ ledger: Ledger, _ numbers: Numbers) throws -> SavedVisit {
    let shots = fiction.shots(ofVisit: visit)
    var encounter = try Encounter(
      reference: Reference("E" + Fiction.padded(visit, 8)), date: fiction.day(ofVisit: visit),
      provider: NPI(fiction.provider(ofVisit: visit)), supervisionMode: .inPerson,
      diagnoses: shots.map { try Diagnosis($0.diagnosis) })
    let patient = numbers.patients[fiction.patient(ofVisit: visit)]
    let id = try ledger.insertEncounter(encounter, of: RecordID(patient.row))
    encounter.id = id
    let doses = try shots.enumerated().map { index, shot in
      try ledger.insertDose(
        try Dose(
          reference: Reference("D" + Fiction.padded(visit * fiction.dosesPerVisit + index, 8)),
          time: TimeOfDay(index == 0 ? "09:14" : "09:15"), drug: DrugKey(shot.drug),
          ndc: NDC(shot.ndc),
          amount: DoseAmount(value: shot.amount, spelling: shot.unit),
          volume: Quantity(shot.volume),
          route: .intramuscular, site: Line(index == 0 ? "left deltoid" : "right ventrogluteal"),
          lot: Line("L\(visit % 977)"), expiry: Day("2099-12-31"), container: .singleDose,
          givenBy: Line("R. Nurse"), givenByCredential: Credential("RN")),
        at: id)
    }
    return SavedVisit(encounter: encounter, doses: doses)
  }

  /// Saves visits and puts each on a claim of one batch.
  func bill(_ visits: Range<Int>, _ ledger: Ledger, _ numbers: Numbers) throws {
    let receiver = try PartnerID("EXCH01")
    let (batch, interchange) = try ledger.nextBatch(for: receiver)
    var lines = 0
    var total = Money.zero
    var rest = ClaimRest()
    for visit in visits {
      let saved = try give(visit, ledger, numbers)
      let draft = try claim(visit, saved, numbers)
      _ = try ledger.insertClaim(draft, in: batch, leaving: &rest)
      lines += draft.lines.count
      total = total.adding(draft.total) ?? total
    }
    try ledger.write(&rest)
    let days = try DayRange(first: Day("2020-01-01"), last: fiction.lastDay)
    try ledger.insertBatch(
      Batch(
        id: batch, format: .professional, practice: numbers.practice, receiver: receiver,
        envelope: BatchEnvelope(
          batch: batch.number, interchange: interchange, group: interchange, day: fiction.lastDay,
          time: TimeOfDay("12:00")),
        days: days, state: .prepared, fileName: "fill-\(batch)", folder: nil, claims: visits.count,
        lines: lines, total: total))
    try ledger.markWritten(
      batch, folder: "/nowhere", size: 1, sha256: String(repeating: "0", count: 64))
  }

  private func claim(_ visit: Int, _ saved: SavedVisit, _ numbers: Numbers) throws -> ClaimDraft {
    let number = fiction.patient(ofVisit: visit)
    guard let provider = numbers.providers[try NPI(fiction.provider(ofVisit: visit))],
      let payer = numbers.payers[try PayerID(fiction.payer(number))]
    else { throw BenchError("a party is lost") }
    let shot = fiction.shots(ofVisit: visit)[0]
    let drug = DrugIdentification(
      ndc: try NDC(shot.ndc), quantity: try Quantity(shot.volume), unit: .milliliter)
    let services = [
      ServiceLine(
        kind: .administration, dose: saved.doses[0], code: try HCPCS("96372"),
        units: fiction.dosesPerVisit,
        charge: Money(cents: 4_500 * Int64(fiction.dosesPerVisit)), pointers: [1],
        why: "\(fiction.dosesPerVisit) injections, R01", rules: ["R01"]),
      ServiceLine(
        kind: .drug, dose: saved.doses[0], code: try HCPCS(shot.drug),
        modifiers: [try Modifier("JZ")],
        units: 1, charge: Money(cents: shot.cents), pointers: [1], drug: drug,
        why: "\(shot.amount) \(shot.unit) = 1 unit, R51", rules: ["R51"]),
    ]
    return ClaimDraft(
      encounter: saved.encounter, practice: numbers.practice, provider: provider,
      supervisingProvider: nil, payer: payer, coverage: numbers.coverages[number],
      patient: numbers.patients[number].version, placeOfService: .office, note: nil,
      lines: services.compactMap { service in
        service.charge.map { Claim.Line(service: service, charge: $0) }
      },
      doses: saved.doses)
  }
}
