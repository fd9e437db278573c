import Practice
import Testing

@testable import Coding

/// Section G beyond its worked examples: exact cents, days of business, every missing element.
@Suite struct EstimateTests {
  @Test(
    arguments: [
      // allowed, deductible left, percent, copay, out of pocket left, share
      ("53", "0", "20", "0", nil, "10.60"), ("53", "100", "20", "0", nil, "53.00"),
      ("100", "40", "20", "25", nil, "77.00"), ("100", "40", "20", "25", "50", "50.00"),
      ("100", "0", "0", "30", "10", "10.00"), ("0", "100", "20", "0", nil, "0.00"),
      // Half a cent upwards, and only once.
      ("0.13", "0", "50", "0", nil, "0.07"), ("10.01", "0", "12.5", "0", nil, "1.25"),
      ("99999999.99", "0", "100", "0", nil, "99999999.99"),
    ] as [(String, String, String, String, String?, String)])
  func sharesExactly(
    _ allowed: String, _ deductible: String, _ percent: String, _ copay: String, _ limit: String?,
    _ share: String
  ) throws {
    let plan = CostShare(
      deductibleLeft: try Money(deductible), coinsurance: try Percent(percent),
      copay: try Money(copay), outOfPocketLeft: try limit.map { try Money($0) })
    let estimate = PatientShare.estimate(allowed: try Money(allowed), under: plan)
    #expect(estimate.description == share)
    let finding = PatientShare.finding(allowed: try Money(allowed), under: plan)
    #expect(finding.rule == "R81" && finding.severity == .info)
    #expect(finding.message.contains(share))
  }

  @Test(arguments: ["-1", "101", "1.005", "x", ""]) func refusesPercentages(_ text: String) {
    #expect(throws: InvalidValue.self) { try Percent(text) }
  }

  @Test func sumsAllowedAmounts() throws {
    let lines = try visit(.medicare, on: "2025-12-20", [dose("J1885", "60mg")]).decision.lines
    let table = ReferenceTables.embedded.medicareNational
    let day = try Day("2025-12-20")
    let drug = try #require(table.amount(of: HCPCS("J1885"), units: 4, on: day))
    let sum = PatientShare.allowed(for: lines, in: table, on: day)
    #expect(sum == Money(cents: 1_391 + drug.cents))
    // A sum with a hole in it is no estimate: 2026 has no amount for 96372.
    #expect(PatientShare.allowed(for: lines, in: table, on: try Day("2026-02-01")) == nil)
  }

  // MARK: - R82

  @Test(
    arguments: [
      // scheduled, visit, asked, due
      ("2026-10-05", "2026-10-07", nil, nil), ("2026-10-05", "2026-10-08", nil, "2026-10-06"),
      ("2026-10-05", "2026-10-16", nil, "2026-10-06"),
      ("2026-10-05", "2026-10-19", nil, "2026-10-08"),
      // A Friday: the weekend does not count.
      ("2026-10-09", "2026-10-14", nil, "2026-10-12"), ("2026-10-09", "2026-10-13", nil, nil),
      (nil, nil, "2026-10-08", "2026-10-13"),
      ("2026-10-05", "2026-10-19", "2026-10-01", "2026-10-06"),
      ("2026-10-05", "2026-10-07", "2026-10-05", "2026-10-08"),
    ] as [(String?, String?, String?, String?)])
  func countsBusinessDays(
    _ scheduled: String?, _ visit: String?, _ asked: String?, _ due: String?
  ) throws {
    let duty = EstimateDuty(
      reason: .selfPay, scheduledOn: try scheduled.map { try Day($0) },
      visitOn: try visit.map { try Day($0) }, askedOn: try asked.map { try Day($0) })
    #expect(duty.due()?.description == due)
  }

  @Test func leavesOutHolidays() throws {
    let duty = EstimateDuty(
      reason: .selfPay, scheduledOn: try Day("2026-10-05"), visitOn: try Day("2026-10-08"))
    #expect(duty.due(holidays: [try Day("2026-10-07")]) == nil)
  }

