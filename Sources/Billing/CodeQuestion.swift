import Coding
import Practice
import Storage

/// "What would this be?": doses of one visit that nobody gave, for a patient who is nobody.
public struct CodeQuestion: Sendable {
  /// The doses.
  public var doses: [Dose]
  /// The day of service.
  public var date: Day
  /// The age of the patient in whole years.
  public var age: Int
  /// Who would pay.
  public var payer: Payer
  /// Whether the payer is one of the ledger, whose habits can be set, and not a class.
  public var isPayerKnown: Bool
  /// The payer's habits on the day.
  public var settings: PayerSettings
  /// Diagnoses in order.
  public var diagnoses: [Diagnosis]
  /// Other services of the visit.
  public var services: [OtherService]
  /// The practice's charges, where there is a ledger.
  public var fees: FeeSchedule

  /// A question.
  public init(
    doses: [Dose], date: Day, age: Int, payer: Payer, isPayerKnown: Bool, settings: PayerSettings,
    diagnoses: [Diagnosis], services: [OtherService], fees: FeeSchedule
  ) {
    self.doses = doses
    self.date = date
    self.age = age
    self.payer = payer
    self.isPayerKnown = isPayerKnown
    self.settings = settings
    self.diagnoses = diagnoses
    self.services = services
    self.fees = fees
  }

  /// Rules about the record, the people and the charges, which a question says nothing about.
  private static let beside: Set<RuleID> = [
    "R31", "R43", "R45", "R59", "R65", "R66", "R67", "R69", "R71", "R78", "R86",
  ]

  /// The lines, and what the coding rules say; nothing about missing paperwork.
  public func answer(_ tables: ReferenceTables) throws -> Decision {
    var given = doses
    for index in given.indices {
      given[index].id = RecordID(Int64(index + 1))
      given[index].givenBy = try given[index].givenBy ?? Line("-")
      // Who gave it decides whether there is anything to bill (R22), so what was said stands.
      given[index].givenByCredential = try given[index].givenByCredential ?? Credential("MD")
    }
    let npi = try NPI("1888888801")
    let visit = Visit(
      encounter: Encounter(
        id: RecordID(0), date: date, provider: npi, supervisionMode: .inPerson,
        diagnoses: diagnoses, otherServices: services),
      doses: given,
      patient: Patient(
        mrn: try MRN("-"), name: PersonName(last: try Line("-"), first: nil),
        birthDate: birthDate, sex: .unknown, address: nil, phone: nil),
      coverage: try Coverage(
        payer: payer.id, priority: .primary, memberID: try PartnerID("0"), groupNumber: nil,
        relationship: .patientIsSubscriber, subscriber: nil, effectiveFrom: .beginning,
        effectiveTo: nil),
      payer: payer,
      provider: Provider(
        npi: npi, name: PersonName(last: try Line("-"), first: nil),
        credential: try Credential("MD"), taxonomy: nil),
      settings: settings, fees: fees, today: date)
    var decision = Coding.decide(visit, tables: tables)
    // A drug that was typed among the services is left out, which the answer has to say (R65).
    decision.findings.removeAll {
      Self.beside.contains($0.rule) && !($0.rule == "R65" && $0.field == "services")
    }
    // There is no dose to correct: what would mend it is said without a command.
    for index in decision.findings.indices {
      decision.findings[index].dose = nil
      if !isPayerKnown || decision.findings[index].fix?.hasPrefix("shots payer set") != true {
        decision.findings[index].fix = nil
        decision.findings[index].choices = []
      }
    }
    return decision
  }

  /// The lines for each class of payers that writes other ones, with the usual habits of the class.
  public func alternatives(
    to decision: Decision, _ tables: ReferenceTables
  ) throws -> [(payerClass: PayerClass, lines: [ServiceLine])] {
    var others: [(payerClass: PayerClass, lines: [ServiceLine])] = []
    for payerClass in PayerClass.allCases where payerClass != payer.payerClass {
      guard tables.settingsSource(for: payerClass) != nil else { continue }
      var question = self
      question.payer.payerClass = payerClass
      question.settings = tables.settings(for: payerClass)
      let lines = try question.answer(tables).lines
      let same = lines.elementsEqual(decision.lines) {
        $0.codeWithModifiers == $1.codeWithModifiers && $0.units == $1.units
      }
      if !same { others.append((payerClass, lines)) }
    }
    return others
  }

  /// Somebody who has this age on the day.
  private var birthDate: Day {
    let (year, month, day) = date.components
    return Day(year: year - age, month: month, day: day)
      ?? Day(year: year - age, month: month, day: day - 1) ?? date
  }
}

extension Desk {
  /// The habits of a payer on a day.
  public func settings(of payer: Payer, on day: Day) throws -> PayerSettings {
    try ledger.read { try Registry(ledger, tables).settings(payer.id, on: day) }
  }
}
