import Practice
import Testing

@testable import Coding

/// Section I beyond its worked examples: every code of the table, and the edges of R93.
@Suite struct AnswerTests {
  private let tables = ReferenceTables.embedded

  @Test func readsEveryCode() {
    #expect(DenialCode.embedded.faults.isEmpty)
    #expect(DenialCode.embedded.table.count == 145)
    for row in DenialCode.embedded.table.values {
      #expect(!row.explanation.isEmpty && !row.nextStep.isEmpty)
      // A row that points to another one points to one that has a step of its own.
      if let same = row.sameAs { #expect(tables.denial(.reason, same)?.sameAs == nil, "\(row)") }
    }
  }

  @Test(arguments: [
    ("PR", "1", Answers.PatientBilling.yes), ("PR", "2", .yes), ("PR", "50", .onlyWithNotice),
    ("PR", "97", .check), ("PR", "999", .check), ("PR", "96", .check), ("CO", "1", .no),
    ("OA", "2", .no), ("PI", "3", .no),
  ])
  func billsPatientsOnlyTheirShare(
    _ group: String, _ reason: String, _ expected: Answers.PatientBilling
  ) throws {
    let adjustment = try Adjustment(
      group: GroupCode(group), reason: reason, amount: Money("10"))
    #expect(Answers.patientBilling(adjustment) == expected)
    #expect(Answers.checkStatement([adjustment]).isEmpty == (group == "PR"))
  }

  @Test func followsTheCodeThatARemarkPointsTo() throws {
    let steps = Answers.nextSteps(try denied("97", remarks: ["N20", "N390", "XX1"]))
    #expect(steps.map(\.code) == ["CO-97", "N20", "N390"])
    #expect(steps[0].step == steps[1].step && steps[2].step == "Write off")
    let work = Answers.work(try denied("97", remarks: ["MA13"]))
    #expect(work.map(\.severity) == [.warning, .info])
    #expect(work.allSatisfy { $0.rule == "R91" })
  }

  @Test func rejectionsAreNotAppealed() {
    let rejected = LineAnswer(
      code: Code.injection, charge: .zero, paid: .zero, isRejected: true)
    #expect(Answers.unprocessable(rejected)?.rule == "R92")
  }

  @Test(arguments: [
    // paid, patient, expected, whether it is too little
    ("11.20", "2.80", "20", true), ("16.00", "4.00", "20", false), ("15.20", "3.80", "20", false),
    ("15.19", "3.80", "20", true),
    // Two percent of 100 is more than a dollar.
    ("78.40", "19.60", "100", false), ("78.39", "19.60", "100", true),
    ("99.00", "0", "100", false), ("120", "0", "100", false),
  ])
  func allowsADollarAndTwoPercent(
    _ paidAmount: String, _ share: String, _ expected: String, _ isShort: Bool
  ) throws {
    let answer = try paid(paidAmount, share: share, writeOff: "5")
    let finding = Answers.underpayment(answer, expected: try Money(expected), payer: "Plan")
    #expect((finding != nil) == isShort)
  }

  /// Medicare pays 80 % of 100 less two percent: 78.40 with CARC 253 of 1.60.
  @Test func sequestrationIsNoUnderpayment() throws {
    let cut = try Adjustment(group: .contractual, reason: "253", amount: Money("5"))
    let answer = try paid("245", share: "0", writeOff: "50", [cut])
    #expect(Answers.allowed(answer) == (try Money("250")))
    #expect(
      Answers.underpayment(answer, expected: Money(cents: 25_000), payer: "Medicare") == nil)
    let without = try paid("244.99", share: "0", writeOff: "55")
    #expect(
      Answers.underpayment(without, expected: Money(cents: 25_000), payer: "Medicare") != nil)
  }

  /// A denial has its own next step and is no price.
  @Test func denialsAreNoUnderpayment() throws {
    let answer = try denied("97")
    #expect(Answers.underpayment(answer, expected: Money(cents: 1_391), payer: "Plan") == nil)
  }

  @Test func checksWholeClaims() throws {
    var line = try #require(try visit([dose("J1885", "60mg")]).decision.lines.first)
    line.modifiers = ["59", "GA", "LT", "RT"].map { Modifier(stored: $0) }
    line.pointers = [1, 2, 3, 4]
    #expect(ClaimSize.check(lines: [line], diagnoses: [], onPaper: true).isEmpty)
    line.modifiers.append(Modifier(stored: "XS"))
    line.pointers.append(5)
    let found = ClaimSize.check(lines: [line], diagnoses: [], onPaper: true)
    #expect(found.map(\.rule) == ["R88", "R88"])
  }

  /// A dose that shares the giving of another is where that one is.
  @Test func pairsSharedGiving() throws {
    let decision = try visit([
      dose("J1885", "60mg"), dose("J2550", "25mg", id: 2, site: "right deltoid"),
    ]) { $0.settings.multiInjectionStyle = .unitsSingleLine }.decision
    let shares = decision.sharedAdministration
    #expect(ClaimSize.pairing([decision.lines], sharing: shares).isEmpty)
    let first = decision.lines.filter { $0.dose == Dose.ID(1) }
    let second = decision.lines.filter { $0.dose == Dose.ID(2) }
    let apart = ClaimSize.pairing([first, second], sharing: shares)
    #expect(apart.map(\.dose) == [Dose.ID(2)])
  }
}
