/// A set of characters that data may contain, within ASCII.
public struct X12Characters: Hashable, Sendable {
  // One bit for each of the 128 characters: a test costs two instructions.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// The set of these characters; those outside ASCII are not in it.
  public init(_ characters: String) {
    for byte in characters.utf8 where byte < 128 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
  }

  private static let basicText = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"&'()*+,-./:;?="

  /// The basic character set, which every partner takes.
  public static let basic = X12Characters(basicText)

  /// The extended character set, by agreement with the partner.
  public static let extended = X12Characters(
    basicText + "abcdefghijklmnopqrstuvwxyz%@[]_{}\\|<>#$^`~")

  /// The set without the four delimiters.
  func removing(_ delimiters: Delimiters) -> X12Characters {
    var rest = self
    for byte in [
      delimiters.element, delimiters.repetition, delimiters.component, delimiters.segment,
    ] {
      if byte < 64 {
        rest.low &= ~(1 << UInt64(byte))
      } else {
        rest.high &= ~(1 << UInt64(byte & 63))
      }
    }
    return rest
  }

  /// Whether the character is in the set.
  public func contains(_ byte: UInt8) -> Bool {
    if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
    return byte < 128 && high >> UInt64(byte & 63) & 1 == 1
  }
}
