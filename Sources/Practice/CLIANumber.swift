/// The number of a laboratory's certificate (837P REF*X4): ten characters, `D` in the third place.
public struct CLIANumber: CheckedText {
  /// Ten upper-case characters.
  public let text: String

  /// Reads `14D0000001`.
  public init(_ text: String) throws(InvalidValue) {
    let code = Characters.uppercased(Characters.trimmed(text))
    let bytes = Array(code.utf8)
    guard bytes.count == 10, Characters.areDigits(bytes[..<2]), bytes[2] == 0x44,
      Characters.areDigits(bytes[3...])
    else {
      throw InvalidValue(
        kind: "CLIA number", value: text,
        reason: "must have two digits, D and seven digits, like 14D0000001")
    }
    self.text = code
  }

  package init(stored text: String) { self.text = text }
}
