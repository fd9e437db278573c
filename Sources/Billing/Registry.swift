import Coding
import Practice
import Storage

/// What all visits share, read once: payers and their habits, clinicians, fees, accepted warnings.
struct Registry {
  let practice: Stored<BillingProvider>
  let payers: [PayerID: Stored<Payer>]
  let providers: [NPI: Stored<Provider>]
  let fees: FeeSchedule
  let accepted: Set<Acceptance>
  private let entries: [PayerID: [PayerSettingEntry]]
  private let defaults: [PayerID: PayerSettings]
  let unknownPayer: PayerSettings

  init(_ ledger: Ledger, _ tables: ReferenceTables) throws {
    practice = try ledger.practice()
    let payers = try ledger.payers()
    self.payers = Dictionary(uniqueKeysWithValues: payers.map { ($0.value.id, $0) })
    providers = Dictionary(
      uniqueKeysWithValues: try ledger.providers().map { ($0.value.npi, $0) })
    fees = try ledger.feeSchedule()
    accepted = try ledger.acceptances()
    entries = Dictionary(grouping: try ledger.payerSettings(), by: \.payer)
    defaults = Dictionary(
      uniqueKeysWithValues: payers.map {
        ($0.value.id, tables.settings(for: $0.value.payerClass))
      })
    unknownPayer = tables.settings(for: .commercial)
  }

  /// The habits of a payer on a day: the defaults of its class with what the practice set.
  func settings(_ payer: PayerID?, on day: Day) -> PayerSettings {
    guard let payer, var settings = defaults[payer] else { return unknownPayer }
    for entry in entries[payer] ?? [] where entry.effectiveFrom <= day {
      // What was stored was checked when it was set; a word that a later program dropped is
      // ignored.
      try? settings.set(entry.name, to: entry.value)
    }
    return settings
  }
}
