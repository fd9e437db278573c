/// A fault in a JSON document and where it is. It names keys but never contains values.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// Nothing in the document.
    case empty
    /// The document ends before its value does.
    case unexpectedEnd
    /// Something else than what JSON allows here, which is given.
    case expected(String)
    /// Text behind the document's value.
    case trailingText
    /// A key that its object has already.
    case duplicateKey(String)
    /// A number JSON does not allow, such as `01` or `.5`.
    case badNumber
    /// An escape JSON does not allow.
    case badEscape
    /// Half of a surrogate pair.
    case loneSurrogate
    /// A control character inside a string, such as a line end.
    case controlCharacter
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// More than ``JSONParser/depthLimit`` objects and arrays inside each other.
    case tooDeep
  }

  /// What is wrong.
  public let kind: Kind
  /// The line, counted from 1.
  public let line: Int
  /// The character in the line, counted from 1.
  public let column: Int

  /// The fault in words with its place, as in "line 3, column 7: …".
  public var description: String { "line \(line), column \(column): \(reason)" }

  /// The fault in words, without its place.
  public var reason: String {
    switch kind {
    case .empty: "the document is empty"
    case .unexpectedEnd: "the document ends too early"
    case .expected(let what): "expected \(what)"
    case .trailingText: "text after the end of the document"
    case .duplicateKey(let key): "the key \"\(truncated(printable(key), to: 40))\" appears twice"
    case .badNumber: "not a number JSON allows"
    case .badEscape: "not an escape JSON allows"
    case .loneSurrogate: "half of a surrogate pair"
    case .controlCharacter: "a control character inside a string"
    case .invalidUTF8: "bytes that are not UTF-8"
    case .tooDeep: "more than \(JSONParser.depthLimit) objects and arrays inside each other"
    }
  }
}
