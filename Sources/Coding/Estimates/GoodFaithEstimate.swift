import Practice

/// A good-faith estimate as it is given to the patient (R83). What is nil or empty is missing.
public struct GoodFaithEstimate: Hashable, Sendable {
  /// The patient.
  public var patient: PersonName?
  /// The patient's birth date.
  public var birthDate: Day?
  /// The main service in plain words.
  public var service: Line?
  /// Whether a visit is scheduled; then ``visitOn`` belongs to the estimate.
  public var isScheduled: Bool
  /// The day of the main service.
  public var visitOn: Day?
  /// Everything that is expected, also from other providers.
  public var items: [Item]
  /// The providers of the items.
  public var providers: [Party]
  /// Where it happens.
  public var place: Line?
  /// The state where it happens.
  public var state: StateCode?
  /// Services that are scheduled separately: empty when there are none, nil when nothing is said.
  public var separateServices: [Line]?
  /// What the patient is told beside the numbers.
  public var disclaimers: Set<Disclaimer>
  /// How a repeated service repeats; nil for a single one.
  public var recurrence: Recurrence?

  /// One expected service.
  public struct Item: Hashable, Sendable {
    /// The code.
    public var code: HCPCS?
    /// In plain words.
    public var words: Line?
    /// The diagnoses that it is for.
    public var diagnoses: [Diagnosis]
    /// The expected charge.
    public var charge: Money?

    /// An expected service.
    public init(code: HCPCS?, words: Line?, diagnoses: [Diagnosis], charge: Money?) {
      self.code = code
      self.words = words
      self.diagnoses = diagnoses
      self.charge = charge
    }
  }

  /// Somebody who will bill.
  public struct Party: Hashable, Sendable {
    /// Name.
    public var name: Line?
    /// NPI.
    public var npi: NPI?
    /// Tax number.
    public var taxID: TaxID?

    /// A provider of the estimate.
    public init(name: Line?, npi: NPI?, taxID: TaxID?) {
      self.name = name
      self.npi = npi
      self.taxID = taxID
    }
  }

  /// The three statements that every estimate makes.
  public enum Disclaimer: String, Word {
    /// More services may turn out to be needed.
    case moreServices = "more_services"
    /// It is an estimate only.
    case estimateOnly = "estimate_only"
    /// The patient may dispute the bill, and that does not affect care.
    case mayDispute = "may_dispute"

    /// "disclaimer".
    public static let kind = "disclaimer"

    /// In words for the person who writes the estimate.
    public var words: String {
      switch self {
      case .moreServices: "that more services are possible"
      case .estimateOnly: "that it is only an estimate"
      case .mayDispute: "that the patient may dispute the bill without losing care"
      }
    }
  }

  /// A service that repeats, for at most twelve months.
  public struct Recurrence: Hashable, Sendable {
    /// How many days lie between two services.
    public var everyDays: Int?
    /// How many services there are.
    public var count: Int?

    /// How a service repeats.
    public init(everyDays: Int?, count: Int?) {
      self.everyDays = everyDays
      self.count = count
    }
  }

  /// An estimate, as complete as it is.
  public init(
    patient: PersonName?, birthDate: Day?, service: Line?, isScheduled: Bool = true,
    visitOn: Day?, items: [Item], providers: [Party], place: Line?, state: StateCode?,
    separateServices: [Line]?, disclaimers: Set<Disclaimer>, recurrence: Recurrence? = nil
  ) {
    self.patient = patient
    self.birthDate = birthDate
    self.service = service
    self.isScheduled = isScheduled
    self.visitOn = visitOn
    self.items = items
    self.providers = providers
    self.place = place
    self.state = state
    self.separateServices = separateServices
    self.disclaimers = disclaimers
    self.recurrence = recurrence
  }

  /// The sum of the expected charges, for each time the service is given; nil while one is
  /// missing or the sum is too large.
  public var total: Money? {
    var charges: [Money] = []
    for item in items {
      guard let charge = item.charge else { return nil }
      charges.append(charge)
    }
    return charges.total.times(recurrence?.count ?? 1)
  }
}

extension GoodFaithEstimate {
  /// R83: what the estimate lacks, in words, in the order of the form.
  public var missing: [String] {
    missingOfPatient + missingOfItems + missingOfProviders + missingOfStatements
  }

  /// R83: an error while something is missing.
  public var finding: Finding? {
    let missing = missing
    guard !missing.isEmpty else { return nil }
    return Finding(
      rule: "R83", severity: .error, field: "estimate",
      message: "The estimate is not complete. Missing: \(missing.joined(separator: "; ")).")
  }

  private var missingOfPatient: [String] {
    var words: [String] = []
    if patient == nil { words.append("the patient's name") }
    if birthDate == nil { words.append("the birth date") }
    if service == nil { words.append("the main service in plain words") }
    if isScheduled, visitOn == nil { words.append("the day of the visit") }
    return words
  }

  private var missingOfItems: [String] {
    guard !items.isEmpty else { return ["the list of expected services"] }
    var words: [String] = []
    if items.contains(where: { $0.diagnoses.isEmpty }) { words.append("a diagnosis code") }
    if items.contains(where: { $0.code == nil }) { words.append("a service code") }
    if items.contains(where: { $0.charge == nil }) { words.append("an expected charge") }
    return words
  }

  private var missingOfProviders: [String] {
    guard !providers.isEmpty else { return ["the providers with NPI and tax number"] }
    var words: [String] = []
    if providers.contains(where: { $0.name == nil }) { words.append("a provider's name") }
    if providers.contains(where: { $0.npi == nil }) { words.append("a provider's NPI") }
    if providers.contains(where: { $0.taxID == nil }) { words.append("a provider's tax number") }
    if place == nil { words.append("the place of the services") }
    if state == nil { words.append("the state") }
    return words
  }

  private var missingOfStatements: [String] {
    var words: [String] = []
    if separateServices == nil {
      words.append("the list of services that are scheduled separately, or that there are none")
    }
    for disclaimer in Disclaimer.allCases where !disclaimers.contains(disclaimer) {
      words.append("the statement \(disclaimer.words)")
    }
    guard let recurrence else { return words }
    guard let every = recurrence.everyDays, let count = recurrence.count, every > 0, count > 0
    else { return words + ["how often the service repeats and how many times"] }
    // From the first to the last service: at most twelve months.
    let (span, isTooLong) = every.multipliedReportingOverflow(by: count - 1)
    if isTooLong || span > 365 { words.append("an end within twelve months of the first service") }
    return words
  }
}

/// R84: the bill beside the estimate.
public enum EstimateOverrun {
  /// From this much above the estimate on, the patient may dispute the bill.
  static let threshold = Money(cents: 40_000)
  /// Within so many days of the bill.
  static let daysToDispute = 120

  /// Whether the bill is so far above that the patient may dispute it, and until when.
  public static func finding(estimate: Money, bill: Money, billedOn: Day?) -> Finding? {
    guard bill.cents - estimate.cents >= threshold.cents else { return nil }
    let last = billedOn.map { ", until \($0.adding(days: daysToDispute))" } ?? ""
    return Finding(
      rule: "R84", severity: .warning, field: "bill",
      message: "This bill (\(bill)) is at least 400 dollars above the estimate (\(estimate)). The"
        + " patient may dispute it within \(daysToDispute) days of the bill\(last).")
  }
}
