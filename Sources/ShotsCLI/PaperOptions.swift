import ArgumentParser
import Billing
import Practice
import Storage
import Text

/// The flags that lay out claims on paper.
struct PaperOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "On paper: move everything down by so many lines; -1 is up. Else as the receiver has it.")
  var top: Int?
  @Option(
    parsing: .unconditional,
    help: "On paper: move everything right by so many columns; -1 is left. Else the receiver's.")
  var left: Int?
  @Option(
    help: "On paper: what ends a line, lf or crlf.",
    completion: .words(of: PaperLayout.LineEnd.self))
  var lineEnd: String?
  @Flag(help: "On paper: leave out ' and &, for receivers that do not take them.")
  var dropSigns = false

  /// Sets the layout of an order. Without paper there is nothing to lay out, and that is said.
  func apply(to order: inout ExportOrder, _ desk: Desk) throws {
    guard order.format == .paper else {
      let given = [("--top", top != nil), ("--left", left != nil), ("--line-end", lineEnd != nil)]
      if let (name, _) = (given + [("--drop-signs", dropSigns)]).first(where: \.1) {
        throw FlagError(usage: "\(name) lays out paper; it goes with --format cms1500")
      }
      return
    }
    order.followsReceiver = (top == nil, left == nil)
    order.layout = try desk.paperLayout(
      top: top ?? 0, left: left ?? 0,
      lineEnd: try flag("--line-end", lineEnd, PaperLayout.LineEnd.init(_:)) ?? .lf,
      signs: dropSigns ? .drop : .keep)
  }

  /// What the file does not tell, for people.
  static func write(_ losses: ExportLosses, _ output: inout ByteWriter, _ style: ANSI) {
    guard !losses.sentences.isEmpty else { return }
    output.write("\n\(style.yellow("the file does not tell everything")):\n")
    for (text, claims) in losses.sentences {
      output.write("  \(text) (\(counted(claims, "claim")))\n")
    }
  }

  /// Which claims are more than one form holds, for people.
  static func write(_ oversized: OversizedClaims, _ output: inout ByteWriter, _ style: ANSI) {
    for (finding, visits) in zip(oversized.findings, oversized.visits) {
      let first = visits.prefix(5).map(\.description).joined(separator: ", ")
      let rest = visits.count > 5 ? " and \(visits.count - 5) more" : ""
      output.write(
        "\n\(style.yellow("warning \(finding.rule)")): \(finding.message)\n"
          + "  encounter\(visits.count == 1 ? "" : "s") \(first)\(rest): nothing is left out, and"
          + " further lines go on a form of their own, which a payer may answer as another claim."
          + " In an 837P it is one claim.\n")
    }
  }

  /// The same for programs.
  static func write(_ oversized: OversizedClaims, _ json: inout JSONWriter) {
    json.beginArray()
    for (finding, visits) in zip(oversized.findings, oversized.visits) {
      json.beginObject()
      json.key("rule")
      json.string(finding.rule.text)
      json.key("message")
      json.string(finding.message)
      json.key("encounters")
      json.beginArray()
      for visit in visits { json.int(Int(visit.number)) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
  }

  /// What the file does not tell, for programs.
  static func write(_ losses: ExportLosses, _ json: inout JSONWriter) {
    json.beginArray()
    for (text, claims) in losses.sentences {
      json.beginObject()
      json.key("what")
      json.string(text)
      json.key("claims")
      json.int(claims)
      json.endObject()
    }
    json.endArray()
  }
}
