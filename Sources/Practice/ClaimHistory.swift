/// What the events of a claim come to: its state, its number with the payer, its money.
///
/// It depends on which events there are and on their days, not on the order in which they came to
/// be known: a payment that is posted before an old acknowledgement stays a payment.
public struct ClaimHistory: Sendable {
  /// A claim that was made because of this one.
  public struct Successor: Hashable, Sendable {
    /// Replacement, void, or the same sent again as an original.
    public var frequency: Claim.Frequency
    /// Whether it was refused itself, so that the payer still has the earlier one.
    public var isRejected: Bool
    /// Whether the payer decided on it.
    public var isDecided: Bool
    /// Whether the payer has it for certain: it was accepted, or decided.
    public var isTaken: Bool
    /// The event that it answers: of the earlier claim, or the refusal of one between the two.
    public var event: ClaimEvent.ID?

    /// A later claim.
    public init(
      frequency: Claim.Frequency, isRejected: Bool, isDecided: Bool = false,
      isTaken: Bool = false, event: ClaimEvent.ID? = nil
    ) {
      self.frequency = frequency
      self.isRejected = isRejected
      self.isDecided = isDecided
      self.isTaken = isTaken
      self.event = event
    }
  }

  /// How far the claim is.
  public let state: ClaimState
  /// What the payer's own answers come to, whatever the practice did since.
  public let answer: ClaimState
  /// The payer's number of it, by its latest word (REF*F8 of a correction).
  public let payerNumber: PartnerID?
  /// What was paid in all, less what was taken back.
  public let paid: Money
  /// The decision in force: the latest that was not reversed.
  public let decision: ClaimEvent?
  /// Every decision that was not reversed, by day.
  public let decisions: [ClaimEvent]
  /// The events that count, by day.
  public let standing: [ClaimEvent]
  /// The latest opening (correcting or voiding) that no later claim answered.
  public let opening: ClaimEvent?
  /// That the practice is done with the claim, when that was the last that was noted of it.
  public let closing: ClaimEvent?

  /// Derives the state of a claim from its batch, its events and the claims that followed it.
  public init(isWritten: Bool, events: [ClaimEvent], successors: [Successor] = []) {
    let withdrawn = Set(events.compactMap(\.withdraws))
    let known = events.filter {
      $0.kind != .withdrawn && !($0.id.map(withdrawn.contains) ?? false)
    }.sorted { $0.place < $1.place }
    standing = known.sorted {
      ($0.day, $0.kind.rank, $0.place) < ($1.day, $1.kind.rank, $1.place)
    }
    // Each opening leads to one later claim; what the practice did last is what it wants.
    let answered = Set(successors.compactMap(\.event))
    opening = known.last {
      ($0.kind == .correcting || $0.kind == .voiding) && !($0.id.map(answered.contains) ?? false)
    }
    closing = known.last?.kind == .closed ? known.last : nil
    let decisions = Decisions(standing)
    decision = decisions.inForce
    self.decisions = decisions.all
    paid = standing.lazy.map(\.paid).total
    payerNumber = standing.last { $0.payerNumber != nil && $0.kind != .reversed }?.payerNumber
    answer = ClaimHistory.answer(isWritten: isWritten, standing, decisions, paid: paid)
    state = ClaimHistory.state(answer, successors: successors, opening: opening)
  }

  /// The decision that was in force on a day: what a reversal of that day takes back.
  public func decision(on day: Day) -> ClaimEvent? { decisions.last { $0.day <= day } }

  private static func state(
    _ answer: ClaimState, successors: [Successor], opening: ClaimEvent?
  ) -> ClaimState {
    let followers = successors.filter { !$0.isRejected }
    if followers.contains(where: { $0.frequency == .void }) { return .voided }
    if followers.contains(where: { $0.frequency == .replacement }) { return .replaced }
    // A follower that was refused leaves things as the payer has them.
    if let opening { return opening.kind == .voiding ? .voiding : .correcting }
    return answer
  }

  private static func answer(
    isWritten: Bool, _ standing: [ClaimEvent], _ decisions: Decisions, paid: Money
  ) -> ClaimState {
    if let decision = decisions.inForce {
      return decision.kind == .paid || paid > .zero ? .paid : .denied
    }
    if decisions.wereReversed { return .reversed }
    // On one day the refusal counts: who takes a claim in and refuses it has refused it.
    switch standing.last(where: { $0.kind == .accepted || $0.kind == .rejected })?.kind {
    case .accepted: return .accepted
    case .rejected: return .rejected
    default: return isWritten ? .written : .prepared
    }
  }
}

extension ClaimEvent {
  /// The order in which events came to be known.
  fileprivate var place: Int64 { id?.number ?? 0 }
}

extension ClaimEvent.Kind {
  /// Which of two events of one day is the later word.
  fileprivate var rank: Int {
    switch self {
    case .accepted: 0
    case .rejected: 1
    case .reversed: 2
    case .denied: 3
    case .paid: 4
    case .correcting: 5
    case .voiding: 6
    case .closed: 7
    case .withdrawn: 8
    }
  }
}

/// The decisions of a payer with their reversals set against them.
private struct Decisions {
  var all: [ClaimEvent]
  var inForce: ClaimEvent? { all.last }
  var wereReversed = false

  init(_ standing: [ClaimEvent]) {
    var decisions = standing.filter { $0.kind == .paid || $0.kind == .denied }
    for reversal in standing where reversal.kind == .reversed {
      guard let index = Decisions.reversed(by: reversal, among: decisions) else { continue }
      decisions.remove(at: index)
      wereReversed = true
    }
    all = decisions
  }

  /// A reversal takes back what it negates: the same amount, best one from before it; else, when it
  /// names no amount, the last decision before it (x12-responses §5.6).
  private static func reversed(
    by reversal: ClaimEvent, among decisions: [ClaimEvent]
  ) -> Int? {
    let opposite = { (event: ClaimEvent) in event.paid.cents == -reversal.paid.cents }
    if let index = decisions.lastIndex(where: { opposite($0) && $0.day <= reversal.day }) {
      return index
    }
    if let index = decisions.firstIndex(where: opposite) { return index }
    return reversal.decision == nil
      ? decisions.lastIndex { $0.day <= reversal.day } : nil
  }
}
