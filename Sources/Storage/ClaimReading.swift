import Practice
import SQLite

/// Parties that claims share, read once.
struct FrozenParties {
  let practice: BillingProvider
  let providers: [Int64: Provider]
  let payers: [Int64: Payer]
  let facilities: [Int64: ServiceFacility]
}

extension Ledger {
  func frozenParties(practice version: Int64) throws -> FrozenParties {
    FrozenParties(
      practice: try practice(version: version).value, providers: try providerVersions(),
      payers: try payerVersions(), facilities: try facilityVersions())
  }

  /// A claim without its lines: seventeen columns of the claim, sixteen of the patient, then
  /// the policy.
  static func storedClaim(_ row: borrowing Row, _ parties: FrozenParties) throws -> StoredClaim {
    guard let provider = parties.providers[try row.int64(6)],
      let payer = parties.payers[try row.int64(8)]
    else { throw LedgerError.damaged("a claim points at a version that is not there") }
    let supervising = try row.optionalInt64(7).flatMap { parties.providers[$0] }
    let claim = Claim(
      number: try row.value(1), frequency: try row.word(4), billingProvider: parties.practice,
      renderingProvider: provider, supervisingProvider: supervising, payer: payer,
      coverage: try storedCoverage(row, at: 33).value,
      patient: try storedPatient(row, at: 17).value, date: try row.day(11),
      placeOfService: try row.value(12), diagnoses: try row.list(13), lines: [],
      note: try row.optionalText(14))
    return StoredClaim(
      id: try row.id(0), batch: try row.id(2), encounter: try row.id(3), claim: claim)
  }

  /// A line, in the order of the table.
  static func storedLine(_ row: borrowing Row) throws -> Claim.Line {
    var drug: DrugIdentification?
    if let ndc: NDC = try row.optional(10) {
      drug = DrugIdentification(ndc: ndc, quantity: try row.quantity(11), unit: try row.word(12))
    }
    let charge = try row.money(8)
    let service = ServiceLine(
      kind: try row.word(4), dose: try row.optionalID(3), code: try row.value(5),
      modifiers: try row.list(6), units: try row.int(7), charge: charge,
      pointers: try pointers(row, 9), drug: drug, description: try row.optionalText(13),
      note: try row.optionalText(14), why: try row.text(15),
      rules: try row.list(16))
    return Claim.Line(service: service, charge: charge)
  }

  /// A line with its own approval behind the columns of the table.
  static func approvedLine(_ row: borrowing Row) throws -> Claim.Line {
    var line = try storedLine(row)
    if let number: PartnerID = try row.optional(17) { line.details.priorAuthorization = number }
    return line
  }

  private static func pointers(_ row: borrowing Row, _ column: Int) throws -> [Int] {
    try row.withUTF8(column) { bytes in
      var pointers: [Int] = []
      var current = 0
      for index in bytes.indices {
        if bytes[index] == 0x20 {
          pointers.append(current)
          current = 0
        } else {
          // Wraps in a damaged ledger, which is no reason to end the program.
          current = current &* 10 &+ Int(bytes[index]) &- 0x30
        }
      }
      if !bytes.isEmpty { pointers.append(current) }
      return pointers
    }
  }
}
