import Practice

/// A place of service with the default answer for injections (R37, R38).
public struct Place: Sendable {
  /// Whether the practice bills an injection that is given there.
  public enum Billing: String, Sendable {
    /// Normal.
    case yes
    /// Check who pays and who supervises (R38).
    case caution
    /// The practice does not bill it.
    case no
  }

  /// The code.
  public let code: PlaceOfService
  /// What it is, in our own words.
  public let name: String
  /// Whether Medicare pays the facility rate there.
  let isFacility: Bool
  /// The default answer, before the payer's settings.
  public let billing: Billing
  /// What to think of.
  public let note: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    code = try PlaceOfService(row[PlaceColumn.code])
    name = row[PlaceColumn.name]
    isFacility = row[PlaceColumn.setting] == "facility"
    billing = try ReferenceWord.read(row[PlaceColumn.billing], "bill_96372_professional")
    note = row[PlaceColumn.note]
  }

  static let embedded: (table: [PlaceOfService: Place], faults: [String]) = {
    let (places, faults) = ReferenceFile.placesOfService.rows(Place.init(_:))
    return (Dictionary(places.map { ($0.code, $0) }) { first, _ in first }, faults)
  }()
}

/// The columns of `place_of_service.csv`, in order.
enum PlaceColumn: Int, CaseIterable {
  case code
  case name
  case setting
  case billing
  case plan
  case note
  case message
  case source
}

/// A claim filing indicator with the class of payer that it fits (R45).
public struct FilingIndicator: Sendable {
  /// The code.
  public let code: ClaimFilingIndicator
  /// What it is, in our own words.
  public let label: String
  /// The class of payer; nil for one that practice claims never have (Medicare Part A).
  public let payerClass: PayerClass?
  /// What to think of.
  public let note: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    code = try ClaimFilingIndicator(row[FilingColumn.code])
    label = row[FilingColumn.label]
    payerClass = PayerClass(rawValue: row[FilingColumn.payerClass])
    note = row[FilingColumn.note]
  }

  /// The codes of the table, in order.
  public static var codes: [String] { embedded.table.keys.map(\.text).sorted() }

  static let embedded: (table: [ClaimFilingIndicator: FilingIndicator], faults: [String]) = {
    let (rows, faults) = ReferenceFile.filingIndicators.rows(FilingIndicator.init(_:))
    return (Dictionary(rows.map { ($0.code, $0) }) { first, _ in first }, faults)
  }()
}

/// The columns of `claim_filing_indicators.csv`, in order.
enum FilingColumn: Int, CaseIterable {
  case code
  case label
  case payerClass
  case medicareRules
  case note
  case source
}
