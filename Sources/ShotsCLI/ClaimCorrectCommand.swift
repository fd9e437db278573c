import ArgumentParser
import Billing
import Claims
import Practice
import Storage
import Text

extension ClaimCommand {
  /// `shots claim correct`: open a claim that the payer has, to replace it.
  struct ClaimCorrect: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "correct",
      abstract: "Open a claim that the payer has; the next export sends a replacement.",
      discussion: """
          shots claim correct 12 --dry-run    # what would change
          shots claim correct 12 --why "second injection was forgotten"
          shots correct 31 --dose 60mg        # mend the visit and its doses
          shots claim diff 12                 # box by box, before it goes
          shots export --month 2026-10 --format 837p --out claims

        A replacement carries the whole claim as it should be (frequency 7) and the payer's number \
        of the old one. Until it goes its doses are open; shots claim undo 12 ends the correction.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number.")
    var claim: String
    @Option(help: "Why, for the record.") var why: String?
    @Flag(help: "Show what would change; change nothing.") var dryRun = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let stored = try ClaimCommand.find(claim, desk)
        let correction = try desk.correct(
          stored.id, why: try flag("--why", why, Line.init(_:)), dryRun: dryRun)
        if global.json {
          try session.console.json { json in
            json.beginObject()
            json.key("claim")
            json.int(Int(correction.claim.number))
            json.key("number")
            json.string(correction.number.text)
            json.key("payer_number")
            json.string(correction.payerNumber.text)
            json.key("dry_run")
            json.bool(dryRun)
            json.key("differences")
            DifferenceText.write(correction.differences, &json)
            json.endObject()
          }
          return
        }
        try DifferenceText.show(correction.differences, session)
        let month = stored.claim.date.description.prefix(7)
        let mend =
          try desk.ledger.laterLink(of: stored.id).map {
            "what it says comes from claim \($0.earlier), its decision and the policy: mend those, "
              + "if need be"
          } ?? "correct encounter \(correction.encounter) and its doses"
        try session.console.print(
          dryRun
            ? "claim \(stored.id) would be replaced by \(correction.number); nothing was changed"
            : "claim \(stored.id) is open: \(mend), then: shots export --month \(month) …\n"
              + "\(correction.number) replaces it"
              + (correction.sentNumber == correction.number
                ? "" : "; the payer knows it as \(correction.sentNumber), and so does the file"))
      }
    }
  }

  /// `shots claim void`: take a claim back.
  struct ClaimVoid: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "void", abstract: "Take a claim back that the payer has (frequency 8).",
      discussion: """
          shots claim void 12 --why "wrong patient" --doses voided

