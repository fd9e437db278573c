import Claims
import Practice
import Storage
import Text

/// What is to be exported.
public struct ExportOrder: Sendable {
  /// Days of service, both ends included.
  public var days: DayRange
  /// The form of the file.
  public var format: Batch.Format
  /// The folder that receives the file.
  public var folder: String
  /// Only claims to this payer.
  public var payer: PayerID?
  /// How pages are laid out, when the format is paper.
  public var layout = PaperLayout()
  /// Which offset of ``layout`` was not asked for, and follows the receiver of a batch.
  public var followsReceiver = (top: true, left: true)
  /// Decided claims that go on to the next payer although nothing is left for the patient.
  public var goingOn: Set<Claim.ID> = []
  /// The last batch of a ledger that was lost: numbers go on behind it.
  public var afterBatch: Int64?

  /// An order for an export.
  public init(days: DayRange, format: Batch.Format, folder: String, payer: PayerID? = nil) {
    self.days = days
    self.format = format
    self.folder = folder
    self.payer = payer
  }
}

/// A dose that did not go, and why.
public struct HeldDose: Sendable {
  /// The dose.
  public let dose: Dose.ID
  /// The visit.
  public let encounter: Encounter.ID
  /// Whose it is.
  public let mrn: MRN
  /// When it was given.
  public let date: Day
  /// Whether it is blocked or waits for a person.
  public let state: DoseState
  /// What holds it.
  public let findings: [Finding]
  /// The warnings among it that somebody let pass.
  public let passed: [Review]
}

/// A batch whose file was written.
public struct WrittenBatch: Sendable {
  /// The batch.
  public let batch: Batch
  /// Where its file is.
  public let path: String
  /// The receiver, when it is not the practice's own.
  public let receiver: ReceiverProfile.Key?
}

/// What an export came to.
public struct ExportReport: Sendable {
  /// The batches, one for each receiver; none when there was nothing to send, and in a dry run.
  public var batches: [WrittenBatch] = []
  /// Claims that went, or would go.
  public var claims = 0
  /// Service lines of them.
  public var lines = 0
  /// Their charges.
  public var total = Money.zero
  /// Claims among them that take earlier ones back or replace them.
  public var corrections = 0
  /// Claims among them to payers that pay after another.
  public var later = 0
  /// Claims among them in interchanges that say that they are a test (ISA15 `T`).
  public var tests = 0
  /// Claims that should be taken back or go on and cannot, with the reason.
  public var waiting: [String] = []
  /// Batches of earlier, interrupted runs that were finished first.
  public var finished: [Batch] = []
  /// In a dry run: batches of earlier, interrupted runs, which an export would finish first.
  public var unfinished: [Batch] = []
  /// What the file does not tell of its claims, or tells otherwise.
  public var losses = ExportLosses()
  /// Claims that are more than one form holds.
  public var oversized = OversizedClaims()

  /// The batch, when there is just one.
  public var batch: Batch? { batches.count == 1 ? batches.first?.batch : nil }
  /// Where its file is.
  public var path: String? { batches.count == 1 ? batches.first?.path : nil }
}

extension Desk {
  /// How many visits are decided before their claims are stored: bounds the memory.
  private static let chunk = 512

  /// Makes claims of what is ready and writes them to a file, exactly once (design §5).
  ///
  /// `held` is told of each dose that does not go. A batch that an interrupted run left behind is
  /// finished first.
  public func export(
    _ order: ExportOrder, dryRun: Bool, held: (HeldDose) throws -> Void
  ) throws -> ExportReport {
    if let payer = order.payer, try ledger.payer(payer) == nil {
      throw Refusal(.notFound, "there is no payer \(payer). List them with: shots payer list")
    }
    try BatchFolder.check(order.folder)
    try passLostBatches(order)
    let unfinished = try ledger.batches(in: .prepared)
    if dryRun {
      return try ledger.rehearse(operation("export --dry-run")) {
        var report = try prepare(order, held).report
        report.unfinished = unfinished
        return report
      }
    }
    let finished = try finish(unfinished, in: order.folder)
    var prepared = try ledger.write(operation("export")) { try prepare(order, held) }
    prepared.report.batches = try finish(prepared.batches, in: order.folder)
    prepared.report.finished = finished.map(\.batch)
    return prepared.report
  }

