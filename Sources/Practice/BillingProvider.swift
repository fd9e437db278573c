/// The practice itself: the billing provider of its claims and the submitter of its files.
public struct BillingProvider: Hashable, Sendable {
  /// Name as registered with the payers (2010AA NM103).
  public var name: Line
  /// Organisation NPI (2010AA NM109).
  public var npi: NPI
  /// Tax number (2010AA REF).
  public var taxID: TaxID
  /// Which tax number it is.
  public var taxIDKind: TaxID.Kind
  /// Taxonomy (2000A PRV03).
  public var taxonomy: Taxonomy?
  /// Street address with a nine-digit ZIP; no box (2010AA N3, N4).
  public var address: Address
  /// Where payment goes, when elsewhere (2010AB).
  public var payToAddress: Address?
  /// Telephone of the practice (2010AA PER).
  public var phone: Telephone?
  /// Whom the receiver calls (1000A PER02).
  public var contactName: Line
  /// The telephone of the contact (1000A PER04).
  public var contactPhone: Telephone
  /// IANA time zone, like `America/Chicago`, in which "today" is reckoned.
  public var timeZone: Line
  /// The submitter id that the receiver gave (1000A NM109, ISA06, GS02).
  public var submitterID: PartnerID
  /// The qualifier of the submitter id (ISA05); `ZZ` unless the receiver says otherwise.
  public var submitterQualifier: String
  /// The receiver of the files (1000B NM109, ISA08, GS03).
  public var receiverID: PartnerID
  /// The qualifier of the receiver id (ISA07).
  public var receiverQualifier: String
  /// The receiver's name (1000B NM103).
  public var receiverName: Line
  /// Whether files are real or tests (ISA15).
  public var usage: Usage

  /// Whether a file is for real (837P ISA15).
  public enum Usage: String, CaseIterable, Sendable {
    /// Real claims.
    case production = "P"
    /// A test of the connection; nothing is paid.
    case test = "T"
  }

  /// A practice with everything that a claim file needs.
  public init(
    name: Line, npi: NPI, taxID: TaxID, taxIDKind: TaxID.Kind, taxonomy: Taxonomy?,
    address: Address, payToAddress: Address? = nil, phone: Telephone?, contactName: Line,
    contactPhone: Telephone, timeZone: Line, submitterID: PartnerID,
    submitterQualifier: String = "ZZ", receiverID: PartnerID, receiverQualifier: String = "ZZ",
    receiverName: Line, usage: Usage = .production
  ) {
    self.name = name
    self.npi = npi
    self.taxID = taxID
    self.taxIDKind = taxIDKind
    self.taxonomy = taxonomy
    self.address = address
    self.payToAddress = payToAddress
    self.phone = phone
    self.contactName = contactName
    self.contactPhone = contactPhone
    self.timeZone = timeZone
    self.submitterID = submitterID
    self.submitterQualifier = submitterQualifier
    self.receiverID = receiverID
    self.receiverQualifier = receiverQualifier
    self.receiverName = receiverName
    self.usage = usage
  }
}
