import ArgumentParser
import Billing
import Claims
import Practice
import Storage
import Text

extension ClaimCommand {
  /// `shots claim print`: a claim as its CMS-1500 shows it.
  struct ClaimPrint: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "print", abstract: "Show a claim as a CMS-1500: the print image, or a page.",
      discussion: """
          shots claim print 12
          shots claim print 12 --html claim-12.html
          shots claim print 12 --html claim-12.html --values-only --offset 0,-4.5

        The page is for the screen and for letter paper, printed at 100 %. With --values-only it is \
        for a pre-printed form, and --offset fits it to the printer.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number (SL00000012).")
    var claim: String
    @Option(help: "Write a page with the form drawn to this file.", completion: .file())
    var html: String?
    @Option(
      parsing: .unconditional,
      help: "On the page: move the values by points to the right and down, like 3,-4.5.")
    var offset: String?
    @Flag(help: "On the page: only the values, for a pre-printed form.") var valuesOnly = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        if html == nil, offset != nil || valuesOnly {
          throw FlagError(usage: "--offset and --values-only are for a page; add --html FILE")
        }
        let shift = try flag("--offset", offset, ClaimPrint.points)
        let paper = try desk.paper(of: try ClaimCommand.find(claim, desk))
        if let html {
          let sheet = PaperSheet(
            title: "Claim \(paper.number)", forms: paper.forms, offset: shift ?? (0, 0),
            drawsForm: !valuesOnly)
          try desk.writePage(sheet, to: html)
        }
        if global.json {
          try session.console.json { ClaimPrint.write(paper, file: html, &$0) }
        } else if let html {
          try session.console.print("\(html): \(counted(paper.forms.count, "form"))")
        } else {
          try session.console.write { $0.write(utf8: paper.image.span) }
        }
        guard !global.json else { return }
        for loss in paper.losses {
          session.console.say("the form does not tell everything: \(loss)")
        }
      }
    }

    /// Reads `3,-4.5`.
    private static func points(_ text: String) throws(InvalidValue) -> (x: Double, y: Double) {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2, let x = Double(parts[0]), let y = Double(parts[1]), abs(x) <= 72,
        abs(y) <= 72
      else {
        throw InvalidValue(
          kind: "offset", value: text,
          reason: "must be two numbers of points between -72 and 72, right and down, like 3,-4.5")
      }
      return (x, y)
    }

    private static func write(_ paper: PaperCopy, file: String?, _ json: inout JSONWriter) {
      json.beginObject()
      json.key("claim")
      json.string(paper.number.text)
      json.key("file")
      json.string(file)
      json.key("forms")
      json.beginArray()
      for form in paper.forms {
        json.beginArray()
        for entry in form.entries {
          json.beginObject()
          json.key("item")
          json.string(entry.box.spot.item)
          json.key("line")
          if entry.line > 0 { json.int(entry.line) } else { json.null() }
          json.key("text")
          json.string(String(entry.printed))
          json.endObject()
        }
        json.endArray()
      }
      json.endArray()
      json.key("not_told")
      json.beginArray()
      for loss in paper.losses { json.string(loss) }
      json.endArray()
      json.endObject()
    }
  }
}
