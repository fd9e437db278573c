import Practice

@testable import Coding

/// The rules over facts beside the visit: each with a visit on which it speaks and one, as near as
/// can be, on which it is silent.
extension RuleCases {
  static let facts = orders + surgery + dates + vaccines + drugPolicies + approvals + notices
  static let coverageFacts = insurance + stays + pairs + charges

  private static let orders: [RuleCase] = [
    RuleCase("R67", .error, "order", fix: "shots order add P000117 --drug J1885") {
      try ordered { _ in [] }
    } silent: {
      try ordered { [$0] }
    },
    RuleCase("R67", .error, "order") {
      try ordered { [try ended($0, "2026-10-04")] }
    } silent: {
      try ordered { [try ended($0, "2026-10-05")] }
    },
    RuleCase("R67", .error, "order") {
      try ordered { order in
        var later = order
        later.validFrom = try Day("2026-10-06")
        return [later]
      }
    },
    RuleCase("R67", .error, "order") {
      try ordered { [try signed($0, nil)] }
    } silent: {
      try ordered { [try signed($0, "2026-10-05")] }
    },
    RuleCase("R67", .error, "order") { try ordered { [try signed($0, "2026-10-06")] } },
    RuleCase("R67", .error, "order") {
      try ordered { order in
        var other = order
        other.route = .subcutaneous
        return [other]
      }
    },
    // The same amount in another unit is the same order; a volume counts by its concentration.
    RuleCase("R67", .error, "order") {
      try ordered { [try amount($0, "0.05g")] }
    } silent: {
      try ordered { [try amount($0, "0.06g")] }
    },
    RuleCase("R67", .warning, "order") {
      try ordered(last: "2026-09-11") { [try every($0, "30")] }
    } silent: {
      // A sixth of the interval, at most five days, is not early.
      try ordered(last: "2026-09-10") { [try every($0, "30")] }
    },
    RuleCase("R67", .warning, "order") {
      try ordered(last: "2026-09-30") { [try every($0, "7")] }
    } silent: {
      try ordered(last: "2026-09-29") { [try every($0, "7")] }
    },
    RuleCase("R67", .warning, "order") {
      try ordered(last: "2026-09-29") { [try every($0, "once")] }
    } silent: {
      try ordered(last: "2026-10-04") { [try every($0, "as needed")] }
    },
    RuleCase("R73", .warning, "order", fix: "shots order add P000117 --drug J3420") {
      try vitamin(after: "2026-09-11", phase: .maintenance)
    } silent: {
      try vitamin(after: "2026-09-10", phase: .maintenance)
    },
    RuleCase("R73", .warning, "order") {
      try vitamin(after: "2026-09-28", phase: .maintenance)
    } silent: {
      try vitamin(after: "2026-09-28", phase: .loading)
    },
    // Without orders the phase is not known: it is asked for.
    RuleCase("R73", .warning, "order") {
      try visit(dx: ["D51.0"], [dose("J3420", "1000mcg")]) {
        $0.history = [PastDose(drug: try DrugKey("J3420"), date: try Day("2026-09-28"))]
      }
    },
  ]

  private static let surgery: [RuleCase] = [
    RuleCase("R41", .warning, "global_period", fix: "shots nocharge 1") {
      try recovering { $0.isRelated = true }
    } silent: {
      // The day after the ninetieth.
      try recovering {
        $0.isRelated = true
        $0.date = try Day("2026-07-06")
      }
    },
    RuleCase("R41", .warning, "global_period") {
      try recovering {
        $0.isRelated = true
        $0.date = try Day("2026-07-07")
      }
    } silent: {
      try recovering {
        $0.isRelated = true
        $0.clinician = try NPI("1888888819")
      }
    },
    RuleCase("R41", .warning, "global_period") {
      try recovering { $0.isRelated = nil }
    } silent: {
      try visit(dx: ["Z23"], [dose("90715", "0.5mL")]) {
        $0.globalPeriods = try recovering { $0.isRelated = nil }.globalPeriods
      }
    },
    RuleCase("R41", .warning, "global_period_style", fix: "shots payer set PLAN global_period") {
      try recovering { $0.isRelated = false }
    } silent: {
      try afterSurgery(.commercial, dx: "G43.909", "J1885", "60mg", isRelated: false) {
        $0.settings.unrelatedStyle = .none
      }
    },
    RuleCase("R41", .info, "services", fix: "shots encounter correct 7 --services 99213-25-24") {
      try unrelatedVisit("99213-25")
    } silent: {
      try unrelatedVisit("99213-25-24")
    },
  ]

