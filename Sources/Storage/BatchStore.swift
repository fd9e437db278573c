import Practice
import SQLite

extension Ledger {
  /// The numbers that the next batch for a receiver takes. Used inside the transaction that stores
  /// the batch, so that none is ever used twice (837P §1.2).
  public func nextBatch(for receiver: PartnerID) throws -> (id: Batch.ID, interchange: Int) {
    let id = try connection.one("SELECT coalesce(max(id), 0) + 1 FROM batch") { try $0.int64(0) }
    let interchange = try connection.one(
      "SELECT coalesce(max(interchange_control), 0) + 1 FROM batch WHERE receiver_id = ?1", receiver
    ) { try $0.int(0) }
    guard interchange <= 999_999_999 - Int(skipped.batches) else {
      throw LedgerError.refused("the control numbers for \(receiver) are used up")
    }
    return (RecordID(id + skipped.batches), interchange + Int(skipped.batches))
  }

  /// Leaves out the numbers that batches of a lost ledger took: theirs, those of their interchanges
  /// and of their claims, which are at most ten thousand in each.
  public func skipNumbers(ofBatches count: Int64) throws {
    let lastClaim = try connection.one("SELECT coalesce(max(id), 0) FROM claim") {
      try $0.int64(0)
    }
    guard count <= 9_999 - lastClaim / 10_000 else {
      throw LedgerError.refused("there are not so many numbers of claims left")
    }
    skipped = (batches: count, firstClaim: lastClaim + count * 10_000 + 1)
  }

  /// Saves a prepared batch, after its claims.
  public func insertBatch(_ batch: Batch) throws {
    try connection.run(
      """
      INSERT INTO batch (
        id, format, practice_id, receiver_id, interchange_control, group_control, made_on, made_at,
        first_day, last_day, state, file_name, folder, claims, lines, total_cents)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
      """,
      batch.id, Coded(batch.format), batch.practice, batch.receiver, batch.envelope.interchange,
      batch.envelope.group, batch.envelope.day, batch.envelope.time, batch.days.first,
      batch.days.last, Coded(batch.state), batch.fileName, batch.folder, batch.claims, batch.lines,
      batch.total)
  }

  /// Marks a batch as written, with what its file turned out to be; one without a folder has none.
  public func markWritten(
    _ batch: Batch.ID, folder: String?, size: Int64, sha256: String
  ) throws {
    try connection.run(
      """
      UPDATE batch SET state = 'written', folder = ?2, size = ?3, sha256 = ?4
      WHERE id = ?1 AND state = 'prepared'
      """, batch, folder, size, sha256)
  }

  /// Every batch, oldest first; only those of a state, if one is given.
  public func batches(in state: Batch.State? = nil) throws -> [Batch] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT b.*, coalesce(v.usage, p.usage) FROM batch b
        JOIN practice p ON p.id = b.practice_id
        LEFT JOIN batch_receiver r ON r.id = b.id
        LEFT JOIN receiver_version v ON v.id = r.receiver_version_id
        WHERE ?1 IS NULL OR b.state = ?1 ORDER BY b.id
        """, Coded(state)
      ) { try Ledger.batch($0) }
    }
  }

  /// The batch with a number.
  public func batch(_ id: Batch.ID) throws -> Batch? {
    try translating(operation: nil) {
      try connection.first(
        """
        SELECT b.*, coalesce(v.usage, p.usage) FROM batch b
        JOIN practice p ON p.id = b.practice_id
        LEFT JOIN batch_receiver r ON r.id = b.id
        LEFT JOIN receiver_version v ON v.id = r.receiver_version_id
        WHERE b.id = ?1
        """, id
      ) { try Ledger.batch($0) }
    }
  }

  private static func batch(_ row: borrowing Row) throws -> Batch {
    guard let time = try row.optionalTime(7) else {
      throw LedgerError.damaged("a batch has no time")
    }
    let days: DayRange
    do {
      days = try DayRange(first: try row.day(8), last: try row.day(9))
    } catch is InvalidValue {
      throw LedgerError.damaged("a batch ends before it begins")
    }
    let id: Batch.ID = try row.id(0)
    return Batch(
      id: id, format: try row.word(1), practice: try row.int64(2), receiver: try row.value(3),
      usage: try row.word(18),
      envelope: BatchEnvelope(
        batch: id.number, interchange: try row.int(4), group: try row.int(5), day: try row.day(6),
        time: time),
      days: days, state: try row.word(10), fileName: try row.text(11),
      folder: try row.optionalText(12), claims: try row.int(13), lines: try row.int(14),
      total: try row.money(15), size: try row.optionalInt64(16), sha256: try row.optionalText(17))
  }
}
