import ArgumentParser
import Billing
import Practice
import Text

/// Which days a command is about.
struct DaysOptions: ParsableArguments {
  @Option(help: "A month: 2026-10.")
  var month: String?

  @Option(help: "From this day on, included.")
  var from: String?

  @Option(help: "Up to this day, included.")
  var to: String?

  /// The days; nil when none were named.
  func range(today: Day) throws -> DayRange? {
    if let month {
      guard from == nil, to == nil else {
        throw FlagError(usage: "--month names the days already; leave --from and --to away")
      }
      return try flag("--month", month, DayRange.init(month:))
    }
    guard from != nil || to != nil else { return nil }
    let parse = { (text: String) throws(InvalidValue) -> Day in try Day(text, today: today) }
    let first: Day? = try flag("--from", from, parse)
    let last: Day? = try flag("--to", to, parse)
    do throws(InvalidValue) {
      return try DayRange(first: first ?? Day.beginning, last: last ?? today)
    } catch {
      throw FlagError("--from", error)
    }
  }
}

/// `shots unbilled`: every dose that is not accounted for, and why.
struct UnbilledCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unbilled",
    abstract: "List the open doses: what each would bring, what holds it, how long there is.",
    discussion: """
        shots unbilled --month 2026-10
        shots unbilled --state blocked
        shots unbilled --payer EMHP --csv > open.csv

      ready: goes with the next export. review: a warning waits for you; mend it, or let it pass \
      with shots accept. blocked: a payer would refuse it; the finding names what mends it.
      """
  ).parsedAlone()

  @OptionGroup var global: GlobalOptions
  @OptionGroup var days: DaysOptions
  @Option(help: "Only doses that this payer is asked for.") var payer: String?
  @Option(help: "Only doses of this provider, by NPI or last name.") var provider: String?
  @Option(
    help: "Only doses in this state: ready, review or blocked.",
    completion: .words(of: DoseState.self))
  var state: String?
  @Flag(help: "Only the totals.") var totals = false
  @Flag(help: "Print CSV, one row for each dose.") var csv = false

  func run() throws {
    try Session.withDesk(global) { session, desk in
      let filter = UnbilledFilter(
        days: try days.range(today: desk.today),
        payer: try flag("--payer", payer, PayerID.init(_:)),
        provider: try provider.map { try desk.npi("--provider", $0) },
        state: try flag("--state", state, DoseState.init(_:)))
      if let payer = filter.payer, try desk.ledger.payer(payer) == nil {
        throw Refusal(.notFound, "there is no payer \(payer). List them with: shots payer list")
      }
      if global.json {
        try printJSON(session, desk, filter)
      } else if csv {
        try printCSV(session, desk, filter)
      } else {
        try printTable(session, desk, filter)
      }
    }
  }

  private func printJSON(_ session: Session, _ desk: Desk, _ filter: UnbilledFilter) throws {
    try session.console.json { json in
      json.beginArray()
      _ = try desk.unbilled(filter) { DoseJSON.write($1, of: $0, &json) }
      json.endArray()
    }
  }

  private func printCSV(_ session: Session, _ desk: Desk, _ filter: UnbilledFilter) throws {
    try session.console.write { output in
      try output.csv(.spreadsheet) { csv in
        csv.row([
          "dose", "reference", "encounter", "mrn", "patient", "date", "drug", "amount", "payer",
          "state", "lines", "charge", "age_days", "file_by", "days_left", "findings", "fixes",
        ])
        _ = try desk.unbilled(filter) { UnbilledCommand.row($0, $1, &csv) }
      }
    }
  }

  private static func row(
    _ assessment: Assessment, _ dose: DoseAssessment, _ csv: inout CSVWriter
  ) {
    let visit = assessment.visit
    csv.cell(Int(dose.id.number))
    csv.cell(dose.dose.reference?.text ?? "")
    csv.cell(Int(visit.encounter.id?.number ?? 0))
    csv.cell(visit.patient.value.mrn.text)
    csv.cell(visit.patient.value.name.description)
    csv.cell(visit.encounter.date.description)
    csv.cell(dose.dose.drug.text)
    csv.cell(dose.dose.amount.description)
    csv.cell(assessment.payer?.id.text ?? "")
    csv.cell(dose.state.rawValue)
    csv.cell(UnbilledCommand.shownLines(dose))
    csv.cell(cents: dose.charge.cents)
    csv.cell(dose.ageDays)
    csv.cell(dose.fileBy?.description ?? "")
    if let days = dose.daysLeft { csv.cell(days) } else { csv.emptyCell() }
    csv.cell(
      dose.findings.filter { $0.severity > .info }.map { "\($0.rule) \($0.message)" }
        .joined(separator: " | "))
    csv.cell(
      dose.findings.filter { $0.severity > .info }.compactMap(\.fix).joined(separator: " | "))
    csv.endRow()
  }

  private static func shownLines(_ dose: DoseAssessment) -> String {
    dose.lines.map { $0.units == 1 ? $0.codeWithModifiers : "\($0.codeWithModifiers) x\($0.units)" }
      .joined(separator: ", ")
  }

  private func printTable(_ session: Session, _ desk: Desk, _ filter: UnbilledFilter) throws {
    var table = TextTable([
      .init("DOSE", .right), .init("DATE"), .init("PATIENT", maxWidth: 26), .init("PAYER"),
      .init("STATE"), .init("LINES"), .init("CHARGE", .right), .init("LEFT", .right),
      .init("HELD BY"),
    ])
    let style = session.console.style
    var mends = Mends(style: style)
    var passes = Passes()
    let totals = try desk.unbilled(filter) { assessment, dose in
      guard !self.totals else { return }
      let visit = assessment.visit
      let holding = dose.holding
      passes.add(dose)
      table.row([
        dose.id.description, visit.encounter.date.description,
        "\(visit.patient.value.mrn) \(visit.patient.value.name)",
        assessment.payer?.id.text ?? "-", dose.state.rawValue, UnbilledCommand.shownLines(dose),
        dose.charge.description, dose.daysLeft.map(String.init) ?? "",
        Self.rules(holding),
      ])
      // What one answer of the payer settles is said once, below, and not for every dose.
      let own = holding.filter { finding in
        assessment.payer.flatMap { PayerQuestion(finding, of: $0.id) } == nil
      }
      mends.add(dose.id, own)
    }
    guard totals.all.doses > 0 else {
      session.console.say("nothing is open" + (filter.days.map { " from \($0)" } ?? ""))
      return
    }
    try session.console.write { output in
      if !self.totals {
        table.render(into: &output, width: session.console.width, style: style)
        output.write("\n")
        for line in mends.lines { output.write(line + "\n") }
        let passed = passes.lines(style)
        for line in passed { output.write(line + "\n") }
        if !mends.lines.isEmpty || !passed.isEmpty { output.write("\n") }
      }
      for line in UnbilledCommand.questionLines(totals) { output.write(line + "\n") }
      for line in UnbilledCommand.totalLines(totals, style) { output.write(line + "\n") }
    }
  }

  private static func rules(_ findings: [Finding]) -> String {
    var rules: [String] = []
    for finding in findings where !rules.contains(finding.rule.text) {
      rules.append(finding.rule.text)
    }
    return rules.joined(separator: " ")
  }

  /// `48 doses of EMHP wait for jw_jz_required (R57):` with the commands that answer it.
  private static func questionLines(_ totals: UnbilledTotals) -> [String] {
    let questions = totals.questions.sorted {
      ($0.value.charge, $1.key.payer, $1.key.setting.rawValue)
        > ($1.value.charge, $0.key.payer, $0.key.setting.rawValue)
    }
    var lines: [String] = []
    for (question, total) in questions {
      lines.append(
        "\(counted(total.doses, "dose")) of \(question.payer) wait\(total.doses == 1 ? "s" : "")"
          + " for \(question.setting), \(total.charge): \(question.setting.question)")
      for (index, command) in question.commands.enumerated() {
        lines.append("  \(index == 0 ? "  " : "or") \(printable(command))")
      }
    }
    return lines.isEmpty ? [] : lines + [""]
  }

  private static func totalLines(_ totals: UnbilledTotals, _ style: ANSI) -> [String] {
    var lines = DoseState.allCases.compactMap { state in
      totals.states[state].map {
        "\(FindingText.coloured(state, style)): \(counted($0.doses, "dose")), \($0.charge)"
      }
    }
    let payers = totals.payers.sorted {
      ($0.value.charge, $1.key?.text ?? "") > ($1.value.charge, $0.key?.text ?? "")
    }.map {
      "\($0.key?.text ?? "no coverage") \($0.value.charge) (\($0.value.doses))"
    }
    lines.append("by payer: " + payers.joined(separator: ", "))
    if !totals.rules.isEmpty {
      let rules = totals.rules.sorted { ($0.value.charge, $1.key) > ($1.value.charge, $0.key) }
        .map { "\($0.key) \($0.value.charge) (\($0.value.doses))" }
      lines.append("held by: " + rules.joined(separator: ", "))
    }
    lines.append("in all: \(counted(totals.all.doses, "dose")), \(totals.all.charge)")
    return lines
  }
}

/// What holds the doses of a list, and the commands that mend it: the same finding once for all its
/// doses.
private struct Mends {
  let style: ANSI
  private(set) var lines: [String] = []
  private var seen: Set<Finding> = []

  init(style: ANSI) { self.style = style }

  mutating func add(_ dose: Dose.ID, _ findings: [Finding]) {
    for finding in findings {
      guard seen.insert(finding).inserted else { continue }
      lines += FindingText.lines(finding, about: dose, style)
    }
  }
}
