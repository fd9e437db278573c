import Coding
import Practice
import Storage

/// What all visits share, read once: payers and their habits, clinicians, fees, accepted warnings.
struct Registry {
  let practice: Stored<BillingProvider>
  let payers: [PayerID: Stored<Payer>]
  let providers: [NPI: Stored<Provider>]
  let facilities: [FacilityID: Stored<ServiceFacility>]
  let fees: FeeSchedule
  /// What rules ask for beside doses and visits; nil where no visit is decided.
  let facts: Facts?
  /// What people let pass on open doses.
  let reviews: [Dose.ID: [Review]]
  /// How much rules matter, where that was changed.
  let severities: SeverityBook
  /// Claims that were opened again, by visit: the next claim of the visit answers them.
  let openings: [Encounter.ID: ClaimOpening]
  /// To whom claims go, by payer; the practice's own receiver for all others.
  let receivers: [PayerID: Stored<ReceiverProfile>]
  /// Claims that are to be taken back.
  let voids: [ClaimOpening]
  /// Open doses that a claim bills which the payer has.
  let strays: [Dose.ID: StrayDose]
  /// What only a claim that is sent in place of an earlier one can say, by visit.
  let carried: [Encounter.ID: CarriedLines]
  /// Claims to later payers that were refused or are corrected, by claim.
  let laterOpenings: [Claim.ID: ClaimOpening]
  /// Lines of claims of visits that were opened again, by claim, beside their drugs.
  private let said: [Claim.ID: [OtherService]]
  private let entries: [PayerID: [PayerSettingEntry]]
  private let defaults: [PayerID: PayerSettings]
  private let tables: ReferenceTables

  init(
    _ ledger: Ledger, _ tables: ReferenceTables, for filter: OpenVisitFilter? = nil,
    of owner: FactOwner = .anybody, knownOn day: Day? = nil
  ) throws {
    let kept = try ledger.keptTables()
    facts = try filter.map { try Facts(ledger, tables, kept, for: $0, of: owner) }
    practice = try ledger.practice()
    let payers = try ledger.payers()
    self.payers = Dictionary(uniqueKeysWithValues: payers.map { ($0.value.id, $0) })
    providers = Dictionary(
      uniqueKeysWithValues: try ledger.providers().map { ($0.value.npi, $0) })
    facilities = kept.contains(.facilities) ? try ledger.facilities() : [:]
    fees = try ledger.feeSchedule()
    reviews = try filter.map { kept.contains(.reviews) ? try ledger.openReviews($0) : [:] } ?? [:]
    let severities = kept.contains(.severities) ? try ledger.severities() : []
    self.severities = SeverityBook(
      severities.filter { stored in
        day.map { stored.stamp.at.prefix(10) <= $0.description } ?? true
      }.map(\.entry))
    receivers = kept.contains(.receivers) ? try Registry.receivers(ledger) : [:]
    let answered = kept.contains(.claimEvents)
    let openings = answered ? try ledger.openings() : []
    let strays =
      answered && filter != nil ? try ledger.strayDoses().filter { $0.place == .open } : []
    self.strays = Dictionary(strays.map { ($0.now, $0) }) { first, _ in first }
    let lines = try filter == nil ? [] : ledger.linesOfReopenedVisits()
    carried = Dictionary(grouping: lines, by: \.encounter).mapValues { lines in
      CarriedLines(
        said: lines.filter { !$0.counts }.map(\.line),
        except: lines.filter(\.counts).map(\.line))
    }
    said = Dictionary(grouping: lines, by: \.claim).mapValues { Registry.services($0.map(\.line)) }
    voids = openings.filter { $0.kind == .voiding }
    // What the payer has counts more than what it never took in.
    self.openings = Dictionary(
      openings.filter { $0.kind != .voiding && !$0.isLater }.map { ($0.encounter, $0) }
    ) { $1.origin.frequency == .original ? $0 : $1 }
    laterOpenings = Dictionary(
      openings.filter { $0.kind != .voiding && $0.isLater }.map { ($0.claim, $0) },
      uniquingKeysWith: { _, last in last })
    let settings = try day.map { try ledger.payerSettings(knownOn: $0) } ?? ledger.payerSettings()
    entries = Dictionary(grouping: settings, by: \.payer)
    defaults = Dictionary(
      uniqueKeysWithValues: payers.map {
        ($0.value.id, tables.settings(for: $0.value.payerClass))
      })
    self.tables = tables
  }

