import Practice
import Testing

@testable import Coding

/// A rule with a visit on which it speaks and one, as near as can be, on which it is silent.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let rule: RuleID
  let severity: Finding.Severity
  let field: String?
  /// The beginning of the command that mends it.
  let fix: String?
  let speaks: @Sendable () throws -> Visit
  let silent: @Sendable () throws -> Visit

  var testDescription: String { "\(rule) \(field ?? "")" }

  init(
    _ rule: RuleID, _ severity: Finding.Severity, _ field: String? = nil, fix: String? = nil,
    _ speaks: @escaping @Sendable () throws -> Visit,
    silent: @escaping @Sendable () throws -> Visit = { try visit([dose("J1885", "60mg")]) }
  ) {
    self.rule = rule
    self.severity = severity
    self.field = field
    self.fix = fix
    self.speaks = speaks
    self.silent = silent
  }
}

@Suite struct RuleTests {
  @Test(arguments: RuleCases.all) func speaksAndIsSilent(_ ruleCase: RuleCase) throws {
    let found = try ruleCase.speaks().decision.findings.filter {
      $0.rule == ruleCase.rule && (ruleCase.field == nil || $0.field == ruleCase.field)
    }
    let finding = try #require(found.first)
    #expect(finding.severity == ruleCase.severity)
    if let fix = ruleCase.fix { #expect(finding.fix?.hasPrefix(fix) == true, "\(finding)") }
    #expect(!finding.message.contains("Optional(") && finding.message.hasSuffix("."))
    let silent = try ruleCase.silent().decision.findings.filter {
      $0.rule == ruleCase.rule && (ruleCase.field == nil || $0.field == ruleCase.field)
    }
    #expect(silent.isEmpty, "\(silent)")
  }
}

enum RuleCases {
  static let all =
    giving + counting + people + drugLine + record + identity + facts + coverageFacts + day

  static let giving: [RuleCase] = [
    RuleCase("R02", .error, "route", fix: "shots correct 1 --route …") {
      try visit([dose("J3420", "1000mcg", .intravenousPush)])
    },
    RuleCase("R02", .error, "route", fix: "shots encounter correct 7 --services 96365") {
      try visit([dose("J0696", "1g", .intravenousInfusion)])
    } silent: {
      try visit(services: ["96365"], [dose("J0696", "1g", .intravenousInfusion)])
    },
    RuleCase("R02", .error, "route") { try visit([dose("J0456", "500mg")]) },
    RuleCase("R02", .error, "route") { try visit([dose("J1885", "10mg", .oral)]) },
    RuleCase("R02", .error, "route") { try visit([dose("J1885", "10mg", .subcutaneousInfusion)]) },
    RuleCase("R02", .warning, "route") { try visit([dose("J1885", "10mg", .intraarterial)]) },
    RuleCase(
      "R05", .warning, "vaccine_admin_style", fix: "shots payer set PLAN vaccine_admin_style"
    ) {
      try visit(.medicaid, dx: ["Z23"], [dose("90715", "0.5mL")])
    } silent: {
      try visit(dx: ["Z23"], [dose("90715", "0.5mL")])
    },
    RuleCase("R07", .warning, "drug") {
      try visit(
        .medicare, dx: ["Z23"], [dose("90662", "0.5mL"), dose("90653", "0.5mL", id: 2)])
    },
    RuleCase("R10", .warning, "diagnoses") {
      try visit(dx: ["Z23"], born: "2026-06-01", [dose("90381", "1mL")])
    } silent: {
      try visit(dx: ["Z29.11"], born: "2026-06-01", [dose("90381", "1mL")])
    },
    RuleCase("R10", .error, "services") {
      try visit(dx: ["Z29.11"], born: "2026-06-01", services: ["96372"], [dose("90381", "1mL")])
    },
    RuleCase("R15", .warning, "services") {
      try visit(dx: ["C61"], services: ["96372"], [dose("J9217", "7.5mg")])
    } silent: {
      try visit(dx: ["C61"], [dose("J9217", "7.5mg")])
    },
    RuleCase("R16", .warning, "complex_biologic_admin", fix: "shots payer set PLAN complex_bio") {
      try visit(dx: ["J45.50"], [dose("J2357", "300mg", .subcutaneous)])
    },
    RuleCase("R17", .error, "site", fix: "shots correct 1 --site") {
      try visit([dose("J3301", "40mg", .joint, site: "left")])
    } silent: {
      try visit([dose("J3301", "40mg", .joint, site: "left shoulder")])
    },
    RuleCase("R17", .error, "services") {
      try visit([dose("J3301", "40mg", .nerve)])
    } silent: {
      try visit(services: ["64405"], [dose("J3301", "40mg", .nerve)])
    },
    RuleCase("R17", .warning, "injections", fix: "shots encounter correct 7 --services 20553") {
      try visit([dose("J3301", "40mg", .triggerPoint) { $0.injections = 3 }])
    } silent: {
      try visit([dose("J3301", "40mg", .triggerPoint)])
    },
    RuleCase("R17", .warning, "injections") {
      try visit([dose("J3301", "40mg", .triggerPoint) { $0.injections = 3 }])
    } silent: {
      // The muscles were counted.
      try visit(
        services: ["20553"], [dose("J3301", "40mg", .triggerPoint) { $0.injections = 3 }])
    },
    RuleCase("R18", .error, "route") {
      try visit(dx: ["G80.1"], [dose("J0585", "100 units")])
    } silent: {
      try visit(dx: ["G80.1"], services: ["64642"], [dose("J0585", "100 units")])
    },
    RuleCase("R18", .error, "route") {
      try visit([dose("J7325", "48mg")])
    } silent: {
      try visit([dose("J7325", "48mg", .joint, site: "right knee")])
    },
    RuleCase("R19", .error, "route") { try visit([dose("J1885", "30mg", .intradermal)]) },
    RuleCase("R19", .warning, "route", fix: "shots correct 1 --route …") {
      try visit(dx: ["Z11.1"], [dose("NONE-TUBERCULIN", "0.1mL", .subcutaneous)])
    } silent: {
      try visit(dx: ["Z11.1"], [dose("NONE-TUBERCULIN", "0.1mL", .intradermal)])
    },
    RuleCase("R21", .error, "drug", fix: "shots nocharge 1 --reason") {
      try visit([dose("J0665", "5mg")])
    },
    RuleCase("R75", .error, "drug", fix: "shots selfpay 1") {
      try visit(.medicare, dx: ["G43.909"], [dose("J3030", "6mg", .subcutaneous)])
    } silent: {
      try visit(dx: ["G43.909"], [dose("J3030", "6mg", .subcutaneous)])
    },
  ]

