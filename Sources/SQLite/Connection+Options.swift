extension Connection {
  /// What a connection may do with its file.
  public enum Access: Sendable {
    /// Reads an existing file.
    case readOnly
    /// Reads and writes an existing file.
    case readWrite
    /// Reads and writes; a file that does not exist is created, for its owner only (mode 0600).
    case create
  }

  /// How to open a file.
  public struct Options: Sendable {
    /// What the connection may do.
    public var access: Access

    /// How long to wait for a lock of another connection: `sqlite3_busy_timeout`.
    ///
    /// A backstop only; the queue of writers is a lock of the ledger.
    public var busyTimeoutMilliseconds: Int

    /// Refuses a path with a symbolic link in any part: `SQLITE_OPEN_NOFOLLOW`.
    public var noFollow: Bool

    /// The longest text, blob or row in bytes: `SQLITE_LIMIT_LENGTH`.
    ///
    /// 16 MB: the largest thing in a row is one batch of claims, about 1 KB each.
    public var maximumValueBytes: Int

    /// Thirty seconds is longer than any wait that was measured.
    public init(
      access: Access = .readWrite,
      busyTimeoutMilliseconds: Int = 30_000,
      noFollow: Bool = true,
      maximumValueBytes: Int = 16 << 20
    ) {
      self.access = access
      self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
      self.noFollow = noFollow
      self.maximumValueBytes = maximumValueBytes
    }
  }
}