  /// A visit with its policies in the order in which they pay.
  func arranged(_ visit: OpenVisit) -> OpenVisit {
    var arranged = visit
    arranged.coverages = chosen(visit.policies, for: facts?.cause(of: visit).accident)
    return arranged
  }

  /// The policies that answer for a visit of the day. The insurance that answers for an accident is
  /// first for the visits that treat it, and has no part in the others (R79); when it is the only
  /// one it stays, and the rules ask. Without it the ordinary ones stay, and the rules ask.
  func chosen(_ policies: [Stored<Coverage>], for accident: Accident?) -> [Stored<Coverage>] {
    guard policies.count > 1 else { return policies }
    let isForAccidents = { (coverage: Stored<Coverage>) in
      payers[coverage.value.payer]?.value.payerClass.isForAccidents ?? false
    }
    let answering = policies.filter {
      isForAccidents($0) && payers[$0.value.payer]?.value.payerClass == accident?.kind.payerClass
    }
    let ordinary = policies.filter { !isForAccidents($0) }
    return [answering, ordinary].first { !$0.isEmpty } ?? policies
  }

  /// Who is asked to pay for an open visit; nil while R79 holds it, because the insurance that
  /// answers for its accident is missing.
  func asked(
    _ policies: [Stored<Coverage>], for accident: Accident?, on day: Day
  ) -> PayerID? {
    let payer = chosen(policies, for: accident).first?.value.payer
    // For other accidents R79 only asks (837P guide CLM11).
    guard let accident, accident.kind != .other, let payer,
      payers[payer]?.value.payerClass != accident.kind.payerClass
    else { return payer }
    return severities.severities(payer, on: day)["R79"] ?? .error == .error ? nil : payer
  }

  /// Who is asked to pay for an open visit.
  func asked(_ visit: OpenVisit) -> PayerID? {
    asked(visit.policies, for: facts?.cause(of: visit).accident, on: visit.encounter.date)
  }

  /// The habits of a payer on a day: the defaults of its class with what the practice set.
  func settings(_ payer: PayerID?, on day: Day) -> PayerSettings {
    guard let payer, var settings = defaults[payer] else {
      return tables.settings(for: .commercial)
    }
    for entry in entries[payer] ?? [] where entry.effectiveFrom <= day {
      // What was stored was checked when it was set; a word that a later program dropped is
      // ignored.
      try? settings.set(entry.name, to: entry.value)
    }
    return settings
  }

  /// Whether a payer takes replaced and voided claims.
  func takesReplacements(_ payer: PayerID, on day: Day) -> Bool {
    settings(payer, on: day).takesReplacements(payers[payer]?.value.payerClass)
  }

  /// Where a habit of a payer on a day comes from.
  func source(of name: PayerSettings.Name, _ payer: Payer, on day: Day) -> String {
    let set = (entries[payer.id] ?? []).last { $0.name == name && $0.effectiveFrom <= day }
    return set.map { "set from \($0.effectiveFrom)" } ?? "default of \(payer.payerClass)"
  }

  /// The claim that the next one of a visit replaces, when the payer has it.
  func replacement(at encounter: Encounter.ID?) -> ClaimOpening? {
    guard !openings.isEmpty, let encounter, let opening = openings[encounter],
      opening.origin.frequency == .replacement
    else { return nil }
    return opening
  }

  /// The claim that the payer has of a visit, while it is being corrected.
  func atPayer(_ encounter: Encounter.ID?) -> ClaimAtPayer? {
    guard let claim = replacement(at: encounter)?.origin.claim else { return nil }
    return ClaimAtPayer(claim: claim, services: said[claim] ?? [])
  }

  /// What lines say beside drugs.
  static func services(_ lines: [ServiceLine]) -> [OtherService] {
    lines.filter { $0.kind == .administration || $0.kind == .visit }.map {
      OtherService(code: $0.code, modifiers: $0.modifiers, units: $0.units)
    }
  }

  /// What the next claim says of an earlier one; some payers want the old number (837P §7).
  func origin(of opening: ClaimOpening) -> ClaimOrigin {
    var origin = opening.origin
    if origin.frequency != .original,
      settings(opening.payer, on: opening.date).replacementStyle == .oldNumber
    {
      origin.sentNumber = opening.number
    }
    return origin
  }
}