        The next export sends the claim again, unchanged but for the frequency and the payer's \
        number. Its doses get what you say, at once: open (billed again by a later export), voided \
        (not given), no_charge, or self_pay.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number.")
    var claim: String
    @Option(help: "Why.") var why: String
    @Flag(help: "Its doses are open again: the same as --doses open.") var reopen = false
    @Option(
      help: "What becomes of its doses: \(words(of: VoidedDoses.self)).",
      completion: .words(of: VoidedDoses.self))
    var doses: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let stored = try ClaimCommand.find(claim, desk)
        let why = try flag("--why", why, Line.init(_:))
        let choice = try choice(session)
        let voiding = try desk.void(stored.id, why: why, doses: choice)
        if global.json {
          try session.console.json { json in
            json.beginObject()
            json.key("claim")
            json.int(Int(stored.id.number))
            json.key("state")
            json.string(ClaimState.voiding.rawValue)
            json.key("doses")
            json.int(voiding.doses)
            json.key("doses_are")
            json.string(choice.rawValue)
            json.endObject()
          }
          return
        }
        let month = stored.claim.date.description.prefix(7)
        try session.console.print(
          "claim \(stored.id) is taken back with the next export of its month: shots export "
            + "--month \(month) …\n" + ClaimVoid.fate(of: voiding.doses, choice))
        for note in voiding.notes { session.console.say(note) }
      }
    }

    /// `2 doses of it are not given (voided)`.
    private static func fate(of count: Int, _ choice: VoidedDoses) -> String {
      guard count > 0 else { return "none of its doses was on it any more; they stay as they are" }
      let are = count == 1 ? "is" : "are"
      let fate =
        switch choice {
        case .open: "open again"
        case .voided: "voided"
        case .noCharge: "not charged"
        case .selfPay: "paid by the patient"
        }
      return "\(counted(count, "dose")) of it \(are) \(fate)"
    }

    /// What becomes of the doses is asked, never assumed.
    private func choice(_ session: Session) throws -> VoidedDoses {
      if let doses = try flag("--doses", doses, VoidedDoses.init(_:)) {
        guard !reopen || doses == .open else {
          throw FlagError(usage: "--reopen says open, --doses says \(doses); give one of them")
        }
        return doses
      }
      if reopen { return .open }
      guard session.console.canAsk else {
        throw FlagError(
          missing: "--doses", "what becomes of its doses: open, voided, no_charge or self_pay")
      }
      return try Prompter(console: session.console).require(
        "What becomes of its doses: open, voided, no_charge or self_pay?",
        help: "open doses are billed again by a later export", VoidedDoses.init(_:))
    }
  }

  /// `shots claim close`: nothing more is done about a claim.
  struct ClaimClose: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "close",
      abstract: "Note that you are done with a claim: what is not paid of it is no work any more.",
      discussion: """
          shots claim close 12 --why "CO-97, indicator 0: written off"
          shots claim close 12 --why "mended by telephone"

        The claim stands as it is. Open doses that it bills, or that correct what it billed, belong \
        to it again, and a correction of it ends. The next answer that is noted opens it again, and \
        so does shots claim undo.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number.")
    var claim: String
    @Option(help: "Why.") var why: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let stored = try ClaimCommand.find(claim, desk)
        let kept = try desk.settle(stored.id, why: try flag("--why", why, Line.init(_:)))
        if global.json {
          try session.console.json { json in
            json.beginObject()
            json.key("claim")
            json.int(Int(stored.id.number))
            json.key("doses_taken_back")
            json.int(kept)
            json.endObject()
          }
        } else {
          try session.console.print(
            "claim \(stored.id) is closed: it stands as it is"
              + (kept > 0 ? "; \(MarkOptions.belong(kept))" : ""))
        }
      }
    }
  }

  /// `shots claim undo`: take the last event of a claim back.
  struct ClaimUndo: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo",
      abstract: "Take back the last thing that was noted of a claim; it stays visible.",
      discussion: "  shots claim undo 12 --why \"typed for the wrong claim\"")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number.")
    var claim: String
    @Option(help: "Why, for the record.") var why: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let stored = try ClaimCommand.find(claim, desk)
        let undone = try desk.undo(stored.id, why: try flag("--why", why, Line.init(_:)))
        let state = try desk.record(stored.id).history.state
        if global.json {
          try session.console.json { json in
            json.beginObject()
            json.key("claim")
            json.int(Int(stored.id.number))
            json.key("withdrawn")
            json.string(undone.event.kind.rawValue)
            json.key("state")
            json.string(state.rawValue)
            json.key("doses_taken_back")
            json.int(undone.takenBack)
            json.endObject()
          }
        } else {
          let doses =
            undone.takenBack > 0
            ? "; \(MarkOptions.belong(undone.takenBack))" : ""
          try session.console.print(
            "\(undone.event.kind) does not count any more: claim \(stored.id) is \(state)\(doses)")
        }
      }
    }
  }

  /// `shots claim diff`: two claims, box by box.
  struct ClaimDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Compare a claim with what replaces it, box by box.",
      discussion: """
          shots claim diff 12 40      two claims
          shots claim diff 12         an opened claim with what its visit says now
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim.") var claim: String
    @Argument(help: "The other claim.") var other: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let first = try ClaimCommand.find(claim, desk)
        let differences: [ClaimDifference]
        if let other {
          differences = try desk.differences(first.id, ClaimCommand.find(other, desk).id)
        } else {
          differences = try desk.pendingDifferences(first.id)
        }
        if global.json {
          try session.console.json { DifferenceText.write(differences, &$0) }
        } else {
          try DifferenceText.show(differences, session)
        }
      }
    }
  }
}

/// Differences of two claims, for people and programs.
enum DifferenceText {
  static func show(_ differences: [ClaimDifference], _ session: Session) throws {
    guard !differences.isEmpty else { return session.console.say("they say the same") }
    var table = TextTable([
      .init("BOX"), .init("837P"), .init("LINE", .right), .init("WHAT"),
      .init("BEFORE", maxWidth: 34), .init("AFTER", maxWidth: 34),
    ])
    for difference in differences {
      table.row([
        difference.box ?? "", difference.element, difference.line.map(String.init) ?? "",
        difference.name, printable(difference.before ?? "-"), printable(difference.after ?? "-"),
      ])
    }
    try session.console.write {
      table.render(into: &$0, width: session.console.width, style: session.console.style)
    }
  }

  static func write(_ differences: [ClaimDifference], _ json: inout JSONWriter) {
    json.beginArray()
    for difference in differences {
      json.beginObject()
      json.key("box")
      json.string(difference.box)
      json.key("element")
      json.string(difference.element)
      json.key("line")
      if let line = difference.line { json.int(line) } else { json.null() }
      json.key("what")
      json.string(difference.name)
      json.key("before")
      json.string(difference.before)
      json.key("after")
      json.string(difference.after)
      json.endObject()
    }
    json.endArray()
  }
}