  /// Writes the files of batches whose claims are made. When one fails, the error tells that they
  /// are, and how to finish them: their doses are billed, and nobody got the file.
  private func finish(_ batches: [Batch], in folder: String) throws -> [WrittenBatch] {
    var written: [WrittenBatch] = []
    for batch in batches {
      do {
        let file = try write(batch, in: folder)
        written.append(
          WrittenBatch(
            batch: file.batch, path: file.path, receiver: try ledger.receiver(of: batch.id)?.key))
      } catch let refusal as Refusal {
        throw Refusal(
          refusal.kind, refusal.description + Desk.waiting(batches[written.count...], folder))
      } catch let error as OutputError {
        throw Refusal(
          .inputOutput, error.description + Desk.waiting(batches[written.count...], folder))
      }
    }
    return written
  }

  private static func waiting(_ batches: ArraySlice<Batch>, _ folder: String) -> String {
    batches.map { batch in
      "\nbatch \(batch.id) is prepared: its \(counted(batch.claims, "claim")) "
        + "(\(batch.total)) \(batch.claims == 1 ? "is" : "are") made, and only the file is "
        + "missing. Finish it with: shots batch write \(batch.id) --out \(folder)"
    }.joined()
  }

  /// The transaction that chooses doses, freezes claims and takes the control numbers.
  private func prepare(
    _ order: ExportOrder, _ held: (HeldDose) throws -> Void
  ) throws -> (report: ExportReport, batches: [Batch]) {
    let registry = try Registry(ledger, tables, for: OpenVisitFilter(days: order.days))
    var outgoing = OutgoingBatches(registry, order.format)
    var report = ExportReport()
    try addVoids(order, registry, &outgoing, &report)
    var last: Encounter.ID?
    while true {
      try outgoing.writeRest(ledger)
      let visits = try openVisits(after: last, in: order)
      guard let end = visits.last?.encounter.id else { break }
      last = end
      for visit in visits.lazy.map(registry.arranged)
      where order.payer == nil || order.payer == visit.coverages.first?.value.payer {
        let assessment = assess(visit, registry, layout: order.paperLayout)
        let outcome = draft(assessment, registry)
        for dose in outcome.held { try held(dose) }
        guard var draft = outcome.draft, let payer = assessment.payer?.id else { continue }
        let used = freeze(assessment, registry, in: &draft, &outgoing.workings)
        if let origin = draft.origin, origin.frequency != .original { report.corrections += 1 }
        try outgoing.add(draft, used, to: payer, ledger)
        registry.facts?.approvals.use(assessment)
        if let claim = assessment.claim {
          report.losses.add(losses(of: claim, order))
          report.oversized.add(oversize(of: claim, order), of: visit.encounter.id)
        }
      }
    }
    try addLater(order, registry, &outgoing, &report)
    try outgoing.writeRest(ledger)
    return (report.counting(outgoing, order.format), try insertBatches(outgoing, order, registry))
  }

  /// Claims that are to be taken back go first: each says what its original said (837P §7).
  private func addVoids(
    _ order: ExportOrder, _ registry: Registry, _ outgoing: inout OutgoingBatches,
    _ report: inout ExportReport
  ) throws {
    for void in registry.voids
    where order.days.contains(void.date) && (order.payer == nil || order.payer == void.payer) {
      guard var draft = try ledger.draft(copying: void.claim) else { continue }
      draft.origin = registry.origin(of: void)
      // What a receiver would refuse must not stop the rest, and never gets into a batch.
      let problems = try problems(ofVoid: void)
      guard problems.isEmpty else {
        report.waiting.append(
          "claim \(void.claim) cannot be taken back: "
            + problems.map { "\($0.message); \($0.why)" }.joined(separator: ". "))
        continue
      }
      try outgoing.add(draft, to: void.payer, ledger)
      report.corrections += 1
    }
  }

