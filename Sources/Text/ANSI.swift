/// Emphasis for terminals, which leaves text alone when it is not enabled.
///
/// The caller decides: enabled only when the output is a terminal, `NO_COLOR` is unset and
/// `TERM` is not `dumb`.
public struct ANSI: Hashable, Sendable {
  /// Whether emphasis is written at all.
  public let enabled: Bool

  /// A style that is on or off.
  public init(enabled: Bool) {
    self.enabled = enabled
  }

  /// No emphasis: files, pipes, tests.
  public static let plain = ANSI(enabled: false)

  /// Heavier letters.
  public func bold(_ text: String) -> String { wrap(text, 1, 22) }
  /// Lighter letters.
  public func dim(_ text: String) -> String { wrap(text, 2, 22) }
  /// Red letters.
  public func red(_ text: String) -> String { wrap(text, 31, 39) }
  /// Yellow letters.
  public func yellow(_ text: String) -> String { wrap(text, 33, 39) }
  /// Green letters.
  public func green(_ text: String) -> String { wrap(text, 32, 39) }

  // Each style is closed by its own code, not by a reset, so that they can be nested.
  private func wrap(_ text: String, _ on: Int, _ off: Int) -> String {
    enabled && !text.isEmpty ? "\u{1B}[\(on)m\(text)\u{1B}[\(off)m" : text
  }
}
