import Practice

@testable import Coding

/// The visits of `RuleCases+Facts.swift`.
extension RuleCases {
  static func ordered(
    last: String? = nil, _ orders: (Order) throws -> [Order]
  ) throws -> Visit {
    try visit([dose("J1885", "60mg")]) {
      $0.orders = try orders(try order("J1885", "60mg", "as needed"))
      if let last { $0.history = [PastDose(drug: try DrugKey("J1885"), date: try Day(last))] }
    }
  }

  static func ended(_ order: Order, _ last: String) throws -> Order {
    var order = order
    order.validTo = try Day(last)
    return order
  }

  static func signed(_ order: Order, _ day: String?) throws -> Order {
    var order = order
    order.signedOn = try day.map { try Day($0) }
    return order
  }

  static func amount(_ order: Order, _ amount: String) throws -> Order {
    var order = order
    order.dose = try DoseAmount(amount)
    return order
  }

  static func every(_ order: Order, _ frequency: String) throws -> Order {
    var order = order
    order.frequency = try Order.Frequency(frequency)
    return order
  }

  static func recovering(_ change: (inout GlobalPeriod) throws -> Void) throws -> Visit {
    try afterSurgery(.commercial, dx: "G43.909", "J1885", "60mg", isRelated: nil) {
      try change(&$0.globalPeriods[0])
    }
  }

  static func unrelatedVisit(_ service: String) throws -> Visit {
    try afterSurgery(.commercial, dx: "G43.909", "J1885", "60mg", isRelated: false) {
      $0.settings.unrelatedStyle = .modifier79
      $0.encounter.otherServices = [try OtherService(service)]
    }
  }

  static func vaccine(_ change: (inout Dose) throws -> Void) throws -> Visit {
    try visit(
      dx: ["Z23"],
      [
        dose("90656", "0.5mL") {
          $0.stockSource = .stateSupplied
          try change(&$0)
        }
      ])
  }

  static func sheet(_ edition: String?) throws -> Visit {
    try visit(dx: ["Z23"], [dose("90656", "0.5mL")]) {
      guard let edition else {
        $0.vaccineRecords = []
        return
      }
      $0.vaccineRecords = [
        VaccineRecord(
          dose: Dose.ID(1), manufacturer: try Line("Example Vaccines"),
          sheetEdition: try Day(edition), sheetGiven: try Day("2026-10-05"))
      ]
    }
  }

  static func vitaminFor(_ diagnosis: String, _ policy: DrugPolicy) throws -> Visit {
    try visit(dx: [diagnosis], [dose("J3420", "1000mcg")]) { $0.policies = [policy] }
  }

  static func oral(_ note: String) throws -> Visit {
    try visit([dose("J1885", "60mg") { $0.note = try Line(note) }]) {
      $0.policies = [try policy("J1885") { $0.oralIsStandard = true }]
    }
  }

  static func approved(
    stock: StockSource = .practice, typed: String? = nil,
    _ grant: (Authorization) throws -> Authorization?
  ) throws -> Visit {
    try omalizumab(.commercial) {
      $0.doses[0].stockSource = stock
      $0.settings.patientSuppliedStyle = .noDrugLine
      $0.policies = [try approvalPolicy()]
      $0.authorizations = [try grant(try authorization())].compactMap { $0 }
      $0.authorizationNumber = try typed.map { try PartnerID($0) }
    }
  }

  static func changed(
    _ authorization: Authorization, _ change: (inout Authorization) throws -> Void
  ) throws -> Authorization {
    var copy = authorization
    try change(&copy)
    return copy
  }

  static func noticed(
    _ payerClass: PayerClass, _ denial: Notice.Denial, _ given: Notice.Given
  ) throws -> Visit {
    try visit(payerClass, [dose("J1885", "60mg")]) {
      $0.notices = [try Notice(drug: nil, denial: denial, given: given)]
    }
  }

  static func covered(_ priority: Coverage.Priority) throws -> Visit {
    try visit([dose("J1885", "60mg")]) {
      var other = try Fixture.coverage()
      other.payer = try PayerID("OTHER")
      other.priority = priority
      $0.otherCoverages = [other]
    }
  }

  static func injured(_ payerClass: PayerClass, _ kind: Accident.Kind) throws -> Visit {
    try visit(payerClass, [dose("J1885", "60mg")]) { $0.accident = Accident(kind: kind) }
  }

  static func employed(
    _ payerClass: PayerClass, employees: Int?, born: String = "1959-05-01",
    isWorking: Bool? = true
  ) throws -> Visit {
    try visit(payerClass, born: born, [dose("J1885", "60mg")]) {
      $0.employerPlan = try EmployerPlan(
        name: try Line("Example Group Plan"), isThroughCurrentWork: isWorking,
        employees: employees)
    }
  }

  static func late(syringe: String) throws -> Visit {
    try visit(
      [
        dose("J2550", "25mg", id: 2) { $0.syringe = try Line("A") }
      ]
    ) {
      $0.billedDoses = [try dose("J1885", "60mg") { $0.syringe = try Line(syringe) }]
    }
  }

  /// Ketorolac at 33.3 cents a unit, four units, priced per unit.
  static func priced(
    _ fee: String, _ change: (inout Visit) throws -> Void = { _ in }
  ) throws -> Visit {
    try visit(.medicare, on: "2025-12-20", [dose("J1885", "60mg")]) {
      var allowed = AllowedAmounts(name: "a contract")
      try allowed.add(
        try HCPCS("J1885"), perUnit: try Quantity("0.333"), from: try Day("2025-01-01"))
      $0.allowed = allowed
      $0.fees.add(try HCPCS("J1885"), amount: try Money(fee), from: try Day("2025-01-01"))
      try change(&$0)
    }
  }
}
