import ArgumentParser
import Billing
import Coding
import Practice
import Text

/// `shots explain`: a rule, a code or a modifier in plain words.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule, a code, a modifier or a denial in plain words, with its sources.",
    discussion: """
        shots explain R57
        shots explain 96372
        shots explain JZ
        shots explain "place 11"
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "A rule (R57), a code, a modifier, a place of service, a denial code.")
  var subject: String

  func run() throws {
    try Session.run(global) { session in
      let today = Clock(timeZone: "UTC").today
      let tables = try session.tables()
      guard let page = tables.explain(subject, on: today) else {
        let near = tables.suggestions(for: subject, on: today)
        throw Refusal(
          .notFound,
          "nothing is known of \"\(subject)\"; "
            + (near.isEmpty
              ? "ask of a rule (R01 to \(RuleBook.embedded.entries.last?.id.text ?? "R93")), a code"
                + " (96372), a modifier (JZ), a drug's code (J1885), a "
                + "place (\"place 11\") or a denial (CO-97)"
              : "did you mean \(near.joined(separator: ", "))?"))
      }
      // How much a rule sees depends on what was imported.
      let whole =
        page.subject == "R70" ? page.telling(try session.diagnosisCodes(), on: today) : page
      if global.json {
        try session.console.json { ExplainCommand.write(whole, &$0) }
      } else {
        try show(whole, session)
      }
    }
  }

  private func show(_ page: Explanation, _ session: Session) throws {
    let style = session.console.style
    let paragraphs = Paragraphs(width: session.console.width)
    try session.console.write { output in
      paragraphs.write("\(page.subject)  \(page.title)", indent: 0, &output)
      for part in page.parts where !part.lines.isEmpty {
        output.write(part.heading.isEmpty ? "\n" : "\n\(style.bold(part.heading))\n")
        for line in part.lines { paragraphs.write(line, indent: 2, &output) }
      }
      guard !page.rules.isEmpty else { return }
      output.write("\n")
      paragraphs.write(
        "see also: \(page.rules.map(\.text).joined(separator: " "))", indent: 0, &output)
    }
  }

  private static func write(_ page: Explanation, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("subject")
    json.string(page.subject)
    json.key("title")
    json.string(page.title)
    json.key("parts")
    json.beginArray()
    for part in page.parts {
      json.beginObject()
      json.key("heading")
      json.string(part.heading)
      json.key("lines")
      json.beginArray()
      for line in part.lines { json.string(line) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.key("rules")
    json.beginArray()
    for rule in page.rules { json.string(rule.text) }
    json.endArray()
    json.endObject()
  }
}
