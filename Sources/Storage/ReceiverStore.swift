import Practice
import SQLite

extension Ledger {
  /// Every receiver, by its short name.
  public func receivers() throws -> [Stored<ReceiverProfile>] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT r.key, v.* FROM receiver r
        JOIN receiver_version v ON v.receiver_row = r.id AND v.version = r.version
        ORDER BY r.key
        """
      ) { try Ledger.storedReceiver($0) }
    }
  }

  /// The receiver with a short name.
  public func receiver(_ key: ReceiverProfile.Key) throws -> Stored<ReceiverProfile>? {
    try receivers().first { $0.value.key == key }
  }

  /// The receiver that a batch was made for, as it was; nil: the practice's own.
  public func receiver(of batch: Batch.ID) throws -> ReceiverProfile? {
    try translating(operation: nil) {
      try connection.first(
        """
        SELECT r.key, v.* FROM batch_receiver b
        JOIN receiver_version v ON v.id = b.receiver_version_id
        JOIN receiver r ON r.id = v.receiver_row
        WHERE b.id = ?1
        """, batch
      ) { try Ledger.storedReceiver($0).value }
    }
  }

  private static func storedReceiver(_ row: borrowing Row) throws -> Stored<ReceiverProfile> {
    let usage: BillingProvider.Usage? = try row.optionalWord(12)
    return Stored(
      row: try row.int64(2), version: try row.int64(1),
      value: ReceiverProfile(
        key: try row.value(0), name: try row.value(4), receiverID: try row.value(5),
        receiverQualifier: try row.word(6), submitterID: try row.optional(7),
        submitterQualifier: try row.optionalWord(8), guide: try row.word(9),
        lineEnds: try row.word(10), claimsPerSet: try row.int(11), usage: usage,
        paperTop: try row.int(13), paperLeft: try row.int(14)))
  }

  /// Saves a receiver; a difference adds a version.
  public func saveReceiver(_ receiver: ReceiverProfile) throws -> Verdict {
    let existing = try self.receiver(receiver.key)
    if existing?.value == receiver { return .same }
    let id: Int64
    let version: Int64
    if let existing {
      id = existing.row
      version = try connection.one("SELECT version + 1 FROM receiver WHERE id = ?1", id) {
        try $0.int64(0)
      }
      try connection.run("UPDATE receiver SET version = ?2 WHERE id = ?1", id, version)
    } else {
      version = 1
      try connection.run("INSERT INTO receiver (key, version) VALUES (?1, 1)", receiver.key)
      id = connection.lastInsertRowID
    }
    try connection.run(
      """
      INSERT INTO receiver_version (
        receiver_row, version, name, receiver_id, receiver_qualifier, submitter_id,
        submitter_qualifier, guide, line_ends, claims_per_set, usage, paper_top, paper_left)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """,
      id, version, receiver.name, receiver.receiverID, Coded(receiver.receiverQualifier),
      receiver.submitterID, Coded(receiver.submitterQualifier), Coded(receiver.guide),
      Coded(receiver.lineEnds), receiver.claimsPerSet, Coded(receiver.usage), receiver.paperTop,
      receiver.paperLeft)
    return existing == nil ? .new : .changed
  }

  /// Which payer's claims go to which receiver; a payer that is not there goes to the practice's
  /// own.
  public func payerReceivers() throws -> [PayerID: ReceiverProfile.Key] {
    try translating(operation: nil) {
      var receivers: [PayerID: ReceiverProfile.Key] = [:]
      try connection.each(
        """
        SELECT p.payer_id, r.key FROM payer_receiver g
        JOIN payer p ON p.id = g.payer_row LEFT JOIN receiver r ON r.id = g.receiver_row
        ORDER BY g.id
        """
      ) { receivers[try $0.value(0)] = try $0.optional(1) }
      return receivers
    }
  }

  /// Sends the claims of a payer to a receiver from now on; nil: to the practice's own.
  public func send(_ payer: PayerID, to receiver: ReceiverProfile.Key?) throws -> Verdict {
    let before = try payerReceivers()[payer]
    if before == receiver { return .same }
    try connection.run(
      """
      INSERT INTO payer_receiver (payer_row, receiver_row)
      VALUES ((SELECT id FROM payer WHERE payer_id = ?1), (SELECT id FROM receiver WHERE key = ?2))
      """, payer, receiver)
    return before == nil ? .new : .changed
  }

  /// Notes for which receiver a batch was made.
  public func insertReceiver(version: Int64, of batch: Batch.ID) throws {
    try connection.run(
      "INSERT INTO batch_receiver (id, receiver_version_id) VALUES (?1, ?2)", batch, version)
  }
}
