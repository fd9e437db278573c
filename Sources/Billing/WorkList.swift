import Coding
import Practice
import Storage

/// Something that waits for a person, with what it is worth and how urgent it is.
public struct WorkItem: Hashable, Sendable {
  /// What kind of work it is.
  public enum Kind: String, CaseIterable, Sendable {
    /// A batch whose file was not finished, or is a test.
    case batch
    /// What an export would send.
    case export
    /// An open dose.
    case dose
    /// A claim that was refused; its doses are open.
    case rejected
    /// A claim that was denied, or of which a line was, or of which nobody explained all.
    case denied
    /// A claim that nobody answered.
    case unanswered
    /// A claim that is open for correction, or whose decision was taken back.
    case open
    /// A decided claim that goes on to the payer that pays next.
    case secondary
  }

  /// What kind of work it is.
  public let kind: Kind
  /// The number of the dose, claim or batch; nil of an export and of several doses.
  public let number: Int64?
  /// The open doses that it is about; none of a claim or batch.
  public var doses: [Dose.ID] = []
  /// Date of service, or the day of the batch.
  public let day: Day
  /// Whose it is; nil of a batch and of several doses.
  public let mrn: MRN?
  /// Who is asked to pay.
  public let payer: PayerID?
  /// What could be lost.
  public let money: Money
  /// Days in which it can still be filed; nil when the limit is not known, and of what the payer
  /// has: disputes and corrections have limits of their own.
  public let daysLeft: Int?
  /// What is the matter, in one sentence.
  public let what: String
  /// The command to begin with.
  public let command: String

  /// Money at risk times urgency: the same money weighs more the fewer days are left. What is too
  /// late weighs nothing more than its money; what has no known limit counts as half a year.
  public var weight: Int64 {
    let left = Int64(max(0, min(daysLeft ?? 180, 365)))
    let isLate = (daysLeft ?? 0) < 0
    return money.cents * (isLate ? 1 : 1 + 365 / (left + 5))
  }
}

extension Desk {
  /// Everything that waits for a person, the most urgent first.
  ///
  /// A claim without an answer is chased after `answerDays`, one that was accepted and not decided
  /// after twice as many: a 277CA comes within three days, a remittance after about fourteen
  /// (x12-responses). The number of queries does not depend on how much it is.
  public func work(answerDays: Int = 14) throws -> [WorkItem] {
    try work(answerDays: answerDays, walkingAll: false)
  }

  /// The same; walking the lives of all claims must find nothing more.
  func work(answerDays: Int, walkingAll: Bool) throws -> [WorkItem] {
    try ledger.read {
      let registry = try Registry(ledger, tables, for: OpenVisitFilter())
      var items = try ledger.batches(in: .prepared).map(Desk.work)
      var openVisits: Set<Encounter.ID> = []
      var groups = WorkGroups()
      try ledger.eachOpenVisit { visit in
        if let id = visit.encounter.id { openVisits.insert(id) }
        let assessment = assess(registry.arranged(visit), registry)
        let isOpened = visit.encounter.id.flatMap { registry.openings[$0] } != nil
        for dose in assessment.doses {
          let item = work(dose, of: assessment, registry)
          if isOpened {
            items.append(item)
          } else {
            groups.add(item, isReady: dose.state == .ready)
          }
        }
        return true
      }
      items += groups.items
      var tests = try TestBatch.all(ledger)
      let laters = try laterClaims(nil, registry)
      var claims = try ClaimWork(
        self, registry, answerDays: answerDays, openVisits: openVisits, laters: laters)
      let walked = try walkingAll ? nil : claims.toWalk(tests)
      try ledger.eachClaimLife(only: walked) { life in
        if TestBatch.take(life, &tests) { return true }
        claims.look(at: life)
        return true
      }
      try claims.finish()
      items += claims.items + laterWork(laters, registry, answerDays)
      items += tests.compactMap(\.work)
      return items.sorted {
        ($0.weight, $1.day, $1.number ?? 0) > ($1.weight, $0.day, $0.number ?? 0)
      }
    }
  }

