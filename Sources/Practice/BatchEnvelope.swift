/// The control numbers and the moment of one export file (ISA13, GS06, ST02, BHT03).
public struct BatchEnvelope: Hashable, Sendable {
  /// Number of the batch in the ledger; BHT03 is made from it.
  public var batch: Int64
  /// Interchange control number (ISA13), 1–999,999,999; never reused with a receiver.
  public var interchange: Int
  /// Group control number (GS06).
  public var group: Int
  /// The practice's local day of making.
  public var day: Day
  /// The practice's local time of making.
  public var time: TimeOfDay

  /// The envelope of one file.
  public init(batch: Int64, interchange: Int, group: Int, day: Day, time: TimeOfDay) {
    self.batch = batch
    self.interchange = interchange
    self.group = group
    self.day = day
    self.time = time
  }
}
