import Claims
import Practice
import Storage

/// An 837P file that is read claim by claim, as a receiver would, and compared with what the ledger
/// says.
struct FileBesideLedger: ~Copyable {
  private let input: InputFile
  private var reader: ProfessionalClaimReader

  /// A file that may still be written: a claim may be compared when it is whole in the file.
  init(_ path: String) throws(Refusal) {
    input = try InputFile(path)
    reader = ProfessionalClaimReader(growing: input.descriptor)
  }

  /// Compares the next claim of the file.
  mutating func compare(_ claim: Claim) throws {
    // Not by `map`, which would copy the claim and what was read.
    if let read = try reader.next() {
      try Desk.same(claim, ReadBack.differences(claim, read))
    } else {
      try Desk.same(claim, nil)
    }
  }

  /// Compares the end of the file: there are no more claims, and its sums are those of the batch.
  mutating func compareEnd(_ batch: Batch) throws {
    guard try reader.next() == nil else { throw Desk.differs("there are more claims in it") }
    let envelope = reader.envelope
    try Desk.compare(
      batch, claims: envelope.claims, lines: envelope.lines, total: envelope.total)
  }
}
