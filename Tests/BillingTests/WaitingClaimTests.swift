import Harness
import Practice
import Storage
import Testing

@testable import Billing

/// `shots next` looks at the claims that could wait for somebody, not at a history of paid ones.
@Suite("Work is found without walking every claim") struct WaitingClaimTests {
  typealias Life = ClaimLifeTests

  /// That walking all claims finds the same work, now and later.
  static func expectSame(_ office: Office, _ comment: @autoclosure () -> Comment? = nil) throws {
    for today in ["2026-11-02", "2026-11-16", "2026-11-30", "2027-03-01"] {
      let desk = try office.desk(today: today)
      let found = try desk.work(answerDays: 14, walkingAll: false)
      #expect(try found == desk.work(answerDays: 14, walkingAll: true), comment())
    }
  }

  private static func walked(_ office: Office, today: String) throws -> [Claim.ID] {
    let day = try Day(today)
    return try office.ledger.waitingClaims(
      unanswered: day.adding(days: -14), undecided: day.adding(days: -28), tests: [])
  }

  @Test("What is paid, closed or young is left out; what waits for an answer is not")
  func leftOut() throws {
    let office = try Office()
    for patient in ["M001", "M003", "M004", "M005", "M006"] { try office.log(patient) }
    _ = try office.export()
    let claims = try office.claims().map(\.id)
    try #require(claims.count == 5)
    let mark = { (index: Int, event: ClaimEvent) in
      _ = try office.desk().mark([claims[index]], event)
    }
    try mark(0, Life.event(.paid, paid: "52.77"))
    try mark(1, Life.event(.accepted))
    try mark(2, Life.event(.denied))
    try mark(3, Life.event(.denied))
    _ = try office.desk().settle(claims[3], why: Line("written off"))
    #expect(try Self.walked(office, today: "2026-11-15") == [claims[2]])
    #expect(try Self.walked(office, today: "2026-11-16") == [claims[2], claims[4]])
    #expect(try Self.walked(office, today: "2026-11-30") == [claims[1], claims[2], claims[4]])
    try mark(0, Life.event(.reversed))
    #expect(try Self.walked(office, today: "2026-11-15") == [claims[0], claims[2]])
    try Self.expectSame(office)
  }

  @Test("Random answers, corrections and closings", arguments: 1...8 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    let office = try Office()
    var random = SeededGenerator(seed: seed)
    for patient in ["M001", "M003", "M004", "M005", "M006", "M009"] { try office.log(patient) }
    _ = try office.export()
    var done: [String] = []
    for step in 0..<30 {
      let claims = try office.claims()
      let claim = try #require(claims.randomElement(using: &random))
      let why = try Line("why \(step)")
      let choice = Int.random(in: 0..<12, using: &random)
      done.append("\(choice) of \(claim.id)")
      // What cannot be is refused, and changes nothing.
      _ = try refusal {
        switch choice {
        case 0...2:
          let paid = choice == 2 ? "1.00" : claim.claim.total.description
          _ = try office.desk().mark(
            [claim.id], Life.event(.paid, number: "P1", paid: paid, why: why.text))
        case 3, 4, 5, 6:
          let kind: ClaimEvent.Kind = [.accepted, .rejected, .denied, .reversed][choice - 3]
          _ = try office.desk().mark([claim.id], Life.event(kind, why: why.text))
        case 7: _ = try office.desk().correct(claim.id, why: why, dryRun: false)
        case 8: _ = try office.desk().void(claim.id, why: why, doses: .open)
        case 9: _ = try office.desk().settle(claim.id, why: why)
        case 10: _ = try office.desk().undo(claim.id, why: why)
        default: _ = try office.export()
        }
      }
      try Self.expectSame(office, "seed \(seed): \(done.joined(separator: "; "))")
    }
  }
}
