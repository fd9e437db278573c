import Billing
import Practice
import Storage
import Testing

/// What a visit treats was there before it (R86, 837P 2300 DTP).
@Suite("Dates of illness and accident beside the day of the visit") struct EarlierDateTests {
  private let office: Office
  private let visit: Encounter.ID

  init() throws {
    office = try Office()
    let receipt = try office.log("M001", Office.visit("2026-10-20"), [Office.dose()])
    visit = try #require(receipt.assessment.visit.encounter.id)
  }

  struct Telling: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let field: String
    let say: @Sendable (inout VisitDetails, inout VisitCause, Day) -> Void
  }

  static let tellings: [Telling] = [
    Telling(testDescription: "--onset", field: "2300 DTP*431") { $0.dates.onset = $2 },
    Telling(testDescription: "--initial-treatment", field: "2300 DTP*454") {
      $0.dates.initialTreatment = $2
    },
    Telling(testDescription: "--last-seen", field: "2300 DTP*304") { $0.dates.lastSeen = $2 },
    Telling(testDescription: "--accident-on", field: "2300 DTP*439") {
      $1.accident = Accident(kind: .other, date: $2)
    },
    Telling(testDescription: "--admitted", field: "2300 DTP*435") { $0.dates.admission = $2 },
  ]

  private func correct(_ telling: Telling, to day: String, movingTo date: String? = nil) throws {
    let day = try Day(day)
    let date = try date.map { try Day($0) }
    _ = try office.desk().correct(
      visit,
      cause: { cause in
        var (details, cause) = (VisitDetails(), cause)
        telling.say(&details, &cause, day)
        return cause
      },
      details: { details in
        var (details, cause) = (details, VisitCause())
        telling.say(&details, &cause, day)
        return details
      }
    ) { visit in
      var visit = visit
      visit.date = date ?? visit.date
      return visit
    }
  }

  @Test("A day after the visit is refused, and nothing of it is kept", arguments: tellings)
  func refused(_ telling: Telling) throws {
    let why = try refusal { try correct(telling, to: "2026-10-21") }
    #expect(
      why == "\(telling.testDescription) \"2026-10-21\": is after the visit, 2026-10-20")
    #expect(try office.ledger.visitDetails(of: visit) == VisitDetails())
    #expect(try office.ledger.visitCause(of: visit) == VisitCause())
    let moving = try refusal { try correct(telling, to: "2026-10-19", movingTo: "2026-10-18") }
    #expect(moving?.contains("is after the visit, 2026-10-18") == true)
    #expect(try refusal { try correct(telling, to: "2026-10-19") } == nil)
  }

  @Test("Where the visit moves before such a day its claim is held, on paper too, and is mended")
  func moved() throws {
    let telling = Self.tellings[0]
    try correct(telling, to: "2026-10-19")
    #expect(try office.open().map(\.state) == [.ready])
    func move(to day: String) throws {
      _ = try office.desk().correct(visit) { visit in
        var visit = visit
        visit.date = try Day(day)
        return visit
      }
    }
    try move(to: "2026-10-18")
    let dose = try #require(try office.open().first)
    let finding = try #require(dose.findings.first { $0.severity == .error })
    #expect(dose.state == .blocked && finding.rule == "R86" && finding.field == telling.field)
    #expect(
      finding.message == "The illness began on 2026-10-19, after the service of 2026-10-18; "
        + "what a visit treats was there before it")
    #expect(finding.fix == "shots encounter correct \(visit) --onset …")
    #expect(try office.export(.paper, dryRun: true).report.claims == 0)
    try move(to: "2026-10-22")
    #expect(try office.export(dryRun: true).report.claims == 1)
  }

  @Test("Neither a new visit nor a row of a file says such a day")
  func atTheDoor() throws {
    var entry = Entry(
      patient: try MRN("M001"), encounter: try Office.visit("2026-10-22"),
      doses: [try Office.dose()])
    entry.details.dates.lastSeen = try Day("2026-10-23")
    let why = try refusal { _ = try office.desk().log(entry) }
    #expect(why == "--last-seen \"2026-10-23\": is after the visit, 2026-10-22")
    let rows = """
      mrn,date,drug,dose_amount,dose_unit,encounter_ref,initial_treatment
      M002,2026-10-22,B12,1000,mcg,E7,2026-10-23
      M002,2026-10-23,B12,1000,mcg,E8,2026-10-23

      """
    let told = try office.importing(.doses, rows)
    #expect(told.report.verdicts[.new] == 1)
    let row = try #require(told.refusals.first)
    #expect(told.refusals.count == 1 && row.line == 2 && row.column == "initial_treatment")
    #expect(row.reason == "is after the visit, 2026-10-22")
  }
}
