/// The id of a rule of `coding-rules.md`: `R57`.
public struct RuleID: CheckedText, ExpressibleByStringLiteral {
  /// `R57`.
  public let text: String

  /// A rule id that is written in the program.
  public init(stringLiteral text: String) { self.text = text }

  /// Reads `R57` or `r57`.
  public init(_ text: String) throws(InvalidValue) {
    let id = Characters.uppercased(Characters.trimmed(text))
    guard id.utf8.count == 3, id.hasPrefix("R"), Characters.areDigits(id.dropFirst().utf8) else {
      throw InvalidValue(kind: "rule", value: text, reason: "must be R and two digits, like R57")
    }
    self.text = id
  }

  package init(stored text: String) { self.text = text }
}
