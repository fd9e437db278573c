import Practice

/// Everything that a decision depends on: a value without a store, a clock or a file.
public struct Visit: Sendable {
  /// The encounter.
  public var encounter: Encounter
  /// The open doses of the encounter, which are to be coded.
  public var doses: [Dose]
  /// Doses of the same encounter that are already on a claim. They are context for what comes
  /// later, they are not coded again, and the services of the visit are then not billed again.
  public var billedDoses: [Dose]
  /// Live doses of other encounters of the patient on the same day (R28, R29).
  public var sameDay: [SameDayDose]
  /// The patient.
  public var patient: Patient
  /// The primary coverage on the day; nil when there is none.
  public var coverage: Coverage?
  /// Secondary and tertiary coverages on the day.
  public var otherCoverages: [Coverage]
  /// The payer of the primary coverage.
  public var payer: Payer?
  /// The rendering provider; nil when the NPI is unknown.
  public var provider: Provider?
  /// The supervising provider; nil when none is named or the NPI is unknown.
  public var supervisingProvider: Provider?
  /// The payer's habits on the day: the defaults of its class with the practice's own.
  public var settings: PayerSettings
  /// The practice's charges.
  public var fees: FeeSchedule
  /// The patient's orders and the practice's standing ones (R67, R73); nil when the practice does
  /// not keep orders here, so that nothing is said of them.
  public var orders: [Order]?
  /// Whether every dose needs an order (R67); otherwise only those whose drug an order names.
  public var everyDoseNeedsOrder = true
  /// Doses of earlier days (R67, R73, R19).
  public var history: [PastDose] = []
  /// The payers' policies on drugs (R72, R74–R76).
  public var policies: [DrugPolicy] = []
  /// Approvals for the patient (R76).
  public var authorizations: [Authorization] = []
  /// What the patient was told before the service (R77).
  public var notices: [Notice] = []
  /// Stays and elections that move the bill (R80).
  public var stays: [Stay] = []
  /// Procedures whose follow-up the day may lie in (R41).
  public var globalPeriods: [GlobalPeriod] = []
  /// What the visit treats was caused by an accident (R79).
  public var accident: Accident?
  /// A group plan that may pay before Medicare (R79).
  public var employerPlan: EmployerPlan?
  /// What vaccine records have beside their doses (R71); nil when they are not kept here.
  public var vaccineRecords: [VaccineRecord]?
  /// Whether every vaccine needs a record here (R71); otherwise only those that have a part of one.
  public var everyVaccineNeedsRecord = true
  /// What the payer pays, by contract or public schedule (R89).
  public var allowed: AllowedAmounts?
  /// Severities that the practice or the payer has changed, by rule.
  public var severities: [RuleID: Finding.Severity] = [:]
  /// The day on which the decision is made.
  public var today: Day

  /// A visit. Without `settings` it has the defaults of the payer's class, or of private plans.
  public init(
    encounter: Encounter, doses: [Dose], billedDoses: [Dose] = [], sameDay: [SameDayDose] = [],
    patient: Patient, coverage: Coverage?, otherCoverages: [Coverage] = [], payer: Payer?,
    provider: Provider?, supervisingProvider: Provider? = nil, settings: PayerSettings? = nil,
    fees: FeeSchedule = FeeSchedule(), today: Day
  ) {
    self.encounter = encounter
    self.doses = doses
    self.billedDoses = billedDoses
    self.sameDay = sameDay
    self.patient = patient
    self.coverage = coverage
    self.otherCoverages = otherCoverages
    self.payer = payer
    self.provider = provider
    self.supervisingProvider = supervisingProvider
    self.settings =
      settings ?? ReferenceTables.embedded.settings(for: payer?.payerClass ?? .commercial)
    self.fees = fees
    self.today = today
  }
}

/// A live dose of another encounter of the same patient on the same day.
public struct SameDayDose: Sendable {
  /// The dose.
  public var dose: Dose
  /// Its encounter.
  public var encounter: Encounter.ID
  /// When it was given.
  public var time: TimeOfDay?
  /// Whether it is already on a claim.
  public var isBilled: Bool

  /// A dose of another encounter; its time is the dose's own unless another is known.
  public init(dose: Dose, encounter: Encounter.ID, time: TimeOfDay? = nil, isBilled: Bool = false) {
    self.dose = dose
    self.encounter = encounter
    self.time = time ?? dose.time
    self.isBilled = isBilled
  }
}
