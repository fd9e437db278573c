/// What a payer pays per unit of a code: a contract, or a public fee schedule (R89, R93).
public struct AllowedAmounts: Hashable, Sendable {
  /// One amount with its days.
  private struct Entry: Hashable, Sendable {
    var from: Day
    var to: Day?
    var perUnit: Quantity
    var source: String?
  }

  /// Where the amounts come from, for the message: `Medicare, national`.
  public let name: String
  private var entries: [HCPCS: [Entry]] = [:]

  /// A table without amounts.
  public init(name: String) { self.name = name }

  /// Adds the dollars per unit of a code for some days. Drug limits have up to six decimals.
  public mutating func add(
    _ code: HCPCS, perUnit dollars: Quantity, from first: Day, to last: Day? = nil,
    source: String? = nil
  ) throws(InvalidValue) {
    guard dollars.millionths >= 0, dollars <= Quantity(99_999_999) else {
      throw InvalidValue(
        kind: "allowed amount", value: dollars.description, reason: "must be between 0 and 99999999"
      )
    }
    try Validity.check(first, last, "to")
    entries[code, default: []].append(
      Entry(from: first, to: last, perUnit: dollars, source: source))
  }

  /// Every amount with its days, by code and first day.
  public var all: [(code: HCPCS, perUnit: Quantity, from: Day, to: Day?)] {
    entries.flatMap { code, entries in entries.map { (code, $0.perUnit, $0.from, $0.to) } }
      .sorted { ($0.code, $0.from) < ($1.code, $1.from) }
  }

  /// The dollars per unit on the day; nil when the table does not have them. Of several the one
  /// that began last.
  public func perUnit(of code: HCPCS, on day: Day) -> Quantity? { entry(code, day)?.perUnit }

  /// Where the amount of a code on the day comes from.
  public func source(of code: HCPCS, on day: Day) -> String { entry(code, day)?.source ?? name }

  private func entry(_ code: HCPCS, _ day: Day) -> Entry? {
    entries[code]?.filter { Validity.holds(day, $0.from, $0.to) }.max { $0.from < $1.from }
  }

  /// The amount for all units of a line, rounded once to whole cents, half a cent upwards.
  public func amount(of code: HCPCS, units: Int, on day: Day) -> Money? {
    guard let perUnit = perUnit(of: code, on: day) else { return nil }
    let cent = Int128(Quantity.one) / 100
    let cents = (Int128(perUnit.millionths) * Int128(units) + cent / 2) / cent
    return Int64(exactly: cents).map(Money.init(cents:))
  }
}
