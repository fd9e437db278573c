import Practice
import SQLite

/// A visit with open doses, and all that a decision about them needs from the ledger.
public struct OpenVisit: Sendable {
  /// The visit.
  public let encounter: Encounter
  /// Whose visit it was.
  public let patient: Stored<Patient>
  /// The policies that cover the day, primary first, or those of them that answer for the visit.
  public var coverages: [Stored<Coverage>]
  /// All policies that cover the day, whichever visit they answer for.
  public let policies: [Stored<Coverage>]
  /// The open doses, in order.
  public var open: [Dose]
  /// Doses of the same visit that are on a claim already.
  public var billed: [Dose]
  /// The other visits of the patient on the same day.
  public var sameDay: SameDayRows
}

/// Which open visits are wanted.
public struct OpenVisitFilter: Sendable {
  /// Only encounters with a higher number.
  public var after: Encounter.ID?
  /// Only this encounter.
  public var only: Encounter.ID?
  /// Only visits on these days.
  public var days: DayRange?

  /// Every open visit, unless narrowed.
  public init(after: Encounter.ID? = nil, only: Encounter.ID? = nil, days: DayRange? = nil) {
    self.after = after
    self.only = only
    self.days = days
  }

  var first: Int64 { only?.number ?? ((after?.number ?? 0) + 1) }
  var last: Int64 { only?.number ?? Int64.max }
  var firstDay: String { days?.first.description ?? "0000" }
  var lastDay: String { days?.last.description ?? "9999" }
}

extension Ledger {
  /// Gives each visit that has open doses, by number, until `body` answers false.
  ///
  /// Two queries walk the index of open doses side by side, so the work depends on what is open,
  /// not on the history.
  public func eachOpenVisit(
    _ filter: OpenVisitFilter = OpenVisitFilter(), _ body: (OpenVisit) throws -> Bool
  ) throws {
    try translating(operation: nil) {
      try connection.prepared(Ledger.openDoses) { doses in
        try connection.prepared(Ledger.openParties) { parties in
          try doses.bindAll(filter.first, filter.last, filter.firstDay, filter.lastDay)
          try parties.bindAll(filter.first, filter.last, filter.firstDay, filter.lastDay)
          try Ledger.merge(&doses, &parties, body)
        }
      }
    }
  }

  /// The visit with this number, when it has open doses.
  public func openVisit(_ id: Encounter.ID) throws -> OpenVisit? {
    var visit: OpenVisit?
    try eachOpenVisit(OpenVisitFilter(only: id)) {
      visit = $0
      return false
    }
    return visit
  }

  // `w` is the first open dose of each visit `f`; `d` are all live doses of that patient and day.
  // CROSS JOIN keeps the order in which SQLite walks, so that nothing needs sorting.
  private static let openDoses: SQL = """
    SELECT f.id, e.*, d.*,
      CASE WHEN d.claim_id IS NOT NULL AND d.encounter_id <> f.id THEN
        (SELECT y.payer_id FROM claim k
          CROSS JOIN payer_version q ON q.id = k.payer_version_id
          CROSS JOIN payer y ON y.id = q.payer_row
          WHERE k.id = d.claim_id)
      END,
      CASE WHEN d.claim_id IS NOT NULL AND d.encounter_id <> f.id THEN
        (SELECT group_concat(rtrim(l.code || '-' || replace(l.modifiers, ' ', '-'), '-'), ' ')
          FROM claim_line l
          WHERE l.claim_id = d.claim_id AND (l.kind = 'administration' OR l.kind = 'visit'))
      END
    FROM dose w INDEXED BY dose_open
    CROSS JOIN encounter f ON f.id = w.encounter_id
    CROSS JOIN encounter e INDEXED BY encounter_by_date
      ON e.patient_id = f.patient_id AND e.date_of_service = f.date_of_service
    CROSS JOIN dose d INDEXED BY dose_by_encounter ON d.encounter_id = e.id
      AND d.disposition IS NOT 'voided'
    WHERE w.disposition IS NULL AND w.encounter_id BETWEEN ?1 AND ?2
      AND f.date_of_service BETWEEN ?3 AND ?4
      AND NOT EXISTS (SELECT 1 FROM dose x INDEXED BY dose_open
        WHERE x.encounter_id = w.encounter_id AND x.disposition IS NULL AND x.id < w.id)
    ORDER BY w.encounter_id
    """

