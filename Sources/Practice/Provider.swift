/// A clinician by NPI: rendering, ordering or supervising.
public struct Provider: Hashable, Sendable {
  /// The number that claims carry.
  public var npi: NPI
  /// Name (2310B NM103, NM104).
  public var name: PersonName
  /// Letters after the name; decides whether the person can bill (R43).
  public var credential: Credential
  /// Taxonomy (2310B PRV03).
  public var taxonomy: Taxonomy?

  /// A clinician.
  public init(npi: NPI, name: PersonName, credential: Credential, taxonomy: Taxonomy?) {
    self.npi = npi
    self.name = name
    self.credential = credential
    self.taxonomy = taxonomy
  }
}
