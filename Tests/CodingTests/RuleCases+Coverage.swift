import Practice

@testable import Coding

/// Cases of other insurance and of stays (R79, R80).
extension RuleCases {
  static let insurance: [RuleCase] = [
    RuleCase("R79", .error, "coverage", fix: "shots coverage end P000117 --payer OTHER") {
      try covered(.primary)
    } silent: {
      try covered(.secondary)
    },
    RuleCase("R79", .warning, "coverage", fix: "shots coverage end P000117 --payer PLAN") {
      try visit([dose("J1885", "60mg")]) {
        var twin = $0.coverage
        twin?.memberID = try PartnerID("SECOND1")
        $0.otherCoverages = twin.map { [$0] } ?? []
      }
    },
    RuleCase("R85", .error, "stock", fix: "shots nocharge 1") {
      try visit(dx: ["Z23"], [dose("90715", "0.5mL") { $0.stockSource = .sample }])
    } silent: {
      try visit(dx: ["Z23"], [dose("90715", "0.5mL")])
    },
    RuleCase("R62", .warning, "discount_340b_modifier", fix: "shots payer set PLAN") {
      try visit(.medicaid, [dose("J1885", "60mg") { $0.stockSource = .discount340B }])
    } silent: {
      try visit(.medicaid, [dose("J1885", "60mg") { $0.stockSource = .discount340B }]) {
        $0.settings.discountStyle = .state
      }
    },
    RuleCase("R29", .warning, "services", fix: "shots encounter correct 7 --services 99213-25") {
      try visit(services: ["99213-25x2"], [dose("J1885", "60mg")])
    } silent: {
      try visit(services: ["99213-25"], [dose("J1885", "60mg")])
    },
    RuleCase("R65", .error, "services", fix: "shots encounter correct 7 --services 99213-25") {
      try visit(services: ["99213-25", "J3301x4"], [dose("J1885", "60mg")])
    } silent: {
      try visit(services: ["99213-25"], [dose("J1885", "60mg")])
    },
    RuleCase("R79", .warning, "coverage") {
      try visit([dose("J1885", "60mg")]) { $0.coverage?.priority = .secondary }
    },
    RuleCase("R79", .error, "coverage", fix: "shots coverage add P000117") {
      try injured(.commercial, .work)
    } silent: {
      try injured(.workersCompensation, .work)
    },
    RuleCase("R79", .error, "coverage") {
      try injured(.commercial, .auto)
    } silent: {
      try injured(.auto, .auto)
    },
    RuleCase("R79", .warning, "accident") {
      try injured(.commercial, .other)
    } silent: {
      try injured(.liability, .other)
    },
    RuleCase("R79", .error, "coverage") {
      try employed(.medicare, employees: 20)
    } silent: {
      try employed(.medicare, employees: 19)
    },
    RuleCase("R79", .warning, "employer_plan") {
      try employed(.medicare, employees: nil)
    } silent: {
      try employed(.medicare, employees: nil, isWorking: false)
    },
    // Below 65 the reference has no rule.
    // Under 65 the size decides nothing that the reference knows, so it is not asked for again.
    RuleCase("R79", .warning, "employer_plan", fix: "shots coverage add P000117") {
      try employed(.medicare, employees: 50, born: "1980-01-01")
    } silent: {
      try employed(.medicare, employees: 50, born: "1980-01-01", isWorking: false)
    },
    RuleCase(
      "R79", .warning, "employer_plan", fix: "shots coverage employer P000117 --working …"
    ) {
      try employed(.medicare, employees: 50, born: "1980-01-01", isWorking: nil)
    } silent: {
      try employed(.commercial, employees: 50, born: "1980-01-01")
    },
  ]

  static let stays: [RuleCase] = [
    RuleCase("R80", .warning, "stay", fix: "shots nocharge 1") {
      try staying(.hospital, isRelated: nil)
    } silent: {
      try staying(.hospital, isRelated: nil) { $0.stays[0].to = try Day("2026-10-04") }
    },
    // What a hospital or nursing stay is not for may be billed; which modifier, the payer says.
    RuleCase("R80", .warning, "stay", fix: "shots accept 1 R80") {
      try staying(.hospital, isRelated: false)
    },
    RuleCase("R80", .warning, "stay", fix: "shots accept 1 R80") {
      try staying(.nursing, isRelated: false)
    },
    RuleCase("R80", .warning, "stay", fix: "shots accept 1 R80") {
      try staying(.hospice, isRelated: false) { $0.payer?.payerClass = .medicareAdvantage }
    } silent: {
      try staying(.hospice, isRelated: false) { $0.payer?.payerClass = .commercial }
    },
    RuleCase("R80", .warning, "stay") {
      try staying(.hospice, isRelated: true)
    } silent: {
      try staying(.hospice, isRelated: false)
    },
    RuleCase("R80", .warning, "stay", fix: "shots encounter correct 7 --for-stay …") {
      try staying(.hospice, isRelated: nil)
    },
  ]
}