  static let counting: [RuleCase] = [
    RuleCase("R23", .warning, "injections") {
      try visit(dx: ["B20"], [dose("J0741", "600mg")])
    } silent: {
      try visit(dx: ["B20"], [dose("J0741", "600mg") { $0.injections = 2 }])
    },
    RuleCase("R24", .info, "syringe") {
      try visit([dose("J2550", "25mg", id: 2) { $0.syringe = try Line("A") }]) {
        $0.billedDoses = [try dose("J2175", "50mg") { $0.syringe = try Line("A") }]
      }
    },
    RuleCase("R28", .warning, "encounter", fix: "shots correct 9 --encounter") {
      try visit([dose("J1885", "60mg", id: 9) { $0.time = nil }]) {
        $0.sameDay = [SameDayDose(dose: try dose("J3420", "1mg"), encounter: Encounter.ID(3))]
      }
    } silent: {
      try visit([dose("J1885", "60mg", id: 9)]) {
        $0.sameDay = [
          SameDayDose(dose: try dose("90662", "0.5mL"), encounter: Encounter.ID(3))
        ]
      }
    },
    RuleCase("R29", .error, "site", fix: "shots void 9 --reason duplicate") {
      try visit([dose("J1885", "60mg", id: 9)]) {
        $0.sameDay = [SameDayDose(dose: try dose("J1885", "60mg"), encounter: Encounter.ID(3))]
      }
    } silent: {
      try visit([dose("J1885", "60mg", id: 9, site: "right gluteal")]) {
        $0.sameDay = [SameDayDose(dose: try dose("J1885", "60mg"), encounter: Encounter.ID(3))]
      }
    },
    RuleCase("R29", .error, "services") { try visit(services: ["J1885"], [dose("J1885", "60mg")]) },
    RuleCase("R30", .warning, "services", fix: "shots encounter correct 7 --services 99213-25") {
      try visit(services: ["99213-25", "99070"], [dose("J1885", "60mg")])
    },
    RuleCase("R30", .warning, "services", fix: "shots encounter correct 7 --services \"\"") {
      try visit(services: ["J7050"], [dose("J1885", "60mg")])
    } silent: {
      try visit(services: ["J7050", "96360"], [dose("J1885", "60mg")])
    },
  ]

