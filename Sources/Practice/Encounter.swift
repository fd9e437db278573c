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
  /// Diagnoses in order, at most twelve (HI).
  public var diagnoses: [Diagnosis]
  /// Other services of the visit, in order.
  public var otherServices: [OtherService]

  /// The most diagnoses that a claim carries (R69, 837P HI).
  public static let mostDiagnoses = 12

  /// A visit. Refuses more than twelve diagnoses and one that is named twice (837P HI).
  public init(
    id: ID? = nil, reference: Reference? = nil, date: Day, provider: NPI?,
    supervisingProvider: NPI? = nil, supervisionMode: SupervisionMode? = nil,
    placeOfService: PlaceOfService? = .office, diagnoses: [Diagnosis],
    otherServices: [OtherService] = []
  ) throws(InvalidValue) {
    guard diagnoses.count <= Encounter.mostDiagnoses else {
      throw InvalidValue(
        kind: "diagnoses", value: diagnoses.map(\.text).joined(separator: ";"),
        reason: "are more than the \(Encounter.mostDiagnoses) that a claim carries")
    }
    for (index, diagnosis) in diagnoses.enumerated() where diagnoses[..<index].contains(diagnosis) {
      throw InvalidValue(kind: "diagnoses", value: diagnosis.text, reason: "is named twice")
    }
    self.id = id
    self.reference = reference
    self.date = date
    self.provider = provider
    self.supervisingProvider = supervisingProvider
    self.supervisionMode = supervisionMode
    self.placeOfService = placeOfService
    self.diagnoses = diagnoses
    self.otherServices = otherServices
  }
}

/// A service of the visit beside its doses: an office visit, a test, with its modifiers.
public struct OtherService: Hashable, Sendable, CustomStringConvertible {
  /// The code.
  public var code: HCPCS
  /// At most four modifiers.
  public var modifiers: [Modifier]
  /// How many; one unless written `81002 x2`.
  public var units: Int

  /// A service with its modifiers.
  public init(code: HCPCS, modifiers: [Modifier], units: Int = 1) {
    self.code = code
    self.modifiers = modifiers
    self.units = units
  }

  /// Reads `99213-25`, `99213-25-GC`, `94640x2`; a modifier that is written twice counts once.
  public init(_ text: String) throws(InvalidValue) {
    var body = Characters.uppercased(Characters.trimmed(text))
    var units = 1
    if let mark = body.lastIndex(of: "X"), mark > body.startIndex,
      let count = Int(Characters.trimmed(String(body[body.index(after: mark)...]))),
      body.distance(from: body.startIndex, to: mark) >= 5
    {
      guard (1...999).contains(count) else {
        throw InvalidValue(
          kind: "service", value: text, reason: "must have between 1 and 999 units")
      }
      units = count
      body = Characters.trimmed(String(body[..<mark]))
    }
    let parts = body.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 5 else {
      throw InvalidValue(
        kind: "service", value: text,
        reason: "must be a code with at most four modifiers, like 99213-25"
      )
    }
    code = try HCPCS(String(first))
    var modifiers: [Modifier] = []
    for part in parts.dropFirst() {
      let modifier = try Modifier(String(part))
      // Said twice it says nothing more, and a line has room for four (837P 2400 SV101).
      if !modifiers.contains(modifier) { modifiers.append(modifier) }
    }
    self.modifiers = modifiers
    self.units = units
  }

  /// `99213-25`, `94640x2`.
  public var description: String {
    ([code.text] + modifiers.map(\.text)).joined(separator: "-") + (units == 1 ? "" : "x\(units)")
  }
}

/// A list of values written in one cell, separated by semicolons, commas or blanks.
public enum ListText {
  /// Reads every entry; the first bad one is refused.
  public static func parse<Value>(
    _ text: String, _ make: (String) throws(InvalidValue) -> Value
  ) throws(InvalidValue) -> [Value] {
    var values: [Value] = []
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == " " || $0 == "\n" }) {
      values.append(try make(String(part)))
    }
    return values
  }
}
