import Practice
import SQLite

extension Ledger {
  /// The facilities by their keys, as their last versions say; the row is the version.
  public func facilities() throws -> [FacilityID: Stored<ServiceFacility>] {
    try translating(operation: nil) {
      var facilities: [FacilityID: Stored<ServiceFacility>] = [:]
      try connection.each("SELECT * FROM facility ORDER BY id") { row in
        let facility = try Ledger.storedFacility(row)
        facilities[try row.value(1)] = facility
      }
      return facilities
    }
  }

  /// Every version of the facilities, by number: what claims point at.
  func facilityVersions() throws -> [Int64: ServiceFacility] {
    var facilities: [Int64: ServiceFacility] = [:]
    try connection.each("SELECT * FROM facility") { row in
      facilities[try row.int64(0)] = try Ledger.storedFacility(row).value
    }
    return facilities
  }

  private static func storedFacility(_ row: borrowing Row) throws -> Stored<ServiceFacility> {
    guard let address = try row.optionalAddress(4) else {
      throw LedgerError.damaged("a facility has no address")
    }
    let id = try row.int64(0)
    return Stored(
      row: id, version: id,
      value: ServiceFacility(name: try row.value(2), npi: try row.optional(3), address: address))
  }

  /// Saves a facility; a difference adds a version.
  public func saveFacility(_ facility: ServiceFacility, as key: FacilityID) throws -> Verdict {
    let known = try facilities()[key]
    if known?.value == facility { return .same }
    let address = facility.address
    try connection.run(
      """
      INSERT INTO facility (key, name, npi, address1, address2, city, state, zip)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """,
      key, facility.name, facility.npi, address.line1, address.line2, address.city, address.state,
      address.zip)
    return known == nil ? .new : .changed
  }

  /// Why Medicare pays after another plan, by the policies' rows (SBR05).
  public func secondaryReasons() throws -> [Int64: MedicareSecondaryReason] {
    try translating(operation: nil) {
      var reasons: [Int64: MedicareSecondaryReason] = [:]
      try connection.each("SELECT coverage_id, reason FROM coverage_reason ORDER BY id") { row in
        reasons[try row.int64(0)] = try row.optionalWord(1)
      }
      return reasons
    }
  }

  /// Saves a policy, and why Medicare pays after another plan when that is said.
  public func saveCoverage(
    _ coverage: Coverage, of patient: Patient.ID, payer: Int64, secondary: MedicareSecondaryReason?
  ) throws -> Verdict {
    let verdict = try saveCoverage(coverage, of: patient, payer: payer)
    guard let secondary,
      let row = try coverages(of: patient).first(where: { $0.value == coverage })?.row,
      try secondaryReasons()[row] != secondary
    else { return verdict }
    try connection.run(
      "INSERT INTO coverage_reason (coverage_id, reason) VALUES (?1, ?2)", row, Coded(secondary))
    return verdict == .same ? .changed : verdict
  }
}
