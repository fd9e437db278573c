import Practice

@testable import Coding

extension Visit {
  /// Puts doses of another visit of the day into the record: encounter 6, at noon or later unless
  /// they say otherwise, of the same clinician.
  mutating func addVisit(
    _ doses: [Dose], id: Int64 = 6, services: [String] = [], claim: Int64? = nil,
    saying said: [String] = [], hasSamePayer: Bool = true, isUnclaimed: Bool = false,
    _ change: (inout Encounter) throws -> Void = { _ in }
  ) throws {
    var encounter = encounter
    encounter.id = Encounter.ID(id)
    encounter.otherServices = try services.map { try OtherService($0) }
    try change(&encounter)
    let said = try (said + services).map { try OtherService($0) }
    otherVisits.append(
      OtherVisit(
        encounter: encounter, servicesAreBilled: claim != nil, hasSamePayer: hasSamePayer))
    for dose in doses {
      let standing: SameDayDose.Standing =
        claim.map { .billed(ClaimAtPayer(claim: Claim.ID($0), services: said)) }
        ?? (isUnclaimed ? .unclaimed : .open)
      sameDay.append(
        SameDayDose(dose: dose, encounter: Encounter.ID(id), standing: standing))
    }
  }
}

/// Rules of the day whose pair lies in two visits: each speaks, and is silent on the nearest other.
extension RuleCases {
  static func otherClinician(_ encounter: inout Encounter) throws {
    encounter.provider = try NPI("1888888819")
  }

  private static func flu(_ services: [String] = []) throws -> Visit {
    try visit(dx: ["Z23"], services: services, [dose("90656", "1dose", id: 2)])
  }

  private static func shot(_ id: Int64 = 2) throws -> Visit {
    try visit([dose("J1885", "60mg", id: id)])
  }

  private static func ordered(_ every: String) throws -> Visit {
    try visit([dose("J1885", "60mg", id: 2)]) {
      $0.orders = [
        try Order(
          drug: DrugKey("J1885"), dose: DoseAmount("60mg"), route: .intramuscular,
          frequency: Order.Frequency(every), validFrom: Day("2026-09-01"),
          signedOn: Day("2026-09-01"), phase: .maintenance)
      ]
    }
  }

