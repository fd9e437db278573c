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
  /// What kind of id that is (ISA05); `ZZ` unless the receiver says otherwise.
  public var submitterQualifier: InterchangeQualifier
  /// The receiver of the files (1000B NM109, ISA08, GS03).
  public var receiverID: PartnerID
  /// What kind of id that is (ISA07).
  public var receiverQualifier: InterchangeQualifier
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

    /// Reads `production`, `test` or the letter of ISA15.
    public init(_ text: String) throws(InvalidValue) {
      switch text.lowercased() {
      case "production", "p": self = .production
      case "test", "t": self = .test
      default: throw InvalidValue(kind: "usage", value: text, reason: "must be production or test")
      }
    }

    /// `production` or `test`; ``init(_:)`` reads it.
    public var word: String { self == .production ? "production" : "test" }
  }

  /// A practice with everything that a claim file needs.
  public init(
    name: Line, npi: NPI, taxID: TaxID, taxIDKind: TaxID.Kind, taxonomy: Taxonomy?,
    address: Address, payToAddress: Address? = nil, phone: Telephone?, contactName: Line,
    contactPhone: Telephone, timeZone: Line, submitterID: PartnerID,
    submitterQualifier: InterchangeQualifier = .mutuallyDefined, receiverID: PartnerID,
    receiverQualifier: InterchangeQualifier = .mutuallyDefined, receiverName: Line,
    usage: Usage = .production
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

/// What kind of id a sender or receiver of files has (ISA05, ISA07; 005010X222A1).
public enum InterchangeQualifier: String, Word {
  /// A D-U-N-S number.
  case duns = "01"
  /// A D-U-N-S number with a suffix.
  case dunsWithSuffix = "14"
  /// A health industry number.
  case healthIndustry = "20"
  /// The number that Medicare gave a carrier.
  case carrier = "27"
  /// The number that Medicare gave a fiscal intermediary.
  case fiscalIntermediary = "28"
  /// The number that Medicare gave a provider.
  case medicareProvider = "29"
  /// A federal tax number.
  case taxID = "30"
  /// The number of the insurance commissioners (NAIC).
  case insurer = "33"
  /// What both sides agreed on.
  case mutuallyDefined = "ZZ"

  /// "id qualifier".
  public static let kind = "id qualifier"
}

extension PartnerID {
  /// Reads the id of a sender or receiver of files: the header has room for 15 characters
  /// (ISA06, ISA08), and other places take no fewer than two (NM109, GS02).
  public init(interchange text: String) throws(InvalidValue) {
    try self.init(text)
    guard (2...15).contains(self.text.utf8.count) else {
      throw InvalidValue(kind: "id", value: text, reason: "must have 2 to 15 characters")
    }
  }
}
