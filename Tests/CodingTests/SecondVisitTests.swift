import Practice
import Testing

@testable import Coding

/// R28: the same code in two visits of a day; encounter 7 is decided, encounter 6 is the other.
@Suite("The second visit of a day") struct SecondVisitTests {
  @Test func secondVisitMarksCytotoxicInjectionsToo() throws {
    let decision = try visit(dx: ["M06.9"], [dose("J9260", "10mg", .subcutaneous, id: 2)]) {
      $0.sameDay = [
        SameDayDose(dose: try dose("90656", "1dose"), encounter: Encounter.ID(5)),
        SameDayDose(
          dose: try dose("J9260", "25mg", .subcutaneous), encounter: Encounter.ID(6)),
      ]
    }.decision
    #expect(decision.lineTexts == ["96401-XE x1", "J9260 x1"])
    #expect(decision.holds == ["R28 warning"])
    #expect(decision.finding("R28")?.fix == "shots correct 2 --encounter 6")
  }

  @Test func ofTwoVisitsOneMovesAndNotBoth() throws {
    func fix(at own: Int64, other: Int64) throws -> String? {
      try visit([dose("J1885", "30mg", id: own) { $0.time = nil }]) {
        $0.encounter.id = Encounter.ID(own)
        let there = try dose("J3301", "40mg", id: other) { $0.time = nil }
        $0.sameDay = [SameDayDose(dose: there, encounter: Encounter.ID(other))]
      }.decision.finding("R28")?.fix
    }
    #expect(try fix(at: 7, other: 8) == "shots correct 8 --encounter 7")
    #expect(try fix(at: 8, other: 7) == "shots correct 8 --encounter 7")
  }

  /// The administration lines of a visit beside another one.
  private func lines(
    _ doses: [Dose], dx: [String] = ["M54.50"], beside others: [Dose],
    _ change: (inout Visit) throws -> Void = { _ in }
  ) throws -> (lines: [String], holds: [String]) {
    var visit = try visit(dx: dx, doses)
    try visit.addVisit(others)
    try change(&visit)
    let decision = visit.decision
    let said = decision.lines.filter { $0.kind != .drug && $0.kind != .waste }
    return (said.map(\.codeWithModifiers), decision.holds)
  }

  @Test("The second push of a day into a vein is one of a visit of its own")
  func pushes() throws {
    let push = try dose("J2405", "4mg", .intravenousPush, id: 2, site: "right arm")
    let found = try lines([push], beside: [dose("J1885", "30mg", .intravenousPush)])
    #expect(found.lines == ["96374-XE"])
    #expect(found.holds == ["R28 warning"])
  }

  @Test("A further push is told apart only from a further one")
  func furtherPushes() throws {
    let pushes = try [
      dose("J2405", "4mg", .intravenousPush, id: 3), dose("J1885", "30mg", .intravenousPush, id: 4),
    ]
    let one = try dose("J2550", "25mg", .intravenousPush)
    #expect(try lines(pushes, beside: [one]).lines == ["96374-XE", "96375"])
    let two = try dose("J0696", "1g", .intravenousPush, id: 2)
    #expect(try lines(pushes, beside: [one, two]).lines == ["96374-XE", "96375-XE"])
  }

  @Test(
    "A joint that was treated twice says so, another one does not",
    arguments: [("left knee", "20610-LT-XE"), ("right knee", "20610-RT")])
  func joints(site: String, line: String) throws {
    let found = try lines(
      [dose("J3301", "40mg", .joint, id: 2, site: site)], dx: ["M17.12"],
      beside: [dose("J1040", "80mg", .joint, site: "Knee, L")])
    #expect(found.lines == [line])
    #expect(found.holds == (line.hasSuffix("XE") ? ["R28 warning"] : []))
  }

  @Test(
    "The payer's way to say that a service was repeated, by whom it was",
    arguments: [
      (MultiInjectionStyle.lines59, false, "96372-XE"), (.lines76, false, "96372-76"),
      (.lines76, true, "96372-77"),
    ])
  func style(_ style: MultiInjectionStyle, isOtherClinician: Bool, line: String) throws {
    var visit = try visit([dose("J1885", "60mg", id: 2)])
    visit.settings.multiInjectionStyle = style
    try visit.addVisit([dose("J3420", "1mg")]) {
      if isOtherClinician { try RuleCases.otherClinician(&$0) }
    }
    #expect(visit.decision.lines.first?.codeWithModifiers == line)
  }

  @Test("Without times both are asked, and the one that was logged later says that it is another")
  func withoutTimes() throws {
    let found = try lines(
      [dose("J1885", "60mg", id: 2) { $0.time = nil }],
      beside: [dose("J3420", "1mg") { $0.time = nil }])
    #expect(found.lines == ["96372-XE"])
    #expect(found.holds == ["R28 warning"])
    let first = try lines([dose("J3420", "1mg") { $0.time = nil }], beside: []) {
      try $0.addVisit([dose("J1885", "60mg", id: 2) { $0.time = nil }], id: 8)
    }
    #expect(first.lines == ["96372"])
    #expect(first.holds == ["R28 warning"])
  }

  @Test(
    "A claim that has gone cannot say it any more, and one that said it needs no second",
    arguments: [("96372", "96372-XE"), ("96372-XE", "96372"), ("96372-76", "96372")])
  func billed(said: String, line: String) throws {
    // At eight, before the one that was sent.
    var visit = try visit([dose("J1885", "60mg", id: 2) { $0.time = try TimeOfDay("08:00") }])
    try visit.addVisit([dose("J3420", "1mg")], claim: 3, saying: [said])
    #expect(visit.decision.lines.first?.codeWithModifiers == line)
  }

