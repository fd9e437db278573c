import Practice
import SQLite

extension Ledger {
  /// The practice as it is now.
  public func practice() throws -> Stored<BillingProvider> {
    try translating(operation: nil) {
      try connection.one(
        "SELECT * FROM practice ORDER BY id DESC LIMIT 1"
      ) { try Ledger.storedPractice($0) }
    }
  }

  /// The practice as a batch froze it.
  func practice(version: Int64) throws -> Stored<BillingProvider> {
    try connection.one(
      "SELECT * FROM practice WHERE id = ?1", version
    ) { try Ledger.storedPractice($0) }
  }

  /// The practice from which a batch was made.
  public func practice(of batch: Batch) throws -> BillingProvider {
    try translating(operation: nil) { try practice(version: batch.practice).value }
  }

  private static func storedPractice(_ row: borrowing Row) throws -> Stored<BillingProvider> {
    guard let address = try row.optionalAddress(6) else {
      throw LedgerError.damaged("the practice has no address")
    }
    let practice = BillingProvider(
      name: try row.value(1), npi: try row.value(2), taxID: try row.value(3),
      taxIDKind: try row.word(4), taxonomy: try row.optional(5), address: address,
      payToAddress: try row.optionalAddress(11), phone: try row.optional(16),
      contactName: try row.value(17), contactPhone: try row.value(18),
      timeZone: try row.value(19), submitterID: try row.value(20),
      submitterQualifier: try row.word(21), receiverID: try row.value(22),
      receiverQualifier: try row.word(23), receiverName: try row.value(24),
      usage: try row.word(25))
    let id = try row.int64(0)
    return Stored(row: id, version: id, value: practice)
  }

  /// Saves what the practice is from now on.
  public func savePractice(_ practice: BillingProvider) throws -> Verdict {
    let existing = try connection.one("SELECT count(*) FROM practice") { try $0.int(0) }
    if existing > 0, try self.practice().value == practice { return .same }
    let address = practice.address
    let payTo = practice.payToAddress
    try connection.run(
      """
      INSERT INTO practice (
        name, npi, tax_id, tax_id_type, taxonomy, address1, address2, city, state, zip,
        pay_to_address1, pay_to_address2, pay_to_city, pay_to_state, pay_to_zip,
        phone, contact_name, contact_phone, time_zone, submitter_id, submitter_qualifier,
        receiver_id, receiver_qualifier, receiver_name, usage)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        ?19, ?20, ?21, ?22, ?23, ?24, ?25)
      """,
      practice.name, practice.npi, practice.taxID, Coded(practice.taxIDKind), practice.taxonomy,
      address.line1, address.line2, address.city, address.state, address.zip,
      payTo?.line1, payTo?.line2, payTo?.city, payTo?.state, payTo?.zip,
      practice.phone, practice.contactName, practice.contactPhone, practice.timeZone,
      practice.submitterID, Coded(practice.submitterQualifier), practice.receiverID,
      Coded(practice.receiverQualifier), practice.receiverName, Coded(practice.usage))
    return existing == 0 ? .new : .changed
  }
}
