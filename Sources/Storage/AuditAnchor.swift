import Practice

/// An entry of the audit with its hash, noted outside of the ledger: it proves that what was there
/// then is there still. The chain alone cannot tell that its end was cut off.
public struct AuditAnchor: Hashable, Sendable, CustomStringConvertible {
  /// The number of the entry.
  public let entry: Int64
  /// Its hash, in hexadecimal.
  public let hash: String

  init(entry: Int64, hash: String) {
    self.entry = entry
    self.hash = hash
  }

  /// Reads `101:` and the hash, as it was printed.
  public init(_ text: String) throws(InvalidValue) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let entry = Int64(parts[0]), entry > 0, parts[1].utf8.count == 64,
      parts[1].utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else {
      throw InvalidValue(
        kind: "anchor", value: text,
        reason: "must be a number and a hash, as printed by: shots check --anchor")
    }
    self.init(entry: entry, hash: parts[1].lowercased())
  }

  /// `101:` and the hash.
  public var description: String { "\(entry):\(hash)" }
}
