import ArgumentParser
import Billing
import Practice
import Text

/// `shots scrub`: all rules over everything open, the most money first.
struct ScrubCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scrub",
    abstract: "Run all rules over open doses and claims; findings by money, with what mends them.",
    discussion: """
        shots scrub --month 2026-10
        shots scrub --month 2026-10 --as-of today

      Looks at open doses and at claims whose file is not written yet. With --as-of it decides with \
      the payers' settings that were known on that day, and tells which claims that were sent would \
      be written otherwise. Rows of the tables are those of the dates of service. Exit status 1: \
      there is an error.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var days: DaysOptions
  @Option(help: "Only what this payer is asked for.") var payer: String?
  @Option(help: "Decide with what was known on this day, claims that were sent, too.")
  var asOf: String?

  func run() throws {
    try Session.withDesk(global) { session, desk in
      let asOf = try day("--as-of", asOf, desk)
      let report = try desk.scrub(
        ScrubOrder(
          days: try days.range(today: desk.today),
          payer: try flag("--payer", payer, PayerID.init(_:)), asOf: asOf))
      if global.json {
        try session.console.json { ScrubCommand.write(report, &$0) }
      } else {
        try show(report, session, asOf != nil)
      }
      if report.hasErrors { throw ExitCode(1) }
    }
  }

  private func show(_ report: ScrubReport, _ session: Session, _ sent: Bool) throws {
    let style = session.console.style
    try session.console.write { output in
      for group in report.groups {
        for line in lines(group, style) { output.write(line + "\n") }
        output.write("\n")
      }
      let claims = sent ? "claim" : "claim that is not written yet"
      output.write(
        "looked at \(counted(report.doses, "dose")) and "
          + (report.claims == 1 || sent
            ? counted(report.claims, claims) : "\(report.claims) claims that are not written yet")
          + "; \(counted(report.groups.count, "finding"))\n")
    }
  }

  private func lines(_ group: ScrubGroup, _ style: ANSI) -> [String] {
    let key = group.key
    let word =
      switch key.severity {
      case .error: style.red("error  ")
      case .warning: style.yellow("warning")
      case .info: style.dim("info   ")
      }
    let what = key.place == .open ? "dose" : "\(key.place.rawValue) claim"
    var first = "\(word) \(key.rule)  \(counted(group.count, what)), \(group.charge)"
    if group.accepted > 0 {
      first += group.isAccepted ? " (accepted)" : " (\(group.accepted) accepted)"
    }
    var lines = [
      first, "        \(group.example.name): \(printable(group.example.message))",
    ]
    guard key.severity > .info else { return lines }
    let look = key.place == .open ? "mend" : "look"
    for fix in group.fixes { lines.append("        \(look): \(printable(fix))") }
    if let bulk = group.bulkFix { lines.append("        or all: \(bulk)") }
    return lines
  }

  private static func write(_ report: ScrubReport, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("doses")
    json.int(report.doses)
    json.key("claims")
    json.int(report.claims)
    json.key("findings")
    json.beginArray()
    for group in report.groups { write(group, &json) }
    json.endArray()
    json.endObject()
  }

  private static func write(_ group: ScrubGroup, _ json: inout JSONWriter) {
    json.beginObject()
    let texts: [(String, String?)] = [
      ("where", group.key.place.rawValue), ("rule", group.key.rule.text),
      ("severity", group.key.severity.rawValue), ("field", group.key.field),
      ("example", group.example.name), ("message", group.example.message),
      ("bulk_fix", group.bulkFix),
    ]
    for (name, text) in texts {
      json.key(name)
      json.string(text)
    }
    json.key("fixes")
    json.beginArray()
    for fix in group.fixes { json.string(fix) }
    json.endArray()
    let numbers = [
      ("count", group.count), ("accepted", group.accepted),
      ("charge_cents", Int(group.charge.cents)),
    ]
    for (name, number) in numbers {
      json.key(name)
      json.int(number)
    }
    json.endObject()
  }
}
