import Practice
import Testing

/// Facts beside doses and visits: what is read, and what is refused at the door.
@Suite struct FactTests {
  @Test(arguments: [
    ("once", "once"), ("PRN", "as needed"), ("as needed", "as needed"), ("daily", "every 1 day"),
    ("weekly", "every 7 days"), ("Monthly", "every 30 days"), ("every 14 days", "every 14 days"),
    ("90", "every 90 days"), (" every 1 day ", "every 1 day"),
  ])
  func readsFrequencies(_ text: String, _ expected: String) throws {
    let frequency = try Order.Frequency(text)
    #expect(frequency.description == expected)
    #expect(try Order.Frequency(frequency.description) == frequency)
  }

  @Test(arguments: ["", "0", "-1", "sometimes", "every", "every 2 3 days", "3661"])
  func refusesFrequencies(_ text: String) {
    #expect(throws: InvalidValue.self) { try Order.Frequency(text) }
  }

  @Test(arguments: [("monthly", 25), ("weekly", 6), ("5", 5), ("90", 85), ("daily", 1)])
  func knowsWhatIsEarly(_ text: String, _ days: Int) throws {
    #expect(try Order.Frequency(text).earliestDays == days)
    #expect(try Order.Frequency("once").earliestDays == nil)
  }

  @Test func refusesSpansThatEndFirst() throws {
    let first = try Day("2026-10-05")
    let before = try Day("2026-10-04")
    #expect(throws: InvalidValue.self) {
      try Order(
        drug: DrugKey("J1885"), dose: DoseAmount("60mg"), route: .intramuscular, frequency: .once,
        validFrom: first, validTo: before, signedOn: nil)
    }
    #expect(throws: InvalidValue.self) {
      try Order(
        drug: DrugKey("J1885"), dose: DoseAmount("0mg"), route: .intramuscular, frequency: .once,
        validFrom: first, signedOn: nil)
    }
    #expect(throws: InvalidValue.self) {
      try Authorization(
        payer: PayerID("P"), drug: DrugKey("J2357"), number: PartnerID("A1"), validFrom: first,
        validTo: before)
    }
    #expect(throws: InvalidValue.self) {
      try Authorization(
        payer: PayerID("P"), drug: DrugKey("J2357"), number: PartnerID("A1"), validFrom: first,
        units: 0)
    }
    #expect(throws: InvalidValue.self) {
      try DrugPolicy(
        payer: PayerID("P"), drug: DrugKey("J2357"), validFrom: first, validTo: before)
    }
    #expect(throws: InvalidValue.self) { try Stay(kind: .hospital, from: first, to: before) }
  }

  @Test(arguments: [
    (Notice.Denial.notNecessary, Notice.Given.signed, ["GA"]),
    (.notNecessary, .nothing, ["GZ"]), (.excluded, .voluntary, ["GY", "GX"]),
    (.excluded, .nothing, ["GY"]),
  ])
  func writesNotices(
    _ denial: Notice.Denial, _ given: Notice.Given, _ modifiers: [String]
  ) throws {
    let notice = try Notice(drug: nil, denial: denial, given: given)
    #expect(notice.modifiers.map(\.text) == modifiers)
  }

  /// GA and GX, and GX without GY, contradict each other (R64).
  @Test func refusesContradictoryNotices() {
    #expect(throws: InvalidValue.self) {
      try Notice(drug: nil, denial: .excluded, given: .signed)
    }
    #expect(throws: InvalidValue.self) {
      try Notice(drug: nil, denial: .notNecessary, given: .voluntary)
    }
  }

  @Test func countsTheDaysAfterAProcedure() throws {
    let period = GlobalPeriod(
      procedure: try HCPCS("11400"), date: try Day("2026-10-01"), length: .ten, clinician: nil)
    #expect(period.lastDay.description == "2026-10-11")
    #expect(try period.covers(Day("2026-10-01")) && period.covers(Day("2026-10-11")))
    #expect(try !period.covers(Day("2026-09-30")) && !period.covers(Day("2026-10-12")))
  }

  @Test func choosesTheLatestAmount() throws {
    let code = try HCPCS("J1885")
    var table = AllowedAmounts(name: "a contract")
    try table.add(code, perUnit: try Quantity("0.335"), from: try Day("2026-01-01"))
    try table.add(
      code, perUnit: try Quantity("0.4"), from: try Day("2026-04-01"), to: try Day("2026-06-30"))
    let amounts = try ["2025-12-31", "2026-01-01", "2026-05-01", "2026-07-01"].map {
      table.amount(of: code, units: 1, on: try Day($0))?.description
    }
    // Half a cent goes up.
    #expect(amounts == [nil, "0.34", "0.40", "0.34"])
    #expect(table.amount(of: code, units: Int.max, on: try Day("2026-01-01")) == nil)
    #expect(throws: InvalidValue.self) {
      try table.add(code, perUnit: Quantity("-1"), from: Day("2026-01-01"))
    }
  }

  @Test func readsAdjustments() throws {
    let adjustment = try Adjustment(
      group: GroupCode("co"), reason: " b7 ", amount: Money("13.91"))
    #expect(adjustment.description == "CO-B7 13.91")
    #expect(throws: InvalidValue.self) {
      try Adjustment(group: .patient, reason: "", amount: .zero)
    }
    #expect(throws: InvalidValue.self) { try GroupCode("XX") }
  }

  @Test func knowsWeekends() throws {
    let days = try ["2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05", "1969-12-27"].map {
      try Day($0).isWeekend
    }
    #expect(days == [false, true, true, false, true])
  }
}