  @Test func saysWhenEstimatesAreLate() throws {
    var duty = EstimateDuty(
      reason: .uninsured, scheduledOn: try Day("2026-10-05"), visitOn: try Day("2026-10-12"))
    #expect(duty.finding(today: try Day("2026-10-06"))?.severity == .warning)
    #expect(duty.finding(today: try Day("2026-10-07"))?.severity == .error)
    duty.givenOn = try Day("2026-10-06")
    #expect(duty.finding(today: try Day("2026-10-07")) == nil)
    duty.givenOn = try Day("2026-10-07")
    #expect(duty.finding(today: try Day("2026-10-07"))?.severity == .error)
    duty.givenOn = nil
    duty.isFederal = true
    #expect(duty.finding(today: try Day("2026-10-07")) == nil)
    duty.isFederal = false
    duty.reason = nil
    #expect(duty.finding(today: try Day("2026-10-07")) == nil)
  }

  @Test func stopsAtTheEndOfTheCalendar() throws {
    let last = try Day("2199-12-31")
    #expect(last.adding(businessDays: 3) == last)
    #expect(last.businessDays(until: Day(number: .max)) == 0)
  }

  // MARK: - R83, R84

  @Test func acceptsACompleteEstimate() throws {
    let estimate = try GoodFaithEstimate.complete()
    #expect(estimate.missing.isEmpty && estimate.finding == nil)
    #expect(estimate.total == (try Money("25")))
  }

  @Test(arguments: spoiled) func namesWhatIsMissing(_ spoiled: Spoiled) throws {
    var estimate = try GoodFaithEstimate.complete()
    spoiled.spoil(&estimate)
    #expect(estimate.missing == [spoiled.missing])
    #expect(estimate.finding?.message.contains(spoiled.missing) == true)
  }

  struct Spoiled: Sendable, CustomTestStringConvertible {
    let missing: String
    let spoil: @Sendable (inout GoodFaithEstimate) -> Void

    var testDescription: String { missing }

    init(_ missing: String, _ spoil: @escaping @Sendable (inout GoodFaithEstimate) -> Void) {
      self.missing = missing
      self.spoil = spoil
    }
  }

  static let spoiled: [Spoiled] = [
    Spoiled("the patient's name") { $0.patient = nil },
    Spoiled("the birth date") { $0.birthDate = nil },
    Spoiled("the main service in plain words") { $0.service = nil },
    Spoiled("the day of the visit") { $0.visitOn = nil },
    Spoiled("the list of expected services") { $0.items = [] },
    Spoiled("a service code") { $0.items[0].code = nil },
    Spoiled("an expected charge") { $0.items[0].charge = nil },
    Spoiled("the providers with NPI and tax number") { $0.providers = [] },
    Spoiled("a provider's name") { $0.providers[0].name = nil },
    Spoiled("the place of the services") { $0.place = nil },
    Spoiled("the state") { $0.state = nil },
    Spoiled("the list of services that are scheduled separately, or that there are none") {
      $0.separateServices = nil
    },
    Spoiled("the statement that more services are possible") {
      $0.disclaimers.remove(.moreServices)
    },
    Spoiled("the statement that the patient may dispute the bill without losing care") {
      $0.disclaimers.remove(.mayDispute)
    },
    Spoiled("how often the service repeats and how many times") {
      $0.recurrence = .init(everyDays: 30, count: nil)
    },
    Spoiled("an end within twelve months of the first service") {
      $0.recurrence = .init(everyDays: 30, count: 14)
    },
  ]

  @Test func repeatsForAYear() throws {
    var estimate = try GoodFaithEstimate.complete()
    estimate.recurrence = .init(everyDays: 30, count: 13)
    #expect(estimate.missing.isEmpty)
    #expect(estimate.total == (try Money("325")))
    // A question without a scheduled day needs none.
    estimate.isScheduled = false
    estimate.visitOn = nil
    #expect(estimate.missing.isEmpty)
  }

  @Test(arguments: [("650", true), ("649.99", false)])
  func disputesFromFourHundred(_ bill: String, _ isDisputable: Bool) throws {
    let finding = EstimateOverrun.finding(
      estimate: try Money("250"), bill: try Money(bill), billedOn: nil)
    #expect((finding != nil) == isDisputable)
  }
}
