import Practice

@testable import Coding

extension RuleCases {
  static let drugLine: [RuleCase] = [
    RuleCase("R50", .error, "drug", fix: "shots correct 1 --drug J1010") {
      try visit([dose("J1040", "80mg")])
    } silent: {
      try visit(on: "2024-03-31", [dose("J1040", "80mg")])
    },
    RuleCase("R50", .error, "drug") { try visit(on: "2024-03-31", [dose("J1010", "80mg")]) },
    RuleCase("R51", .error, "dose", fix: "shots correct 1 --volume") {
      try visit([dose("J2800", "1000mg")])
    } silent: {
      try visit([dose("J2800", "1000mg") { $0.volume = Quantity(10) }])
    },
    RuleCase("R51", .error, "dose", fix: "shots correct 1 --dose …mg") {
      try visit([dose("J1071", "1mL")])
    } silent: {
      try visit([dose("J1885", "2mL")])
    },
    RuleCase("R51", .error, "dose") { try visit([dose("J1885", "30 units")]) },
    RuleCase("R53", .error, "drug", fix: "shots correct 1 --drug Q9992") {
      try visit([dose("Q9991", "300mg", .subcutaneous)])
    } silent: {
      try visit([dose("Q9991", "100mg", .subcutaneous)])
    },
    RuleCase("R53", .error, "dose") {
      try visit([dose("J0577", "40mg", .subcutaneous)])
    } silent: {
      try visit([dose("J0577", "32mg", .subcutaneous)])
    },
    RuleCase("R55", .warning, "dose") {
      try visit(dx: ["D51.0"], [dose("J3420", "1500mcg")])
    } silent: {
      try visit(dx: ["D51.0"], [dose("J3420", "1000mcg")])
    },
    RuleCase("R56", .error, "waste", fix: "shots correct 1 --waste …mg") {
      try visit(
        .medicare,
        [
          dose("J3301", "30mg") {
            $0.container = .singleDose
            $0.ndc = try NDC("00003029305")
            $0.volume = try Quantity("0.75")
          }
        ])
    } silent: {
      // The volume says that the package was not the crosswalk's, and 80 mg is a listed one twice.
      try visit(
        .medicare,
        [
          dose("J3301", "80mg") {
            $0.container = .singleDose
            $0.ndc = try NDC("00003029305")
            $0.volume = Quantity(1)
          }
        ])
    },
    RuleCase("R56", .warning, "waste") {
      try visit(
        .medicare,
        [
          dose("J3301", "30mg") {
            $0.container = .singleDose
            $0.ndc = try NDC("00003029305")
            $0.waste = try DoseAmount("20mg")
          }
        ])
    },
    RuleCase("R58", .warning, "container", fix: "shots correct 1 --container …") {
      try visit(.medicare, [dose("J3301", "40mg")])
    } silent: {
      try visit([dose("J3301", "40mg")])
    },
    RuleCase("R58", .info, "waste") {
      try visit(
        .medicare,
        [
          dose("J3301", "30mg") {
            $0.container = .multiDose
            $0.waste = try DoseAmount("10mg")
          }
        ])
    },
    RuleCase("R59", .error, "ndc", fix: "shots correct 1 --ndc") {
      try visit(.medicaid, [dose("J1885", "60mg")])
    } silent: {
      try visit(
        .medicaid,
        [
          dose("J1885", "60mg") {
            $0.ndc = try NDC("00404999601")
            $0.volume = Quantity(2)
          }
        ])
    },
    RuleCase("R60", .info, "volume", fix: "shots correct 1 --volume") {
      try visit([dose("J1071", "200mg") { $0.ndc = try NDC("12345-6789-01") }])
    } silent: {
      try visit([dose("J1071", "200mg") { $0.ndc = try NDC("00009008601") }])
    },
    RuleCase("R60", .error, "volume") {
      try visit(.medicaid, [dose("J1071", "200mg") { $0.ndc = try NDC("12345-6789-01") }])
    },
    RuleCase("R61", .error, "ndc") {
      try visit([dose("J3490", "1mg") { $0.note = try Line("mystery 1 mg/mL") }])
    },
    RuleCase("R63", .warning, "diagnoses") {
      try visit(.medicare, dx: ["R53.83"], [dose("J0881", "100mcg", .subcutaneous)])
    } silent: {
      try visit(.medicare, dx: ["D63.1"], [dose("J0881", "100mcg", .subcutaneous)])
    },
  ]