  static let day: [RuleCase] = [
    RuleCase("R06", .error, "counselled_by", fix: "shots correct 2 --counselled-by …") {
      var visit = try visit(dx: ["Z23"], born: "2022-06-01", [dose("90707", "1dose", id: 2)])
      try visit.addVisit([dose("90700", "1dose") { $0.counselledBy = try Credential("MD") }])
      return visit
    } silent: {
      var visit = try visit(dx: ["Z23"], born: "2022-06-01", [dose("90707", "1dose", id: 2)])
      try visit.addVisit(
        [dose("90700", "1dose") { $0.counselledBy = try Credential("MD") }], isUnclaimed: true)
      return visit
    },
    RuleCase("R11", .error, "injections", fix: "shots correct 2 --encounter 6") {
      var visit = try visit(
        dx: ["J30.1"], [dose("NONE-ALLERGEN", "1dose", .subcutaneous, id: 2)])
      try visit.addVisit([dose("NONE-ALLERGEN", "1dose", .subcutaneous)])
      return visit
    } silent: {
      var visit = try visit(
        dx: ["J30.1"], [dose("NONE-ALLERGEN", "1dose", .subcutaneous, id: 2)])
      try visit.addVisit([dose("90656", "1dose")])
      return visit
    },
    RuleCase("R11", .warning, "services", fix: "shots encounter correct 7 --services 99213-25") {
      var visit = try flu(["99213"])
      try visit.addVisit([dose("NONE-ALLERGEN", "1dose", .subcutaneous)])
      return visit
    } silent: {
      var visit = try flu(["99213-25"])
      try visit.addVisit([dose("NONE-ALLERGEN", "1dose", .subcutaneous)])
      return visit
    },
    RuleCase("R27", .warning, "injections") {
      var visit = try shot(9)
      try visit.addVisit((1...4).map { try dose("J3420", "1mg", id: $0, site: "site \($0)") })
      return visit
    } silent: {
      var visit = try shot(9)
      try visit.addVisit(
        (1...4).map { try dose("J3420", "1mg", id: $0, site: "site \($0)") }
      ) { try otherClinician(&$0) }
      return visit
    },
    RuleCase("R29", .warning, "services", fix: "shots accept 2 R29") {
      var visit = try flu(["99213-25"])
      try visit.addVisit([dose("J3420", "1mg")], services: ["99213-25"])
      return visit
    } silent: {
      var visit = try flu(["99213-25"])
      try visit.addVisit([dose("J3420", "1mg")], services: ["99213-25"]) {
        try otherClinician(&$0)
      }
      return visit
    },
    RuleCase("R29", .warning, "services", fix: "shots accept 2 R29") {
      var visit = try flu(["99396-25"])
      try visit.addVisit([dose("90715", "1dose")], services: ["99396-25"])
      return visit
    } silent: {
      var visit = try flu(["99396-25"])
      try visit.addVisit([dose("90715", "1dose")], services: ["99213-25"])
      return visit
    },
    RuleCase("R29", .warning, "services", fix: "shots accept 2 R29") {
      var visit = try flu(["99211-25"])
      try visit.addVisit([dose("90715", "1dose")], services: ["99211-25"])
      return visit
    } silent: {
      // That one is the later: it is asked.
      var visit = try flu(["99211-25"])
      try visit.addVisit([dose("90715", "1dose", id: 3)], id: 8, services: ["99211-25"])
      return visit
    },
    RuleCase("R33", .error, "services", fix: "shots encounter correct 7 --services \"\"") {
      var visit = try flu(["99211-25"])
      try visit.addVisit([dose("J3420", "1mg")])
      return visit
    } silent: {
      var visit = try flu(["99211-25"])
      try visit.addVisit([dose("J3420", "1mg")], hasSamePayer: false)
      return visit
    },
    RuleCase("R33", .warning, "services", fix: "shots encounter correct 7 --services 99211-25") {
      var visit = try visit(services: ["99211"], [dose("J1885", "60mg", .joint, site: "left knee")])
      try visit.addVisit([dose("90656", "1dose")])
      return visit
    } silent: {
      var visit = try visit(services: ["99211"], [dose("J1885", "60mg", .joint, site: "left knee")])
      try visit.addVisit([dose("90656", "1dose")]) { try otherClinician(&$0) }
      return visit
    },
    RuleCase("R33", .error, "supervision_mode", fix: "shots nocharge 2 --reason") {
      var visit = try shot()
      visit.encounter.supervisionMode = .some(.none)
      try visit.addVisit([dose("J3420", "1mg")]) { $0.supervisionMode = .inPerson }
      return visit
    } silent: {
      var visit = try shot()
      visit.encounter.supervisionMode = .some(.none)
      try visit.addVisit([dose("86580", "1dose", .intradermal)]) { $0.supervisionMode = .inPerson }
      return visit
    },
    RuleCase("R33", .warning, "supervision_mode", fix: "shots accept 2 R33") {
      var visit = try shot()
      visit.encounter.supervisionMode = .some(.none)
      try visit.addVisit([dose("90656", "1dose")]) { $0.supervisionMode = .inPerson }
      return visit
    } silent: {
      var visit = try shot()
      try visit.addVisit([dose("90656", "1dose")])
      return visit
    },
    RuleCase("R34", .error, "services", fix: "shots encounter correct 7 --services 99213-25") {
      var visit = try flu(["99213"])
      try visit.addVisit([dose("J3420", "1mg")])
      return visit
    } silent: {
      var visit = try flu(["99213"])
      try visit.addVisit([dose("J3420", "1mg")], isUnclaimed: true)
      return visit
    },
    RuleCase("R35", .info, "services", fix: "shots encounter correct 7 --services 99396-25") {
      var visit = try visit(
        dx: ["M17.11"], services: ["99396"],
        [dose("J3301", "40mg", .joint, id: 2, site: "right knee")])
      try visit.addVisit([dose("90656", "1dose")])
      return visit
    } silent: {
      var visit = try visit(
        dx: ["M17.11"], services: ["99396"],
        [dose("J3301", "40mg", .joint, id: 2, site: "right knee")])
      try visit.addVisit([dose("J3301", "40mg", .joint, site: "left knee")])
      return visit
    },
    RuleCase("R36", .warning, "services") {
      var visit = try visit(
        .medicare, services: ["99213-25", "G2211"], [dose("J1885", "60mg", id: 2)])
      try visit.addVisit([dose("J3420", "1mg")])
      return visit
    } silent: {
      var visit = try visit(
        .medicare, services: ["99213-25", "G2211"], [dose("J1885", "60mg", id: 2)])
      try visit.addVisit([dose("90662", "1dose")])
      return visit
    },
    RuleCase("R40", .warning, "services", fix: "shots accept 2 R40") {
      var visit = try shot()
      try visit.addVisit([dose("90656", "1dose")], services: ["20610-RT"])
      return visit
    } silent: {
      var visit = try shot()
      try visit.addVisit([dose("90656", "1dose")], services: ["20610-RT"]) {
        try otherClinician(&$0)
      }
      return visit
    },
    RuleCase("R40", .warning, "services", fix: "shots encounter correct 7 --services 99497-25") {
      var visit = try flu(["99497"])
      try visit.addVisit([dose("J3420", "1mg")])
      return visit
    } silent: {
      var visit = try flu(["99497"])
      try visit.addVisit([dose("J3301", "40mg", .joint, site: "left knee")])
      return visit
    },
    RuleCase("R42", .warning, "services", fix: "shots accept 2 R42") {
      var visit = try shot()
      try visit.addVisit([dose("J2405", "4mg", .intravenousPush)])
      return visit
    } silent: {
      var visit = try shot()
      try visit.addVisit([dose("J2405", "4mg", .intravenousPush)], isUnclaimed: true)
      return visit
    },
    RuleCase("R44", .info, "services") {
      var visit = try shot()
      try visit.addVisit([dose("90656", "1dose")])
      return visit
    } silent: {
      var visit = try shot()
      try visit.addVisit([dose("90656", "1dose")], hasSamePayer: false)
      return visit
    },
    RuleCase("R55", .warning, "dose") {
      var visit = try visit([dose("J1885", "90mg", id: 2)])
      try visit.addVisit([dose("J1885", "60mg")])
      return visit
    } silent: {
      var visit = try visit([dose("J1885", "90mg", id: 2)])
      try visit.addVisit([dose("J1885", "60mg")], isUnclaimed: true)
      return visit
    },
    RuleCase("R67", .warning, "order") {
      var visit = try ordered("monthly")
      try visit.addVisit([dose("J1885", "60mg")])
      return visit
    } silent: {
      var visit = try ordered("monthly")
      try visit.addVisit([dose("J3420", "1mg")])
      return visit
    },
    RuleCase("R73", .warning, "order") {
      var visit = try visit(dx: ["D51.0"], [dose("J3420", "1mg", id: 2, site: "right arm")])
      try visit.addVisit([dose("J3420", "1mg")])
      return visit
    } silent: {
      var visit = try visit(dx: ["D51.0"], [dose("J3420", "1mg", id: 2, site: "right arm")])
      try visit.addVisit([dose("J1885", "60mg")])
      return visit
    },
  ]
}