  static let people: [RuleCase] = [
    RuleCase("R31", .warning, "supervision_virtual_allowed") {
      try visit([dose("J1885", "60mg")]) {
        $0.encounter.supervisionMode = .virtualAudioVideo
        $0.encounter.supervisingProvider = $0.encounter.provider
      }
    },
    RuleCase("R31", .warning, "supervision_mode") {
      try visit(.medicare, on: "2025-12-31", [dose("J1885", "60mg")]) {
        $0.encounter.supervisionMode = .virtualAudioVideo
        $0.encounter.supervisingProvider = $0.encounter.provider
      }
    } silent: {
      try visit(.medicare, on: "2026-01-01", [dose("J1885", "60mg")]) {
        $0.encounter.supervisionMode = .virtualAudioVideo
        $0.encounter.supervisingProvider = $0.encounter.provider
      }
    },
    // Nobody is named, and the visit's own clinician cannot stand in.
    RuleCase("R31", .error, "supervising_provider", fix: "shots encounter correct 7 --super") {
      try visit([dose("J1885", "60mg")]) { $0.provider = try Fixture.provider("RN") }
    },
    RuleCase("R31", .error, "supervising_provider", fix: "shots encounter correct 7 --super") {
      try visit([dose("J1885", "60mg")]) { $0.settings.supervisorOnClaim = .yes }
    } silent: {
      try visit([dose("J1885", "60mg")]) {
        $0.settings.supervisorOnClaim = .yes
        $0.encounter.supervisingProvider = $0.encounter.provider
      }
    },
    RuleCase("R31", .warning, "given_by_credential") {
      try visit([dose("J1885", "60mg") { $0.givenByCredential = nil }])
    },
    RuleCase("R31", .error, "supervision_mode") {
      try visit([dose("J1885", "60mg")]) { $0.encounter.supervisionMode = nil }
    } silent: {
      try visit([dose("J1885", "60mg") { $0.givenByCredential = try Credential("NP") }]) {
        $0.encounter.supervisionMode = nil
      }
    },
    RuleCase("R32", .error, "unsupervised_rule", fix: "shots payer set PLAN unsupervised_rule") {
      try visit(.medicaid, [dose("J1885", "60mg") { $0.ndc = try NDC("00404999601") }]) {
        $0.encounter.supervisionMode = .some(.none)
      }
    },
    // 99211 is never automatic for Medicare, whatever the setting says.
    RuleCase("R32", .error, "supervision_mode", fix: "shots nocharge") {
      try visit(.medicare, [dose("J1885", "60mg")]) {
        $0.encounter.supervisionMode = .some(.none)
        $0.settings.unsupervisedRule = .nurseVisit
      }
    },
    RuleCase("R35", .info, "services") {
      try visit(dx: ["Z23"], services: ["99396"], [dose("90715", "0.5mL")])
    } silent: {
      try visit(dx: ["Z23"], services: ["99396-25"], [dose("90715", "0.5mL")])
    },
    RuleCase("R38", .warning, "place_of_service") {
      try visit([dose("J1885", "60mg")]) {
        $0.encounter.placeOfService = try PlaceOfService("60")
      }
    } silent: {
      try visit(dx: ["Z23"], [dose("90662", "0.5mL")]) {
        $0.encounter.placeOfService = try PlaceOfService("60")
      }
    },
    RuleCase("R40", .warning, "services", fix: "shots encounter correct 7 --services 99497-25") {
      try visit(services: ["99497"], [dose("J1885", "60mg")])
    } silent: {
      try visit(services: ["99497-25"], [dose("J1885", "60mg")])
    },
    RuleCase("R43", .error, "provider", fix: "shots encounter correct 7 --provider") {
      try visit([dose("J1885", "60mg")]) { $0.provider = try Fixture.provider("RN") }
    },
    RuleCase(
      "R45", .warning, "filing_indicator", fix: "shots payer edit PLAN --filing-indicator CI"
    ) {
      try visit([dose("J1885", "60mg")]) { $0.payer?.filingIndicator = nil }
    },
    RuleCase("R45", .warning, "filing_indicator") {
      try visit(.medicareAdvantage, [dose("J1885", "60mg")]) {
        $0.payer?.filingIndicator = try ClaimFilingIndicator("CI")
      }
    } silent: {
      try visit(.medicareAdvantage, [dose("J1885", "60mg")]) {
        $0.payer?.filingIndicator = try ClaimFilingIndicator("OF")
      }
    },
  ]
}