  @Test(
    "A procedure that was typed in both visits says in the later one that it is another",
    arguments: [
      ("20611-RT", "20611-RT", "20611-RT-XE"), ("20611-RT", "20611-LT", "20611-RT"),
      ("20611-RT", "20605", "20611-RT"), ("20611-RT-XE", "20611-RT", "20611-RT-XE"),
      ("99213-25", "99213-25", "99213-25"),
    ])
  func typed(own: String, other: String, line: String) throws {
    var visit = try visit(
      dx: ["M17.11"], services: [own], [dose("J3301", "40mg", .joint, id: 2, site: "right knee")])
    try visit.addVisit(
      [dose("J1040", "80mg", .joint, site: "left knee")], services: [other])
    let decision = visit.decision
    #expect(decision.lines.first?.codeWithModifiers == line)
    #expect((decision.finding("R28") != nil) == (own != line))
  }

  @Test("A third visit, and further lines of two visits, are for a person to tell apart")
  func doubts() throws {
    var third = try visit([dose("J1885", "60mg", id: 9)])
    try third.addVisit([dose("J3420", "1mg")])
    try third.addVisit([dose("J2405", "4mg", id: 2)], id: 5, claim: 3, saying: ["96372-XE"])
    #expect(third.decision.lines.first?.codeWithModifiers == "96372-XE")
    #expect(third.decision.finding("R28")?.message.contains("not the second such visit") == true)
    var further = try visit([
      dose("J1885", "60mg", id: 8), dose("J2405", "4mg", id: 9, site: "right arm"),
    ]) { $0.settings.multiInjectionStyle = .lines59 }
    try further.addVisit([dose("J3420", "1mg")], claim: 3, saying: ["96372", "96372-59"])
    let message = further.decision.finding("R28")?.message
    #expect(message?.contains("a further line 96372-59, which look the same") == true)
  }

  @Test("59 beside another procedure does not say that a visit was another")
  func distinctIsNoVisit() throws {
    var visit = try visit([dose("J1885", "60mg", id: 9)])
    try visit.addVisit(
      [dose("J3301", "40mg", .joint, site: "right knee")], claim: 3,
      saying: ["20610-RT", "96372-59"])
    #expect(visit.decision.lines.first?.codeWithModifiers == "96372-XE")
  }

  @Test(
    "While a claim is corrected the payer has it as it was, and neither visit takes it for open",
    arguments: [("96372", "96372-XE", "96372"), ("96372-XE", "96372", "96372-XE")])
  func correcting(said: String, other: String, own: String) throws {
    let claim = try ClaimAtPayer(claim: Claim.ID(3), services: [OtherService(said)])
    var open = try visit([dose("J1885", "60mg", id: 2)])
    open.sameDay = [
      SameDayDose(
        dose: try dose("J3420", "1mg", id: 5), encounter: Encounter.ID(8),
        standing: .correcting(claim))
    ]
    #expect(open.decision.lines.first?.codeWithModifiers == other)
    var corrected = try visit([dose("J3420", "1mg", id: 5)]) { $0.atPayer = claim }
    try corrected.addVisit([dose("J1885", "60mg", id: 2)])
    #expect(corrected.decision.lines.first?.codeWithModifiers == own)
  }

  @Test("What the payer has is not moved to: its claim is corrected first, where it takes that")
  func mends() throws {
    func choices(_ payer: PayerClass, _ claim: Int64?) throws -> [String] {
      var visit = try visit(payer, [dose("J1885", "60mg", id: 9)])
      try visit.addVisit([dose("J3420", "1mg")], claim: claim, saying: ["96372"])
      return visit.decision.finding("R28")?.choices ?? []
    }
    let accept = "shots accept 9 R28 --why …"
    #expect(try choices(.commercial, nil) == ["shots correct 9 --encounter 6", accept])
    #expect(try choices(.commercial, 3) == [accept, "shots claim correct 3"])
    #expect(try choices(.medicare, 3) == [accept])
  }

  @Test("Of a visit of which a part has gone, what is open counts, too")
  func partlyBilled() throws {
    var visit = try visit([dose("J1885", "60mg", id: 9)])
    try visit.addVisit([dose("90656", "1dose")], claim: 3, saying: ["90471"])
    visit.sameDay.append(
      SameDayDose(dose: try dose("J3420", "1mg", id: 2), encounter: Encounter.ID(6)))
    #expect(visit.decision.lines.first?.codeWithModifiers == "96372-XE")
  }

  @Test("A push beside an infusion is a further one, and no first of another visit")
  func pushBesideInfusion() throws {
    let push = try dose("J2405", "4mg", .intravenousPush, id: 9, site: "right arm")
    var visit = try visit([push])
    try visit.addVisit([dose("J1885", "30mg", .intravenousPush)], services: ["96365"])
    #expect(visit.decision.lines.first?.codeWithModifiers == "96374")
  }

  @Test("The second visit is no third because a later one says that it is another")
  func second() throws {
    var visit = try visit([dose("J1885", "60mg", id: 9)]) {
      $0.atPayer = ClaimAtPayer(claim: Claim.ID(4), services: [try OtherService("96372-XE")])
    }
    try visit.addVisit([dose("J3420", "1mg")], claim: 3, saying: ["96372"])
    try visit.addVisit([dose("J2405", "4mg", id: 2)], id: 5, claim: 5, saying: ["96372-XE"])
    #expect(visit.decision.lines.first?.codeWithModifiers == "96372-XE")
    #expect(visit.decision.finding("R28")?.message.contains("not the second") == false)
  }
}
