import Practice
import Testing

@testable import Coding

/// What was typed beside the doses of a visit.
@Suite("Services of a visit") struct VisitServiceTests {
  @Test(
    "The same service twice, or two office visits of one visit, are asked about (R29)",
    arguments: [
      (["99213-25", "99213-25"], true), (["99213-25", "99214-25"], true),
      (["20610-RT", "20610-RT"], true), (["20610-RT", "20610-LT"], false),
      (["99213-25", "81002"], false),
    ])
  func twice(services: [String], isAsked: Bool) throws {
    let finding = try visit(dx: ["Z23"], services: services, [dose("90656", "1dose")]).decision
      .finding("R29")
    #expect((finding != nil) == isAsked)
    if isAsked { #expect(finding?.fix == "shots encounter correct 7 --services \(services[0])") }
  }

  @Test("The add-on of a visit goes with it, and does not stand alone (R36)")
  func addOn() throws {
    let asked = try visit(.medicare, services: ["99213", "G2211"], [dose("J3420", "1mg")]).decision
    #expect(
      asked.finding("R34")?.choices == [
        "shots encounter correct 7 --services 99213-25,G2211",
        "shots encounter correct 7 --services \"\"",
      ])
    let alone = try visit(.medicare, services: ["G2211"], [dose("J3420", "1mg")]).decision
    #expect(alone.finding("R36")?.fix == "shots encounter correct 7 --services \"\"")
  }

  @Test("99211 for what staff gave alone carries 25 beside a vaccine, once somebody says so (R33)")
  func staffAlone() throws {
    let decision = try visit(
      dx: ["M54.50", "Z23"],
      [dose("J1885", "60mg"), dose("90715", "1dose", id: 2, site: "right deltoid")]
    ) { $0.encounter.supervisionMode = .some(.none) }.decision
    #expect(decision.line("99211-25") != nil)
    #expect(decision.finding("R33")?.severity == .warning)
  }
}
