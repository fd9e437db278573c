import Practice

@testable import Coding

/// Sections E, F and H, and rows of A and C that need more than the visit: orders, earlier doses,
/// policies, approvals, notices, stays, operations.
extension WorkedExamples {
  static let facts: [Example] = elsewhere + record + policies + coverage + wholeClaim

  private static let elsewhere: [Example] = [
    Example("R19.2", [], holds: ["R19 error"]) {
      try visit(dx: ["Z11.1"], services: ["96372"], []) {
        $0.history = [PastDose(drug: try DrugKey("NONE-TUBERCULIN"), date: try Day("2026-10-03"))]
      }
    },
    Example("R41.1", ["96372 x1", "J0696 x4"], holds: ["R41 warning"]) {
      try afterSurgery(.medicare, dx: "T81.41XA", "J0696", "1g", isRelated: true)
    },
    Example("R41.2", ["96372-79 x1", "J1885 x4"]) {
      try afterSurgery(.medicare, dx: "G43.909", "J1885", "60mg", isRelated: false) {
        $0.settings.unrelatedStyle = .modifier79
      }
    },
    Example("R41.2b", ["96372 x1", "J1885 x4"]) {
      try afterSurgery(.commercial, dx: "G43.909", "J1885", "60mg", isRelated: false) {
        $0.settings.unrelatedStyle = .none
      }
    },
  ]

  private static let record: [Example] = [
    Example("R67.1", ["96372 x1", "J3420 x1"], holds: ["R67 warning", "R73 warning"]) {
      try visit(dx: ["D51.0"], [dose("J3420", "1000mcg")]) {
        $0.orders = [try order("J3420", "1000mcg", "monthly")]
        $0.history = [PastDose(drug: try DrugKey("J3420"), date: try Day("2026-09-23"))]
      }
    },
    Example("R67.2", ["96372 x1", "J1885 x4"], holds: ["R67 error"]) {
      try visit([dose("J1885", "60mg")]) { $0.orders = [try order("J1885", "30mg", "once")] }
    },
    Example("R70.1", ["96372 x1", "J1885 x4"], holds: ["R70 warning"]) {
      try visit(dx: ["G35"], on: "2025-11-01", [dose("J1885", "60mg")])
    },
    // The rule is of medium confidence: it is an error where the practice or payer says so.
    Example("R70.1b", ["96372 x1", "J1885 x4"], holds: ["R70 error"]) {
      try visit(dx: ["G35"], on: "2025-11-01", [dose("J1885", "60mg")]) {
        $0.severities = ["R70": .error]
      }
    },
    Example("R70.2", ["96372 x1", "J1885 x4"], holds: ["R70 warning"]) {
      try visit(dx: ["M54.5"], [dose("J1885", "60mg")])
    },
    Example("R71.1", ["90471 x1", "90707 x1"], holds: ["R71 warning"]) {
      try visit(dx: ["Z23"], [dose("90707", "0.5mL", .subcutaneous)]) {
        $0.vaccineRecords = [
          VaccineRecord(
            dose: Dose.ID(1), manufacturer: try Line("Example Vaccines"), sheetEdition: nil,
            sheetGiven: try Day("2026-10-05"))
        ]
      }
    },
  ]

