import Coding
import Practice
import Storage

extension Desk {
  /// Saves amounts that a payer pays, as one operation; answers how many are new or changed.
  public func keepAllowedAmounts(_ amounts: [AllowedAmount]) throws -> Int {
    try ledger.write(operation("fee allowed")) {
      let payers = Dictionary(
        uniqueKeysWithValues: try ledger.payers().map { ($0.value.id, $0.row) })
      var count = 0
      for amount in amounts {
        guard let payer = payers[amount.payer] else {
          throw Refusal(.notFound, "there is no payer \(amount.payer)")
        }
        if try ledger.saveAllowedAmount(amount, payer: payer) != .same { count += 1 }
      }
      return count
    }
  }

  /// Keeps the national Medicare amounts of the reference for a payer of the practice (R89),
  /// because the practice asked for them; answers how many are new or changed.
  public func keepNationalAmounts(for payer: PayerID) throws -> Int {
    let source = try Line(tables.medicareNational.name)
    return try keepAllowedAmounts(
      tables.medicareNational.all.map { amount in
        try AllowedAmount(
          payer: payer, code: amount.code, perUnit: amount.perUnit, effectiveFrom: amount.from,
          effectiveTo: amount.to, source: source)
      })
  }
}
