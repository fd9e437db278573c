import Coding
import Practice
import Storage

/// A dose that a repeating order makes due.
public struct DueDose: Sendable {
  /// Whose it is.
  public let patient: Patient
  /// The order.
  public let order: Order
  /// When the drug was given last; nil when it never was.
  public let last: Day?
  /// When the next one is due: an interval after the last, or when the order begins.
  public let due: Day
}

extension Desk {
  /// What repeating orders make due up to a day, the longest overdue first (R67).
  public func dueDoses(by day: Day) throws -> [DueDose] {
    try ledger.read {
      let orders: [Kept<Order>] = try kept(of: nil)
      let given = Dictionary(grouping: try ledger.lastGivenOfOrders(), by: \.patient)
      var due: [DueDose] = []
      for kept in orders {
        guard let id = kept.patient, let next = next(kept.fact, given[id] ?? []), next.due <= day,
          !isReplaced(kept, on: max(next.due, today), by: orders)
        else { continue }
        guard let patient = try ledger.patient(id: id)?.value else { continue }
        due.append(
          DueDose(patient: patient, order: kept.fact, last: next.last, due: next.due))
      }
      return due.sorted { ($0.due, $0.patient.mrn) < ($1.due, $1.patient.mrn) }
    }
  }

  /// Whether a later order of the patient for the drug is in force by then: a loading order beside
  /// the monthly one is one call, not two.
  private func isReplaced(_ order: Kept<Order>, on day: Day, by orders: [Kept<Order>]) -> Bool {
    orders.contains { other in
      guard case .every = other.fact.frequency else { return false }
      return other.patient == order.patient && other.number > order.number
        && other.fact.covers(day)
        && tables.isSameDrug(other.fact.drug, order.fact.drug, on: day)
    }
  }

  /// When the next dose of an order is due; nil when it does not repeat, or ended before.
  private func next(_ order: Order, _ given: [LastGiven]) -> (last: Day?, due: Day)? {
    guard case .every(let days) = order.frequency else { return nil }
    let last = given.filter { tables.isSameDrug($0.drug, order.drug, on: $0.day) }.map(\.day).max()
    let due = last.map { max($0.adding(days: days), order.validFrom) } ?? order.validFrom
    return order.covers(due) && order.covers(max(due, today)) ? (last, due) : nil
  }
}
