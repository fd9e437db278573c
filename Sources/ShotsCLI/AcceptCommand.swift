import ArgumentParser
import Billing
import Practice
import Storage
import Text

/// `shots accept`: let a warning pass, on one dose or on all that fit.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Let a warning pass, with the reason; who and when is kept.",
    discussion: """
        shots accept 36 R66 --why "lot is in the paper log"
        shots accept --rule R66 --payer EMHP --month 2026-10 \\
          --why "site is in the chart" --dry-run
        shots accept --list
        shots accept 36 R66 --take-back --why "lot was found"

      It holds for the warning as it is: a changed dose, visit or policy, or a warning that says \
      something else, needs a new look. An error cannot be accepted. How much a rule matters to a \
      payer is set with: shots payer severity.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the dose.") var dose: String?
  @Argument(help: "The rule, as the finding names it: R66.") var warning: String?
  @Option(help: "Instead of a dose: every open dose on which this rule warns.") var rule: String?
  @Option(help: "With --rule or --list: only doses that this payer is asked for.")
  var payer: String?
  @OptionGroup var days: DaysOptions
  @Option(help: "Why it may pass.") var why: String?
  @Flag(help: "Take the acceptance back.") var takeBack = false
  @Flag(help: "With --rule: only say on which doses it would be accepted.") var dryRun = false
  @Flag(help: "List what is accepted on open doses: who, when and why.") var list = false

  func run() throws {
    try Session.withDesk(global) { session, desk in
      if list {
        try AcceptanceList(session: session, desk: desk).print(
          rule: try flag("--rule", rule, RuleID.init(_:)), payer: try payerID(desk),
          days: try days.range(today: desk.today))
        return
      }
      guard let why else {
        throw FlagError(missing: "--why", "the reason, like --why \"lot is in the paper log\"")
      }
      let reason = try flag("--why", why, Line.init(_:))
      if let rule {
        guard dose == nil else {
          throw FlagError(usage: "name a dose and a rule, or --rule for all doses, not both")
        }
        try acceptAll(try flag("--rule", rule, RuleID.init(_:)), reason, session, desk)
      } else {
        guard let dose, let warning else {
          throw FlagError(
            usage: "name a dose and a rule, like shots accept 36 R66 --why …, or all doses with "
              + "--rule R66")
        }
        guard !dryRun else { throw FlagError(usage: "--dry-run goes with --rule") }
        try acceptOne(try number("dose", dose), try RuleID(warning), reason, session, desk)
      }
    }
  }

  private func payerID(_ desk: Desk) throws -> PayerID? {
    try payer.map { try PayerCommand.find($0, desk).value.id }
  }

  private func acceptOne(
    _ id: Dose.ID, _ rule: RuleID, _ reason: Line, _ session: Session, _ desk: Desk
  ) throws {
    var isNew = true
    if takeBack {
      try desk.takeBack(rule, on: id, reason: reason)
    } else {
      isNew = try desk.accept(rule, on: id, reason: reason)
    }
    let now = try desk.assess(desk.dose(id).encounter)?.doses.first { $0.id == id }
    if global.json {
      try session.console.json { json in
        json.beginObject()
        json.key("dose")
        json.int(Int(id.number))
        json.key("rule")
        json.string(rule.text)
        json.key("state")
        json.string(now?.state.rawValue)
        json.endObject()
      }
      return
    }
    let what =
      takeBack ? "is not accepted any more" : isNew ? "is accepted" : "was accepted before"
    try session.console.print(
      "\(rule) on dose \(id) \(what); the dose is \(now?.state.rawValue ?? "accounted for")")
    for finding in now?.holding ?? [] {
      for line in FindingText.lines(finding, session.console.style) {
        try session.console.print(line)
      }
    }
  }

  private func acceptAll(
    _ rule: RuleID, _ reason: Line, _ session: Session, _ desk: Desk
  ) throws {
    let order = ReviewOrder(
      rule: rule, payer: try payerID(desk), days: try days.range(today: desk.today),
      takesBack: takeBack)
    let report = try desk.accept(order, reason: reason, dryRun: dryRun)
    if global.json {
      try session.console.json { json in
        json.beginObject()
        json.key("rule")
        json.string(rule.text)
        json.key("dry_run")
        json.bool(dryRun)
        json.key("taken_back")
        json.bool(takeBack)
        json.key("doses")
        json.beginArray()
        for dose in report.doses { json.int(Int(dose.dose.number)) }
        json.endArray()
        json.key("accepted_before")
        json.int(report.before)
        json.key("errors")
        json.int(report.errors)
        json.endObject()
      }
      return
    }
    if !report.doses.isEmpty { try list(report.doses).print(session, empty: "") }
    try session.console.print(summary(report, rule))
  }

  private func list(_ doses: [ReviewedDose]) -> Listing {
    var listing = Listing([
      .init("dose", "DOSE", .right), .init("date", "DATE"), .init("mrn", "MRN"),
      .init("payer", "PAYER"), .init("charge_cents", "CHARGE", .right),
      .init("message", "WARNING", maxWidth: 70),
    ])
    for dose in doses {
      listing.row([
        .int(Int(dose.dose.number)), .text(dose.date.description), .text(dose.mrn.text),
        .text(dose.payer?.text ?? "-"), .cents(dose.charge.cents), .text(dose.message),
      ])
    }
    return listing
  }

  private func summary(_ report: ReviewReport, _ rule: RuleID) -> String {
    let count = counted(report.doses.count, "dose")
    var text =
      takeBack
      ? "\(rule) \(dryRun ? "would be" : "is") taken back on \(count)"
      : "\(rule) \(dryRun ? "would be" : "is") accepted on \(count)"
    if report.before > 0 { text += "; on \(report.before) it was accepted before" }
    if report.errors > 0 {
      text += "; on \(counted(report.errors, "dose")) it is an error, which must be mended"
    }
    return text
  }
}

/// What is accepted on open doses.
private struct AcceptanceList {
  let session: Session
  let desk: Desk

  func print(rule: RuleID?, payer: PayerID?, days: DayRange?) throws {
    var listing = Listing([
      .init("dose", "DOSE", .right), .init("date", "DATE"), .init("payer", "PAYER"),
      .init("rule", "RULE"), .init("accepted_at", "WHEN"), .init("accepted_by", "BY"),
      .init("why", "WHY", maxWidth: 50), .init("holds", "HOLDS"),
    ])
    _ = try desk.unbilled(UnbilledFilter(days: days, payer: payer)) { assessment, dose in
      let looks = dose.passed.map { ($0, "yes") } + dose.lapsed.map { ($0, "no: look again") }
      for (review, holds) in looks where rule == nil || rule == review.rule {
        listing.row([
          .int(Int(dose.id.number)), .text(assessment.visit.encounter.date.description),
          .text(assessment.payer?.id.text ?? "-"), .text(review.rule.text),
          .text(review.stamp.at), .text(review.stamp.actor), .text(review.reason), .text(holds),
        ])
      }
    }
    try listing.print(session, empty: "nothing is accepted on open doses")
  }
}

/// Who let warnings of a list pass: one line for all that one person accepted at once.
struct Passes {
  private struct Key: Hashable {
    let rule: RuleID
    let stamp: Stamp
    let reason: String
  }

  private var counts: [Key: Int] = [:]

  mutating func add(_ dose: DoseAssessment) {
    for review in dose.passed {
      counts[
        Key(rule: review.rule, stamp: review.stamp, reason: review.reason), default: 0] += 1
    }
  }

  /// `passed  R66  3 doses, 2026-11-02 by anna: lot is in the paper log`.
  func lines(_ style: ANSI) -> [String] {
    let sorted = counts.sorted {
      ($0.key.rule, $0.key.stamp.at, $0.key.reason) < ($1.key.rule, $1.key.stamp.at, $1.key.reason)
    }
    return sorted.map { key, count in
      "\(style.dim("passed ")) \(key.rule)  \(counted(count, "dose")), \(key.stamp.text): "
        + printable(key.reason)
    }
  }
}
