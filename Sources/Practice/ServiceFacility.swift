/// A place where services are given that is not the practice's own address (837P 2310C, 2420C;
/// CMS-1500 box 32).
public struct ServiceFacility: Hashable, Sendable {
  /// Its name (NM103).
  public var name: Line
  /// Its NPI; none when the place is part of the practice (NM109).
  public var npi: NPI?
  /// Its address, with a ZIP code of nine digits (N3, N4).
  public var address: Address

  /// A place with its address.
  public init(name: Line, npi: NPI? = nil, address: Address) {
    self.name = name
    self.npi = npi
    self.address = address
  }
}

/// A practice's own short id of a facility, like `GENHOSP`.
public struct FacilityID: CheckedText {
  /// One to 30 upper-case printable characters without blanks.
  public let text: String

  /// Reads `genhosp`.
  public init(_ text: String) throws(InvalidValue) {
    self.text = Characters.uppercased(try Names.key(text, kind: "facility", longest: 30))
  }

  package init(stored text: String) { self.text = text }
}
