import Practice
import SQLite

/// What else the patient had on the day of a visit, as it is read row by row.
public struct SameDayRows: Sendable {
  /// Live doses of the patient's other visits on the day.
  public private(set) var doses: [StoredDose] = []
  /// Those visits.
  public private(set) var visits: [Encounter] = []
  /// What the claims that account for those doses say beside their drugs.
  public private(set) var claimServices: [Claim.ID: [OtherService]] = [:]
  /// The payers that have claims of those visits.
  public private(set) var payers: [Encounter.ID: PayerID] = [:]

  /// Takes in a dose of another visit, from a row that has the visit in the columns from 1 on and
  /// the payer and the services of the dose's claim in its last two. The doses of a visit come one
  /// after the other.
  mutating func add(_ dose: StoredDose, _ row: borrowing Row) throws {
    doses.append(dose)
    if visits.last?.id != dose.encounter {
      visits.append(try Ledger.storedEncounter(row, at: 1).encounter)
    }
    guard case .billed(let claim) = dose.disposition, claimServices[claim] == nil else { return }
    let (payer, services) = (row.columnCount - 2, row.columnCount - 1)
    payers[dose.encounter] = try row.value(payer)
    claimServices[claim] = try row.isNull(services) ? [] : try row.services(services)
  }
}
