import Practice

@testable import Coding

/// Section A: choosing the administration code.
extension WorkedExamples {
  static let sectionA: [Example] = [
    Example("R01.1", ["96372 x1", "J1885 x2"]) { try visit([dose("J1885", "30mg")]) },
    Example("R01.2", ["96372 x1", "J3420 x1"]) {
      try visit(
        .medicare, dx: ["D51.0"],
        [
          dose("J3420", "1000mcg", .subcutaneous) { $0.container = .multiDose }
        ])
    },
    Example("R02.1", ["96374 x1", "J2405 x4"], holds: ["R02 error"], remarks: ["R02"]) {
      try visit(dx: ["R11.2"], services: ["96372"], [dose("J2405", "4mg", .intravenousPush)])
    },
    Example("R02.2", ["20610-RT x1", "J3301 x4"], holds: ["R17 error"]) {
      try visit(
        dx: ["M17.11"], services: ["96372"],
        [
          dose("J3301", "40mg", .joint, site: "right knee")
        ])
    },
    Example("R03.1", ["90662 x1", "G0008 x1"], holds: ["R03 error"]) {
      try visit(
        .medicare, dx: ["Z23"], born: "1956-01-01", services: ["96372"],
        [
          dose("90662", "0.5mL")
        ])
    },
    Example("R03.2", ["90471 x1", "90715 x1"], holds: ["R03 error"]) {
      try visit(dx: ["Z23"], born: "1996-01-01", services: ["96372"], [dose("90715", "0.5mL")])
    },
    Example("R04.1", ["90460 x2", "90461 x4", "90700 x1", "90707 x1"]) {
      try child(counselled: "MD")
    },
    Example("R04.2", ["90471 x1", "90472 x1", "90700 x1", "90707 x1"]) {
      try child(counselled: "RN")
    },
    Example("R05.1", ["90471 x1", "90472 x1", "90656 x1", "90715 x1"]) {
      try visit(
        dx: ["Z23"],
        [
          dose("90656", "0.5mL"), dose("90715", "0.5mL", id: 2, site: "right deltoid"),
        ])
    },
    Example("R05.2", ["90473 x1", "90660 x1"]) {
      try visit(dx: ["Z23"], born: "2001-01-01", [dose("90660", "1 dose", .nasal)])
    },
    Example("R05.3", ["90471 x1", "90472 x1", "90474 x1", "90680 x1", "90700 x1", "90707 x1"]) {
      try visit(
        dx: ["Z23"], born: "2026-06-01",
        [
          dose("90680", "2 mL", .oral), dose("90700", "0.5mL", id: 2),
          dose("90707", "0.5mL", .subcutaneous, id: 3),
        ])
    },
    Example("R06.1", ["90471 x1", "90472 x1", "90656 x1", "90715 x1"], holds: ["R06 error"]) {
      try visit(
        dx: ["Z23"], services: ["90471x2"],
        [
          dose("90656", "0.5mL"), dose("90715", "0.5mL", id: 2),
        ])
    },
    Example(
      "R06.2", ["90460 x1", "90461 x2", "90471 x1", "90700 x1", "90707 x1"], holds: ["R06 error"]
    ) {
      try child(counselled: "MD") { $0.doses[1].counselledBy = try Credential("RN") }
    },
    Example("R07.1", ["90677 x1", "G0009 x1"], holds: ["R07 error"]) {
      try visit(
        .medicare, dx: ["Z23"], born: "1960-01-01", services: ["90471"],
        [
          dose("90677", "0.5mL")
        ])
    },
    Example("R07.2", ["90662 x1", "90684 x1", "G0008 x1", "G0009 x1"]) {
      try visit(
        .medicare, dx: ["Z23"], born: "1956-01-01",
        [
          dose("90662", "0.5mL"), dose("90684", "0.5mL", id: 2),
        ])
    },
    Example("R08.1", ["90480 x1", "91320 x1"], holds: ["R08 error"]) {
      try visit(dx: ["Z23"], services: ["90471"], [dose("91320", "0.3mL")])
    },
    Example("R08.2", ["90480 x1", "91304 x1"]) {
      try visit(.medicare, dx: ["Z23"], born: "1956-01-01", [dose("91304", "0.5mL")])
    },
    Example("R09.1", ["90471 x1", "90750 x1"], holds: ["R09 warning"]) {
      try visit(.medicare, dx: ["Z23"], born: "1956-01-01", [dose("90750", "0.5mL")])
    },
    Example("R09.2", ["90471 x1", "90715 x1"]) {
      try visit(.medicare, dx: ["S61.409A"], born: "1956-01-01", [dose("90715", "0.5mL")])
    },
    Example("R10.1", ["90381 x1", "96380 x1"]) {
      try visit(
        dx: ["Z29.11"], born: "2026-06-01",
        [
          dose("90381", "1 mL") { $0.counselledBy = try Credential("MD") }
        ])
    },
    // Two products are above the usual maximum of one; the second season's dose is to be confirmed.
    Example("R10.2", ["90381 x2", "96381 x1"], holds: ["R55 warning"]) {
      try visit(dx: ["Z29.11"], born: "2025-06-01", [dose("90381", "200 mg")])
    },
    Example("R10.3", ["90378 x1", "96372 x1"]) {
      try visit(dx: ["Z29.11"], born: "2026-06-01", [dose("90378", "50 mg")])
    },
    Example("R11.1", ["95117 x1"]) {
      try visit(
        dx: ["J30.1"],
        [
          dose("NONE-ALLERGEN", "0.5mL", .subcutaneous),
          dose("NONE-ALLERGEN", "0.5mL", .subcutaneous, id: 2, site: "right arm"),
        ])
    },
    Example("R11.2", ["95115 x1", "99213-25 x1"]) {
      try visit(
        dx: ["J30.1"], services: ["99213-25"],
        [
          dose("NONE-ALLERGEN", "0.5mL", .subcutaneous)
        ])
    },
    Example("R11.2b", ["95115 x1", "99213 x1"], holds: ["R11 warning"]) {
      try visit(
        dx: ["J30.1"], services: ["99213"],
        [
          dose("NONE-ALLERGEN", "0.5mL", .subcutaneous)
        ])
    },
    Example("R11.3", ["95115 x1", "96372-59 x1", "J3420 x1"], holds: ["R40 warning"]) {
      try visit(
        dx: ["J30.1", "D51.0"],
        [
          dose("NONE-ALLERGEN", "0.5mL", .subcutaneous),
          dose("J3420", "1000mcg", id: 2, site: "right deltoid"),
        ])
    },
    Example("R12.1", ["90371 x1", "96372 x1"]) {
      try visit(dx: ["Z20.5"], [dose("90371", "1 mL")])
    },
    Example("R12.2", ["90375 x4", "90471 x1", "90675 x1", "96372 x1"], remarks: ["R44"]) {
      try visit(
        dx: ["Z20.3"],
        [
          dose("90675", "1 mL"), dose("90375", "600 IU", id: 2, site: "right thigh"),
        ])
    },
    Example("R12.2b", ["90371 x1", "96372 x1"], holds: ["R12 warning"]) {
      try visit(dx: ["Z20.5"], services: ["90471"], [dose("90371", "1 mL")])
    },
    Example("R13.1", ["G0012 x1", "J0739-JZ x600"]) {
      try visit(.medicare, dx: ["Z29.81"], [dose("J0739", "600mg")])
    },
    Example("R13.1b", ["G0012 x1", "J0739-JZ x600"], holds: ["R13 error"]) {
      try visit(.medicare, dx: ["Z29.81"], services: ["96372"], [dose("J0739", "600mg")])
    },
    Example("R13.2", ["96372 x2", "J0741-JZ x300"]) {
      try visit(.medicare, dx: ["B20"], [dose("J0741", "600mg") { $0.injections = 2 }])
    },
    Example("R14.1", ["96401 x1", "J9260 x1"]) {
      try visit(dx: ["M06.9"], [dose("J9260", "25mg", .subcutaneous)])
    },
    Example("R14.2", ["96401 x1", "J9260 x2"]) {
      try visit(dx: ["O00.90"], [dose("J9260", "90mg")])
    },
    Example("R14.2b", ["96401 x1", "J9260 x2"], holds: ["R14 error"]) {
      try visit(dx: ["O00.90"], services: ["96372"], [dose("J9260", "90mg")])
    },
    Example("R15.1", ["96402 x1", "J9217 x3"]) {
      try visit(dx: ["C61"], [dose("J9217", "22.5mg")])
    },
    Example("R15.2", ["96372 x1", "J1950 x3"], remarks: ["R15"]) {
      try visit(dx: ["N80.9"], [dose("J1950", "11.25mg")])
    },
    Example("R16.1", ["96372 x1", "J2357-JZ x60"]) {
      try visit(.medicare, dx: ["J45.50"], [dose("J2357", "300mg", .subcutaneous)]) {
        $0.settings.biologicAdministration = .ordinary
      }
    },
    Example("R16.2", ["96401 x1", "J0517 x30"], remarks: ["R16"]) {
      try visit(dx: ["J45.50"], [dose("J0517", "30mg", .subcutaneous)]) {
        $0.settings.biologicAdministration = .complex
      }
    },
    Example("R17.1", ["20610-LT x1", "J3301 x4"]) {
      try visit(dx: ["M17.11"], [dose("J3301", "40mg", .joint, site: "left knee")])
    },
    Example("R17.2", ["11900 x1", "J3301 x1"]) {
      try visit(dx: ["L91.0"], [dose("J3301", "10mg", .lesion) { $0.injections = 3 }])
    },
    Example("R17.3", ["11981 x1", "J7307 x1"]) {
      try visit(dx: ["Z30.017"], [dose("J7307", "1 implant", .implant)])
    },
    Example("R18.1", ["64615 x1", "J0585 x155", "J0585-JW x45"]) {
      try visit(
        .medicare, dx: ["G43.709"],
        [
          dose("J0585", "155 units") { $0.waste = try DoseAmount("45 units") }
        ])
    },
    Example("R18.2", ["67028-LT x1", "J0178 x2"]) {
      try visit(dx: ["H35.3211"], [dose("J0178", "2mg", .eye, site: "left eye")])
    },
    Example("R18.2b", ["67028-LT x1", "J0178 x2"], holds: ["R18 error"]) {
      try visit(
        dx: ["H35.3211"], services: ["96372"],
        [
          dose("J0178", "2mg", .eye, site: "left eye")
        ])
    },
    Example("R19.1", ["86580 x1"]) {
      try visit(dx: ["Z11.1"], [dose("NONE-TUBERCULIN", "0.1mL", .intradermal)])
    },
    Example("R20.1", ["96377 x1", "J2506 x12"]) {
      try visit(
        dx: ["D70.1"], [dose("J2506", "6mg", .subcutaneous) { $0.device = .onBodyInjector }])
    },
    Example("R20.1b", ["96377 x1", "J2506 x12"], holds: ["R20 error"]) {
      try visit(
        dx: ["D70.1"], services: ["96372"],
        [
          dose("J2506", "6mg", .subcutaneous) { $0.device = .onBodyInjector }
        ])
    },
    Example("R21.1", ["11102 x1"], holds: ["R21 error", "R21 error"]) {
      try visit(dx: ["L82.1"], services: ["11102", "96372"], [dose("J2003", "20mg")])
    },
    Example("R21.2", ["96372 x1", "J0696 x4"], holds: ["R21 error"]) {
      try visit(
        dx: ["A54.9"],
        [
          dose("J0696", "1g") { $0.syringe = try Line("A") },
          dose("J2003", "21mg", id: 2) { $0.syringe = try Line("A") },
        ])
    },
    Example("R22.1", [], holds: ["R22 warning"]) {
      try visit(
        dx: ["E11.65"],
        [
          dose("J1815", "10 units", .subcutaneous) { $0.givenByCredential = .patient }
        ])
    },
    Example("R22.2", [], holds: ["R22 warning", "R22 warning"]) {
      try visit(
        dx: ["E11.9"], services: ["96372"],
        [
          dose("NONE-SEMAGLUTIDE", "1mg", .subcutaneous) { $0.givenByCredential = .patient }
        ])
    },
  ]

  /// R04: a child of four with two vaccines, counselled by somebody.
  private static func child(
    counselled credential: String, _ change: (inout Visit) throws -> Void = { _ in }
  ) throws -> Visit {
    try visit(
      dx: ["Z23"], born: "2022-05-01",
      [
        dose("90700", "0.5mL") { $0.counselledBy = try Credential(credential) },
        dose("90707", "0.5mL", .subcutaneous, id: 2) {
          $0.counselledBy = try Credential(credential)
        },
      ], change)
  }
}
