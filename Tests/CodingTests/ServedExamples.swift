import Practice
import Testing

@testable import Coding

/// A row of `worked_examples.csv` that another function than `Coding.decide` serves: a value that
/// is refused, a deadline, an estimate, a claim as a whole, an answer.
struct ServedExample: Sendable, CustomTestStringConvertible {
  let id: String
  let check: @Sendable () throws -> Void

  var testDescription: String { id }

  init(_ id: String, _ check: @escaping @Sendable () throws -> Void) {
    self.id = id
    self.check = check
  }
}

@Suite struct ServedExamples {
  static let all = values + estimates + claims + answers

  @Test(arguments: all) func example(_ example: ServedExample) throws { try example.check() }

  /// Values that are read or refused at the door.
  static let values: [ServedExample] = [
    ServedExample("R59.1") {
      let ndc = try NDC("1234-5678-90")
      #expect(ndc.text == "01234567890")
    },
    ServedExample("R59.2") {
      let ndc = try NDC("12345-678-90")
      #expect(ndc.text == "12345067890")
    },
    ServedExample("R59.3") {
      let ndc = try NDC("12345-6789-1")
      #expect(ndc.text == "12345678901")
    },
    ServedExample("R59.4") { #expect(throws: InvalidValue.self) { try NDC("1234567890") } },
    ServedExample("R65.1") { #expect(throws: InvalidValue.self) { try dose("J1885", "0mg") } },
    ServedExample("R86.1") { #expect(throws: InvalidValue.self) { try OtherService("81002x2.5") } },
  ]

  /// Section G.
  static let estimates: [ServedExample] = [
    ServedExample("R81.1") {
      let allowed = try Money("53")
      let plan = CostShare(deductibleLeft: .zero, coinsurance: try Percent("20%"))
      #expect(PatientShare.estimate(allowed: allowed, under: plan).description == "10.60")
    },
    ServedExample("R81.2") {
      let allowed = try Money("53")
      let plan = CostShare(deductibleLeft: try Money("100"), coinsurance: try Percent("20"))
      #expect(PatientShare.estimate(allowed: allowed, under: plan) == allowed)
    },
    ServedExample("R81.3") {
      let allowed = try Money("53")
      let plan = CostShare(
        deductibleLeft: try Money("100"), coinsurance: try Percent("20"), copay: try Money("25"),
        isFreePrevention: true)
      #expect(PatientShare.estimate(allowed: allowed, under: plan) == .zero)
    },
    ServedExample("R82.1") {
      // Monday, and the Monday after.
      let duty = EstimateDuty(
        reason: .selfPay, scheduledOn: try Day("2026-10-05"), visitOn: try Day("2026-10-12"))
      #expect(duty.due() == (try Day("2026-10-06")))
    },
    ServedExample("R82.2") {
      let duty = EstimateDuty(
        reason: .uninsured, scheduledOn: try Day("2026-10-05"), visitOn: try Day("2026-10-26"))
      #expect(duty.due() == (try Day("2026-10-08")))
    },
    ServedExample("R82.3") {
      let day = try Day("2026-10-05")
      let duty = EstimateDuty(reason: .selfPay, scheduledOn: day, visitOn: day)
      #expect(duty.due() == nil)
      let finding = try #require(duty.finding(today: day))
      #expect(finding.severity == .info && finding.message.contains("keep a price list ready"))
    },
    ServedExample("R83.1") {
      var estimate = try GoodFaithEstimate.complete()
      estimate.items[0].diagnoses = []
      #expect(estimate.missing == ["a diagnosis code"])
      #expect(estimate.finding?.severity == .error)
    },
    ServedExample("R83.2") {
      var estimate = try GoodFaithEstimate.complete()
      estimate.providers[0].npi = nil
      estimate.providers[0].taxID = nil
      #expect(estimate.missing == ["a provider's NPI", "a provider's tax number"])
      #expect(estimate.finding?.severity == .error)
    },
    ServedExample("R84.1") {
      let finding = EstimateOverrun.finding(
        estimate: try Money("250"), bill: try Money("700"), billedOn: try Day("2026-10-05"))
      #expect(finding?.severity == .warning)
      #expect(finding?.message.contains("until 2027-02-02") == true)
    },
    ServedExample("R84.2") {
      let finding = EstimateOverrun.finding(
        estimate: try Money("250"), bill: try Money("500"), billedOn: nil)
      #expect(finding == nil)
    },
  ]

  /// Section H.
  static let claims: [ServedExample] = [
    ServedExample("R87.1") {
      let lines = try visit([dose("J1885", "60mg")]).decision.lines
      let drug = lines.filter { $0.kind == .drug }
      let giving = lines.filter { $0.kind == .administration }
      let found = ClaimSize.pairing([drug, giving])
      #expect(found.map(\.rule) == ["R87"] && found.map(\.severity) == [.warning])
      #expect(ClaimSize.pairing([lines, []]).isEmpty)
    },
    ServedExample("R88.1") {
      let line = try #require(try visit([dose("J1885", "60mg")]).decision.lines.first)
      let lines = Array(repeating: line, count: 8)
      let found = ClaimSize.check(lines: lines, diagnoses: [], onPaper: true)
      #expect(found.map(\.rule) == ["R88"] && found.map(\.severity) == [.warning])
      #expect(found.first?.message.contains("Split it") == true)
      #expect(ClaimSize.check(lines: lines, diagnoses: [], onPaper: false).isEmpty)
    },
    ServedExample("R88.2") {
      let codes = (10...22).map { Diagnosis(stored: "I\($0)") }
      let found = ClaimSize.check(lines: [], diagnoses: codes, onPaper: true)
      #expect(found.map(\.rule) == ["R88"] && found.map(\.severity) == [.warning])
      #expect(found.first?.message.contains("Drop") == true)
      #expect(ClaimSize.check(lines: [], diagnoses: Array(codes.dropLast()), onPaper: true).isEmpty)
    },
  ]

  /// Section I.
  static let answers: [ServedExample] = [
    ServedExample("R90.1") {
      let adjustment = try Adjustment(group: .contractual, reason: "97", amount: Money("13.91"))
      #expect(Answers.patientBilling(adjustment) == .no)
      let found = Answers.checkStatement([adjustment])
      #expect(found.map(\.severity) == [.error])
      #expect(found.first?.message.contains("CO-97 13.91") == true)
    },
    ServedExample("R90.2") {
      let adjustment = try Adjustment(group: .patient, reason: "1", amount: Money("40"))
      #expect(Answers.patientBilling(adjustment) == .yes)
      #expect(Answers.checkStatement([adjustment]).isEmpty)
    },
    ServedExample("R91.1") {
      let answer = try denied("97", remarks: ["M15"])
      let tables = ReferenceTables.embedded
      let never = Answers.nextSteps(
        answer, pair: tables.pair(Code.nurseVisit, on: Day(number: 20_731)))
      #expect(never.map(\.code) == ["CO-97", "M15"])
      #expect(never.allSatisfy { $0.path == .none && $0.step.contains("write off") })
      let joint = Answers.nextSteps(
        answer, pair: tables.pair(Code.largeJoint, on: Day(number: 20_731)))
      #expect(joint.allSatisfy { $0.path == .correct && $0.step.contains("documentation") })
      #expect(Answers.nextSteps(answer).allSatisfy { $0.step.hasPrefix("Check NCCI indicator") })
    },
    ServedExample("R91.2") {
      let steps = Answers.nextSteps(try denied("16", remarks: ["M119"]))
      #expect(steps.map(\.code) == ["CO-16", "M119"])
      #expect(steps[0].step.contains("as a new claim") && steps[1].step.contains("11 digits"))
    },
    ServedExample("R92.1") {
      let finding = try #require(
        Answers.unprocessable(try denied("16", remarks: ["MA130"])))
      #expect(finding.severity == .info && finding.message.contains("send a new claim"))
      let processed = try denied("16", remarks: ["M119"])
      #expect(Answers.unprocessable(processed) == nil)
    },
    ServedExample("R93.1") {
      let answer = try paid("11.20", share: "2.80", writeOff: "11.00")
      let finding = Answers.underpayment(answer, expected: try Money("20"), payer: "Example Plan")
      #expect(finding?.severity == .warning)
      #expect(
        finding?.message.hasPrefix("Example Plan allowed 14.00; the contract says 20.00") == true)
    },
  ]
}

/// A line of 25 dollars that was not paid.
func denied(_ reason: String, remarks: [String] = []) throws -> LineAnswer {
  LineAnswer(
    code: Code.injection, charge: try Money("25"), paid: .zero,
    adjustments: [try Adjustment(group: .contractual, reason: reason, amount: Money("25"))],
    remarks: remarks)
}

/// A line of 25 dollars that was paid in part.
func paid(
  _ amount: String, share: String, writeOff: String, _ more: [Adjustment] = []
) throws -> LineAnswer {
  LineAnswer(
    code: Code.injection, charge: try Money("25"), paid: try Money(amount),
    adjustments: [
      try Adjustment(group: .patient, reason: "2", amount: Money(share)),
      try Adjustment(group: .contractual, reason: "45", amount: Money(writeOff)),
    ] + more)
}

extension GoodFaithEstimate {
  /// An estimate that lacks nothing.
  static func complete() throws -> GoodFaithEstimate {
    GoodFaithEstimate(
      patient: try Fixture.name("Testcase", "Hugo"), birthDate: try Day("1980-06-15"),
      service: try Line("Vitamin B12 injection"), visitOn: try Day("2026-10-19"),
      items: [
        Item(
          code: Code.injection, words: try Line("Injection"),
          diagnoses: [try Diagnosis("D51.0")], charge: try Money("25"))
      ],
      providers: [
        Party(
          name: try Line("Example Practice"), npi: try NPI("1888888801"),
          taxID: try TaxID("123456789"))
      ],
      place: try Line("1 Sample Way, Anytown"), state: try StateCode("IL"), separateServices: [],
      disclaimers: Set(Disclaimer.allCases))
  }
}
