import ArgumentParser
import Billing
import Practice
import Storage

/// The flags with which a severity is set, for a payer or for the whole practice.
struct SeverityOptions: ParsableArguments {
  @Argument(help: "The rule: R66.") var rule: String
  @Argument(
    help: "info, warning or error; default for what the rule itself says.",
    completion: .list(Finding.Severity.allCases.map(\.rawValue) + ["default"]))
  var severity: String
  @Option(help: "The first day of service for which it holds; from the beginning unless given.")
  var from: String?
  @Option(help: "Why it matters more or less.") var why: String

  func run(_ payer: String?, _ global: GlobalOptions) throws {
    try Session.withDesk(global) { session, desk in
      let payer = try payer.map { try PayerCommand.find($0, desk).value.id }
      let from = try day("--from", from, desk)
      let entry = SeverityEntry(
        payer: payer, rule: try RuleID(rule), severity: try SeverityOptions.read(severity),
        effectiveFrom: from ?? .beginning, reason: try flag("--why", why, Line.init(_:)))
      try session.tell(
        try desk.setSeverity(entry),
        "severity of \(entry.rule) for \(payer?.text ?? "the practice")")
    }
  }

  private static func read(_ text: String) throws(InvalidValue) -> Finding.Severity? {
    let word = text.lowercased()
    if word == "default" { return nil }
    guard let severity = Finding.Severity(rawValue: word) else {
      throw InvalidValue(
        kind: "severity", value: text, reason: "must be info, warning, error or default")
    }
    return severity
  }

  /// `R66 is info for EMHP` as a row of a list of settings.
  static func cells(_ stored: StoredSeverity) -> [Listing.Cell] {
    let entry = stored.entry
    let from = entry.effectiveFrom == .beginning ? "" : " from \(entry.effectiveFrom)"
    return [
      .text("severity \(entry.rule)"), .text(entry.severity?.rawValue ?? "default"),
      .text(
        (entry.payer == nil ? "set for the practice" : "set")
          + "\(from), \(stored.stamp.text): \(entry.reason)"),
    ]
  }
}

/// `shots payer severity`: how much a rule matters to a payer.
struct PayerSeverity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "severity",
    abstract: "Lower or raise how much a rule matters to a payer, from a day of service on.",
    discussion: """
        shots payer severity EMHP R66 info --from 2026-01-01 \\
          --why "never asked for a lot"
        shots payer severity EMHP R66 default --why "asked for it after all"

      error: a payer would refuse it; it must be mended. warning: the dose waits in review until \
      somebody accepts it. info: only said. What only informs is not raised, and what no claim can \
      be written without (R65, R69, R86, R88) is not lowered. What is set is shown by: shots payer \
      show. For all payers: shots practice severity.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The payer, by its id.") var payer: String
  @OptionGroup var options: SeverityOptions

  func run() throws { try options.run(payer, global) }
}

/// `shots practice severity`: how much a rule matters to the practice, whoever pays.
struct PracticeSeverity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "severity",
    abstract: "Lower or raise how much a rule matters, whoever pays.",
    discussion: "  shots practice severity R66 info --why \"our record has it\"")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: SeverityOptions

  func run() throws { try options.run(nil, global) }
}
