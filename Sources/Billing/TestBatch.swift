import Practice
import Storage

/// A file that only tried the way to its receiver (ISA15 `T`): what it says is billed to nobody,
/// until its claims are marked as rejected and go out again for real (837P §1.2).
public struct TestBatch {
  private let batch: Batch
  private var claims = 0
  private var total = Money.zero

  var id: Batch.ID { batch.id }

  /// The command that opens the doses of a test again.
  public static func reopening(_ batch: Batch.ID) -> String {
    "shots batch mark \(batch) rejected --why test"
  }

  static func all(_ ledger: Ledger) throws -> [TestBatch] {
    try ledger.batches(in: .written).filter(\.isTest).map { TestBatch(batch: $0) }
  }

  /// Counts a claim of a test that nobody decided; false of any other, since who pays a claim had
  /// it for real.
  static func take(_ life: ClaimLife, _ tests: inout [TestBatch]) -> Bool {
    guard life.history.state == .written || life.history.state == .accepted,
      let index = tests.firstIndex(where: { $0.batch.id == life.summary.batch })
    else { return false }
    tests[index].claims += 1
    tests[index].total = tests[index].total.adding(life.summary.total) ?? tests[index].total
    return true
  }

  /// What waits because of it; nil when all of it was taken back.
  var work: WorkItem? {
    guard claims > 0 else { return nil }
    return WorkItem(
      kind: .batch, number: batch.id.number, day: batch.envelope.day, mrn: nil, payer: nil,
      money: total, daysLeft: 0,
      what: "batch \(batch.id) is a test file (ISA15 T): \(counted(claims, "claim")) in it "
        + "\(claims == 1 ? "is" : "are") billed to nobody",
      command: TestBatch.reopening(batch.id))
  }
}
