import Practice
import SQLite

/// What a payer pays for one unit of a code, by contract or public schedule (R89, R93).
public struct AllowedAmount: Hashable, Sendable {
  /// Who pays it.
  public var payer: PayerID
  /// For which code.
  public var code: HCPCS
  /// Dollars for one unit; nil takes an amount back.
  public var perUnit: Quantity?
  /// The first day of service.
  public var effectiveFrom: Day
  /// The last day, included; nil while it goes on.
  public var effectiveTo: Day?
  /// The contract or schedule, by name.
  public var source: Line

  /// An amount. Refuses one that ends before it begins, a negative one and one beyond
  /// ``AllowedAmounts``.
  public init(
    payer: PayerID, code: HCPCS, perUnit: Quantity?, effectiveFrom: Day, effectiveTo: Day? = nil,
    source: Line
  ) throws(InvalidValue) {
    if let perUnit {
      var table = AllowedAmounts(name: "")
      try table.add(code, perUnit: perUnit, from: effectiveFrom, to: effectiveTo)
    }
    self.payer = payer
    self.code = code
    self.perUnit = perUnit
    self.effectiveFrom = effectiveFrom
    self.effectiveTo = effectiveTo
    self.source = source
  }
}

extension Ledger {
  /// Every allowed amount that is in force for some day, by payer, code and day.
  public func allowedAmounts() throws -> [AllowedAmount] {
    try translating(operation: nil) {
      var amounts: [AllowedAmount] = []
      try connection.each(
        """
        SELECT p.payer_id, a.code, a.per_unit_millionths, a.effective_from, a.effective_to,
          a.source
        FROM allowed_amount a JOIN payer p ON p.id = a.payer_row
        ORDER BY a.payer_row, a.code, a.effective_from, a.id
        """
      ) { row in
        let amount = try Ledger.allowedAmount(row)
        // A later row for the same code and first day stands for the one before.
        if let last = amounts.last, last.payer == amount.payer, last.code == amount.code,
          last.effectiveFrom == amount.effectiveFrom
        {
          amounts.removeLast()
        }
        amounts.append(amount)
      }
      return amounts.filter { $0.perUnit != nil }
    }
  }

  /// Saves an amount for a payer, code and first day; a difference adds a row.
  public func saveAllowedAmount(_ amount: AllowedAmount, payer: Int64) throws -> Verdict {
    let existing = try connection.first(
      """
      SELECT p.payer_id, a.code, a.per_unit_millionths, a.effective_from, a.effective_to, a.source
      FROM allowed_amount a JOIN payer p ON p.id = a.payer_row
      WHERE a.payer_row = ?1 AND a.code = ?2 AND a.effective_from = ?3
      ORDER BY a.id DESC LIMIT 1
      """, payer, amount.code, amount.effectiveFrom
    ) { try Ledger.allowedAmount($0) }
    if existing == amount { return .same }
    try connection.run(
      """
      INSERT INTO allowed_amount (
        payer_row, code, per_unit_millionths, effective_from, effective_to, source)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """,
      payer, amount.code, amount.perUnit, amount.effectiveFrom, amount.effectiveTo, amount.source)
    return existing == nil ? .new : .changed
  }

  private static func allowedAmount(_ row: borrowing Row) throws -> AllowedAmount {
    do {
      return try AllowedAmount(
        payer: try row.value(0), code: try row.value(1), perUnit: try row.optionalQuantity(2),
        effectiveFrom: try row.day(3), effectiveTo: try row.optionalDay(4),
        source: try row.value(5))
    } catch let error as InvalidValue {
      throw LedgerError.damaged("an allowed amount: \(error.kind) \(error.reason)")
    }
  }
}
