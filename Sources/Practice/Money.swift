/// An amount of US dollars, in whole cents.
///
/// Claims carry at most ten digits (837P data type R), so amounts outside ±99,999,999.99 are
/// refused.
public struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The amount in cents.
  public let cents: Int64

  /// The largest amount that a claim can carry, in cents: ten digits.
  public static let largestCents: Int64 = 9_999_999_999
  /// No money.
  public static let zero = Money(cents: 0)
  /// One cent, the charge of a penny line (R48).
  public static let penny = Money(cents: 1)

  /// An amount of `cents`, which the caller knows to be in range.
  public init(cents: Int64) { self.cents = cents }

  /// Reads `45`, `45.5`, `45.50`, `$45.50` or `1,234.50`.
  public init(_ text: String) throws(InvalidValue) {
    var body = Characters.trimmed(text)
    if body.hasPrefix("$") { body.removeFirst() }
    let plain = try Money.withoutThousands(body, original: text)
    let quantity: Quantity
    do { quantity = try Quantity(plain) } catch {
      throw InvalidValue(
        kind: "amount", value: text, reason: "must be dollars and cents, like 45.00")
    }
    guard let cents = quantity.scaled(by: 100) else {
      throw InvalidValue(kind: "amount", value: text, reason: "must have at most two decimals")
    }
    guard cents >= 0, cents <= Money.largestCents else {
      throw InvalidValue(
        kind: "amount", value: text,
        reason: "must be between 0 and 99999999.99, as a claim can carry")
    }
    self.cents = cents
  }

  static func withoutThousands(
    _ body: String, original: String
  ) throws(InvalidValue) -> String {
    guard body.contains(",") else { return body }
    let whole = body.prefix { $0 != "." }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    let wellFormed =
      groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
      && (1...3).contains(groups.first?.utf8.count ?? 0)
      && !body.dropFirst(whole.count).contains(",")
    guard wellFormed else {
      throw InvalidValue(kind: "amount", value: original, reason: "has misplaced commas")
    }
    return body.filter { $0 != "," }
  }

  /// Dollars and cents, always two decimals: `45.00`, `-3.05`.
  public var description: String {
    let magnitude = cents.magnitude
    let remainder = magnitude % 100
    return "\(cents < 0 ? "-" : "")\(magnitude / 100).\(remainder < 10 ? "0" : "")\(remainder)"
  }

  /// Smaller amounts first.
  public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }

  /// The sum; nil when it overflows.
  public func adding(_ other: Money) -> Money? {
    let (sum, overflow) = cents.addingReportingOverflow(other.cents)
    return overflow ? nil : Money(cents: sum)
  }

  /// This amount for each of `units`; nil when it is more than a claim can carry.
  public func times(_ units: Int) -> Money? {
    let (product, overflow) = cents.multipliedReportingOverflow(by: Int64(units))
    return overflow || product.magnitude > UInt64(Money.largestCents) ? nil : Money(cents: product)
  }
}

extension Sequence where Element == Money {
  /// The sum, held at the largest representable amount if it should ever overflow.
  ///
  /// Inlined, because each claim is added up several times: as a generic function of another module
  /// it took 6,000 instructions for two lines.
  @inlinable public var total: Money {
    reduce(Money.zero) { $0.adding($1) ?? Money(cents: Int64.max) }
  }
}
