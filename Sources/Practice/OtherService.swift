/// A service of the visit beside its doses: an office visit, a test, with its modifiers.
public struct OtherService: Hashable, Sendable, CustomStringConvertible {
  /// The code.
  public var code: HCPCS
  /// At most four modifiers.
  public var modifiers: [Modifier]
  /// How many; one unless written `81002 x2`.
  public var units: Int

  /// A service with its modifiers.
  public init(code: HCPCS, modifiers: [Modifier], units: Int = 1) {
    self.code = code
    self.modifiers = modifiers
    self.units = units
  }

  /// Reads `99213-25`, `99213-25-GC`, `94640x2`; a modifier that is written twice counts once.
  public init(_ text: String) throws(InvalidValue) {
    var body = Characters.uppercased(Characters.trimmed(text))
    var units = 1
    if let mark = body.lastIndex(of: "X"), mark > body.startIndex,
      let count = Int(Characters.trimmed(String(body[body.index(after: mark)...]))),
      body.distance(from: body.startIndex, to: mark) >= 5
    {
      guard (1...999).contains(count) else {
        throw InvalidValue(
          kind: "service", value: text, reason: "must have between 1 and 999 units")
      }
      units = count
      body = Characters.trimmed(String(body[..<mark]))
    }
    let parts = body.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 5 else {
      throw InvalidValue(
        kind: "service", value: text,
        reason: "must be a code with at most four modifiers, like 99213-25"
      )
    }
    code = try HCPCS(String(first))
    var modifiers: [Modifier] = []
    for part in parts.dropFirst() {
      // What nobody typed cannot be quoted.
      guard !part.isEmpty else {
        throw InvalidValue(
          kind: "service", value: text, reason: "must have a modifier behind each hyphen")
      }
      let modifier = try Modifier(String(part))
      // Said twice it says nothing more, and a line has room for four (837P 2400 SV101).
      if !modifiers.contains(modifier) { modifiers.append(modifier) }
    }
    self.modifiers = modifiers
    self.units = units
  }

  /// `99213-25`, `94640x2`.
  public var description: String {
    ([code.text] + modifiers.map(\.text)).joined(separator: "-") + (units == 1 ? "" : "x\(units)")
  }
}
