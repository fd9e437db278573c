import Practice

@testable import Coding

/// Section D: the drug line; and R65–R69 of section E.
extension WorkedExamples {
  static let sectionD: [Example] = [
    Example("R47.1", ["96372 x1", "J0696 x4"]) { try visit(dx: ["A54.9"], [dose("J0696", "1g")]) },
    Example("R47.2", ["96372 x1"], holds: ["R47 error"]) {
      try visit(dx: ["L20.9"], [dose("NONE-DUPILUMAB", "300mg", .subcutaneous)])
    },
    Example("R48.1", ["96372 x1"]) { try whiteBag(.noDrugLine) },
    Example("R48.2", ["96372 x1", "J2357 x60"]) { try whiteBag(.pennyLine) },
    Example("R48.2b", ["96372 x1"], holds: ["R48 warning"]) { try whiteBag(.ask) },
    Example("R49.1", ["96372 x1"]) {
      try visit(dx: ["F20.9"], [dose("J2426", "156mg") { $0.stockSource = .sample }])
    },
    Example("R49.2", ["90471 x1", "90656-SL x1"]) {
      try visit(
        dx: ["Z23"], born: "2018-01-01",
        [
          dose("90656", "0.5mL") { $0.stockSource = .stateSupplied }
        ])
    },
    Example("R50.1", ["96372 x1", "J1010 x80"], holds: ["R50 error"]) {
      try visit(dx: ["M54.16"], on: "2024-06-10", [dose("J1040", "80mg")])
    },
    Example("R50.2", ["96372 x1"], holds: ["R50 error"]) {
      try visit(dx: ["T78.2XXA"], on: "2025-09-01", [dose("J0171", "0.3mg")])
    },
    Example("R50.2b", ["96372 x1", "J0169 x3"], holds: ["R50 error"]) {
      try visit(
        dx: ["T78.2XXA"], on: "2025-09-01",
        [
          dose("J0171", "0.3mg") { $0.ndc = try NDC("00404981001") }
        ])
    },
    Example("R50.3", ["96372 x1", "J1171 x10"], holds: ["R50 error"]) {
      try visit(dx: ["R52"], on: "2024-11-01", [dose("J1170", "1mg")])
    },
    Example("R51.1", ["96372 x1", "J1885 x4"]) { try visit([dose("J1885", "60mg")]) },
    Example("R51.2", ["96372 x1", "J0696 x4"]) { try visit([dose("J0696", "1g")]) },
    Example("R51.3", ["96372 x1", "J1010 x80"]) { try visit([dose("J1010", "80mg")]) },
    Example("R51.4", ["96372 x1", "J1100 x10"]) { try visit([dose("J1100", "10mg")]) },
    Example("R51.5", ["96372 x1", "J1071 x100"]) { try visit([dose("J1071", "100mg")]) },
    Example("R52.1", ["96372 x1", "J2550 x1"]) { try visit([dose("J2550", "12.5mg")]) },
    Example("R52.2", ["96372 x1", "J1580 x2"]) { try visit([dose("J1580", "120mg")]) },
    Example("R52.3", ["96372 x1", "J3420 x1"]) { try visit([dose("J3420", "1,000 mcg")]) },
    Example("R53.1", ["96372 x1", "Q9992 x1"]) {
      try visit(dx: ["F11.20"], [dose("Q9992", "300mg", .subcutaneous)])
    },
    Example("R53.2", ["96372 x1", "J0578 x1"]) {
      try visit(dx: ["F11.20"], [dose("J0578", "128mg", .subcutaneous)])
    },
    Example("R53.3", ["96372 x1", "J1560 x1"]) {
      try visit(dx: ["Z20.5"], [dose("J1560", "14mL")])
    },
    Example("R53.3b", ["96372 x1", "J1560 x1"], holds: ["R53 error"]) {
      try visit(dx: ["Z20.5"], [dose("J1460", "14mL")])
    },
    Example("R53.4", ["96372 x1", "J1460 x4"]) { try visit(dx: ["Z20.5"], [dose("J1460", "4mL")]) },
    Example("R54.1", ["96372 x1", "J1071 x200"], holds: ["R54 warning"]) {
      try visit(
        dx: ["E29.1"],
        [
          dose("J1071", "200mg") {
            $0.ndc = try NDC("24338005501")
            $0.volume = Quantity(1)
          }
        ])
    },
    Example("R54.2", ["96372 x1", "J0165 x3"], holds: ["R54 warning"]) {
      try visit(
        dx: ["T78.2XXA"],
        [
          dose("J0165", "0.3mg") {
            $0.ndc = try NDC("00404981001")
            $0.volume = try Quantity("0.3")
          }
        ])
    },
    Example("R55.1", ["96372 x1", "J1885 x12"], holds: ["R55 warning"]) {
      try visit([dose("J1885", "180mg")])
    },
    Example("R55.2", ["96372 x1", "J3420 x1000"], holds: ["R55 warning"]) {
      try visit(dx: ["D51.0"], [dose("J3420", "1000mg")])
    },
    Example("R56.1", ["96372 x1", "J2357 x45", "J2357-JW x15"]) {
      try single("J2357", "225mg", waste: "75mg", .subcutaneous)
    },
    Example("R56.2", ["96372 x1", "J3301 x3", "J3301-JW x1"]) {
      try single("J3301", "30mg", waste: "10mg")
    },
    Example("R56.3", ["96372 x1", "J3301-JZ x1"]) { try single("J3301", "7mg", waste: "3mg") },
    Example("R57.1", ["96372 x1", "J0897-JZ x60"]) {
      try single("J0897", "60mg", waste: nil, .subcutaneous)
    },
    Example("R57.2", ["96372 x1", "J3301-JZ x1"]) { try single("J3301", "7mg", waste: "3mg") },
    Example("R57.3", ["96372 x1", "J3301 x3", "J3301-JW x1"]) {
      try single("J3301", "25mg", waste: "15mg")
    },
    Example("R58.1", ["96372 x1", "J1071 x200"], holds: ["R58 error"]) {
      try visit(
        .medicare, dx: ["E29.1"], services: ["J1071-JZ"],
        [
          dose("J1071", "200mg") { $0.container = .multiDose }
        ])
    },
    Example("R58.2", ["90662 x1", "G0008 x1"], holds: ["R58 error"]) {
      try visit(.medicare, dx: ["Z23"], services: ["90662-JZ"], [dose("90662", "0.5mL")])
    },
    Example("R60.1", ["96372 x1", "J1885 x4"]) { try packaged("J1885", "60mg", volume: "2") },
    Example("R60.2", ["96372 x1", "J0696 x4"]) { try packaged("J0696", "1g", volume: "3.5") },
    Example("R60.3", ["96372 x1", "J0561 x12"]) { try packaged("J0561", "1.2MU", volume: "1") },
    Example("R61.1", ["96372 x1", "J7999 x1"], holds: ["R61 error"]) {
      try visit([dose("J7999", "1 mL")])
    },
    Example("R61.2", ["96372 x1", "J3490 x1"]) {
      try visit([
        dose("J3490", "750mg") {
          $0.note = try Line("drug name 250 mg/mL, 750 mg (3 mL) IM, NDC 12345678901")
        }
      ])
    },
    Example("R62.1", ["96372 x1", "J0897-JZ-TB x60"]) { try discounted("2025-08-01") },
    Example("R62.2", ["96372 x1", "J0897-JZ-TB x60"]) { try discounted("2024-03-01") },
    // The table names the 250 mg vial only, so what the syringe held is asked (R56).
    Example("R63.1", ["96372 x1", "J0129-JB x13"], holds: ["R56 error", "R75 error"]) {
      try single("J0129", "125mg", waste: nil, .subcutaneous)
    },
    Example("R63.2", ["96372 x1", "J0881-JZ-EA x100"]) {
      try visit(.medicare, dx: ["D64.81"], [dose("J0881", "100mcg", .subcutaneous)])
    },
    Example("R64.1", ["96372 x1", "J2357-JZ x60"], holds: ["R58 error", "R58 error", "R64 error"]) {
      try visit(
        .medicare, dx: ["J45.50"], services: ["J2357-JW-JZ"],
        [
          dose("J2357", "300mg", .subcutaneous)
        ]
      ) { $0.settings.biologicAdministration = .ordinary }
    },
    Example("R64.2", ["96372 x1", "J1885 x4"], holds: ["R01 error", "R64 error"]) {
      try visit(services: ["96372-59-XS"], [dose("J1885", "60mg")])
    },
    Example("R64.3", ["96372 x1", "99213-25-GA-GX x1", "J1885 x4"], holds: ["R64 error"]) {
      try visit(services: ["99213-25-GA-GX"], [dose("J1885", "60mg")])
    },
    Example("R65.2", ["96372 x1", "J1885 x4"], holds: ["R65 error"]) {
      try visit(dx: [], [dose("J1885", "60mg")])
    },
    Example("R66.1", ["90471 x1", "90715 x1"], holds: ["R66 warning"]) {
      try visit(dx: ["Z23"], [dose("90715", "0.5mL") { $0.lot = nil }])
    },
    Example(
      "R66.2", ["96372 x1", "96372-59 x1", "J1885 x4", "J2550 x1"],
      holds: ["R66 warning", "R66 warning"]
    ) {
      try visit([
        dose("J1885", "60mg") { $0.site = nil }, dose("J2550", "25mg", id: 2) { $0.site = nil },
      ])
    },
    Example("R68.1", ["96372 x1", "J1885 x4"], holds: ["R68 error"]) {
      try visit([dose("J1885", "60mg") { $0.expiry = try Day("2026-10-04") }])
    },
    Example("R69.1", ["96372 x1", "J1885 x4"], holds: ["R69 error"]) {
      try visit(dx: ["Z23"], [dose("J1885", "60mg")])
    },
    Example("R69.2", ["96372 x1", "J3420 x1"]) {
      try visit(dx: ["D51.0"], [dose("J3420", "1000mcg")])
    },
  ]

