import Practice
import Testing

@testable import Coding

/// Rules of the day that look into two visits: which one is held, and what is said when the other
/// one is on a claim. That each rule speaks and is silent is in `RuleCases.day`.
@Suite("Two visits of a day") struct SameDayTests {
  /// A flu visit with a service in the morning, B12 in the afternoon; both as each visit sees them.
  private func both(
    _ service: String, claim: Int64? = nil, morning: [Dose]? = nil
  ) throws -> (morning: Decision, afternoon: Decision) {
    let flu = try morning ?? [dose("90656", "1dose", id: 1)]
    let vitamin = try dose("J3420", "1mg", id: 2)
    var first = try visit(
      dx: [morning == nil ? "Z23" : "M17.11"], services: [service], flu
    ) {
      $0.encounter.id = Encounter.ID(6)
    }
    try first.addVisit([vitamin], id: 7)
    var second = try visit(dx: ["D51.0"], [vitamin])
    try second.addVisit(flu, id: 6, services: [service], claim: claim)
    return (first.decision, second.decision)
  }

  @Test(
    "The visit whose services are to be mended is held, the injection only told",
    arguments: [
      ("99211-25", "R33", "\"\""), ("99213", "R34", "99213-25"), ("99497", "R40", "99497-25"),
    ])
  func heldWhereTheMendIs(service: String, rule: String, mended: String) throws {
    let (morning, afternoon) = try both(service)
    let rule = RuleID(stored: rule)
    let held = try #require(morning.findings.first { $0.rule == rule && $0.severity > .info })
    #expect(held.fix == "shots encounter correct 6 --services \(mended)")
    #expect(held.message.contains("encounter 7"))
    #expect(afternoon.holds.isEmpty)
    let told = try #require(afternoon.finding(rule))
    #expect(told.severity == .info && told.dose == Dose.ID(2))
    #expect(told.fix == held.fix)
  }

  @Test("With modifier 25 neither visit has anything to say", arguments: ["99213-25", "99497-25"])
  func mended(service: String) throws {
    let (morning, afternoon) = try both(service)
    #expect(morning.holds.isEmpty && afternoon.holds.isEmpty)
    #expect(afternoon.remarks.allSatisfy { $0 == "R44" || $0 == "R66" })
  }

  @Test(
    "What is on a claim is said with its number, and the injection waits for a look at it",
    arguments: [("99211-25", "R33"), ("99213", "R34"), ("99497", "R40")])
  func billedBefore(service: String, rule: String) throws {
    let afternoon = try both(service, claim: 3).afternoon
    #expect(afternoon.holds == ["\(rule) warning"])
    let finding = try #require(afternoon.finding(RuleID(stored: rule)))
    #expect(finding.message.contains("encounter 6, on claim 3 already"))
    #expect(finding.message.contains("(shots claim correct 3)"))
    #expect(finding.fix == "shots accept 2 \(rule) --why …")
  }

  @Test("The modifier goes on 96372, so the visit with the procedure is not held")
  func procedureElsewhere() throws {
    let knee = try [dose("J3301", "40mg", .joint, id: 1, site: "right knee")]
    let (morning, afternoon) = try both("99213-25", morning: knee)
    #expect(morning.holds.isEmpty)
    #expect(afternoon.line("96372-59") != nil)
    #expect(afternoon.holds == ["R40 warning"])
    #expect(afternoon.finding("R40")?.message.contains("20610 of encounter 6") == true)
  }