  private static let policies: [Example] = [
    Example("R72.1", ["96372 x1", "J3420 x1"], holds: ["R72 warning"]) {
      try visit(dx: ["R53.83"], [dose("J3420", "1000mcg")]) { $0.policies = [try vitaminPolicy()] }
    },
    Example("R72.2", ["96372 x1", "J3420 x1"]) {
      try visit(dx: ["D51.0"], [dose("J3420", "1000mcg")]) { $0.policies = [try vitaminPolicy()] }
    },
    Example("R73.1", ["96372 x1", "J3420 x1"], holds: ["R73 warning"]) {
      try vitamin(after: "2026-09-21", phase: .maintenance)
    },
    Example("R73.2", ["96372 x1", "J3420 x1"]) {
      try vitamin(after: "2026-09-28", phase: .loading)
    },
    Example("R74.1", ["96372 x1", "J3420 x1"], holds: ["R74 warning"]) {
      try visit(dx: ["R53.83"], [dose("J3420", "1000mcg") { $0.note = try Line("for energy") }]) {
        $0.policies = [try policy("J3420") { $0.oralIsStandard = true }]
      }
    },
    Example("R74.2", ["96372 x1", "J1885-JZ x4"], holds: ["R74 warning"]) {
      try visit(.medicare, [dose("J1885", "60mg")]) {
        $0.policies = [try policy("J1885") { $0.oralIsStandard = true }]
      }
    },
    Example("R75.1", ["96372 x1", "J0139-JZ x40"], holds: ["R75 error"]) {
      try visit(.medicare, dx: ["M06.9"], [dose("J0139", "40mg", .subcutaneous)])
    },
    Example("R75.2", ["96372 x1", "J3030-JZ x1"], holds: ["R75 error"]) { try sumatriptan() },
    Example("R75.2b", ["96372 x1", "J3030-JZ x1"]) {
      try sumatriptan { $0.policies = [try policy("J3030") { $0.selfAdministered = false }] }
    },
    Example("R75.3", ["96372 x1", "J2357-JZ x60"]) { try omalizumab(.medicare) },
    Example("R76.1", ["96372 x1", "J2357 x60"], holds: ["R76 error"]) {
      try omalizumab(.commercial) { $0.policies = [try approvalPolicy()] }
    },
    Example("R76.2", ["96372 x1", "J2357 x60"], holds: ["R76 error"]) {
      try omalizumab(.commercial) {
        $0.policies = [try approvalPolicy()]
        $0.authorizations = [try authorization(to: "2026-10-04")]
      }
    },
    Example("R76.2b", ["96372 x1", "J2357 x60"]) {
      try omalizumab(.commercial) {
        $0.policies = [try approvalPolicy()]
        $0.authorizations = [try authorization(to: "2026-10-05")]
      }
    },
    Example("R77.1", ["96372-GA x1", "J3420-GA x1"]) {
      try visit(.medicare, dx: ["D51.0"], [dose("J3420", "1000mcg") { $0.container = .multiDose }])
      { $0.notices = [try Notice(drug: nil, denial: .notNecessary, given: .signed)] }
    },
    Example("R77.2", ["96372-GY-GX x1", "J3030-JZ-GY-GX x1"], remarks: ["R75"]) {
      try sumatriptan {
        $0.notices = [
          try Notice(drug: try DrugKey("J3030"), denial: .excluded, given: .voluntary)
        ]
      }
    },
  ]

  private static let coverage: [Example] = [
    Example("R78.1", ["96372 x1", "J1885-JZ x4"], remarks: ["R78"]) {
      try visit(.medicare, on: "2025-03-10", [dose("J1885", "60mg")]) {
        $0.today = try Day("2026-02-20")
      }
    },
    Example("R78.2", ["96372 x1", "J1885-JZ x4"], holds: ["R78 error"]) {
      try visit(.medicare, on: "2024-02-29", [dose("J1885", "60mg")]) {
        $0.today = try Day("2025-03-01")
      }
    },
    Example("R78.2b", ["96372 x1", "J1885-JZ x4"], remarks: ["R78"]) {
      try visit(.medicare, on: "2024-02-29", [dose("J1885", "60mg")]) {
        $0.today = try Day("2025-02-28")
      }
    },
    Example("R78.3", ["96372 x1", "J1885 x4"], holds: ["R78 error"]) {
      try visit(on: "2026-08-06", [dose("J1885", "60mg")]) { $0.payer?.timelyFilingDays = 90 }
    },
    Example("R79.1", ["96372 x1", "J1885-JZ x4"], holds: ["R79 error"]) {
      try visit(.medicare, born: "1959-05-01", [dose("J1885", "60mg")]) {
        $0.employerPlan = try EmployerPlan(
          name: try Line("Example Group Plan"), isThroughCurrentWork: true, employees: 20)
      }
    },
    Example("R79.2", ["96372 x1", "J1885 x4"], holds: ["R79 error"]) {
      try visit([dose("J1885", "60mg")]) { $0.accident = Accident(kind: .work) }
    },
    Example("R80.1", ["96372 x1", "J1885-JZ x4"], holds: ["R80 warning"]) {
      try staying(.nursing, isRelated: nil)
    },
    // Medium confidence, like R70.
    Example("R80.1b", ["96372 x1", "J1885-JZ x4"], holds: ["R80 error"]) {
      try staying(.nursing, isRelated: nil) { $0.severities = ["R80": .error] }
    },
    Example("R80.2", ["96372-GW x1", "J1885-JZ-GW x4"]) { try staying(.hospice, isRelated: false) },
  ]

