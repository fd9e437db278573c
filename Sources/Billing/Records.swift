import Coding
import Practice
import Storage

/// A habit of a payer on a day, and where it comes from.
public struct Habit: Sendable {
  /// Which habit.
  public let name: PayerSettings.Name
  /// Its text.
  public let value: String
  /// "default of medicare" or "set from 2026-01-01".
  public let source: String
}

extension Desk {
  /// Saves one record as an operation of its own.
  public func save<Result>(
    _ command: String, _ body: (Ledger) throws -> Result
  ) throws -> Result {
    try ledger.write(operation(command)) { try body(ledger) }
  }

  /// All habits of a payer on a day.
  public func habits(of payer: Payer, on day: Day) throws -> [Habit] {
    let defaults = tables.settings(for: payer.payerClass)
    let entries = try ledger.payerSettings().filter {
      $0.payer == payer.id && $0.effectiveFrom <= day
    }
    return PayerSettings.Name.allCases.map { name in
      if let entry = entries.last(where: { $0.name == name }) {
        return Habit(name: name, value: entry.value, source: "set from \(entry.effectiveFrom)")
      }
      return Habit(
        name: name, value: defaults.text(of: name), source: "default of \(payer.payerClass)")
    }
  }
}
