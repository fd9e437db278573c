import Coding
import Practice
import Storage

/// "What would this be?": doses of one visit that nobody gave, for a patient who is nobody.
public struct CodeQuestion: Sendable {
  /// The doses.
  public var doses: [Dose]
  /// The visit: what it says of place and supervision is asked for, what it does not say is as
  /// usual.
  public var encounter: Encounter
  /// The clinicians of the ledger, where there is one.
  public var clinicians: [Provider]
  /// The age of the patient in whole years.
  public var age: Int
  /// Who would pay.
  public var payer: Payer
  /// Whether the payer is one of the ledger, whose habits can be set, and not a class.
  public var isPayerKnown: Bool
  /// The payer's habits on the day.
  public var settings: PayerSettings
  /// The practice's charges, where there is a ledger.
  public var fees: FeeSchedule
  /// The diagnosis codes that were imported.
  public var diagnosisCodes = DiagnosisCodes()
  /// How much rules matter to the payer, where that was changed.
  public var severities: [RuleID: Finding.Severity] = [:]

  /// A question.
  public init(
    doses: [Dose], encounter: Encounter, clinicians: [Provider], age: Int, payer: Payer,
    isPayerKnown: Bool, settings: PayerSettings, fees: FeeSchedule
  ) {
    self.doses = doses
    self.encounter = encounter
    self.clinicians = clinicians
    self.age = age
    self.payer = payer
    self.isPayerKnown = isPayerKnown
    self.settings = settings
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
      // Only what staff give needs a supervisor (R31).
      given[index].givenByCredential =
        try given[index].givenByCredential ?? Credential(isSupervisionAsked ? "RN" : "MD")
    }
    var asked = encounter
    asked.id = RecordID(0)
    asked.provider = try encounter.provider ?? NPI("1888888801")
    // Whom nobody named is nobody's question.
    if encounter.provider == nil, encounter.supervisingProvider == nil {
      asked.supervisingProvider = asked.provider
    }
    // Staff who were named are supervised as somebody says, not as usual (R31).
    asked.supervisionMode = encounter.supervisionMode ?? (isStaffNamed ? nil : .inPerson)
    var visit = Visit(
      encounter: asked, doses: given,
      patient: Patient(
        mrn: try MRN("-"), name: PersonName(last: try Line("-"), first: nil),
        birthDate: birthDate, sex: .unknown, address: nil, phone: nil),
      coverage: try Coverage(
        payer: payer.id, priority: .primary, memberID: try PartnerID("0"), groupNumber: nil,
        relationship: .patientIsSubscriber, subscriber: nil, effectiveFrom: .beginning,
        effectiveTo: nil),
      payer: payer, provider: try asked.provider.map(clinician),
      supervisingProvider: try asked.supervisingProvider.map(clinician),
      settings: settings, fees: fees, today: asked.date)
    visit.diagnosisCodes = diagnosisCodes
    visit.severities = severities
    var decision = Coding.decide(visit, tables: tables)
    decision.findings.removeAll { Self.beside.contains($0.rule) && !isAbout($0) }
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

  /// Whether the question says how the giving was supervised.
  private var isSupervisionAsked: Bool {
    encounter.supervisionMode != nil || encounter.supervisingProvider != nil
  }

  private var isStaffNamed: Bool {
    doses.contains { $0.givenByCredential?.needsSupervisor == true }
  }

  /// Whether a finding about the record is about something that was asked.
  private func isAbout(_ finding: Finding) -> Bool {
    switch finding.rule {
    case "R31": isSupervisionAsked || isStaffNamed
    case "R43": encounter.provider != nil
    // A drug that was typed among the services is left out, which the answer has to say.
    case "R65": finding.field == "services"
    case "R86": finding.field == "place_of_service"
    default: false
    }
  }

  /// A clinician of the ledger; another one is taken for a physician.
  private func clinician(_ npi: NPI) throws -> Provider {
    try clinicians.first { $0.npi == npi }
      ?? Provider(
        npi: npi, name: PersonName(last: try Line(npi.text), first: nil),
        credential: try Credential("MD"), taxonomy: nil)
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
    let date = encounter.date
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

  /// How much rules matter to a payer on a day, where that was changed.
  public func severities(of payer: Payer, on day: Day) throws -> [RuleID: Finding.Severity] {
    SeverityBook(try ledger.severities().map(\.entry)).severities(payer.id, on: day)
  }
}
