import Practice
import Testing

@testable import Coding

/// Products with an administration code of their own need a route that fits them (R02).
@Suite struct RouteTests {
  @Test(arguments: [
    ("90656", Route.intravenousPush), ("90656", .joint), ("90656", .oral), ("90656", .lesion),
    ("91320", .oral), ("90680", .intramuscular), ("90660", .intramuscular),
    ("90381", .intravenousPush), ("90381", .intradermal), ("90381", .oral),
    ("NONE-ALLERGEN", .oral), ("NONE-ALLERGEN", .intravenousInfusion), ("J9202", .implant),
  ])
  func wrongRouteIsNeverBilled(drug: String, route: Route) throws {
    let decision = try visit(dx: ["Z29.11"], [dose(drug, "1dose", route)]).decision
    #expect(decision.finding("R02")?.severity == .error)
    #expect(decision.finding("R02")?.fix?.hasPrefix("shots correct 1 --route ") == true)
    #expect(!decision.lines.contains { $0.kind == .administration })
  }

  @Test(arguments: [
    ("90707", Route.intramuscular, "90471"), ("90656", .subcutaneous, "90471"),
    ("90611", .intradermal, "90471"), ("90660", .nasal, "90473"), ("90680", .oral, "90473"),
    ("90381", .subcutaneous, "96381"), ("NONE-ALLERGEN", .intramuscular, "95115"),
  ])
  func oneInjectionStandsForAnother(drug: String, route: Route, code: String) throws {
    let decision = try visit(dx: ["Z29.11"], [dose(drug, "1dose", route)]).decision
    #expect(decision.lines.first?.code.text == code)
    #expect(decision.finding("R02") == nil)
  }

  @Test("A plain injection by a way that the table does not list is looked at, and still coded")
  func unlistedRouteIsAskedAbout() throws {
    let decision = try visit([dose("J3301", "40mg", .subcutaneous)]).decision
    #expect(decision.finding("R02")?.severity == .warning)
    #expect(decision.finding("R02")?.fix == "shots correct 1 --route …")
    #expect(decision.lineTexts.first == "96372 x1")
    #expect(try visit([dose("J3301", "40mg", .intramuscular)]).decision.finding("R02") == nil)
    // An empty list does not limit the route.
    #expect(
      try visit([dose("J3490", "1mg", .subcutaneous)]).decision.finding("R02") == nil)
  }

  @Test func pushOfACytotoxicDrugIsNotAnOrdinaryPush() throws {
    let asked = try visit(dx: ["C50.919"], [dose("J9260", "50mg", .intravenousPush)]).decision
    #expect(asked.finding("R02")?.fix == "shots encounter correct 7 --services 96409")
    #expect(asked.lineTexts == ["J9260 x1"])
    let typed = try visit(
      dx: ["C50.919"], services: ["96409"], [dose("J9260", "50mg", .intravenousPush)]
    ) { $0.fees.add(HCPCS(stored: "96409"), amount: Money(cents: 1), from: Day(number: 0)) }
    #expect(typed.decision.holds.isEmpty)
  }

  @Test(arguments: ["D40.0", "D49.59"]) func uncertainTumorIsAsked(_ diagnosis: String) throws {
    let decision = try visit(dx: [diagnosis], [dose("J9217", "7.5mg")]).decision
    #expect(decision.holds == ["R15 warning"])
  }

  @Test(arguments: [
    ("J0178", "2mg", "eye"), ("J3304", "32mg", "joint"), ("J7307", "1dose", "implant"),
    ("NONE-CANDIDA", "1dose", "lesion"),
  ])
  func routeOrDrugOfAProcedureIsMended(drug: String, amount: String, route: String) throws {
    let asked = try visit([dose(drug, amount, site: "right knee")]).decision
    #expect(asked.finding("R18")?.message.contains("(route \(route))") == true)
    #expect(
      asked.finding("R18")?.choices == ["shots correct 1 --route …", "shots correct 1 --drug …"])
    let mended = try visit([dose(drug, amount, Route(route), site: "right knee")]).decision
    #expect(mended.finding("R18") == nil)
  }

  @Test func anestheticAtATriggerPointIsTheProcedure() throws {
    let decision = try visit(
      dx: ["M79.18"], [dose("J2003", "50mg", .triggerPoint, site: "trapezius")]
    ).decision
    #expect(decision.lineTexts == ["20552 x1"])
    #expect(decision.holds.isEmpty && decision.remarks.contains("R21"))
    let block = try visit(
      dx: ["G57.91"], services: ["64405"], [dose("J2003", "50mg", .nerve, site: "ankle")]
    ).decision
    #expect(block.lineTexts == ["64405 x1"] && block.holds.isEmpty)
  }

  @Test func anestheticBesideASteroidInOneJointAddsNothing() throws {
    let decision = try visit(
      dx: ["M17.11"],
      [
        dose("J3301", "40mg", .joint, site: "right knee"),
        dose("J2003", "50mg", .joint, id: 2, site: "right knee"),
      ]
    ).decision
    #expect(decision.lineTexts == ["20610-RT x1", "J3301 x4"])
    #expect(decision.holds.isEmpty)
  }
}
