import Coding
import Practice
import Storage

/// How much rules matter to payers and to the practice, where they said so.
struct SeverityBook {
  private let practice: [SeverityEntry]
  private let payers: [PayerID: [SeverityEntry]]

  /// From entries in the order in which they came into force.
  init(_ entries: [SeverityEntry]) {
    practice = entries.filter { $0.payer == nil }
    payers = Dictionary(grouping: entries.filter { $0.payer != nil }) { $0.payer }
      .reduce(into: [:]) { book, own in if let payer = own.key { book[payer] = own.value } }
  }

  /// What differs from the rules themselves on a day; the payer's own comes before the practice's.
  func severities(_ payer: PayerID?, on day: Day) -> [RuleID: Finding.Severity] {
    guard !practice.isEmpty || !payers.isEmpty else { return [:] }
    var changed: [RuleID: Finding.Severity] = [:]
    for entry in practice where entry.effectiveFrom <= day { changed[entry.rule] = entry.severity }
    guard let payer else { return changed }
    for entry in payers[payer] ?? [] where entry.effectiveFrom <= day {
      // Taking the payer's own back leaves the practice's.
      changed[entry.rule] =
        entry.severity
        ?? practice.last { $0.rule == entry.rule && $0.effectiveFrom <= day }?.severity
    }
    return changed
  }
}

extension Desk {
  /// Sets how much a rule matters to a payer, or to the whole practice, from a day of service on.
  /// Refused where the format of claims leaves no choice, and where a rule only informs.
  public func setSeverity(_ entry: SeverityEntry) throws -> Verdict {
    guard let rule = RuleBook.embedded.rule(entry.rule) else {
      throw Refusal(.notFound, "there is no rule \(entry.rule). Rules are R01 to R93")
    }
    if let severity = entry.severity, severity < .error, Severities.isLaw(entry.rule) {
      throw Refusal(
        .badData,
        "\(entry.rule) (\(rule.title)) is a law of the claim format: a claim that breaks it cannot "
          + "be written, so it stays an error")
    }
    if let severity = entry.severity, severity > .info, rule.isOnlySaid {
      throw Refusal(
        .badData,
        "\(entry.rule) (\(rule.title)) only informs; there is nothing in it that could be "
          + "\(severity == .error ? "an error" : "a warning")")
    }
    return try save("severity") { try $0.saveSeverity(entry) }
  }

  /// What is set for a payer on a day, or for the whole practice: its own and the practice's.
  public func severities(of payer: PayerID?, on day: Day) throws -> [StoredSeverity] {
    var last: [RuleID: StoredSeverity] = [:]
    let all = try ledger.severities().filter { $0.entry.effectiveFrom <= day }
    for stored in all where stored.entry.payer == nil { last[stored.entry.rule] = stored }
    if let payer {
      for stored in all where stored.entry.payer == payer {
        if stored.entry.severity == nil, let own = last[stored.entry.rule], own.entry.payer == payer
        {
          last[stored.entry.rule] = all.last {
            $0.entry.payer == nil && $0.entry.rule == stored.entry.rule
          }
        } else if stored.entry.severity != nil {
          last[stored.entry.rule] = stored
        }
      }
    }
    return last.values.filter { $0.entry.severity != nil }.sorted { $0.entry.rule < $1.entry.rule }
  }
}