  private static let wholeClaim: [Example] = [
    Example("R85.1", ["90471 x1", "96372 x1", "J1885 x4"], holds: ["R85 error"]) {
      try visit(services: ["90471"], [dose("J1885", "60mg")])
    },
    Example("R85.2", ["90677 x1", "96372 x1", "J1885-JZ x4"], holds: ["R85 error"]) {
      try visit(.medicare, services: ["90677"], [dose("J1885", "60mg")])
    },
    Example("R86.2", ["96372 x1", "J1885 x4"], holds: ["R86 error"]) {
      try visit(on: "2026-11-06", [dose("J1885", "60mg")])
    },
    Example("R89.1", ["96372 x1", "J1885-JZ x4"], holds: ["R89 warning"]) {
      try visit(.medicare, on: "2025-12-20", [dose("J1885", "60mg")]) {
        $0.fees.add(Code.injection, amount: Money(cents: 1_200), from: try Day("2025-01-01"))
        $0.allowed = ReferenceTables.embedded.medicareNational
      }
    },
  ]
}

// MARK: - Visits with facts

/// An order that began and was signed long ago.
func order(
  _ drug: String, _ amount: String, _ frequency: String, phase: Order.Phase = .maintenance,
  _ change: (inout Order) throws -> Void = { _ in }
) throws -> Order {
  var order = try Order(
    drug: DrugKey(drug), dose: DoseAmount(amount), route: .intramuscular,
    frequency: Order.Frequency(frequency), validFrom: Day("2026-01-01"),
    signedOn: Day("2026-01-01"), phase: phase)
  try change(&order)
  return order
}

/// A policy of the fixtures' payer.
func policy(
  _ drug: String, _ change: (inout DrugPolicy) throws -> Void = { _ in }
) throws -> DrugPolicy {
  var policy = try DrugPolicy(payer: PayerID("PLAN"), drug: DrugKey(drug))
  try change(&policy)
  return policy
}

func vitaminPolicy() throws -> DrugPolicy {
  try policy("J3420") { $0.accepted = [try Diagnosis("D51"), try Diagnosis("E53.8")] }
}

func approvalPolicy() throws -> DrugPolicy { try policy("J2357") { $0.needsAuthorization = true } }

func authorization(
  to last: String = "2026-12-31", _ change: (inout Authorization) throws -> Void = { _ in }
) throws -> Authorization {
  var authorization = try Authorization(
    payer: PayerID("PLAN"), drug: DrugKey("J2357"), number: PartnerID("A1"),
    validFrom: Day("2026-01-01"), validTo: Day(last), units: 60)
  try change(&authorization)
  return authorization
}

func vitamin(
  after last: String, phase: Order.Phase, on date: String = "2026-10-05"
) throws -> Visit {
  try visit(dx: ["D51.0"], on: date, [dose("J3420", "1000mcg")]) {
    $0.orders = [try order("J3420", "1000mcg", "weekly", phase: phase)]
    $0.history = [PastDose(drug: try DrugKey("J3420"), date: try Day(last))]
  }
}

func omalizumab(
  _ payerClass: PayerClass, _ change: (inout Visit) throws -> Void = { _ in }
) throws -> Visit {
  try visit(payerClass, dx: ["J45.50"], [dose("J2357", "300mg", .subcutaneous)]) {
    $0.settings.biologicAdministration = .ordinary
    try change(&$0)
  }
}

func sumatriptan(_ change: (inout Visit) throws -> Void = { _ in }) throws -> Visit {
  try visit(.medicare, dx: ["G43.909"], [dose("J3030", "6mg", .subcutaneous)], change)
}

/// A visit ten days after a large operation by the same clinician.
func afterSurgery(
  _ payerClass: PayerClass, dx: String, _ drug: String, _ amount: String, isRelated: Bool?,
  _ change: (inout Visit) throws -> Void = { _ in }
) throws -> Visit {
  try visit(payerClass, dx: [dx], [dose(drug, amount) { $0.container = .multiDose }]) {
    $0.globalPeriods = [
      GlobalPeriod(
        procedure: try HCPCS("27447"), date: try Day("2026-09-25"), length: .ninety,
        clinician: try NPI("1888888801"), isRelated: isRelated)
    ]
    try change(&$0)
  }
}

/// A Medicare patient within a stay.
func staying(
  _ kind: Stay.Kind, isRelated: Bool?, _ change: (inout Visit) throws -> Void = { _ in }
) throws -> Visit {
  try visit(.medicare, [dose("J1885", "60mg")]) {
    $0.stays = [
      try Stay(
        kind: kind, from: try Day("2026-10-01"), to: try Day("2026-10-20"), isRelated: isRelated)
    ]
    try change(&$0)
  }
}