  private static func whiteBag(_ style: PatientSuppliedStyle) throws -> Visit {
    try visit(
      dx: ["J45.50"],
      [
        dose("J2357", "300mg", .subcutaneous) {
          $0.stockSource = .specialtyPharmacy
          $0.ndc = try NDC("50242004062")
          $0.volume = Quantity(2)
        }
      ]
    ) {
      $0.settings.biologicAdministration = .ordinary
      $0.settings.patientSuppliedStyle = style
    }
  }

  /// A single-dose package for Medicare.
  private static func single(
    _ drug: String, _ amount: String, waste: String?, _ route: Route = .intramuscular
  ) throws -> Visit {
    try visit(
      .medicare,
      [
        dose(drug, amount, route) {
          $0.container = .singleDose
          $0.waste = try waste.map { try DoseAmount($0) }
        }
      ]
    ) { $0.settings.biologicAdministration = .ordinary }
  }

  private static func packaged(_ drug: String, _ amount: String, volume: String) throws -> Visit {
    try visit([
      dose(drug, amount) {
        $0.ndc = try NDC("12345-6789-01")
        $0.volume = try Quantity(volume)
      }
    ])
  }

  private static func discounted(_ date: String) throws -> Visit {
    try visit(
      .medicare, dx: ["M81.0"], on: date,
      [
        dose("J0897", "60mg", .subcutaneous) { $0.stockSource = .discount340B }
      ]
    ) {
      $0.settings.biologicAdministration = .ordinary
      $0.today = try Day("2025-09-01").adding(days: date == "2024-03-01" ? -300 : 0)
    }
  }
}
