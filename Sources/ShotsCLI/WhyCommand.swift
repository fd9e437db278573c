import ArgumentParser
import Billing
import Coding
import Practice
import Storage
import Text

/// `shots why`: lines, arithmetic, rules and tables behind a dose or a claim.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show why a dose or a claim is coded as it is: arithmetic, rules, tables, sources.",
    discussion: """
        shots why 36
        shots why SL00000012      # or: shots why --claim 12

      An open dose is decided now. What is on a claim is shown as it was frozen with the claim.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of a dose, or the control number of a claim.") var subject: String?
  @Option(help: "A claim, by its number in the ledger or its control number.") var claim: String?

  func run() throws {
    try Session.withDesk(global) { session, desk in
      let reasoning: Reasoning
      switch (subject, claim) {
      case (nil, let claim?): reasoning = try desk.why(ClaimCommand.find(claim, desk))
      case (let subject?, nil) where Int64(subject) == nil:
        reasoning = try desk.why(ClaimCommand.find(subject, desk))
      case (let subject?, nil): reasoning = try desk.why(number("dose", subject))
      default:
        throw FlagError(
          usage: "name a dose, like shots why 36, or a claim, like shots why SL00000012")
      }
      if global.json {
        try session.console.json { WhyJSON.write(reasoning, &$0) }
      } else {
        try WhyPrinter(session: session).print(reasoning)
      }
    }
  }
}

/// Shows the reasoning to people.
private struct WhyPrinter {
  let session: Session

  func print(_ reasoning: Reasoning) throws {
    let style = session.console.style
    let width = session.console.width
    try session.console.write { output in
      for line in heading(reasoning, style) { output.write(line + "\n") }
      if case .disposed = reasoning.subject { return }
      output.write("\n")
      if reasoning.lines.isEmpty {
        output.write("no line can be billed\n")
      } else {
        DoseJSON.table(reasoning.lines).render(into: &output, width: width, style: style)
      }
      let page = Paragraphs(width: width)
      page.write("Rules that made the lines", reasoning.makers.map(Self.rule), style, &output)
      page.write("What rules found", reasoning.findings.map { found($0, style) }, style, &output)
      page.write(
        "Tables and settings that were used",
        reasoning.rows.map { ["\($0.table) \($0.key): \($0.content)", "from \($0.source)"] },
        style, &output)
      if case .frozen = reasoning.subject, reasoning.rows.isEmpty {
        output.write("\nThis claim is of before findings and tables were frozen with the lines.\n")
      }
      let ids = reasoning.makers + reasoning.findings.map(\.finding.rule)
      page.write("Sources", Self.sources(ids, reasoning.rows).map { [$0.line] }, style, &output)
    }
  }

  private func heading(_ reasoning: Reasoning, _ style: ANSI) -> [String] {
    switch reasoning.subject {
    case .open(let assessment, let dose):
      let payer = assessment.payer.map { printable($0.name.text) } ?? "no coverage on this day"
      return [
        style.bold("dose \(dose.id)") + "  \(assessment.visit.encounter.date)  "
          + "\(dose.dose.drug) \(dose.dose.amount)  \(dose.dose.route?.rawValue ?? "no route")",
        "\(FindingText.coloured(dose.state, style))  \(dose.charge) to \(payer); decided now",
      ]
    case .frozen(let claim, let dose):
      let what = dose.map { "dose \($0.dose.id?.number ?? 0) on " } ?? ""
      return [
        style.bold("\(what)claim \(claim.id)  \(claim.claim.number)") + "  \(claim.claim.date)",
        "\(claim.claim.total) to \(printable(claim.claim.payer.name.text)); as it was frozen in "
          + "batch \(claim.batch)",
      ]
    case .disposed(let dose):
      let word = dose.disposition?.word.replacing("_", with: " ") ?? "open"
      let why = dose.disposition?.reason.map { ": \(printable($0.text))" } ?? ""
      return [
        "dose \(dose.dose.id?.number ?? 0)  \(dose.dose.drug) \(dose.dose.amount)",
        "It is \(word)\(why). It is on no claim, so no rule has a say.",
      ]
    }
  }

  private static func rule(_ id: RuleID) -> [String] {
    guard let rule = RuleBook.embedded.rule(id) else { return [id.text] }
    return ["\(id)  \(rule.title)", "from \(rule.source); confidence \(rule.confidence.rawValue)"]
  }

  private func found(_ found: Reasoning.Found, _ style: ANSI) -> [String] {
    let finding = found.finding
    let dose = finding.dose.map { "dose \($0): " } ?? ""
    var lines = [
      "\(finding.severity.rawValue) \(finding.rule)  \(dose)\(printable(finding.message))"
    ]
    if let review = found.review {
      lines.append("accepted \(review.stamp.text): \(printable(review.reason))")
    } else if let lapsed = found.lapsed {
      lines.append(
        "accepted \(lapsed.stamp.text) (\(printable(lapsed.reason))), but something has changed "
          + "since: look again")
    }
    if found.review == nil, finding.severity > .info, let fix = finding.fix {
      lines.append("mend: \(printable(fix))")
    }
    if let rule = RuleBook.embedded.rule(finding.rule) {
      lines.append("\(rule.title); from \(rule.source); confidence \(rule.confidence.rawValue)")
    }
    return lines
  }

  /// The sources of rules and rows, by number.
  static func sources(_ rules: [RuleID], _ rows: [UsedRow]) -> [Source] {
    let texts = rules.compactMap { RuleBook.embedded.rule($0)?.source } + rows.map(\.source)
    return Source.named(in: texts.joined(separator: ";")).sorted { $0.id < $1.id }
  }
}

/// Items under a heading, broken at the width of the terminal.
struct Paragraphs {
  let width: Int?

  /// Writes a heading and its items; the further lines of an item stand a little to the right.
  func write(
    _ heading: String, _ items: [[String]], _ style: ANSI, _ output: inout ByteWriter
  ) {
    guard !items.isEmpty else { return }
    output.write("\n" + style.bold(heading) + "\n")
    for item in items {
      for (index, text) in item.enumerated() {
        write(text, indent: index == 0 ? 2 : 6, &output)
      }
    }
  }

  /// Writes a text with its lines set in.
  func write(_ text: String, indent: Int, _ output: inout ByteWriter) {
    let blanks = String(repeating: " ", count: indent)
    guard let width, width > indent + 20 else {
      output.write("\(blanks)\(text)\n")
      return
    }
    for (index, line) in wrapped(text, to: width - indent - 2).enumerated() {
      output.write("\(blanks)\(index == 0 ? "" : "  ")\(line)\n")
    }
  }
}

/// The reasoning as a JSON object. The names of its fields do not change.
private enum WhyJSON {
  static func write(_ reasoning: Reasoning, _ json: inout JSONWriter) {
    json.beginObject()
    subject(reasoning.subject, &json)
    DoseJSON.lines(reasoning.lines, &json)
    json.key("rules")
    json.beginArray()
    for id in reasoning.makers { rule(id, &json) }
    json.endArray()
    json.key("findings")
    json.beginArray()
    for found in reasoning.findings { write(found, &json) }
    json.endArray()
    json.key("tables")
    json.beginArray()
    for row in reasoning.rows {
      object(
        [
          ("table", row.table), ("key", row.key), ("content", row.content), ("source", row.source),
        ], &json)
    }
    json.endArray()
    let ids = reasoning.makers + reasoning.findings.map(\.finding.rule)
    json.key("sources")
    json.beginArray()
    for source in WhyPrinter.sources(ids, reasoning.rows) {
      object(
        [
          ("id", source.id), ("title", source.title), ("publisher", source.publisher),
          ("date", source.date), ("address", source.address), ("trust", source.trust),
        ], &json)
    }
    json.endArray()
    json.endObject()
  }

  private static func subject(_ subject: Reasoning.Subject, _ json: inout JSONWriter) {
    switch subject {
    case .open(let assessment, let dose):
      numbers([("dose", dose.id.number)], &json)
      texts(
        [
          ("state", dose.state.rawValue), ("payer", assessment.payer?.id.text),
          ("date", assessment.visit.encounter.date.description),
        ], &json)
    case .frozen(let claim, let dose):
      numbers([("claim", claim.id.number), ("batch", claim.batch.number)], &json)
      if let dose { numbers([("dose", dose.dose.id?.number ?? 0)], &json) }
      texts(
        [
          ("number", claim.claim.number.text), ("state", "frozen"),
          ("payer", claim.claim.payer.id.text), ("date", claim.claim.date.description),
        ], &json)
    case .disposed(let dose):
      numbers([("dose", dose.dose.id?.number ?? 0)], &json)
      texts(
        [
          ("state", dose.disposition?.word), ("reason", dose.disposition?.reason?.text),
        ], &json)
    }
  }

  private static func rule(_ id: RuleID, _ json: inout JSONWriter) {
    let rule = RuleBook.embedded.rule(id)
    object(
      [
        ("rule", id.text), ("title", rule?.title), ("source", rule?.source),
        ("confidence", rule?.confidence.rawValue),
      ], &json)
  }

  private static func write(_ found: Reasoning.Found, _ json: inout JSONWriter) {
    let finding = found.finding
    let rule = RuleBook.embedded.rule(finding.rule)
    json.beginObject()
    if let dose = finding.dose { numbers([("dose", dose.number)], &json) }
    texts(
      [
        ("rule", finding.rule.text), ("title", rule?.title),
        ("severity", finding.severity.rawValue), ("field", finding.field),
        ("message", finding.message), ("fix", finding.fix), ("source", rule?.source),
        ("confidence", rule?.confidence.rawValue),
      ], &json)
    json.key("accepted")
    json.bool(found.review != nil)
    if let review = found.review { DoseJSON.review(review, &json) }
    json.key("needs_new_look")
    json.bool(found.review == nil && found.lapsed != nil)
    json.endObject()
  }

  private static func object(_ fields: [(String, String?)], _ json: inout JSONWriter) {
    json.beginObject()
    texts(fields, &json)
    json.endObject()
  }

  private static func texts(_ fields: [(String, String?)], _ json: inout JSONWriter) {
    for (name, text) in fields {
      json.key(name)
      json.string(text)
    }
  }

  private static func numbers(_ fields: [(String, Int64)], _ json: inout JSONWriter) {
    for (name, number) in fields {
      json.key(name)
      json.int(Int(number))
    }
  }
}
