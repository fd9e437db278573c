import Practice
import Testing

@Suite("The state of a claim follows from its events") struct ClaimHistoryTests {
  /// Events in words: `paid 50 on 5`, `accepted on 3 as X1`, `withdraws 2`.
  static func events(_ texts: [String]) throws -> [ClaimEvent] {
    try texts.enumerated().map { index, text in
      let words = text.split(separator: " ").map(String.init)
      let after = { (word: String) in
        words.firstIndex(of: word).map { words[$0 + 1] }
      }
      let day = try Day("2026-11-0\(after("on") ?? "1")")
      var event = ClaimEvent(
        id: RecordID(Int64(index + 1)), kind: try ClaimEvent.Kind(words[0]), day: day,
        payerNumber: try after("as").map { try PartnerID($0) },
        withdraws: after("event").flatMap(Int64.init).map { RecordID($0) })
      if let amount = after("with").flatMap(Int64.init) {
        event.decision = Adjudication(date: day, paid: Money(cents: amount * 100))
      }
      return event
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let events: [String]
    let state: ClaimState
    let paid: Int64
    var testDescription: String { events.joined(separator: ", ") + " is \(state)" }

    init(_ state: ClaimState, paid: Int64 = 0, _ events: String...) {
      self.events = events
      self.state = state
      self.paid = paid
    }
  }

  /// What a payer's answers come to, in whatever order they come to be known.
  static let answers = [
    Case(.written),
    Case(.accepted, "accepted on 3"),
    Case(.rejected, "rejected on 3"),
    // The clearinghouse takes it, the payer refuses it (x12-responses §4).
    Case(.rejected, "accepted on 2", "rejected on 4"),
    Case(.rejected, "accepted on 3", "rejected on 3"),
    Case(.accepted, "rejected on 2", "accepted on 4"),
    // A payment that is posted before an old acknowledgement stays a payment.
    Case(.paid, paid: 50, "accepted on 2", "paid with 50 on 5"),
    // Who pays has it, whatever was said before.
    Case(.paid, paid: 50, "rejected on 2", "paid with 50 on 5"),
    // All of it is the patient's share.
    Case(.paid, "paid with 0 on 5"),
    Case(.denied, "denied with 0 on 5"),
    Case(.paid, paid: 20, "denied with 0 on 5", "paid with 20 on 8"),
    // Two payments of one claim are two payments.
    Case(.paid, paid: 70, "paid with 50 on 5", "paid with 20 on 6"),
    Case(.reversed, "paid with 50 on 5", "reversed with -50 on 7"),
    // Reversal and correction, on one day (x12-responses §5.6).
    Case(.paid, paid: 30, "paid with 50 on 5", "reversed with -50 on 7", "paid with 30 on 7"),
    Case(.denied, "paid with 50 on 5", "reversed with -50 on 7", "denied with 0 on 7"),
    // Twice taken back and paid again.
    Case(
      .paid, paid: 45, "paid with 50 on 2", "reversed with -50 on 4", "paid with 40 on 4",
      "reversed with -40 on 6", "paid with 45 on 6"),
  ]

  @Test("Answers give the same state in every order", arguments: answers)
  func answersInAnyOrder(_ example: Case) throws {
    let events = try ClaimHistoryTests.events(example.events)
    for order in ClaimHistoryTests.orders(events) {
      let history = ClaimHistory(isWritten: true, events: order)
      #expect(history.state == example.state)
      #expect(history.paid == Money(cents: example.paid * 100))
    }
  }

  /// Every order of up to five things.
  static func orders(_ events: [ClaimEvent]) -> [[ClaimEvent]] {
    guard let first = events.first else { return [[]] }
    return orders(Array(events.dropFirst())).flatMap { rest in
      (0...rest.count).map { place in
        Array(rest[..<place]) + [first] + Array(rest[place...])
      }
    }
  }

  @Test("A file that is not finished is prepared, whatever is said")
  func prepared() { #expect(ClaimHistory(isWritten: false, events: []).state == .prepared) }

  @Test("A withdrawn event does not count")
  func withdrawn() throws {
    let events = try ClaimHistoryTests.events([
      "accepted on 2", "rejected on 3", "withdrawn event 2 on 4",
    ])
    let history = ClaimHistory(isWritten: true, events: events)
    #expect(history.state == .accepted)
    #expect(history.standing.map(\.kind) == [.accepted])
  }

  @Test("The payer's number is its latest word; a reversal names the old one")
  func payerNumber() throws {
    let events = try ClaimHistoryTests.events([
      "paid with 50 on 5 as B2", "accepted on 2 as A1", "reversed with -50 on 7 as B2",
      "paid with 30 on 7 as C3",
    ])
    for order in ClaimHistoryTests.orders(events) {
      #expect(ClaimHistory(isWritten: true, events: order).payerNumber?.text == "C3")
    }
    #expect(
      ClaimHistory(isWritten: true, events: Array(events[..<2])).payerNumber?.text == "B2")
  }

  @Test("Opened, followed, and followed by one that was refused itself")
  func successors() throws {
    let accepted = try ClaimHistoryTests.events(["accepted on 2"])
    let opened = try ClaimHistoryTests.events(["accepted on 2", "correcting on 3"])
    let voiding = try ClaimHistoryTests.events([
      "accepted on 2", "correcting on 3", "voiding on 5",
    ])
    let replacement = {
      ClaimHistory.Successor(frequency: .replacement, isRejected: $0, event: RecordID(2))
    }
    let state = { (events: [ClaimEvent], later: [ClaimHistory.Successor]) in
      ClaimHistory(isWritten: true, events: events, successors: later).state
    }
    #expect(state(opened, []) == .correcting)
    #expect(state(opened, [replacement(false)]) == .replaced)
    // The payer never took the replacement in: it has the first claim.
    #expect(state(opened, [replacement(true)]) == .accepted)
    #expect(state(opened, [replacement(true), replacement(false)]) == .replaced)
    #expect(state(voiding, [replacement(true)]) == .voiding)
    // What was opened last is what the practice wants, also on one day.
    let again = try ClaimHistoryTests.events(["voiding on 3", "correcting on 3"])
    #expect(
      state(again, [.init(frequency: .void, isRejected: true, event: RecordID(1))])
        == .correcting)
    #expect(state(accepted, [.init(frequency: .void, isRejected: false)]) == .voided)
    // Sent again as an original, because the first was refused: the first stays refused.
    let refused = try ClaimHistoryTests.events(["rejected on 2"])
    #expect(state(refused, [.init(frequency: .original, isRejected: false)]) == .rejected)
  }
}
