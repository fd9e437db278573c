import Practice

/// What went into a finished file, to be compared with the ledger and with what is read back.
public struct WrittenFile: Hashable, Sendable {
  /// How many claims.
  public internal(set) var claims = 0
  /// How many service lines.
  public internal(set) var lines = 0
  /// How many segments, envelopes included; for CSV the rows, header included.
  public internal(set) var segments = 0
  /// How many transaction sets (ST to SE); none in CSV.
  public internal(set) var transactionSets = 0
  /// The charges of all claims together.
  public internal(set) var total = Money.zero
  /// How many bytes.
  public internal(set) var bytes: Int64 = 0

  /// Counts a claim that was written.
  mutating func count(_ claim: Claim) {
    claims += 1
    lines += claim.lines.count
    total = total.adding(claim.total) ?? total
  }
}
