import Practice
import Testing

@testable import Coding

/// What payers differ on is asked, and each answer that is offered settles it.
@Suite struct PayerChoiceTests {
  /// A situation in which a habit of the payer matters, with the habit unknown.
  struct Situation: CustomTestStringConvertible, Sendable {
    let setting: PayerSettings.Name
    let make: @Sendable () throws -> Visit

    var testDescription: String { setting.rawValue }
  }

  static let situations: [Situation] = [
    Situation(setting: .multiInjectionStyle) {
      try visit([
        dose("J1885", "60mg"), dose("J3420", "1000mcg", id: 2, site: "right deltoid"),
      ])
    },
    Situation(setting: .vaccineAdministrationStyle) {
      try visit(dx: ["Z23"], [dose("90715", "0.5mL")])
    },
    Situation(setting: .unsupervisedRule) {
      try visit([dose("J1885", "60mg")]) { $0.encounter.supervisionMode = SupervisionMode.none }
    },
    Situation(setting: .supervisionVirtualAllowed) {
      try visit([dose("J1885", "60mg")]) {
        $0.encounter.supervisionMode = .virtualAudioVideo
        $0.encounter.supervisingProvider = try NPI("1888888801")
        $0.supervisingProvider = try Fixture.provider()
      }
    },
    Situation(setting: .ndcRequired) { try visit([dose("J1885", "60mg")]) },
    Situation(setting: .wasteModifiersRequired) { try visit([dose("J1885", "60mg")]) },
    Situation(setting: .patientSuppliedStyle) {
      try visit([dose("J1885", "60mg") { $0.stockSource = .specialtyPharmacy }])
    },
    Situation(setting: .discountStyle) {
      try visit([dose("J1885", "60mg") { $0.stockSource = .discount340B }])
    },
    Situation(setting: .biologicAdministration) {
      try visit([dose("J2357", "300mg", .subcutaneous)])
    },
    Situation(setting: .splitDoseCount) {
      try visit([dose("J0561", "2.4MU") { $0.injections = 2 }])
    },
    Situation(setting: .unrelatedStyle) {
      try visit([dose("J1885", "60mg")]) {
        $0.globalPeriods = [
          try GlobalPeriod(
            procedure: HCPCS("27447"), date: Day("2026-09-20"), length: .ninety,
            clinician: NPI("1888888801"), isRelated: false)
        ]
      }
    },
    Situation(setting: .complexityAddOn) {
      try visit(services: ["99213-25", "G2211"], [dose("J1885", "60mg")])
    },
  ]

  @Test(arguments: situations)
  func askHoldsTheDoseAndEachAnswerSettlesIt(_ situation: Situation) throws {
    var asked = try situation.make()
    try asked.settings.set(situation.setting, to: "ask")
    let decision = asked.decision
    let finding = try #require(
      decision.findings.first { $0.field == situation.setting.rawValue })
    #expect(finding.severity > .info)
    #expect(decision.state(of: asked.doses[0].id) != .ready)
    #expect(finding.choices.count == situation.setting.choices.count)
    #expect(finding.choices.count >= 2)
    for choice in finding.choices {
      // shots payer set PLAN jw_jz_required yes
      let words = choice.split(separator: " ").map(String.init)
      try #require(words.count == 6 && words[0...3] == ["shots", "payer", "set", "PLAN"])
      var answered = asked
      try answered.settings.set(PayerSettings.Name(words[4]), to: words[5])
      #expect(
        !answered.decision.findings.contains { $0.field == situation.setting.rawValue },
        "\(choice) does not settle it")
    }
  }

  @Test func everySettingThatCanAskHasASituation() {
    let asking = PayerSettings.Name.allCases.filter { name in
      var settings = ReferenceTables.embedded.settings(for: .commercial)
      return (try? settings.set(name, to: "ask")) != nil
    }
    #expect(Set(asking) == Set(PayerChoiceTests.situations.map(\.setting)))
  }

  @Test(arguments: [
    (PayerClass.medicare, "yes", "no"), (.medicareAdvantage, "yes", "ask"),
    (.medicaid, "ask", "yes"), (.commercial, "ask", "ask"), (.tricare, "ask", "ask"),
    (.workersCompensation, "no", "ask"), (.selfPay, "no", "no"), (.auto, "ask", "ask"),
  ])
  func someAndOftenAndStateAreNoAnswers(
    _ payerClass: PayerClass, _ waste: String, _ ndc: String
  ) {
    let settings = ReferenceTables.embedded.settings(for: payerClass)
    #expect(settings.text(of: .wasteModifiersRequired) == waste)
    #expect(settings.text(of: .ndcRequired) == ndc)
  }

  @Test func aMultiDosePackageAsksNothingAboutWaste() throws {
    let decision = try visit([dose("J1885", "60mg") { $0.container = .multiDose }]) {
      $0.settings.wasteModifiersRequired = .ask
    }.decision
    #expect(decision.holds == [])
  }

  @Test func aDoseWithItsNDCAsksNothingAboutIt() throws {
    let decision = try visit([
      dose("J1885", "60mg") {
        $0.ndc = try NDC("00404999601")
        $0.volume = Quantity(2)
      }
    ]) { $0.settings.ndcRequired = .ask }.decision
    #expect(decision.holds == [])
  }

  @Test func anUnknownFilingLimitIsAskedOnceForAll() throws {
    var unknown = try visit([dose("J1885", "60mg")]) { $0.payer?.timelyFilingDays = nil }
    let finding = try #require(unknown.decision.finding("R78"))
    #expect(finding.severity == .warning && finding.field == "timely_filing_days")
    unknown.settings.timelyFilingDays = 180
    #expect(unknown.decision.finding("R78") == nil)
  }

  @Test func aSettingOfDaysGoesBeforeThePayersRecord() throws {
    let late = try visit(on: "2026-08-06", [dose("J1885", "60mg")]) {
      $0.settings.timelyFilingDays = 90
    }
    #expect(late.decision.finding("R78")?.severity == .error)
  }

  @Test func anIndicatorThatThePayerIsSetUpForIsRight() throws {
    var odd = try visit([dose("J1885", "60mg")]) {
      $0.payer?.filingIndicator = try ClaimFilingIndicator("MB")
    }
    let finding = try #require(odd.decision.finding("R45"))
    #expect(finding.choices.last == "shots payer set PLAN claim_filing_indicator MB")
    odd.settings.filingIndicator = try ClaimFilingIndicator("MB")
    #expect(odd.decision.finding("R45") == nil)
    odd.settings.filingIndicator = try ClaimFilingIndicator("BL")
    #expect(odd.decision.finding("R45")?.fix == "shots payer edit PLAN --filing-indicator BL")
  }

  @Test("What an injection treats is asked with a command for each answer")
  func askedOfTheVisit() throws {
    var asked: Set<String> = []
    for ruleCase in RuleCases.all where ruleCase.rule == "R80" || ruleCase.rule == "R41" {
      for finding in try ruleCase.speaks().decision.findings {
        guard let fix = finding.fix, fix.contains("--for-"), fix.hasSuffix("…") else { continue }
        let command = fix.dropLast()
        #expect(finding.choices == [command + "yes", command + "no"])
        asked.insert(fix)
      }
    }
    #expect(asked.count == 2)
  }
}
