/// What a clinician ordered before the injection: drug, dose, route and how often (R67).
public struct Order: Hashable, Sendable {
  /// The number of the order in the ledger.
  public typealias ID = RecordID<Order>

  /// Its number; nil before it is saved.
  public var id: ID?
  /// The drug.
  public var drug: DrugKey
  /// How much is given each time.
  public var dose: DoseAmount
  /// How it is given.
  public var route: Route
  /// How often it is given.
  public var frequency: Frequency
  /// The first day of the order.
  public var validFrom: Day
  /// The last day, included; nil while it goes on.
  public var validTo: Day?
  /// When it was signed; nil while it is not.
  public var signedOn: Day?
  /// Whether the doses load or maintain (R73).
  public var phase: Phase
  /// Who ordered it (837P 2420E); nil when the record does not say.
  public var orderedBy: NPI?

  /// How often an order is to be carried out.
  public enum Frequency: Hashable, Sendable, CustomStringConvertible {
    /// One dose.
    case once
    /// Whenever the reason arises.
    case asNeeded
    /// One dose in so many days.
    case every(days: Int)

    /// Reads `once`, `as needed`, `prn`, `daily`, `weekly`, `monthly`, `every 14 days`, `14`.
    public init(_ text: String) throws(InvalidValue) {
      let word = Characters.trimmed(text).lowercased()
      switch word {
      case "once": self = .once
      case "as needed", "as_needed", "prn": self = .asNeeded
      case "daily": self = .every(days: 1)
      case "weekly": self = .every(days: 7)
      case "monthly": self = .every(days: 30)
      default:
        let number = word.split(separator: " ").filter { !["every", "day", "days"].contains($0) }
        guard number.count == 1, let days = Int(number[0]), (1...3_660).contains(days) else {
          throw InvalidValue(
            kind: "frequency", value: text,
            reason: "must be once, as needed, daily, weekly, monthly or a number of days, like 14")
        }
        self = .every(days: days)
      }
    }

    /// `once`, `as needed`, `every 30 days`; ``init(_:)`` reads it.
    public var description: String {
      switch self {
      case .once: "once"
      case .asNeeded: "as needed"
      case .every(1): "every 1 day"
      case .every(let days): "every \(days) days"
      }
    }

    /// After how many days the next dose is no longer early: a sixth of the interval before it is
    /// due, at most five days, which makes the 25 days of R73 for a monthly order.
    public var earliestDays: Int? {
      guard case .every(let days) = self else { return nil }
      return days - min(5, days / 6)
    }
  }

  /// What the doses of an order are for.
  public enum Phase: String, Word {
    /// The frequent doses of the beginning.
    case loading
    /// The doses that keep the effect.
    case maintenance

    /// "phase".
    public static let kind = "phase"
  }

  /// An order. Refuses one of nothing and one that ends before it begins.
  public init(
    id: ID? = nil, drug: DrugKey, dose: DoseAmount, route: Route, frequency: Frequency,
    validFrom: Day, validTo: Day? = nil, signedOn: Day?, phase: Phase = .maintenance,
    orderedBy: NPI? = nil
  ) throws(InvalidValue) {
    guard !dose.isZero else {
      throw InvalidValue(kind: "dose", value: dose.description, reason: "is nothing")
    }
    try Validity.check(validFrom, validTo, "valid_to")
    self.id = id
    self.drug = drug
    self.dose = dose
    self.route = route
    self.frequency = frequency
    self.validFrom = validFrom
    self.validTo = validTo
    self.signedOn = signedOn
    self.phase = phase
    self.orderedBy = orderedBy
  }

  /// Whether the order is in force on the day.
  public func covers(_ day: Day) -> Bool { Validity.holds(day, validFrom, validTo) }
}

/// A dose that the patient had before, here or elsewhere (R67, R73).
public struct PastDose: Hashable, Sendable {
  /// The drug.
  public var drug: DrugKey
  /// When it was given.
  public var date: Day

  /// A dose of an earlier day.
  public init(drug: DrugKey, date: Day) {
    self.drug = drug
    self.date = date
  }
}
