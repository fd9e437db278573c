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

  /// R67 of doses whose drug one order of that amount names.
  private func decide(
    ordered amount: String, signed: String? = "2026-09-01", _ doses: [Dose]
  ) throws -> [Finding] {
    var order = try Order(
      id: Order.ID(4), drug: doses[0].drug, dose: DoseAmount(amount), route: .intramuscular,
      frequency: .once, validFrom: Day("2026-09-01"), signedOn: signed.map { try Day($0) })
    order.route = doses[0].route ?? .intramuscular
    return try visit(doses) { $0.orders = [order] }.decision.findings.filter { $0.rule == "R67" }
  }

  @Test("A vaccine ordered by volume and logged as one product is the same, where a table says so")
  func packagesCompare() throws {
    for vaccine in ["90656", "90715"] {
      #expect(try decide(ordered: "0.5 mL", [dose(vaccine, "1 dose")]).isEmpty)
      #expect(try decide(ordered: "1 dose", [dose(vaccine, "0.5mL")]).isEmpty)
    }
    // No table knows the package, but the volume was recorded beside the dose.
    let recorded = try dose("90707", "1 dose", .subcutaneous) { $0.volume = try Quantity("0.5") }
    #expect(try decide(ordered: "0.5 mL", [recorded]).isEmpty)
  }

  @Test(
    "Amounts that cannot be compared are asked about and hold nothing for good",
    arguments: [("90707", "0.5 mL"), ("NONE-ALLERGEN", "0.5 mL"), ("90715", "0.25 mL")])
  func uncertainIsAsked(_ drug: String, _ ordered: String) throws {
    let found = try decide(ordered: ordered, [dose(drug, "1 dose", .subcutaneous)])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.choices == ["shots correct 1 --dose …mL", "shots accept 1 R67 --why …"])
    let other = try decide(ordered: "0.3 mL", [dose(drug, "0.5mL", .subcutaneous)])
    #expect(other.map(\.severity) == [.error])
  }

  @Test("The parts of a dose that was split are together what was ordered (R25)")
  func partsAddUp() throws {
    let left = try dose("J0561", "1.2MU", site: "left gluteal")
    let right = try dose("J0561", "1.2MU", id: 2, site: "right gluteal") { $0.time = left.time }
    #expect(try decide(ordered: "2.4MU", [left, right]).isEmpty)
    #expect(try decide(ordered: "3.6MU", [left, right]).map(\.severity) == [.error, .error])
    #expect(try decide(ordered: "2.4MU", [left]).map(\.severity) == [.error])
    // Another time is another dose, and the same site a second entry of it.
    var later = right
    later.time = TimeOfDay(minutes: 600)
    #expect(try decide(ordered: "2.4MU", [left, later]).count == 2)
    var same = right
    same.site = left.site
    #expect(try decide(ordered: "2.4MU", [left, same]).count == 2)
  }

  @Test("An order that only wants its signature is signed, not written a second time")
  func unsignedIsSigned() throws {
    let given = try dose("J1885", "60mg")
    let unsigned = try decide(ordered: "60mg", signed: nil, [given])
    #expect(unsigned.map(\.fix) == ["shots order set 4 --signed …"])
    let late = try decide(ordered: "60mg", signed: "2026-10-06", [given])
    #expect(late.first?.fix?.hasPrefix("shots order add P000117") == true)
  }
}