  /// Decided claims go on to the payer that pays next.
  private func addLater(
    _ order: ExportOrder, _ registry: Registry, _ outgoing: inout OutgoingBatches,
    _ report: inout ExportReport
  ) throws {
    let claims = try laterClaims(
      order.days, registry, forced: order.goingOn, layout: order.paperLayout)
    try checkGoingOn(order.goingOn, claims, payer: order.payer)
    for later in claims where order.payer == nil || order.payer == later.payer {
      switch later.standing {
      case .held(let why, _):
        report.waiting.append(
          "claim \(later.earlier.id) cannot go on to \(later.payer): \(why)")
      case .due:
        guard let draft = later.draft, let claim = later.claim else { continue }
        try outgoing.add(draft, to: later.payer, ledger)
        report.later += 1
        if claim.frequency != .original { report.corrections += 1 }
        report.losses.add(losses(of: claim, order))
        report.oversized.add(oversize(of: claim, order), of: draft.encounter.id)
      case .asks, .crossed, .notDue, .sent, .outdated: continue
      }
    }
  }

  private func problems(ofVoid void: ClaimOpening) throws -> [ClaimProblem] {
    guard var claim = try ledger.claim(void.claim)?.claim else { return [] }
    claim.frequency = .void
    claim.details.payerClaimNumber = void.origin.payerNumber
    return ClaimCheck.problems(claim, today: today)
  }

  private func insertBatches(
    _ outgoing: OutgoingBatches, _ order: ExportOrder, _ registry: Registry
  ) throws -> [Batch] {
    try outgoing.entries.map { entry in
      let batch = Batch(
        id: entry.id, format: order.format, practice: registry.practice.version,
        receiver: entry.receiver, usage: entry.usage,
        envelope: BatchEnvelope(
          batch: entry.id.number, interchange: entry.interchange, group: entry.interchange,
          day: today, time: time),
        days: order.days, state: .prepared, fileName: Desk.fileName(entry.id, order.format),
        folder: nil, claims: entry.claims, lines: entry.lines, total: entry.total)
      // Before claims are made of it: a name that is taken could never be given to the file.
      try BatchFolder.checkFree(batch.fileName, in: order.folder)
      try ledger.insertBatch(batch)
      try insertLayout(order, of: entry.id, for: entry.profile?.value)
      if let profile = entry.profile {
        try ledger.insertReceiver(version: profile.version, of: entry.id)
      }
      return batch
    }
  }

  private func openVisits(after last: Encounter.ID?, in order: ExportOrder) throws -> [OpenVisit] {
    var visits: [OpenVisit] = []
    try ledger.eachOpenVisit(OpenVisitFilter(after: last, days: order.days)) {
      visits.append($0)
      return visits.count < Desk.chunk
    }
    return visits
  }

  /// No patient, payer or month stands in a file name.
  private static func fileName(_ id: Batch.ID, _ format: Batch.Format) -> String {
    let digits = String(id.number)
    let number = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    let ending =
      switch format {
      case .professional: "837"
      case .paper: "txt"
      case .csv: "csv"
      }
    return "shots-batch-\(number).\(ending)"
  }
}

extension ExportReport {
  /// The report with what its batches come to.
  fileprivate func counting(
    _ outgoing: OutgoingBatches, _ format: Batch.Format
  ) -> ExportReport {
    var report = self
    for entry in outgoing.entries {
      report.claims += entry.claims
      report.lines += entry.lines
      if format.isInterchange, entry.usage == .test { report.tests += entry.claims }
      report.total = report.total.adding(entry.total) ?? report.total
    }
    return report
  }
}
