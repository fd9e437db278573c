import Practice

@testable import Coding

/// Section B: how many units.
extension WorkedExamples {
  static let sectionB: [Example] = [
    Example("R23.1", ["96372 x2", "J0696 x4", "J1885 x4"]) { try pair(.unitsSingleLine) },
    Example("R23.2", ["96372 x1", "J1885 x4"]) { try visit([dose("J1885", "60mg")]) },
    Example("R24.1", ["96372 x1", "J2175 x1", "J2550 x1"]) {
      try visit(
        dx: ["R52"],
        [
          dose("J2175", "50mg") { $0.syringe = try Line("S1") },
          dose("J2550", "25mg", id: 2) { $0.syringe = try Line("S1") },
        ])
    },
    Example("R24.2", ["96372 x2", "J1885 x2", "J2550 x1"]) {
      try visit(
        dx: ["R52"],
        [
          dose("J2550", "25mg") { $0.syringe = try Line("S1") },
          dose("J1885", "30mg", id: 2, site: "right deltoid") { $0.syringe = try Line("S2") },
        ]
      ) { $0.settings.multiInjectionStyle = .unitsSingleLine }
    },
    Example("R25.1", ["96372 x1", "96372-59 x1", "J0561 x24"]) { try penicillin(.each) },
    Example("R25.1b", ["96372 x1", "J0561 x24"]) { try penicillin(.one) },
    Example("R25.1c", ["96372 x1", "J0561 x24"], holds: ["R25 warning"]) { try penicillin(.ask) },
    Example("R25.2", ["96402 x1", "J9395 x20"]) {
      try visit(dx: ["C50.919"], [dose("J9395", "500mg") { $0.injections = 2 }]) {
        $0.settings.splitDoseCount = .one
      }
    },
    Example("R26.1", ["96372 x2", "J0696 x4", "J1885 x4"]) { try pair(.unitsSingleLine) },
    Example("R26.2", ["96372 x1", "96372-59 x1", "J0696 x4", "J1885 x4"]) { try pair(.lines59) },
    Example("R26.3", ["96372 x1", "96372-XS x1", "J0696 x4", "J1885 x4"]) { try pair(.linesXS) },
    Example("R26.4", ["96372 x1", "96372-76 x1", "J0696 x4", "J1885 x4"]) { try pair(.lines76) },
    Example("R26.4b", ["96372 x2", "J0696 x4", "J1885 x4"], holds: ["R26 warning"]) {
      try pair(.ask)
    },
    Example("R27.1", ["96372 x3", "J0696 x4", "J1885 x4", "J3420 x1"]) {
      try pair(.unitsSingleLine) {
        $0.doses.append(try dose("J3420", "1000mcg", id: 3, site: "left vastus lateralis"))
      }
    },
    Example("R27.2", ["96372 x6", "J1885 x4"], holds: ["R27 warning"]) {
      try visit([dose("J1885", "60mg") { $0.injections = 6 }]) {
        $0.settings.multiInjectionStyle = .unitsSingleLine
        $0.settings.splitDoseCount = .each
      }
    },
    Example("R28.1", ["96372-XE x1", "J1885 x4"], holds: ["R28 warning"]) { try evening(.lines59) },
    Example("R28.1b", ["96372-76 x1", "J1885 x4"], holds: ["R28 warning"]) {
      try evening(.lines76)
    },
    Example("R29.1", ["96372 x2", "J3420 x1", "J3420 x1"], holds: ["R29 error", "R55 warning"]) {
      try visit(
        dx: ["D51.0"],
        [
          dose("J3420", "1000mcg") { $0.time = nil },
          dose("J3420", "1 mg", id: 2) { $0.time = nil },
        ]
      ) { $0.settings.multiInjectionStyle = .unitsSingleLine }
    },
    Example("R30.1", ["96372 x1", "J1885 x4"], holds: ["R30 warning"]) {
      try visit(services: ["A4209"], [dose("J1885", "60mg")])
    },
    Example("R30.2", ["96372 x1", "J0696 x4"], holds: ["R30 warning"]) {
      try visit(dx: ["A54.9"], services: ["A4216"], [dose("J0696", "1g")])
    },
  ]

  private static func pair(
    _ style: MultiInjectionStyle, _ change: (inout Visit) throws -> Void = { _ in }
  ) throws -> Visit {
    try visit([
      dose("J0696", "1g", site: "left gluteal"),
      dose("J1885", "60mg", id: 2, site: "right gluteal"),
    ]) {
      $0.settings.multiInjectionStyle = style
      try change(&$0)
    }
  }

  private static func penicillin(_ count: SplitDoseCount) throws -> Visit {
    try visit(dx: ["A53.9"], [dose("J0561", "2.4MU") { $0.injections = 2 }]) {
      $0.settings.splitDoseCount = count
    }
  }

  /// R28: B12 in the morning in another encounter, ketorolac after the patient came back.
  private static func evening(_ style: MultiInjectionStyle) throws -> Visit {
    try visit([dose("J1885", "60mg", id: 9) { $0.time = TimeOfDay(minutes: 1_020) }]) {
      $0.settings.multiInjectionStyle = style
      $0.sameDay = [SameDayDose(dose: try dose("J3420", "1000mcg"), encounter: Encounter.ID(3))]
    }
  }
}
