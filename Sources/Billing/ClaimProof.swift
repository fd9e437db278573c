import Coding
import Practice
import Storage

/// What proves that a claim was filed, and when.
public struct ClaimProof: Sendable {
  /// The claim with its events.
  public let record: ClaimRecord
  /// The last day on which it may arrive; nil when the payer's limit is not known.
  public let fileBy: Day?
  /// From which day on the limit counts.
  public let basis: TimelyFilingBasis
  /// The day that counts as filed: of the acknowledgement, or of the file.
  public let filedOn: Day?
  /// The earlier claims that it leads back to, oldest first: a corrected claim is proven by its
  /// first one.
  public let earlier: [ClaimRecord]

  /// Whether it was filed in time; nil while that is not known.
  public var isInTime: Bool? {
    guard let fileBy, let filedOn else { return nil }
    return filedOn <= fileBy
  }

  /// Days that are left on a day; nil when it is filed, or the limit is not known.
  public func daysLeft(on today: Day) -> Int? {
    guard filedOn == nil, let fileBy else { return nil }
    return today.days(until: fileBy)
  }
}

extension Desk {
  /// What proves that a claim was filed in time.
  public func proof(_ id: Claim.ID) throws -> ClaimProof {
    try ledger.read {
      let record = try record(id)
      let claim = record.stored.claim
      let settings = try Registry(ledger, tables).settings(claim.payer.id, on: claim.date)
      var earlier: [ClaimRecord] = []
      var origin = record.origin
      while let step = origin {
        let before = try self.record(step.claim)
        earlier.insert(before, at: 0)
        origin = before.origin
      }
      return ClaimProof(
        record: record,
        fileBy: Desk.fileBy(claim, settings),
        basis: settings.timelyFilingBasis,
        filedOn: Desk.filedOn(record, basis: settings.timelyFilingBasis), earlier: earlier)
    }
  }

  /// R78: the limit of a claim that follows another payer's counts from that payer's decision.
  private static func fileBy(_ claim: Claim, _ settings: PayerSettings) -> Day? {
    let before = claim.hasDetails ? claim.details.otherPayers.last { $0.answer != nil } : nil
    guard let decided = before?.answer?.date else {
      return FilingDeadline.fileBy(date: claim.date, payer: claim.payer, settings: settings)
    }
    return FilingDeadline.fileLaterBy(
      date: claim.date, decided: decided, payer: claim.payer, settings: settings)
  }

  /// R78: the day of arrival, which only an answer proves, or the day of the file. A claim that was
  /// refused was never filed.
  private static func filedOn(_ record: ClaimRecord, basis: TimelyFilingBasis) -> Day? {
    guard record.batch.state == .written, record.history.state != .rejected,
      // What was only tried was filed when the payer says so.
      !record.batch.isTest || record.history.decision != nil
    else { return nil }
    switch basis {
    case .sent: return record.batch.envelope.day
    case .received:
      return record.history.standing.first { $0.kind == .accepted || $0.kind.isDecision }?.day
    }
  }
}
