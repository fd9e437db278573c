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
  /// When the first of the open doses was given that stay behind, because a part of the visit goes
  /// alone: it is still when the visit began.
  public var stayingSince: TimeOfDay?
  /// What the claim that is to be made says although other doses are on a claim.
  public var carried = CarriedLines()
  /// Live doses of other encounters of the patient on the same day.
  public var sameDay: [SameDayDose]
  /// What those encounters say. One that is not here is taken for a visit like this one.
  public var otherVisits: [OtherVisit] = []
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
  /// The approval that was typed for this visit alone (R76, 837P REF*G1).
  public var authorizationNumber: PartnerID?
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
  /// The diagnosis codes that were imported (R70).
  public var diagnosisCodes = DiagnosisCodes()
  /// What the payer pays, by contract or public schedule (R89).
  public var allowed: AllowedAmounts?
  /// Severities that the practice or the payer has changed, by rule.
  public var severities: [RuleID: Finding.Severity] = [:]
  /// Why the claim comes late (837P CLM20).
  public var delayReason: DelayReason?
  /// The claim that the payer has and that this one replaces, by its number in the ledger (R78).
  public var replacedClaim: Claim.ID?
  /// What the payer has of the visit: the claim that is to be replaced or, when it is decided again
  /// what a claim would be, that one.
  public var atPayer: ClaimAtPayer?
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

/// What a claim has to say that is sent in place of an earlier one, or of an earlier one that was
/// refused: no other claim of the visit says it.
public struct CarriedLines: Hashable, Sendable {
  /// The services of the visit.
  public internal(set) var hasServices = false
  /// Administration codes in the form of the first of the visit.
  public var codes: Set<HCPCS> = []

  /// Nothing: all that is billed once is on the other claims.
  public init() {}

  /// What earlier claims said, as far as the claims that count do not.
  public init(said: some Sequence<ServiceLine>, except counting: some Sequence<ServiceLine>) {
    for line in said { add(line) }
    for line in counting {
      if line.kind == .visit { hasServices = false }
      if line.isFirst { codes.remove(line.code) }
    }
  }

  private mutating func add(_ line: ServiceLine) {
    if line.kind == .visit { hasServices = true }
    if line.isFirst { codes.insert(line.code) }
  }
}

extension ServiceLine {
  /// Whether it is the first of its code in the visit: R26 gives further ones a modifier; R28 and
  /// R40 give one to any.
  fileprivate var isFirst: Bool {
    guard kind == .administration else { return false }
    if modifiers.contains(Mark.repeated) { return false }
    return !rules.contains("R26") || rules.contains("R28") || rules.contains("R40")
      || !modifiers.contains(where: Mark.isDistinct)
  }
}
