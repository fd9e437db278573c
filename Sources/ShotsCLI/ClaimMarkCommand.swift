import ArgumentParser
import Billing
import Practice
import Storage

extension ClaimCommand {
  /// `shots claim mark`: what the payer answered.
  struct ClaimMark: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "mark", abstract: "Note what the payer answered to a claim.",
      discussion: """
          shots claim mark 12 accepted --payer-number 2026310001 --on 11/5
          shots claim mark 12 rejected --reason A7:33 --why "member id unknown"
          shots claim mark 12 paid --line 1:paid=38.20,CO-45=6.80 \\
            --line 2:paid=11.20,CO-45=3.80
          shots claim mark 12 denied --adjust CO-97=50.00
          shots claim mark 12 reversed

        rejected: refused before anybody decided (999, 277CA); its doses are open again. denied: \
        decided, and nothing is covered. What is typed wrong is taken back with: shots claim undo.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number.")
    var claim: String
    @Argument(
      help: "What the payer said: accepted, rejected, paid, denied or reversed.",
      completion: .list(MarkOptions.kinds.map(\.rawValue)))
    var answer: String
    @OptionGroup var options: MarkOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let stored = try ClaimCommand.find(claim, desk)
        let event = try options.event(answer, of: stored.claim, today: desk.today)
        try MarkOptions.tell(try desk.mark([stored.id], event), session)
        if !global.json { try LaterText.say(of: stored, desk, session) }
      }
    }
  }
}

/// What an answer says, as people type it.
struct MarkOptions: ParsableArguments {
  @Option(help: "The day of the answer; today unless it is given.") var on: String?
  @Option(help: "The payer's number of the claim (277CA REF*1K, 835 CLP07).")
  var payerNumber: String?
  @Option(help: "What was paid for the whole claim.") var paid: String?
  @Option(help: "What the payer leaves for the patient.") var patient: String?
  @Option(
    name: .customLong("line"), parsing: .singleValue,
    help: ArgumentHelp(
      "The decision on a line, like 2:paid=11.20,CO-45=3.80.", valueName: "decision"))
  var lines: [String] = []
  @Option(
    name: .customLong("adjust"), parsing: .singleValue,
    help: ArgumentHelp("A reduction of the whole claim, like CO-45=3.80.", valueName: "reduction"))
  var adjustments: [String] = []
  @Option(
    name: .customLong("reason"), parsing: .singleValue,
    help: "A code that the payer gave, like A7:33 or N290.")
  var reasons: [String] = []
  @Option(help: "In words.") var why: String?

  /// What a person can say of a payer's answer.
  static let kinds: [ClaimEvent.Kind] = [.accepted, .rejected, .paid, .denied, .reversed]

  /// The answer that somebody typed.
  static func kind(
    _ answer: String, among kinds: [ClaimEvent.Kind] = kinds
  ) throws(InvalidValue) -> ClaimEvent.Kind {
    let kind = try? ClaimEvent.Kind(answer)
    guard let kind, kinds.contains(kind) else {
      throw InvalidValue(
        kind: "answer", value: answer,
        reason: "must be one of " + kinds.map(\.rawValue).joined(separator: ", "))
    }
    return kind
  }

  /// The event that was typed about a claim.
  func event(_ answer: String, of claim: Claim, today: Day) throws -> ClaimEvent {
    let kind = try MarkOptions.kind(answer)
    let day =
      try flag("--on", on) { text throws(InvalidValue) in try Day(text, today: today) } ?? today
    var event = ClaimEvent(
      kind: kind, day: day,
      payerNumber: try flag("--payer-number", payerNumber, PartnerID.init(_:)),
      reasons: try MarkOptions.codes(reasons), why: try flag("--why", why, Line.init(_:)))
    if let decision = try decision(kind, of: claim, on: day, event) {
      guard kind.isDecision else {
        throw FlagError(usage: "\(kind) has no amounts; leave --paid, --line and --adjust away")
      }
      event.decision = decision
      event.reasons = []
    }
    return event
  }

  /// The codes that a payer gave; a code has no blanks, since the ledger keeps several in one text.
  static func codes(_ reasons: [String]) throws -> [String] {
    try reasons.map { text in
      let code = Characters.uppercased(Characters.trimmed(text))
      guard !code.isEmpty, code.utf8.count <= 20, code.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else {
        throw FlagError(
          "--reason",
          InvalidValue(kind: "reason", value: text, reason: "must be a code, like A7:33"))
      }
      return code
    }
  }

  private func decision(
    _ kind: ClaimEvent.Kind, of claim: Claim, on day: Day, _ event: ClaimEvent
  ) throws -> Adjudication? {
    let lines = try lines.map { try MarkOptions.line($0, of: claim) }
    let adjustments = try adjustments.map { try MarkOptions.adjustment($0, "--adjust") }
    var amount = try flag("--paid", paid, Money.init(_:))
    if amount == nil, !lines.isEmpty {
      // CLP04 is the lines' payments less what was reduced on the whole claim.
      let reduced = adjustments.lazy.map(\.amount).total
      amount = Money(cents: lines.lazy.map(\.paid).total.cents - reduced.cents)
    }
    if amount == nil, kind == .denied { amount = .zero }
    guard var amount else {
      guard kind == .paid || !adjustments.isEmpty || patient != nil else { return nil }
      throw FlagError(
        missing: "--paid", "what was paid, like --paid 45.00, or --line for each line")
    }
    if kind == .reversed, amount > .zero { amount = Money(cents: -amount.cents) }
    return Adjudication(
      date: day, payerClaimNumber: event.payerNumber, paid: amount, adjustments: adjustments,
      patientResponsibility: try flag("--patient", patient, Money.init(_:)),
      remarks: event.reasons, lines: lines)
  }

  /// `2:paid=11.20,CO-45=3.80`.
  private static func line(_ text: String, of claim: Claim) throws -> LineAdjudication {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let position = Int(parts[0]), position > 0 else {
      throw FlagError("--line", InvalidValue(kind: "decision", value: text, reason: form))
    }
    guard claim.lines.indices.contains(position - 1) else {
      throw FlagError(
        "--line",
        InvalidValue(
          kind: "decision", value: text, reason: "the claim has lines 1 to \(claim.lines.count)"))
    }
    let service = claim.lines[position - 1].service
    var line = LineAdjudication(
      line: position, paid: .zero, code: service.code, modifiers: service.modifiers,
      units: service.units)
    var isPaid = false
    for part in parts[1].split(separator: ",") {
      if part.hasPrefix("paid=") {
        line.paid = try flag("--line", String(part.dropFirst(5)), Money.init(_:))
        isPaid = true
      } else {
        line.adjustments.append(try adjustment(String(part), "--line"))
      }
    }
    guard isPaid else {
      throw FlagError("--line", InvalidValue(kind: "decision", value: text, reason: form))
    }
    return line
  }

  private static let form = "is written like 2:paid=11.20,CO-45=3.80"

  /// `CO-45=3.80`.
  private static func adjustment(_ text: String, _ name: String) throws -> Adjustment {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    let code = sides[0].split(separator: "-", omittingEmptySubsequences: false)
    guard sides.count == 2, code.count == 2 else {
      throw FlagError(
        name,
        InvalidValue(kind: "reduction", value: text, reason: "must be written like CO-45=3.80"))
    }
    return try flag(name, text) { _ throws(InvalidValue) in
      try Adjustment(
        group: try GroupCode(String(code[0])), reason: String(code[1]),
        amount: try MarkOptions.signed(String(sides[1])))
    }
  }

  /// A reduction below zero: the payer pays more than was charged (x12-responses §5.3).
  private static func signed(_ text: String) throws(InvalidValue) -> Money {
    let body = Characters.trimmed(text)
    guard body.hasPrefix("-") else { return try Money(body) }
    return Money(cents: -(try Money(String(body.dropFirst()))).cents)
  }

  /// `1 dose belongs to it again`.
  static func belong(_ doses: Int) -> String {
    "\(counted(doses, "dose")) \(doses == 1 ? "belongs" : "belong") to it again"
  }

  /// Says what became of marks.
  static func tell(_ marks: [Marked], _ session: Session) throws {
    if session.options.json {
      var listing = Listing([
        .init("claim", ""), .init("number", ""), .init("state", ""), .init("doses_opened", ""),
        .init("doses_taken_back", ""),
      ])
      for mark in marks {
        listing.row([
          .int(Int(mark.claim.number)), .text(mark.number.text), .text(mark.state.rawValue),
          .int(mark.opened), .int(mark.takenBack),
        ])
      }
      return try listing.print(session, empty: "")
    }
    try session.console.write { output in
      for mark in marks {
        output.write("claim \(mark.claim) (\(mark.number)) is \(mark.state)")
        if mark.opened > 0 {
          output.write("; \(counted(mark.opened, "dose")) of it \(mark.opened == 1 ? "is" : "are")")
          output.write(" open again: shots unbilled")
        }
        if mark.takenBack > 0 {
          output.write("; \(MarkOptions.belong(mark.takenBack))")
        }
        if let excess = mark.excess {
          output.write("; \(excess) was paid in all, more than its charge")
        }
        output.write("\n")
        for note in mark.notes { output.write("  \(note)\n") }
      }
    }
  }
}