  private static let dates: [RuleCase] = [
    RuleCase("R70", .warning, "diagnoses", fix: "shots encounter correct 7 --diagnoses I10,…") {
      try visit(dx: ["I10", "G35"], on: "2025-10-01", [dose("J1885", "60mg")])
    } silent: {
      try visit(dx: ["I10", "G35"], on: "2025-09-30", [dose("J1885", "60mg")])
    },
    RuleCase("R70", .warning, "diagnoses") {
      try visit(dx: ["M54.5"], [dose("J1885", "60mg")])
    } silent: {
      try visit(dx: ["M54.59"], [dose("J1885", "60mg")])
    },
    RuleCase("R36", .warning, "services") {
      try visit(
        .medicare, dx: ["I10", "Z23"], on: "2024-12-31", services: ["99213-25", "G2211"],
        [dose("90662", "0.5mL")])
    } silent: {
      try visit(
        .medicare, dx: ["I10", "Z23"], on: "2025-01-01", services: ["99213-25", "G2211"],
        [dose("90662", "0.5mL")])
    },
    RuleCase("R36", .warning, "services") {
      try visit(.medicare, services: ["99213-25", "G2211"], [dose("J1885", "60mg")])
    } silent: {
      try visit(.medicare, services: ["99213-25", "G2211", "G0439"], [dose("J1885", "60mg")])
    },
    // Original Medicare has no pair of a visit with its own vaccine codes: only words, no command.
    RuleCase("R35", .info, "services") {
      try visit(.medicare, dx: ["I10", "Z23"], services: ["99213"], [dose("90662", "0.5mL")])
    } silent: {
      try visit(.medicare, dx: ["I10", "Z23"], services: ["99213-25"], [dose("90662", "0.5mL")])
    },
    RuleCase("R35", .info, "services", fix: "shots encounter correct 7 --services 99213-25") {
      try visit(dx: ["I10", "Z23"], services: ["99213"], [dose("90656", "0.5mL")])
    } silent: {
      try visit(dx: ["I10", "Z23"], services: ["99213-25"], [dose("90656", "0.5mL")])
    },
    RuleCase("R65", .error, "services") {
      try visit(services: ["96372"], [])
    } silent: {
      try visit(services: ["99213"], [])
    },
  ]

  private static let vaccines: [RuleCase] = [
    RuleCase("R71", .warning, "lot", fix: "shots correct 1 --lot … --expiry …") {
      try vaccine {
        $0.lot = nil
        $0.expiry = nil
      }
    } silent: {
      try vaccine { _ in }
    },
    RuleCase("R71", .warning, "site", fix: "shots correct 1 --site …") {
      try vaccine { $0.site = nil }
    } silent: {
      try visit(dx: ["Z23"], [dose("90660", "0.2mL", .nasal) { $0.site = nil }])
    },
    RuleCase("R71", .warning, "given_by") { try vaccine { $0.givenBy = nil } },
    RuleCase(
      "R71", .warning, "manufacturer",
      fix: "shots vaccine 1 --manufacturer … --sheet-edition …"
    ) {
      try sheet(nil)
    } silent: {
      try sheet("2026-01-31")
    },
  ]

  private static let drugPolicies: [RuleCase] = [
    RuleCase("R72", .warning, "diagnoses", fix: "shots encounter correct 7 --diagnoses") {
      try vitaminFor("R53.83", vitaminPolicy())
    } silent: {
      // A group stands for all of its codes.
      try vitaminFor("D51.3", vitaminPolicy())
    },
    RuleCase("R72", .warning, "diagnoses") {
      try vitaminFor("R53.83", vitaminPolicy())
    } silent: {
      var other = try vitaminPolicy()
      other.payer = try PayerID("OTHER")
      return try vitaminFor("R53.83", other)
    },
    RuleCase("R72", .warning, "diagnoses") {
      try vitaminFor("R53.83", vitaminPolicy())
    } silent: {
      var old = try vitaminPolicy()
      old.validTo = try Day("2026-10-04")
      return try vitaminFor("R53.83", old)
    },
    RuleCase("R74", .warning, "note", fix: "shots correct 1 --note") {
      try oral("pain")
    } silent: {
      try oral("Vomiting since Monday")
    },
    RuleCase("R75", .error, "drug", fix: "shots selfpay 1") {
      try visit(.medicare, [dose("J3420", "1000mcg", .subcutaneous)]) {
        $0.policies = [try policy("J3420") { $0.selfAdministered = true }]
      }
    } silent: {
      try visit(.medicare, [dose("J3420", "1000mcg", .subcutaneous)])
    },
  ]

