import Practice
import SQLite

/// What the practice charges for one unit of a code, from a day on.
public struct Fee: Hashable, Sendable {
  /// The code.
  public var code: HCPCS
  /// The charge for one unit.
  public var amount: Money
  /// The first day of service.
  public var effectiveFrom: Day

  /// A charge.
  public init(code: HCPCS, amount: Money, effectiveFrom: Day) {
    self.code = code
    self.amount = amount
    self.effectiveFrom = effectiveFrom
  }
}

extension Ledger {
  /// Every charge that is in force for some day, by code and day.
  public func fees() throws -> [Fee] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT code, effective_from, amount_cents FROM fee f
        WHERE id = (SELECT max(id) FROM fee
          WHERE code = f.code AND effective_from = f.effective_from)
        ORDER BY code, effective_from
        """
      ) { Fee(code: try $0.value(0), amount: try $0.money(2), effectiveFrom: try $0.day(1)) }
    }
  }

  /// The fee schedule of the practice.
  public func feeSchedule() throws -> FeeSchedule {
    var schedule = FeeSchedule()
    for fee in try fees() { schedule.add(fee.code, amount: fee.amount, from: fee.effectiveFrom) }
    return schedule
  }

  /// Saves a charge; another amount for the same code and day takes its place, and the old one is
  /// kept.
  public func saveFee(_ fee: Fee) throws -> Verdict {
    let existing = try connection.first(
      """
      SELECT amount_cents FROM fee WHERE code = ?1 AND effective_from = ?2
      ORDER BY id DESC LIMIT 1
      """, fee.code, fee.effectiveFrom
    ) { try $0.money(0) }
    if existing == fee.amount { return .same }
    try connection.run(
      "INSERT INTO fee (code, effective_from, amount_cents) VALUES (?1, ?2, ?3)", fee.code,
      fee.effectiveFrom, fee.amount)
    return existing == nil ? .new : .changed
  }
}
