import Coding
import Practice
import Storage

/// A habit of a payer on a day, and where it comes from.
public struct Habit: Sendable {
  /// Which habit.
  public let name: PayerSettings.Name
  /// Its text.
  public let value: String
  /// `default of medicare (S09;S13)`, `set from 2026-01-01 by ann on 2026-11-02` …
  public let source: String
}

extension Desk {
  /// Saves one record as an operation of its own.
  public func save<Result>(
    _ command: String, _ body: (Ledger) throws -> Result
  ) throws -> Result {
    try ledger.write(operation(command)) { try body(ledger) }
  }

  /// All habits of a payer on a day, each with where it comes from.
  public func habits(of payer: Payer, on day: Day) throws -> [Habit] {
    let entries = try ledger.payerSettings(of: payer.id).filter { $0.entry.effectiveFrom <= day }
    return PayerSettings.Name.allCases.map { name in
      if let set = entries.last(where: { $0.entry.name == name }) {
        let from = set.entry.effectiveFrom
        return Habit(
          name: name, value: set.entry.value,
          source: "set" + (from == .beginning ? "" : " from \(from)")
            + " by \(set.actor) on \(set.at.prefix(10))")
      }
      return fromRecord(name, payer) ?? fromClass(name, payer.payerClass)
    }
  }

  /// Habits of a payer that are kept as policies on drugs (R72, R76).
  public static let policyHabitNames = ["prior_auth_drugs", "dx_policy"]

  /// What the payer's policies of the day say of habits: which drugs need an approval, and of which
  /// diagnoses are listed.
  public func policyHabits(of payer: Payer, on day: Day) throws -> [(name: String, value: String)] {
    let policies = try ledger.policies().filter {
      $0.withdrawn == nil && $0.fact.payer == payer.id && $0.fact.covers(day)
    }.map(\.fact)
    let lists = [
      policies.filter(\.needsAuthorization), policies.filter { !$0.accepted.isEmpty },
    ]
    return zip(Desk.policyHabitNames, lists).map { name, policies in
      let drugs = Set(policies.map(\.drug.text)).sorted().joined(separator: " ")
      return (name, drugs.isEmpty ? "none recorded" : drugs)
    }
  }

  /// What the payer's own record says: R45, R78.
  private func fromRecord(_ name: PayerSettings.Name, _ payer: Payer) -> Habit? {
    let value: String?
    switch name {
    case .filingIndicator: value = payer.filingIndicator?.text
    case .timelyFilingDays where payer.payerClass != .medicare:
      value = payer.timelyFilingDays.map { String($0) }
    default: value = nil
    }
    return value.map { Habit(name: name, value: $0, source: "record of the payer") }
  }

  private func fromClass(_ name: PayerSettings.Name, _ payerClass: PayerClass) -> Habit {
    let sources = tables.settingsSource(for: payerClass)
    var value = tables.settings(for: payerClass).text(of: name)
    if name == .timelyFilingDays || name == .laterFilingDays {
      value =
        switch payerClass {
        case .medicare: "one calendar year"
        case .tricare where name == .timelyFilingDays: "365"
        case .selfPay: "-"
        default: "ask"
        }
    }
    let source: String
    switch name {
    // `payer_defaults.csv` has no column for these: the rule itself says what is usual.
    case .supervisionVirtualAllowed: source = "default of \(payerClass) (R31)"
    case .splitDoseCount: source = "default of \(payerClass) (R25)"
    case .complexityAddOn: source = "default of \(payerClass) (R36)"
    case .discountStyle: source = "default of \(payerClass) (R62)"
    case .replacementStyle: source = "default of \(payerClass) (R92)"
    case .facilityPlaces: source = "default for all (R37)"
    case .unrelatedStyle: source = "default for all (R41)"
    case .filingIndicator: source = "not recorded (R45)"
    case .paperHabits: source = "default for all (CMS-1500 guide)"
    case .supervisorOnClaim: source = "default for all (837P guide, 2310D)"
    default:
      source =
        sources.map { "default of \(payerClass) (\($0))" }
        ?? "no default is known for \(payerClass)"
    }
    return Habit(name: name, value: value, source: source)
  }

  /// Sets a habit of a payer from a day of service on. A claim filing indicator goes into the
  /// payer's record, too, because that is what claims carry.
  public func setHabit(_ entry: PayerSettingEntry) throws -> Verdict {
    try save("payer set") { ledger in
      let verdict = try ledger.savePayerSetting(entry)
      guard entry.name == .filingIndicator, entry.effectiveFrom <= today,
        var payer = try ledger.payer(entry.payer)?.value
      else { return verdict }
      payer.filingIndicator = try ClaimFilingIndicator(entry.value)
      let edited = try ledger.savePayer(payer)
      return verdict == .same ? edited : verdict
    }
  }
}
