/// The service lines of one encounter, one payer and one rendering provider, frozen as they are
/// sent.
public struct Claim: Hashable, Sendable {
  /// Number of the claim in the ledger.
  public typealias ID = RecordID<Claim>

  /// The number that every answer repeats (CLM01).
  public var number: ClaimNumber
  /// Original, replacement or void (CLM05-3).
  public var frequency: Frequency
  /// The practice as it was.
  public var billingProvider: BillingProvider
  /// The rendering provider as it was.
  public var renderingProvider: Provider
  /// The supervising provider as it was, when the claim names one (2310D).
  public var supervisingProvider: Provider?
  /// The payer as it was.
  public var payer: Payer
  /// The policy as it was.
  public var coverage: Coverage
  /// The patient as it was.
  public var patient: Patient
  /// Date of service.
  public var date: Day
  /// Place of service (CLM05-1).
  public var placeOfService: PlaceOfService
  /// Diagnoses in order (HI).
  public var diagnoses: [Diagnosis]
  /// Service lines in order, from 1; at most fifty. Every charge is there.
  public var lines: [Line]
  /// Claim note (NTE), when the payer needs one.
  public var note: String?
  /// What most claims do not say: other providers, dates, numbers, other payers.
  @Seldom public var details: ClaimDetails
  /// Whether there are ``details``.
  public var hasDetails: Bool { !_details.isBlank }

  /// Original, replacement or void (CLM05-3).
  public enum Frequency: String, CaseIterable, Sendable {
    /// The first claim for these services.
    case original = "1"
    /// In place of an earlier one.
    case replacement = "7"
    /// Takes an earlier one back.
    case void = "8"
  }

  /// A line of a claim: a service line whose charge is known.
  public struct Line: Hashable, Sendable {
    /// What is billed.
    public var service: ServiceLine
    /// The charge for all units together (SV102).
    public var charge: Money
    /// What most lines do not say: other days, places, providers and numbers.
    @Seldom public var details: LineDetails
    /// Whether there are ``details``.
    public var hasDetails: Bool { !_details.isBlank }

    /// A line with its charge.
    public init(service: ServiceLine, charge: Money, details: LineDetails? = nil) {
      self.service = service
      self.charge = charge
      if let details { self.details = details }
    }
  }

  /// The most lines of a claim (837P 2400).
  public static let mostLines = 50

  /// A claim.
  public init(
    number: ClaimNumber, frequency: Frequency = .original, billingProvider: BillingProvider,
    renderingProvider: Provider, supervisingProvider: Provider? = nil, payer: Payer,
    coverage: Coverage, patient: Patient, date: Day, placeOfService: PlaceOfService,
    diagnoses: [Diagnosis], lines: [Line], note: String? = nil,
    details: ClaimDetails? = nil
  ) {
    self.number = number
    self.frequency = frequency
    self.billingProvider = billingProvider
    self.renderingProvider = renderingProvider
    self.supervisingProvider = supervisingProvider
    self.payer = payer
    self.coverage = coverage
    self.patient = patient
    self.date = date
    self.placeOfService = placeOfService
    self.diagnoses = diagnoses
    self.lines = lines
    self.note = note
    if let details { self.details = details }
  }

  /// The sum of the lines (CLM02).
  public var total: Money { lines.lazy.map(\.charge).total }

  /// The control number of a line (REF*6R): the claim number and the position from 1, unique for
  /// ever.
  public func lineControlNumber(_ position: Int) -> String { "\(number.text)-\(position)" }

  /// What a line says instead of ``lineControlNumber(_:)``, when it says something else.
  public func controlNumber(of line: Line, at position: Int) -> String {
    line.hasDetails
      ? line.details.controlNumber?.text ?? lineControlNumber(position)
      : lineControlNumber(position)
  }

  /// The first and the last day of the services.
  public var days: (first: Day, last: Day) {
    var days = (first: date, last: date)
    for line in lines where line.hasDetails {
      let details = line.details
      let first = details.date ?? date
      days = (min(days.first, first), max(days.last, first, details.through ?? first))
    }
    return days
  }
}