  private static func work(_ batch: Batch) -> WorkItem {
    WorkItem(
      kind: .batch, number: batch.id.number, day: batch.envelope.day, mrn: nil, payer: nil,
      // Its claims count as sent although nobody got them: nothing is more urgent.
      money: batch.total, daysLeft: 0,
      what: "batch \(batch.id) was prepared, but its file was not finished",
      command: "shots batch write \(batch.id) --out …")
  }

  private func work(
    _ dose: DoseAssessment, of assessment: Assessment, _ registry: Registry
  ) -> WorkItem {
    let date = assessment.visit.encounter.date
    let passed = Set(dose.passed.map(\.rule))
    let holding = dose.findings.first { $0.severity > .info && !passed.contains($0.rule) }
    let opening = assessment.visit.encounter.id.flatMap { registry.openings[$0] }
    let again = opening.map { opening in
      switch opening.kind {
      case .rejected where opening.origin.frequency == .replacement:
        "; claim \(opening.claim), which replaced claim \(opening.origin.claim), was rejected (to "
          + "keep claim \(opening.origin.claim) as it is: shots claim undo \(opening.origin.claim))"
      case .rejected: "; claim \(opening.claim) was rejected"
      default: "; it belongs to the correction of claim \(opening.claim)"
      }
    }
    let command =
      dose.state == .ready
      ? "shots export --month \(date.description.prefix(7)) --format 837p --out …"
      : holding?.fix ?? "shots dose show \(dose.id)"
    return WorkItem(
      kind: opening?.kind == .rejected ? .rejected : opening == nil ? .dose : .open,
      number: dose.id.number, doses: [dose.id], day: date, mrn: assessment.visit.patient.value.mrn,
      payer: assessment.payer?.id, money: dose.charge, daysLeft: dose.daysLeft,
      what: "dose \(dose.id) is \(dose.state)\(again ?? "")", command: command)
  }
}

/// Doses that one command leads on: an export, or the answer to what one of them asks like another.
private struct WorkGroup {
  private var items: [WorkItem] = []
  private var payers: Set<PayerID> = []

  mutating func add(_ item: WorkItem) {
    items.append(item)
    if let payer = item.payer { payers.insert(payer) }
  }

  /// One piece of work; a dose that stands alone keeps its name.
  func item(_ kind: WorkItem.Kind, _ what: (String, _ are: String) -> String) -> WorkItem? {
    guard let first = items.min(by: { $0.day < $1.day }) else { return nil }
    if items.count == 1, kind == .dose { return first }
    let doses = counted(items.count, "dose")
    let whose = payers.count > 1 ? ", of \(payers.count) payers" : ""
    return WorkItem(
      kind: kind, number: nil, doses: items.flatMap(\.doses), day: first.day, mrn: nil,
      payer: payers.count == 1 ? payers.first : nil, money: items.lazy.map(\.money).total,
      daysLeft: items.compactMap(\.daysLeft).min(),
      what: what(doses, items.count == 1 ? "is" : "are") + whose, command: first.command)
  }
}

/// The open doses, by what leads them on.
private struct WorkGroups {
  private var exports: [String: WorkGroup] = [:]
  private var held: [String: WorkGroup] = [:]

  mutating func add(_ item: WorkItem, isReady: Bool) {
    if isReady {
      exports[String(item.day.description.prefix(7)), default: WorkGroup()].add(item)
    } else {
      held[item.command, default: WorkGroup()].add(item)
    }
  }

  var items: [WorkItem] {
    exports.compactMap { month, group in
      group.item(.export) { "\($0) of \(month) \($1) ready" }
    } + held.values.compactMap { $0.item(.dose) { "\($0) \($1) held, by the same question" } }
  }
}
