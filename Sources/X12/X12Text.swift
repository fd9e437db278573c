import Text

/// Text as X12 can carry it.
public enum X12Text {
  /// The text in the basic character set: upper case, accents stripped (`É` to `E`, `ß` to
  /// `SS`), delimiters and white space made blanks, everything else dropped, blanks squeezed and
  /// trimmed. `changed` tells whether more than the case of the letters A to Z was changed, so
  /// that it can be reported.
  public static func fold(
    _ text: String, delimiters: Delimiters = .standard
  ) -> (text: String, changed: Bool) {
    let folded = fold(text, keeping: X12Characters.basic.removing(delimiters)) {
      delimiters.contains($0)
    }
    let changed = !folded.elementsEqual(text.utf8.lazy.map(upper))
    return (String(decoding: folded, as: UTF8.self), changed)
  }

  /// The text in a character set of its own, in the same way: for forms that are no X12.
  public static func fold(_ text: String, keeping allowed: X12Characters) -> String {
    String(decoding: fold(text, keeping: allowed) { _ in false }, as: UTF8.self)
  }

  private static func fold(
    _ text: String, keeping allowed: X12Characters, blanking separates: (UInt8) -> Bool
  ) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let byte = UInt8(exactly: scalar.value), byte < 0x80 {
        append(upper(byte), to: &folded, allowed, separates)
      } else {
        for byte in LatinFolding.fold(scalar).utf8 {
          append(byte, to: &folded, allowed, separates)
        }
      }
    }
    if folded.last == blank { folded.removeLast() }
    return folded
  }

  private static let blank = UInt8(ascii: " ")

  private static func upper(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
  }

  private static func append(
    _ byte: UInt8, to folded: inout [UInt8], _ allowed: X12Characters,
    _ separates: (UInt8) -> Bool
  ) {
    let isWhite = byte == blank || (byte >= 9 && byte <= 13)
    if isWhite || separates(byte) {
      if let last = folded.last, last != blank { folded.append(blank) }
    } else if allowed.contains(byte) {
      folded.append(byte)
    }
  }

  /// The amount of a number of type R in cents: an optional minus, digits with an optional point,
  /// no exponent. Zeros beyond two decimals are allowed, anything else there is not.
  static func cents(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    var magnitude: Int64 = 0
    var digits = 0
    var decimals: Int?
    for byte in bytes.dropFirst(isNegative ? 1 : 0) {
      if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
        continue
      }
      guard byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") else { return nil }
      digits += 1
      if let places = decimals, places == 2 {
        if byte != UInt8(ascii: "0") { return nil }
        continue
      }
      guard let next = scaled(magnitude, adding: byte - UInt8(ascii: "0")) else { return nil }
      magnitude = next
      decimals = decimals.map { $0 + 1 }
    }
    if digits == 0 { return nil }
    for _ in (decimals ?? 0)..<2 {
      guard let next = scaled(magnitude, adding: 0) else { return nil }
      magnitude = next
    }
    return isNegative ? -magnitude : magnitude
  }

  private static func scaled(_ value: Int64, adding digit: UInt8) -> Int64? {
    let (product, overflow) = value.multipliedReportingOverflow(by: 10)
    let (sum, carry) = product.addingReportingOverflow(Int64(digit))
    return overflow || carry ? nil : sum
  }
}
