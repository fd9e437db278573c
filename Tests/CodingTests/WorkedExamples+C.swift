import Practice

@testable import Coding

/// Section C: who gave it, where, and what else was billed.
extension WorkedExamples {
  static let sectionC: [Example] = [
    Example("R31.1", shot) { try visit([dose("J1885", "60mg")]) },
    Example("R31.2", ["96372 x1", "J1885-JZ x4"]) {
      try visit(.medicare, on: "2026-02-01", [dose("J1885", "60mg")]) {
        $0.encounter.supervisionMode = .virtualAudioVideo
        $0.encounter.supervisingProvider = $0.encounter.provider
      }
    },
    // A telephone call is no supervision (`none`), and R32 has the answer.
    Example("R31.3", [], holds: ["R32 error"]) {
      try visit(.medicare, [dose("J1885", "60mg")]) { $0.encounter.supervisionMode = .some(.none) }
    },
    Example("R31.3b", shot, holds: ["R31 error"]) {
      try visit([dose("J1885", "60mg")]) { $0.encounter.supervisionMode = nil }
    },
    Example("R32.1", [], holds: ["R32 error"]) {
      try visit(.medicare, dx: ["D51.0"], [dose("J3420", "1000mcg")]) {
        $0.encounter.supervisionMode = .some(.none)
      }
    },
    Example("R32.2", ["99211 x1", "J1050 x150"], remarks: ["R32"]) {
      try visit(dx: ["Z30.42"], [dose("J1050", "150mg")]) {
        $0.encounter.supervisionMode = .some(.none)
      }
    },
    Example("R33.1", ["99211-25 x1"] + shot, holds: ["R33 error"]) { try beside("99211-25") },
    Example("R33.2", ["99212-25 x1"] + shot) { try beside("99212-25") },
    Example("R34.1", ["99214 x1"] + shot, holds: ["R34 error"]) { try beside("99214") },
    Example("R34.2", ["99213-25 x1"] + shot) { try beside("99213-25") },
    Example("R34.3", shot, holds: ["R01 error", "R34 error"]) { try beside("96372-25") },
    Example("R35.1", ["90460 x1", "90461 x2", "90707 x1", "99392 x1"], remarks: ["R35"]) {
      try visit(
        dx: ["Z00.129", "Z23"], born: "2025-05-01", services: ["99392"],
        [
          dose("90707", "0.5mL", .subcutaneous) { $0.counselledBy = try Credential("MD") }
        ])
    },
    Example(
      "R36.1", ["96372 x1", "99213-25 x1", "G2211 x1", "J1885-JZ x4"], holds: ["R36 warning"]
    ) {
      try visit(.medicare, services: ["99213-25", "G2211"], [dose("J1885", "60mg")])
    },
    Example("R36.2", ["90662 x1", "99213-25 x1", "G0008 x1", "G2211 x1"]) {
      try visit(
        .medicare, dx: ["I10", "Z23"], services: ["99213-25", "G2211"],
        [
          dose("90662", "0.5mL")
        ])
    },
    Example("R37.1", shot, holds: ["R37 error"]) { try at("22") },
    Example("R37.2", shot) { try at("11") },
    Example("R37.3", shot, holds: ["R37 error"]) { try at("31") },
    Example("R38.1", shot, holds: ["R38 warning"]) { try at("72", .medicare) },
    Example("R38.2", shot, holds: ["R38 warning"]) { try at("65") },
    Example("R38.3", shot, holds: ["R38 warning"]) { try at("12") },
    Example("R39.1", shot, holds: ["R01 error", "R39 error"]) { try beside("96372-26") },
    Example("R40.1", ["20610-RT x1", "96372-59 x1", "J3420 x1"], holds: ["R40 warning"]) {
      try visit(dx: ["M17.11", "D51.0"], services: ["20610-RT"], [dose("J3420", "1000mcg")])
    },
    Example("R40.2", ["20610-RT x1"], holds: ["R21 error", "R21 error"]) {
      try visit(dx: ["M17.11"], services: ["20610-RT", "96372"], [dose("J2003", "20mg")])
    },
    Example("R40.3", ["95117 x1", "96372-59 x1", "J0165 x3"], holds: ["R40 warning"]) {
      try visit(
        dx: ["J30.1", "T78.2XXA"],
        [
          dose("NONE-ALLERGEN", "0.5mL", .subcutaneous),
          dose("NONE-ALLERGEN", "0.5mL", .subcutaneous, id: 2, site: "right arm"),
          dose("J0165", "0.3mg", id: 3, site: "left thigh"),
        ])
    },
    Example(
      "R42.1", ["96372-59 x1", "96374 x1", "J1885 x2", "J3420 x1"], holds: ["R42 warning"],
      remarks: ["R02"]
    ) {
      try visit(
        dx: ["N23", "D51.0"],
        [
          dose("J1885", "30mg", .intravenousPush),
          dose("J3420", "1000mcg", id: 2, site: "right arm"),
        ])
    },
    Example("R42.2", ["96413 x1", "J1200 x1"]) {
      try visit(
        dx: ["C50.919"], services: ["96413"],
        [
          dose("J1200", "50mg", .intravenousInfusion)
        ])
    },
    Example("R43.1", shot, holds: ["R31 error", "R43 error"]) {
      try visit([dose("J1885", "60mg")]) { $0.provider = try Fixture.provider("MA") }
    },
    Example("R43.2", shot) {
      try visit([dose("J1885", "60mg") { $0.givenByCredential = try Credential("MA") }])
    },
    Example("R44.1", ["90662 x1", "96372 x1", "G0008 x1", "J3420 x1"], remarks: ["R44"]) {
      try visit(
        .medicare, dx: ["Z23", "D51.0"], born: "1956-01-01",
        [
          dose("90662", "0.5mL"),
          dose("J3420", "1000mcg", id: 2, site: "right deltoid") { $0.container = .multiDose },
        ])
    },
    Example(
      "R44.2", ["90460 x1", "90461 x2", "90707 x1", "96372-59 x1", "J0696 x1"], remarks: ["R44"]
    ) {
      try visit(
        dx: ["Z23", "J18.9"], born: "2022-05-01",
        [
          dose("90707", "0.5mL", .subcutaneous) { $0.counselledBy = try Credential("MD") },
          dose("J0696", "250mg", id: 2, site: "left thigh"),
        ])
    },
    Example("R45.1", ["96372 x1", "J1885-JZ x4"], holds: ["R45 warning"]) {
      try visit(.medicare, [dose("J1885", "60mg")]) {
        $0.payer?.filingIndicator = try ClaimFilingIndicator("CI")
      }
    },
    Example("R45.2", shot, remarks: ["R45"]) {
      try visit([dose("J1885", "60mg")]) { $0.payer?.name = try Line("Example Blue Plan") }
    },
    Example("R46.1", shot, holds: ["R01 error", "R46 error"]) { try beside("96372-95") },
    Example("R46.1b", shot, holds: ["R46 error"]) { try at("02") },
  ]

  private static let shot = ["96372 x1", "J1885 x4"]

  private static func beside(_ service: String) throws -> Visit {
    try visit(services: [service], [dose("J1885", "60mg")])
  }

  private static func at(_ place: String, _ payerClass: PayerClass = .commercial) throws -> Visit {
    try visit(payerClass, [dose("J1885", "60mg")]) {
      $0.encounter.placeOfService = try PlaceOfService(place)
    }
  }
}
