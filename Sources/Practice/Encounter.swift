/// One visit: patient, date of service, provider, place of service, diagnoses, other services.
public struct Encounter: Hashable, Sendable {
  /// The number of the encounter in the ledger.
  public typealias ID = RecordID<Encounter>

  /// Its number; nil before it is saved.
  public var id: ID?
  /// The reference it was imported with.
  public var reference: Reference?
  /// Date of service (2400 DTP*472).
  public var date: Day
  /// The clinician who bills (2310B); nil when the record does not say (R65).
  public var provider: NPI?
  /// The clinician who supervised (R31).
  public var supervisingProvider: NPI?
  /// How the giving was supervised (R31, R32).
  public var supervisionMode: SupervisionMode?
  /// Place of service (CLM05-1); nil when the record does not say (R65).
  public var placeOfService: PlaceOfService?
  /// Diagnoses in order, each once; a claim carries twelve of them (R88, 837P HI).
  public var diagnoses: [Diagnosis]
  /// Other services of the visit, in order.
  public var otherServices: [OtherService]

  /// The most diagnoses that a claim carries (R69, 837P HI).
  public static let mostDiagnoses = 12

  /// A visit. A diagnosis that is named twice counts once; how many a claim carries is a question
  /// of the claim (R88), because the visit has happened.
  public init(
    id: ID? = nil, reference: Reference? = nil, date: Day, provider: NPI?,
    supervisingProvider: NPI? = nil, supervisionMode: SupervisionMode? = nil,
    placeOfService: PlaceOfService? = .office, diagnoses: [Diagnosis],
    otherServices: [OtherService] = []
  ) {
    self.id = id
    self.reference = reference
    self.date = date
    self.provider = provider
    self.supervisingProvider = supervisingProvider
    self.supervisionMode = supervisionMode
    self.placeOfService = placeOfService
    self.diagnoses = Encounter.once(diagnoses)
    self.otherServices = otherServices
  }

  private static func once(_ diagnoses: [Diagnosis]) -> [Diagnosis] {
    guard diagnoses.count > 1, Set(diagnoses).count < diagnoses.count else { return diagnoses }
    return diagnoses.enumerated().filter { !diagnoses[..<$0.offset].contains($0.element) }
      .map(\.element)
  }
}
