/// The key of a drug in the reference table: its code, or `NONE-…` for a drug that has no code of
/// its own.
public struct DrugKey: CheckedText {
  /// `J1885`, `90715`, `NONE-ALLERGEN`.
  public let text: String

  /// Reads a code or a key of the table.
  public init(_ text: String) throws(InvalidValue) {
    let key = Characters.uppercased(Characters.trimmed(text))
    self.text =
      key.hasPrefix("NONE-") ? try Names.key(key, kind: "drug", longest: 40) : try HCPCS(key).text
  }

  package init(stored text: String) { self.text = text }

  /// The code that a claim can carry; nil for a drug that has none.
  public var code: HCPCS? { text.hasPrefix("NONE-") ? nil : HCPCS(stored: text) }
}

/// One administered drug: the unit of account of the ledger.
public struct Dose: Hashable, Sendable {
  /// The number of the dose in the ledger.
  public typealias ID = RecordID<Dose>

  /// Its number; nil before it is saved.
  public var id: ID?
  /// The reference it was imported with.
  public var reference: Reference?
  /// When it was given.
  public var time: TimeOfDay?
  /// Which drug.
  public var drug: DrugKey
  /// The package it came from.
  public var ndc: NDC?
  /// How much was given; above zero.
  public var amount: DoseAmount
  /// The volume that was given, in millilitres.
  public var volume: Quantity?
  /// How it was given; nil when the record does not say (R65).
  public var route: Route?
  /// Where on the body.
  public var site: Line?
  /// Batch of the package.
  public var lot: Line?
  /// Last day on which the batch may be used.
  public var expiry: Day?
  /// The kind of package.
  public var container: Container?
  /// What was thrown away from a single-dose container.
  public var waste: DoseAmount?
  /// Who paid for the stock.
  public var stockSource: StockSource
  /// The syringe; doses of one encounter with the same mark are one injection (R24).
  public var syringe: Line?
  /// Into how many injections the dose was split (R25); at least one.
  public var injections: Int
  /// A device that changes the administration code (R20).
  public var device: Device?
  /// Who gave it.
  public var givenBy: Line?
  /// The letters after that name; `PATIENT` when the patient injected themselves (R22).
  public var givenByCredential: Credential?
  /// Who counselled about a vaccine or antibody that day (R04, R10).
  public var counselledBy: Credential?
  /// Free text for the record.
  public var note: Line?

  /// The largest dose that is believed, per dimension: 100 g, a litre, a hundred million units, a
  /// hundred products.
  public static let largest: [DoseAmount] = [
    DoseAmount(value: Quantity(100), unit: .gram),
    DoseAmount(value: Quantity(1_000), unit: .milliliter),
    DoseAmount(value: Quantity(100_000_000), unit: .unit),
    DoseAmount(value: Quantity(100), unit: .dose),
  ]

  /// A dose. Refuses none at all, and more than anybody could inject.
  public init(
    id: ID? = nil, reference: Reference? = nil, time: TimeOfDay? = nil, drug: DrugKey,
    ndc: NDC? = nil, amount: DoseAmount, volume: Quantity? = nil, route: Route?,
    site: Line? = nil, lot: Line? = nil, expiry: Day? = nil, container: Container? = nil,
    waste: DoseAmount? = nil, stockSource: StockSource = .practice, syringe: Line? = nil,
    injections: Int = 1, device: Device? = nil, givenBy: Line? = nil,
    givenByCredential: Credential? = nil, counselledBy: Credential? = nil, note: Line? = nil
  ) throws(InvalidValue) {
    guard !amount.isZero else {
      throw InvalidValue(
        kind: "dose", value: amount.description, reason: "is nothing; a dose is more than 0")
    }
    if let limit = Dose.largest.first(where: { $0.unit.dimension == amount.unit.dimension }),
      limit.isLess(than: amount) == true
    {
      throw InvalidValue(
        kind: "dose", value: amount.description,
        reason: "is more than \(limit), which nobody injects; check the unit")
    }
    if let volume, volume.millionths < 0 || volume > Quantity(1_000) {
      throw InvalidValue(
        kind: "volume", value: "\(volume) mL", reason: "must be between 0 and 1000 mL")
    }
    guard (1...50).contains(injections) else {
      throw InvalidValue(
        kind: "injections", value: String(injections), reason: "must be between 1 and 50")
    }
    self.id = id
    self.reference = reference
    self.time = time
    self.drug = drug
    self.ndc = ndc
    self.amount = amount
    self.volume = volume
    self.route = route
    self.site = site
    self.lot = lot
    self.expiry = expiry
    self.container = container
    self.waste = waste.flatMap { $0.isZero ? nil : $0 }
    self.stockSource = stockSource
    self.syringe = syringe
    self.injections = injections
    self.device = device
    self.givenBy = givenBy
    self.givenByCredential = givenByCredential
    self.counselledBy = counselledBy
    self.note = note
  }
}
