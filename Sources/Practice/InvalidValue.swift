/// A value that was refused at the door, with the reason in words for the person who typed it.
public struct InvalidValue: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the value was meant to be: "NPI", "date", "dose".
  public let kind: String
  /// The value as it was given, made safe by the caller before it is printed.
  public let value: String
  /// What is wrong with it and what a right one looks like, without a full stop.
  public let reason: String

  /// A refusal of `value` as a `kind`, because of `reason`.
  public init(kind: String, value: String, reason: String) {
    self.kind = kind
    self.value = value
    self.reason = reason
  }

  /// One sentence: `NPI "123": has ten digits`.
  public var description: String { "\(kind) \"\(value)\": \(reason)" }
}
