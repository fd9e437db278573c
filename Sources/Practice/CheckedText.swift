/// A text that is valid by construction: codes, identifiers and names.
///
/// The canonical form is kept (trimmed, upper-cased where the code set says so), so equal values
/// compare equal.
public protocol CheckedText: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The canonical text.
  var text: String { get }
  /// Parses and checks `text`.
  init(_ text: String) throws(InvalidValue)
}

extension CheckedText {
  /// The canonical text.
  public var description: String { text }

  /// Byte order of the canonical texts.
  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  /// The value of a text that may be empty: nil when there is nothing but blanks.
  public static func optional(_ text: String) throws(InvalidValue) -> Self? {
    Characters.trimmed(text).isEmpty ? nil : try Self(text)
  }
}

/// Byte-level questions about short texts.
package enum Characters {
  /// The text without leading and trailing blanks, tabs and line ends.
  package static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    if first == bytes.startIndex, bytes.index(after: last) == bytes.endIndex { return text }
    return String(text[first...last])
  }

  /// Whether the byte is a blank, a tab or part of a line end.
  package static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Whether the byte is `0`–`9`.
  package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether the byte is `A`–`Z`.
  package static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  /// Whether every byte is a digit and there is at least one.
  package static func areDigits(_ text: some Collection<UInt8>) -> Bool {
    !text.isEmpty && text.allSatisfy(isDigit)
  }

  /// ASCII upper case; other characters are left alone.
  package static func uppercased(_ text: String) -> String {
    guard text.utf8.contains(where: isLower) else { return text }
    return String(decoding: text.utf8.map { isLower($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
  }

  /// The position (1-based, in characters) of the first control character or NUL, if any.
  package static func controlPosition(_ text: String) -> Int? {
    var position = 0
    for scalar in text.unicodeScalars {
      position += 1
      if scalar.value < 0x20 || (scalar.value >= 0x7F && scalar.value < 0xA0) { return position }
    }
    return nil
  }
}