  private static let approvals: [RuleCase] = [
    RuleCase("R76", .error, "authorization", fix: "shots authorization add P000117 --payer") {
      try approved { _ in nil }
    } silent: {
      try approved { $0 }
    },
    RuleCase("R76", .error, "authorization") {
      try approved { try changed($0) { $0.units = 59 } }
    } silent: {
      try approved { try changed($0) { $0.units = nil } }
    },
    RuleCase("R76", .error, "authorization") {
      try approved { try changed($0) { $0.kind = .whiteBag } }
    } silent: {
      try approved(stock: .specialtyPharmacy) { try changed($0) { $0.kind = .whiteBag } }
    },
    RuleCase("R76", .error, "authorization") {
      try approved { try changed($0) { $0.payer = try PayerID("OTHER") } }
    } silent: {
      // What came free is neither billed nor approved.
      try approved(stock: .manufacturerFree) { _ in nil }
    },
    RuleCase("R76", .error, "authorization") {
      try approved { try changed($0) { $0.validFrom = try Day("2026-10-06") } }
    } silent: {
      // A number that was typed for the visit is the payer's word as well.
      try approved(typed: "TY1") { try changed($0) { $0.validFrom = try Day("2026-10-06") } }
    },
    // The number that is kept with its units is judged by them, typed again or not.
    RuleCase("R76", .error, "authorization") {
      try approved(typed: "A1") { try changed($0) { $0.units = 59 } }
    } silent: {
      try approved(typed: "TY1") { _ in nil }
    },
    RuleCase(
      "R76", .info, "authorization", fix: "shots encounter correct 7 --authorization-number A1"
    ) {
      try approved(typed: "TY1") { $0 }
    } silent: {
      try approved(typed: "A1") { $0 }
    },
  ]

  private static let notices: [RuleCase] = [
    RuleCase("R77", .warning, "notice", fix: "shots nocharge 1") {
      try noticed(.medicare, .notNecessary, .nothing)
    } silent: {
      try noticed(.medicare, .notNecessary, .signed)
    },
    RuleCase("R77", .warning, "notice") {
      try noticed(.medicareAdvantage, .notNecessary, .signed)
    } silent: {
      try noticed(.commercial, .notNecessary, .signed)
    },
  ]

  private static let pairs: [RuleCase] = [
    RuleCase("R85", .error, "services", fix: "shots encounter correct 7 --services \"\"") {
      try visit(services: ["G0008"], [dose("J1885", "60mg")])
    } silent: {
      try visit(services: ["90656", "90471"], [dose("J1885", "60mg")])
    },
    RuleCase("R85", .error, "services") {
      try visit(services: ["90381"], [dose("J1885", "60mg")])
    } silent: {
      try visit(services: ["90381", "96381"], [dose("J1885", "60mg")])
    },
    // The giving of another vaccine is not the one that Part B wants.
    RuleCase("R85", .error, "services") {
      try visit(.medicare, dx: ["Z23"], services: ["90677"], [dose("90662", "0.5mL")])
    } silent: {
      try visit(.medicare, services: ["90677", "G0009"], [dose("J1885", "60mg")])
    },
    RuleCase("R87", .warning, "syringe", fix: "shots accept 2 R87") {
      try late(syringe: "A")
    } silent: {
      try late(syringe: "B")
    },
  ]

  private static let charges: [RuleCase] = [
    RuleCase("R89", .warning, "charge", fix: "shots fee set J1885 0.34 --from 2025-12-20") {
      try priced("0.33")
    } silent: {
      try priced("0.34")
    },
    RuleCase("R89", .warning, "charge") {
      try priced("0.33")
    } silent: {
      // A penny line is meant to be one (R48).
      try priced("0.33") {
        $0.doses[0].stockSource = .patient
        $0.settings.patientSuppliedStyle = .pennyLine
      }
    },
  ]
}