  static let record: [RuleCase] = [
    RuleCase("R65", .error, "route", fix: "shots correct 1 --route") {
      try visit([dose("J1885", "60mg", nil)])
    },
    RuleCase("R65", .error, "given_by", fix: "shots correct 1 --given-by") {
      try visit([
        dose("J1885", "60mg") {
          $0.givenBy = nil
          $0.givenByCredential = nil
        }
      ])
    },
    RuleCase("R65", .error, "diagnoses", fix: "shots encounter correct 7 --diagnoses") {
      try visit(dx: [], [dose("J1885", "60mg")])
    },
    RuleCase("R65", .error, "provider", fix: "shots encounter correct 7 --provider") {
      try visit([dose("J1885", "60mg")]) { $0.encounter.provider = nil }
    },
    RuleCase("R65", .error, "place_of_service", fix: "shots encounter correct 7 --place") {
      try visit([dose("J1885", "60mg")]) { $0.encounter.placeOfService = nil }
    },
    RuleCase("R65", .error, "drug") { try visit([dose("J9999", "60mg")]) },
    RuleCase("R66", .warning, "lot", fix: "shots correct 1 --lot … --expiry …") {
      try visit([
        dose("J1885", "60mg") {
          $0.lot = nil
          $0.expiry = nil
        }
      ])
    } silent: {
      try visit([
        dose("J1885", "60mg") {
          $0.lot = nil
          $0.stockSource = .patient
        }
      ])
    },
    RuleCase("R66", .warning, "expiry", fix: "shots correct 1 --expiry …") {
      try visit([dose("J1885", "60mg") { $0.expiry = nil }])
    },
    RuleCase("R66", .info, "site") { try visit([dose("J1885", "60mg") { $0.site = nil }]) },
    RuleCase("R68", .error, "expiry", fix: "shots nocharge 1") {
      try visit([dose("J1885", "60mg") { $0.expiry = try Day("2026-10-04") }])
    } silent: {
      try visit([dose("J1885", "60mg") { $0.expiry = try Day("2026-10-05") }])
    },
    RuleCase("R69", .error, "diagnoses") {
      try visit(dx: ["Z23"], [dose("J1885", "60mg")])
    } silent: {
      try visit(dx: ["Z23", "M54.50"], [dose("J1885", "60mg")])
    },
  ]

  static let identity: [RuleCase] = [
    RuleCase("R86", .error, "date", fix: "shots encounter correct 7 --date") {
      try visit(on: "2026-11-06", [dose("J1885", "60mg")])
    } silent: {
      try visit(on: "2026-11-05", [dose("J1885", "60mg")])
    },
    RuleCase("R86", .error, "date") {
      try visit(born: "2026-10-06", [dose("J1885", "60mg")])
    } silent: {
      try visit(born: "2026-10-05", [dose("J1885", "60mg")])
    },
    RuleCase("R86", .error, "address1", fix: "shots patient set P000117 --address1") {
      try visit([dose("J1885", "60mg")]) { $0.patient.address = nil }
    },
    RuleCase("R86", .error, "coverage", fix: "shots coverage add P000117 --payer") {
      try uncovered()
    },
    RuleCase("R86", .error, "payer", fix: "shots selfpay 1") {
      try visit(.selfPay, [dose("J1885", "60mg")])
    },
    RuleCase("R86", .error, "electronic_id", fix: "shots payer edit PLAN --electronic-id") {
      try visit([dose("J1885", "60mg")]) { $0.payer?.electronicID = nil }
    },
    RuleCase("R86", .error, "provider", fix: "shots provider add 1888888801") {
      try visit([dose("J1885", "60mg")]) { $0.provider = nil }
    },
    RuleCase("R86", .warning, "supervising_provider", fix: "shots provider add 1888888819") {
      try visit([dose("J1885", "60mg")]) {
        $0.encounter.supervisingProvider = try NPI("1888888819")
      }
    },
    RuleCase("R86", .error, "charge", fix: "shots fee set 96372") {
      try visit([dose("J1885", "60mg")]) { $0.fees = FeeSchedule() }
    },
    RuleCase("R86", .error, "place_of_service") {
      try visit([dose("J1885", "60mg")]) {
        $0.encounter.placeOfService = try PlaceOfService("30")
      }
    },
    RuleCase("R78", .error, "date") {
      try visit(on: "2026-08-06", [dose("J1885", "60mg")]) { $0.payer?.timelyFilingDays = 90 }
    } silent: {
      try visit(on: "2026-10-05", [dose("J1885", "60mg")]) { $0.payer?.timelyFilingDays = 90 }
    },
    RuleCase("R78", .error, "date", fix: "shots encounter correct") {
      try visit(on: "2026-08-06", [dose("J1885", "60mg")]) { $0.payer?.timelyFilingDays = 90 }
    },
    RuleCase("R78", .info, "date") {
      try visit(on: "2026-08-06", [dose("J1885", "60mg")]) {
        $0.payer?.timelyFilingDays = 90
        $0.delayReason = .otherPayer
      }
    },
    RuleCase("R78", .warning, "date", fix: "shots accept") {
      try visit(on: "2026-08-06", [dose("J1885", "60mg")]) {
        $0.payer?.timelyFilingDays = 90
        $0.replacedClaim = RecordID(7)
      }
    },
    RuleCase("R78", .info, "date") {
      try visit(on: "2026-08-07", [dose("J1885", "60mg")]) { $0.payer?.timelyFilingDays = 90 }
    },
  ]

  private static func uncovered() throws -> Visit {
    try visit([dose("J1885", "60mg")]) {
      $0.coverage = nil
      $0.payer = nil
    }
  }
}
