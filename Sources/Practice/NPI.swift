/// A national provider identifier: ten digits, first 1 or 2, with a check digit (837P guide §1.4).
public struct NPI: CheckedText {
  /// Ten digits.
  public let text: String

  /// Reads ten digits and checks Luhn over `80840` and the number.
  public init(_ text: String) throws(InvalidValue) {
    let digits = Characters.trimmed(text)
    guard digits.utf8.count == 10, Characters.areDigits(digits.utf8) else {
      throw InvalidValue(kind: "NPI", value: text, reason: "must have ten digits")
    }
    guard digits.hasPrefix("1") || digits.hasPrefix("2") else {
      throw InvalidValue(kind: "NPI", value: text, reason: "must begin with 1 or 2")
    }
    guard NPI.luhnSum(of: digits) % 10 == 0 else {
      throw InvalidValue(
        kind: "NPI", value: text, reason: "has a wrong check digit; look for a mistyped digit")
    }
    self.text = digits
  }

  package init(stored text: String) { self.text = text }

  /// The Luhn sum with the constant 24 that the prefix 80840 contributes.
  private static func luhnSum(of digits: String) -> Int {
    var sum = 24
    for (offset, byte) in digits.utf8.reversed().enumerated() {
      let digit = Int(byte - 0x30)
      let doubled = offset % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum
  }
}
