/// Where a text stands in a field wider than itself.
public enum Alignment: Hashable, Sendable {
  /// At the beginning of the field.
  case left
  /// At the end of the field, as numbers are.
  case right
}
