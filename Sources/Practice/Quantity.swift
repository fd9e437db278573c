/// An exact decimal number with at most six decimals: doses, volumes, NDC quantities.
public struct Quantity: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number in millionths.
  public let millionths: Int64

  /// How many millionths make one.
  public static let one: Int64 = 1_000_000
  /// Zero.
  public static let zero = Quantity(millionths: 0)

  /// A number of `millionths`.
  public init(millionths: Int64) { self.millionths = millionths }

  /// A whole number. Values beyond the range are held at its end.
  public init(_ whole: Int) {
    let (product, overflow) = Int64(whole).multipliedReportingOverflow(by: Quantity.one)
    millionths = overflow ? (whole < 0 ? Int64.min : Int64.max) : product
  }

  /// Reads `60`, `0.5`, `.5`, `-2.4`, `1000000`. No exponent, no commas.
  public init(_ text: String) throws(InvalidValue) {
    let body = Characters.trimmed(text)
    var negative = false
    var whole: Int64 = 0
    var decimals = 0
    var seenPoint = false
    var digits = 0
    for (offset, byte) in body.utf8.enumerated() {
      switch byte {
      case 0x2D where offset == 0: negative = true
      case 0x2E where !seenPoint: seenPoint = true
      case 0x30...0x39:
        digits += 1
        if seenPoint { decimals += 1 }
        if decimals > 6 {
          guard byte == 0x30 else { throw Quantity.refusal(text, "has at most six decimals") }
          continue
        }
        let (tens, high) = whole.multipliedReportingOverflow(by: 10)
        let (sum, low) = tens.addingReportingOverflow(Int64(byte - 0x30))
        guard !high, !low else { throw Quantity.refusal(text, "is too large") }
        whole = sum
      default: throw Quantity.refusal(text, "must be a plain decimal number, like 0.5")
      }
    }
    guard digits > 0 else {
      throw Quantity.refusal(text, "must be a plain decimal number, like 0.5")
    }
    for _ in min(decimals, 6)..<6 {
      let (tens, overflow) = whole.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw Quantity.refusal(text, "is too large") }
      whole = tens
    }
    millionths = negative ? -whole : whole
  }

  /// Reads `2`, `2mL` or `2 mL`.
  public init(milliliters text: String) throws(InvalidValue) {
    let lower = Characters.trimmed(text).lowercased()
    self = try Quantity(lower.hasSuffix("ml") ? String(lower.dropLast(2)) : lower)
  }

  private static func refusal(_ text: String, _ reason: String) -> InvalidValue {
    InvalidValue(kind: "number", value: text, reason: reason)
  }

  /// The number without trailing zeros: `0.5`, `60`.
  public var description: String {
    let magnitude = millionths.magnitude
    let unit = UInt64(Quantity.one)
    var text = "\(millionths < 0 ? "-" : "")\(magnitude / unit)"
    var fraction = magnitude % unit
    guard fraction > 0 else { return text }
    var width = 6
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    let digits = String(fraction)
    text += "." + String(repeating: "0", count: width - digits.utf8.count) + digits
    return text
  }

  /// Smaller numbers first.
  public static func < (left: Quantity, right: Quantity) -> Bool {
    left.millionths < right.millionths
  }

  /// The number times `factor` as a whole number; nil when it is not whole or too large.
  public func scaled(by factor: Int64) -> Int64? {
    let (product, overflow) = millionths.multipliedReportingOverflow(by: factor)
    guard !overflow, product % Quantity.one == 0 else { return nil }
    return product / Quantity.one
  }

  /// This number times `other`, rounded down to six decimals; nil when it is too large.
  public func times(_ other: Quantity) -> Quantity? {
    let product = Int128(millionths) * Int128(other.millionths) / Int128(Quantity.one)
    return Int64(exactly: product).map(Quantity.init(millionths:))
  }

  /// The sum; nil when it is too large.
  public func adding(_ other: Quantity) -> Quantity? {
    let (sum, overflow) = millionths.addingReportingOverflow(other.millionths)
    return overflow ? nil : Quantity(millionths: sum)
  }
}
