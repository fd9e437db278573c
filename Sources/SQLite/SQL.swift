/// The text of one SQL statement, written in the source code.
///
/// It is built from a `StaticString` only, so a value can never be interpolated into it: values are
/// bound. The address of the literal is the key of the statement cache; the text is never hashed.
public struct SQL: ExpressibleByStringLiteral, Sendable {
  /// The literal.
  public let literal: StaticString

  /// Takes the literal that stands where an `SQL` is expected.
  public init(stringLiteral literal: StaticString) {
    self.init(literal)
  }

  /// Takes a literal that is known by another name, such as a constant of a repository.
  public init(_ literal: StaticString) {
    precondition(literal.hasPointerRepresentation, "one character is not a statement")
    self.literal = literal
  }

  /// Where the UTF-8 text of the literal starts; a zero byte follows its last one.
  var start: UnsafePointer<UInt8> { literal.utf8Start }

  /// The number of bytes before the final zero byte.
  var count: Int { literal.utf8CodeUnitCount }

  /// What the statement cache knows it by.
  var key: StatementCache.Key { StatementCache.Key(start: start, count: count) }
}
