/// What saving did.
public enum Verdict: String, CaseIterable, Sendable {
  /// It was not there before.
  case new
  /// It was there, just so.
  case same
  /// It was there and says something else now; the earlier version is kept.
  case changed
}

/// A party at the version that is in force, with the numbers that a claim points at.
public struct Stored<Party: Sendable>: Sendable {
  /// Number of the party.
  public let row: Int64
  /// Number of the version, which claims point at.
  public let version: Int64
  /// The party as that version says.
  public let value: Party
}
