import Claims
import Practice
import Storage

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
}

/// What an export came to.
public struct ExportReport: Sendable {
  /// The batch; nil when there was nothing to send, and in a dry run.
  public var batch: Batch?
  /// Where the file is.
  public var path: String?
  /// Claims that went, or would go.
  public var claims = 0
  /// Service lines of them.
  public var lines = 0
  /// Their charges.
  public var total = Money.zero
  /// Batches of earlier, interrupted runs that were finished first.
  public var finished: [Batch] = []
  /// What the file does not tell of its claims, or tells otherwise.
  public var losses = ExportLosses()
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
    var report = ExportReport()
    if dryRun {
      let operation = operation("export --dry-run")
      return try ledger.rehearse(operation) {
        var report = try prepare(order, held)
        report.batch = nil
        return report
      }
    }
    try BatchFolder.check(order.folder)
    let unfinished = try ledger.batches(in: .prepared)
    for batch in unfinished { report.finished.append(try write(batch, in: order.folder).batch) }
    let prepared = try ledger.write(operation("export")) { try prepare(order, held) }
    report.claims = prepared.claims
    report.lines = prepared.lines
    report.total = prepared.total
    report.losses = prepared.losses
    if let batch = prepared.batch {
      let written = try write(batch, in: order.folder)
      report.batch = written.batch
      report.path = written.path
    }
    return report
  }

  /// The transaction that chooses doses, freezes claims and takes the control numbers.
  private func prepare(
    _ order: ExportOrder, _ held: (HeldDose) throws -> Void
  ) throws -> ExportReport {
    let registry = try Registry(ledger, tables, for: OpenVisitFilter(days: order.days))
    let receiver = registry.practice.value.receiverID
    let (id, interchange) = try ledger.nextBatch(for: receiver)
    var report = ExportReport()
    var last: Encounter.ID?
    while true {
      let visits = try openVisits(after: last, in: order)
      guard let end = visits.last?.encounter.id else { break }
      last = end
      for visit in visits.lazy.map(registry.arranged)
      where order.payer == nil || order.payer == visit.coverages.first?.value.payer {
        let assessment = assess(visit, registry, layout: order.paperLayout)
        let outcome = draft(assessment, registry)
        for dose in outcome.held { try held(dose) }
        guard var draft = outcome.draft else { continue }
        freeze(assessment, registry, in: &draft)
        _ = try ledger.insertClaim(draft, in: id)
        registry.facts?.approvals.use(assessment)
        if let claim = assessment.claim { report.losses.add(losses(of: claim, order)) }
        report.claims += 1
        report.lines += draft.lines.count
        report.total = report.total.adding(draft.total) ?? report.total
      }
    }
    guard report.claims > 0 else { return report }
    let batch = Batch(
      id: id, format: order.format, practice: registry.practice.version, receiver: receiver,
      envelope: BatchEnvelope(
        batch: id.number, interchange: interchange, group: interchange, day: today, time: time),
      days: order.days, state: .prepared, fileName: Desk.fileName(id, order.format),
      folder: nil, claims: report.claims, lines: report.lines, total: report.total)
    try ledger.insertBatch(batch)
    try insertLayout(order, of: id)
    report.batch = batch
    return report
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
