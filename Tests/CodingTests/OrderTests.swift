import Practice
import Testing

@testable import Coding

/// Several orders for one drug (R67, R73).
@Suite("Orders beside each other") struct OrderTests {
  private func order(
    _ every: String, _ phase: Order.Phase, dose: String = "1000mcg"
  ) throws -> Order {
    try Order(
      drug: DrugKey("J3420"), dose: DoseAmount(dose), route: .intramuscular,
      frequency: Order.Frequency(every), validFrom: Day("2026-09-01"),
      signedOn: Day("2026-09-01"), phase: phase)
  }

  /// B12 a week after the last one.
  private func decide(_ orders: [Order]) throws -> Decision {
    try visit(dx: ["D51.0"], [dose("J3420", "1000mcg")]) {
      $0.orders = orders
      $0.history = [PastDose(drug: try DrugKey("J3420"), date: try Day("2026-09-28"))]
    }.decision
  }

  @Test("A loading order in force answers R73, in whatever order the two were written")
  func loadingOrderAnswers() throws {
    let monthly = try order("monthly", .maintenance)
    let weekly = try order("weekly", .loading)
    for orders in [[monthly, weekly], [weekly, monthly]] {
      let decision = try decide(orders)
      #expect(decision.finding("R73") == nil)
      #expect(decision.finding("R67") == nil)
    }
    let alone = try decide([monthly])
    #expect(alone.finding("R73")?.fix?.hasSuffix(" --phase loading") == true)
    #expect(alone.finding("R67")?.severity == .warning)
  }

  @Test("The mend of R67 keeps the phase, or R73 would be back")
  func mendKeepsThePhase() throws {
    let early = try decide([order("monthly", .loading)])
    #expect(early.finding("R67")?.fix?.hasSuffix("--signed … --phase loading") == true)
    let other = try decide([order("weekly", .loading, dose: "500mcg")])
    #expect(other.finding("R67")?.severity == .error)
    #expect(other.finding("R67")?.fix?.hasSuffix("--signed … --phase loading") == true)
    #expect(other.finding("R73") == nil)
  }
}
