/// The four bytes that structure an interchange. There is no escape mechanism: none of them can
/// occur in data.
public struct Delimiters: Hashable, Sendable {
  /// What a delimiter separates.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Elements, repetitions of one, components of one, or segments.
    case element, repetition, component, segment
  }

  /// Between elements; the fourth byte of the file.
  public let element: UInt8
  /// Between repetitions of an element; ISA11.
  public let repetition: UInt8
  /// Between the components of an element; ISA16.
  public let component: UInt8
  /// At the end of a segment; the byte after ISA16.
  public let segment: UInt8

  /// The usual ones: `*`, `^`, `:` and `~`.
  public static let standard = Delimiters(
    unchecked: UInt8(ascii: "*"), UInt8(ascii: "^"), UInt8(ascii: ":"), UInt8(ascii: "~"))

  /// Delimiters that follow the rules: all different, and none a letter, digit, blank or minus.
  public init(
    element: UInt8, repetition: UInt8, component: UInt8, segment: UInt8
  ) throws(X12Error) {
    self.init(unchecked: element, repetition, component, segment)
    if let kind = fault { throw X12Error(kind) }
  }

  init(unchecked element: UInt8, _ repetition: UInt8, _ component: UInt8, _ segment: UInt8) {
    self.element = element
    self.repetition = repetition
    self.component = component
    self.segment = segment
  }

  /// The first broken rule.
  var fault: X12Error.Kind? {
    let all = [element, repetition, component, segment]
    for (byte, role) in zip(all, Role.allCases) where !Self.isUsable(byte) {
      return .unusableDelimiter(role)
    }
    return Set(all).count == all.count ? nil : .duplicateDelimiter
  }

  /// Whether a byte is one of the four.
  public func contains(_ byte: UInt8) -> Bool {
    byte == element || byte == repetition || byte == component || byte == segment
  }

  // Bytes above 127 could be parts of a UTF-8 character, so they are refused as well.
  private static func isUsable(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "-"), 0, 128...255:
      false
    default: true
    }
  }
}