  private static let openParties: SQL = """
    SELECT f.id, p.id, v.id, p.mrn, v.last_name, v.first_name, v.middle_name, v.birth_date, v.sex,
      v.address1, v.address2, v.city, v.state, v.zip, v.phone,
      c.id, cv.id, y.payer_id, c.priority, c.effective_from, cv.effective_to, cv.member_id,
      cv.group_number, cv.relationship, cv.subscriber_last_name, cv.subscriber_first_name,
      cv.subscriber_middle_name, cv.subscriber_birth_date, cv.subscriber_sex
    FROM dose w INDEXED BY dose_open
    CROSS JOIN encounter f ON f.id = w.encounter_id
    CROSS JOIN patient p ON p.id = f.patient_id
    CROSS JOIN patient_version v ON v.patient_id = p.id AND v.version = p.version
    LEFT JOIN coverage c ON c.patient_id = p.id AND c.effective_from <= f.date_of_service
    LEFT JOIN coverage_version cv ON cv.coverage_id = c.id AND cv.version = c.version
      AND (cv.effective_to IS NULL OR cv.effective_to >= f.date_of_service)
    LEFT JOIN payer y ON y.id = c.payer_row
    WHERE w.disposition IS NULL AND w.encounter_id BETWEEN ?1 AND ?2
      AND f.date_of_service BETWEEN ?3 AND ?4
      AND NOT EXISTS (SELECT 1 FROM dose x INDEXED BY dose_open
        WHERE x.encounter_id = w.encounter_id AND x.disposition IS NULL AND x.id < w.id)
    ORDER BY w.encounter_id
    """

  private static func merge(
    _ doses: inout Statement, _ parties: inout Statement, _ body: (OpenVisit) throws -> Bool
  ) throws {
    var hasDose = try doses.step()
    var hasParty = try parties.step()
    while hasDose {
      let focus = try doses.row.int64(0)
      guard hasParty, try parties.row.int64(0) == focus else {
        throw LedgerError.damaged("encounter \(focus) has no patient")
      }
      let patient = try storedPatient(parties.row, at: 1)
      var coverages: [Stored<Coverage>] = []
      while hasParty, try parties.row.int64(0) == focus {
        if try !parties.row.isNull(16) { coverages.append(try storedCoverage(parties.row, at: 15)) }
        hasParty = try parties.step()
      }
      var group = VisitGroup()
      while hasDose, try doses.row.int64(0) == focus {
        try group.add(doses.row, focus: focus)
        hasDose = try doses.step()
      }
      guard let visit = group.visit(patient: patient, coverages: coverages) else { continue }
      guard try body(visit) else { return }
    }
  }
}

/// The rows of one visit and of the other visits of the day, as they arrive.
private struct VisitGroup {
  var encounter: Encounter?
  var open: [Dose] = []
  var billed: [Dose] = []
  var sameDay = SameDayRows()

  mutating func add(_ row: borrowing Row, focus: Int64) throws {
    let dose = try Ledger.storedDose(row, at: 11)
    guard dose.encounter.number == focus else { return try sameDay.add(dose, row) }
    if encounter == nil { encounter = try Ledger.storedEncounter(row, at: 1).encounter }
    switch dose.disposition {
    case nil: open.append(dose.dose)
    case .billed: billed.append(dose.dose)
    case .selfPay, .noCharge, .voided: break
    }
  }

  func visit(patient: Stored<Patient>, coverages: [Stored<Coverage>]) -> OpenVisit? {
    guard let encounter else { return nil }
    let order = { (left: Dose, right: Dose) in (left.id?.number ?? 0) < (right.id?.number ?? 0) }
    let policies = coverages.sorted {
      ($0.value.priority, $1.value.effectiveFrom, $1.row)
        < ($1.value.priority, $0.value.effectiveFrom, $0.row)
    }
    return OpenVisit(
      encounter: encounter, patient: patient, coverages: policies, policies: policies,
      open: open.sorted(by: order), billed: billed.sorted(by: order), sameDay: sameDay)
  }
}
