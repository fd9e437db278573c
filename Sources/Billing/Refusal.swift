import Practice

/// Why a use case would not do what was asked, in words for the person, with what mends it.
public struct Refusal: Error, Sendable, CustomStringConvertible {
  /// What kind of refusal it is; decides the exit status.
  public enum Kind: Sendable {
    /// A value that cannot be.
    case badData
    /// It is so already; nothing had to be done.
    case isSo
    /// A record that is not there.
    case notFound
    /// A check that failed.
    case check
    /// The target is taken by something else.
    case cannotCreate
    /// Reading or writing failed.
    case inputOutput
  }

  /// What kind of refusal it is.
  public let kind: Kind
  /// One or two sentences.
  public let description: String

  /// A refusal.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
