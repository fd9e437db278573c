/// A national drug code in the eleven-digit form that claims carry (R59), kept as text with its
/// zeros.
public struct NDC: CheckedText {
  /// Eleven digits, 5-4-2, without hyphens.
  public let text: String

  /// Reads eleven digits, `12345-6789-01`, or a package label with hyphens (4-4-2, 5-3-2 or 5-4-1).
  ///
  /// Ten digits without hyphens are refused: it cannot be known which segment is short (R59).
  public init(_ text: String) throws(InvalidValue) {
    let trimmed = Characters.trimmed(text)
    let parts = trimmed.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ Characters.areDigits($0.utf8) }) else {
      throw NDC.refusal(text, "must have only digits and hyphens, like 00404-9996-01")
    }
    switch parts.count {
    case 1 where trimmed.utf8.count == 11: self.text = trimmed
    case 1 where trimmed.utf8.count == 10:
      throw NDC.refusal(
        text,
        "has ten digits without hyphens; type it with the hyphens of the label, so that the "
          + "short segment is known"
      )
    case 3: self.text = try NDC.padded(parts.map(String.init), original: text)
    default:
      throw NDC.refusal(text, "must have eleven digits, or ten with the hyphens of the label")
    }
    guard self.text.utf8.contains(where: { $0 != 0x30 }) else {
      throw NDC.refusal(text, "has only zeros")
    }
  }

  package init(stored text: String) { self.text = text }

  private static func padded(_ parts: [String], original: String) throws(InvalidValue) -> String {
    switch (parts[0].utf8.count, parts[1].utf8.count, parts[2].utf8.count) {
    case (5, 4, 2): parts[0] + parts[1] + parts[2]
    case (4, 4, 2): "0" + parts[0] + parts[1] + parts[2]
    case (5, 3, 2): parts[0] + "0" + parts[1] + parts[2]
    case (5, 4, 1): parts[0] + parts[1] + "0" + parts[2]
    default:
      throw refusal(
        original, "has segments of 5-4-2, or 4-4-2, 5-3-2 or 5-4-1 as labels print them")
    }
  }

  private static func refusal(_ text: String, _ reason: String) -> InvalidValue {
    InvalidValue(kind: "NDC", value: text, reason: reason)
  }

  /// The code with hyphens, 5-4-2, for people.
  public var hyphenated: String {
    text.prefix(5) + "-" + text.dropFirst(5).prefix(4) + "-" + text.suffix(2)
  }
}

/// The unit of an NDC quantity (837P CTP05, R60).
public enum NDCUnit: String, CaseIterable, Sendable {
  /// Millilitres: liquids.
  case milliliter = "ML"
  /// Each: powder vials, kits, syringes of powder.
  case unit = "UN"
  /// Grams: creams.
  case gram = "GR"
  /// International units: clotting factor.
  case internationalUnit = "F2"
  /// Milligrams.
  case milligram = "ME"
}

/// What a drug line says of the package that was used (837P 2410): code, quantity and unit.
public struct DrugIdentification: Hashable, Sendable {
  /// The code of the package.
  public let ndc: NDC
  /// How much of the package unit was given and billed on this line; above zero.
  public let quantity: Quantity
  /// The package unit.
  public let unit: NDCUnit

  /// The identification of a package used on one line.
  public init(ndc: NDC, quantity: Quantity, unit: NDCUnit) {
    self.ndc = ndc
    self.quantity = quantity
    self.unit = unit
  }
}
