/// The practice's charges, by code and date.
public struct FeeSchedule: Sendable {
  private var entries: [HCPCS: [(from: Day, amount: Money)]] = [:]

  /// No fees.
  public init() {}

  /// Adds the charge per unit of a code from a day on.
  public mutating func add(_ code: HCPCS, amount: Money, from day: Day) {
    entries[code, default: []].append((day, amount))
    entries[code]?.sort { $0.from < $1.from }
  }

  /// The charge of one unit on the day; nil when the practice has not set one.
  public func amount(of code: HCPCS, on day: Day) -> Money? {
    entries[code]?.last { $0.from <= day }?.amount
  }
}