  @Test("96372 that is on a claim without a modifier holds the procedure until it is looked at")
  func injectionIsBilled() throws {
    var later = try visit(dx: ["M17.11"], services: ["20610-RT"], [dose("90656", "1dose", id: 2)])
    try later.addVisit([dose("J3420", "1mg")], claim: 3, saying: ["96372"])
    let decision = later.decision
    #expect(decision.holds == ["R40 warning"])
    #expect(decision.finding("R40")?.message.contains("on claim 3 already") == true)
    #expect(
      decision.finding("R40")?.choices == ["shots claim correct 3", "shots accept 2 R40 --why …"])
    later.sameDay = []
    try later.addVisit([dose("J3420", "1mg")], claim: 3, saying: ["96372-59"])
    #expect(later.decision.holds.isEmpty)
  }

  @Test("A counselled vaccine beside it does not hide the procedure that is to be held (R40)")
  func procedureAfterVaccine() throws {
    let vaccine = try dose("90707", "1dose", id: 2) { $0.counselledBy = try Credential("MD") }
    var visit = try visit(
      dx: ["M08.00"], born: "2022-06-01",
      [vaccine, dose("J3301", "40mg", .joint, id: 3, site: "right knee")])
    try visit.addVisit([dose("J3420", "1mg")], claim: 3, saying: ["96372"])
    let finding = try #require(visit.decision.finding("R40"))
    #expect(finding.severity == .warning)
    #expect(finding.message.contains("beside 20610"))
  }

  @Test("A pair that is never paid takes back what was typed while it is open")
  func neverTogether() throws {
    let tables = try OwnTableTests.never("20610", "96372", from: "2026-10-01")
    for claim in [nil, Int64(3)] {
      var visit = try visit([dose("J1885", "60mg", id: 2)])
      try visit.addVisit([dose("90656", "1dose")], services: ["20610"], claim: claim)
      let finding = try #require(Coding.decide(visit, tables: tables).finding("R40"))
      #expect(finding.severity == .error)
      #expect(
        finding.fix
          == (claim == nil
            ? "shots encounter correct 6 --services \"\""
            : "shots nocharge 2 --reason \"not paid beside 20610\""))
    }
  }

  @Test("Before a pair of the practice begins, the embedded one stands (R40)")
  func pairThatBegins() throws {
    let tables = try OwnTableTests.never("20610", "96372", from: "2026-10-28")
    for (day, severity) in [("2026-10-25", Finding.Severity.warning), ("2026-10-28", .error)] {
      let shot = try visit(on: day, services: ["20610-RT"], [dose("J1885", "60mg")]) {
        $0.today = try Day("2026-11-02")
      }
      #expect(Coding.decide(shot, tables: tables).finding("R40")?.severity == severity)
    }
  }

  @Test("A dose that was billed before the nurse visit of the same encounter is looked at, too")
  func servicesOnAnEarlierClaim() throws {
    let decision = try visit(services: ["99211-25"], [dose("J1885", "60mg", id: 2)]) {
      $0.billedDoses = [try dose("90656", "1dose")]
    }.decision
    #expect(decision.holds == ["R33 warning"])
  }

  @Test(
    "A further vaccine is added to whatever came first that day",
    arguments: [
      (Route.nasal, Route.intramuscular, "90472"), (.intramuscular, .nasal, "90474"),
      (.intramuscular, .intramuscular, "90472"),
    ])
  func furtherVaccine(first: Route, second: Route, code: String) throws {
    func vaccine(_ route: Route, id: Int64) throws -> Dose {
      try dose(route == .nasal ? "90660" : "90715", "1dose", route, id: id)
    }
    var later = try visit(dx: ["Z23"], [vaccine(second, id: 2)])
    try later.addVisit([vaccine(first, id: 1)])
    #expect(later.decision.lines.first?.code.text == code)
  }

  @Test("The uncounselled one of two vaccines can be mended wherever it is")
  func counsellingElsewhere() throws {
    var later = try visit(
      dx: ["Z23"], born: "2022-06-01",
      [dose("90707", "1dose", id: 2) { $0.counselledBy = try Credential("MD") }])
    try later.addVisit([dose("90700", "1dose")])
    #expect(
      later.decision.finding("R06")?.choices == [
        "shots correct 2 --counselled-by …", "shots correct 1 --counselled-by …",
      ])
  }

  @Test("Two unsupervised injections of a day are one nurse visit, in the earlier one")
  func oneNurseVisit() throws {
    for (id, codes) in [(Int64(6), ["J1885"]), (8, ["99211", "J1885"])] {
      var visit = try visit([dose("J1885", "60mg", id: 2) { $0.time = nil }])
      visit.encounter.supervisionMode = .some(.none)
      try visit.addVisit([dose("J3420", "1mg") { $0.time = nil }], id: id)
      #expect(visit.decision.lines.map(\.code.text) == codes)
    }
  }

  @Test("99211 that was typed in another visit of the day is not billed again for staff alone")
  func typedElsewhere() throws {
    let knee = try [dose("J3301", "40mg", .joint, id: 3, site: "right knee")]
    for (service, codes) in [
      ("99211-25", ["J1885"]), ("99396-25", ["99211", "J1885"]), ("36415", ["99211", "J1885"]),
    ] {
      var alone = try visit([dose("J1885", "60mg", id: 2)])
      alone.encounter.supervisionMode = .some(.none)
      try alone.addVisit(knee, id: 8, services: [service]) { $0.supervisionMode = .inPerson }
      #expect(alone.decision.lines.map(\.code.text) == codes)
    }
    // The other visit keeps what was typed.
    var typed = try visit(dx: ["M17.11"], services: ["99211-25"], knee)
    try typed.addVisit([dose("J1885", "60mg", id: 2)], id: 6) {
      $0.supervisionMode = .some(.none)
    }
    #expect(typed.decision.line("99211-25") != nil)
    #expect(typed.decision.finding("R29") == nil)
  }

  @Test("99211 typed beside one that is on a claim for staff alone is asked about")
  func billedForStaffAlone() throws {
    for (claim, holds) in [(Int64(3), ["R29 warning"]), (nil, [])] {
      var typed = try visit(dx: ["Z23"], services: ["99211-25"], [dose("90656", "1dose", id: 2)])
      try typed.addVisit([dose("J3420", "1mg")], claim: claim, saying: ["99211"]) {
        $0.supervisionMode = .some(.none)
      }
      #expect(typed.decision.holds == holds)
    }
  }

  /// The visits of a day, of which each has the others beside it.
  private func day(
    _ visits: [(id: Int64, times: [String?])], drug: String, _ amount: String,
    _ supervision: SupervisionMode?
  ) throws -> [[String]] {
    func doses(_ entry: (id: Int64, times: [String?])) throws -> [Dose] {
      try entry.times.enumerated().map { place, time in
        try dose(drug, amount, id: entry.id * 10 + Int64(place), site: "site \(place)") {
          $0.time = try time.map { try TimeOfDay($0) }
        }
      }
    }
    return try visits.map { own in
      var visit = try visit(dx: ["Z23"], doses(own))
      visit.encounter.id = Encounter.ID(own.id)
      visit.encounter.supervisionMode = .some(supervision ?? .none)
      for other in visits where other.id != own.id {
        try visit.addVisit(doses(other), id: other.id)
      }
      return visit.decision.lines.filter { $0.kind == .administration }.map(\.code.text)
    }
  }

  @Test(
    "A day has one first visit, whichever doses have a time",
    arguments: [
      [(8, ["09:00", nil]), (7, ["10:00", nil])], [(8, [nil, "09:00"]), (7, [nil, nil])],
      [(9, ["09:00", nil]), (7, ["10:00", nil]), (8, [nil, nil])],
      [(7, [nil, nil]), (8, [nil, nil])], [(7, ["09:00", nil]), (8, ["09:00", nil])],
    ] as [[(id: Int64, times: [String?])]])
  func oneFirst(visits: [(id: Int64, times: [String?])]) throws {
    let further = Array(repeating: ["90472"], count: visits.count - 1)
    #expect(try day(visits, drug: "90715", "1dose", .inPerson) == [["90471", "90472"]] + further)
    let nothing = Array(repeating: [String](), count: visits.count - 1)
    #expect(try day(visits, drug: "J1885", "60mg", nil) == [["99211"]] + nothing)
  }

  @Test("The injection beside a nurse visit of staff alone is told, or waits for the claim")
  func besideStaffAlone() throws {
    for (claim, severity) in [(nil, Finding.Severity.info), (Int64(3), .warning)] {
      var visit = try visit([dose("J1885", "60mg", id: 2)])
      try visit.addVisit([dose("J3420", "1mg")], claim: claim) {
        $0.supervisionMode = .some(.none)
      }
      #expect(visit.decision.finding("R33")?.severity == severity)
    }
  }

  @Test("Another visit's dose is coded by what that visit says")
  func ownCircumstances() throws {
    var cancer = try visit(dx: ["E34.9"], [dose("J3420", "1mg", id: 2)])
    try cancer.addVisit([dose("J9217", "7.5mg")]) { $0.diagnoses = [try Diagnosis("C61")] }
    #expect(cancer.decision.holds.contains("R42 warning"))
    #expect(cancer.decision.line("96372-59") != nil)
  }
}
