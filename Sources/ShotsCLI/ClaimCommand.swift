import ArgumentParser
import Billing
import Practice
import Storage
import Text

/// `shots claim`: what was claimed.
struct ClaimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim",
    abstract: "The claims: list, show, print, what payers answered, corrections, proof.",
    subcommands: [
      ClaimList.self, ClaimShow.self, ClaimPrint.self, ClaimMark.self, ClaimHistoryShow.self,
      ClaimCorrect.self, ClaimVoid.self, ClaimClose.self, ClaimUndo.self, ClaimCrossed.self,
      ClaimDiff.self,
      ClaimProofShow.self,
    ])

  struct ClaimList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List claims, newest first.")

    @OptionGroup var global: GlobalOptions
    @Option(help: "Only claims of this batch.") var batch: String?
    @Option(
      help: "Only claims in this state: \(words(of: ClaimState.self)).",
      completion: .words(of: ClaimState.self))
    var state: String?
    @Option(parsing: .unconditional, help: "At most so many; 100, with --json all of them.")
    var limit: Int?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let id = try batch.map { try BatchCommand.find($0, desk).id }
        let state = try flag("--state", state, ClaimState.init(_:))
        let limit = limit ?? (global.json ? Int.max : 100)
        guard limit > 0 else { throw FlagError(usage: "--limit is a whole number above zero") }
        var lives: [ClaimLife] = []
        var hasMore = false
        try desk.ledger.eachClaimLife(batch: id) { life in
          guard state == nil || life.history.state == state else { return true }
          hasMore = lives.count == limit
          if !hasMore { lives.append(life) }
          return !hasMore
        }
        let later = LaterText.byClaim(try desk.laterClaims(ofVisitsOf: lives.map(\.summary.id)))
        let hasNext = global.json || lives.contains { later[$0.summary.id] != nil }
        var listing = Listing(
          ClaimCommand.columns + ClaimCommand.lifeColumns + (hasNext ? [LaterText.column] : []))
        for life in lives {
          listing.row(
            ClaimCommand.cells(life.summary) + [
              .text(life.history.state.rawValue), .optional(life.history.payerNumber?.text),
              .cents(life.history.paid.cents),
            ] + (hasNext ? [.optional(later[life.summary.id].map(LaterText.word))] : []))
        }
        try listing.print(
          session,
          empty: state.map { "no claim is \($0)" } ?? "no claims yet; make them with: shots export")
        if hasMore, !global.json {
          session.console.say("there are more, older ones; see them with: --limit \(limit * 10)")
        }
      }
    }
  }

  struct ClaimShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a claim as it was frozen, with the working of each line."
    )

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number (SL00000012).")
    var claim: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let record = try desk.record(try ClaimCommand.find(claim, desk).id)
        let later = try LaterText.of(record, desk)
        if global.json {
          try session.console.json { ClaimCommand.write(record, later, &$0) }
        } else {
          try ClaimCommand.show(record, session)
          try session.console.write { output in
            for line in later.sentences { output.write(printable(line) + "\n") }
          }
        }
      }
    }
  }

  static func find(_ text: String, _ desk: Desk) throws -> StoredClaim {
    let id: Claim.ID?
    if Int64(text) != nil {
      id = try number("claim", text)
    } else {
      id = try desk.ledger.claimID(ClaimNumber(text))
    }
    guard let id, let claim = try desk.ledger.claim(id) else {
      throw Refusal(.notFound, "there is no claim \(text). List them with: shots claim list")
    }
    return claim
  }

  static let columns: [Listing.Column] = [
    .init("claim", "CLAIM", .right), .init("number", "NUMBER"), .init("batch", "BATCH", .right),
    .init("date", "DATE"), .init("mrn", "MRN"), .init("patient", "PATIENT", maxWidth: 26),
    .init("payer", "PAYER"), .init("lines", "LINES", .right), .init("total_cents", "TOTAL", .right),
  ]

  /// What became of it.
  static let lifeColumns: [Listing.Column] = [
    .init("state", "STATE"), .init("payer_number", "PAYER'S NUMBER"),
    .init("paid_cents", "PAID", .right),
  ]

  static func cells(_ claim: ClaimSummary) -> [Listing.Cell] {
    [
      .int(Int(claim.id.number)), .text(claim.number.text), .int(Int(claim.batch.number)),
      .text(claim.date.description), .text(claim.mrn.text), .text(claim.patient.description),
      .text(claim.payer.text), .int(claim.lines), .cents(claim.total.cents),
    ]
  }

  private static func show(_ record: ClaimRecord, _ session: Session) throws {
    let stored = record.stored
    let claim = stored.claim
    var table = TextTable([
      .init("#", .right), .init("LINE"), .init("UNITS", .right), .init("CHARGE", .right),
      .init("DX"),
      .init("NDC"), .init("WHY"),
    ])
    for (index, line) in claim.lines.enumerated() {
      let service = line.service
      table.row([
        String(index + 1), service.codeWithModifiers, String(service.units),
        line.charge.description, service.pointers.map(String.init).joined(separator: ":"),
        service.drug.map { "\($0.ndc.hyphenated) \($0.unit.rawValue)\($0.quantity)" } ?? "",
        service.why,
      ])
    }
    let name = printable(claim.patient.name.description)
    try session.console.write { output in
      output.write(
        "claim \(stored.id)  \(claim.number)  batch \(stored.batch)  encounter "
          + "\(stored.encounter)\n"
      )
      output.write("\(name)  \(claim.patient.mrn)  born \(claim.patient.birthDate)\n")
      output.write(
        "\(claim.date)  place \(claim.placeOfService)  \(printable(claim.payer.name.text)), "
          + "member \(claim.coverage.memberID)\n")
      output.write(
        "rendering \(printable(claim.renderingProvider.name.description)), "
          + "\(claim.renderingProvider.npi)\n")
      output.write("diagnoses \(claim.diagnoses.map(\.text).joined(separator: " "))\n")
      let approvals = authorizations(of: claim)
      if !approvals.isEmpty { output.write("authorization \(approvals.joined(separator: ", "))\n") }
      output.write("\n")
      table.render(into: &output, width: session.console.width, style: session.console.style)
      output.write("total \(claim.total)\n")
      output.write("\(record.history.state)")
      if let number = record.history.payerNumber { output.write("  payer's number \(number)") }
      if record.history.decision != nil { output.write("  paid \(record.history.paid)") }
      output.write("\n")
    }
  }

  /// The number of the claim, and those of lines that have one of their own.
  private static func authorizations(of claim: Claim) -> [String] {
    var texts: [String] = []
    if let number = claim.details.priorAuthorization { texts.append(printable(number.text)) }
    for (index, line) in claim.lines.enumerated() where line.hasDetails {
      guard let number = line.details.priorAuthorization else { continue }
      texts.append("line \(index + 1) \(printable(number.text))")
    }
    return texts
  }

  private static func write(
    _ record: ClaimRecord, _ later: LaterText, _ json: inout JSONWriter
  ) {
    let stored = record.stored
    let claim = stored.claim
    json.beginObject()
    let fields: [(String, String)] = [
      ("number", claim.number.text), ("frequency", claim.frequency.rawValue),
      ("mrn", claim.patient.mrn.text), ("patient", claim.patient.name.description),
      ("date", claim.date.description), ("payer", claim.payer.id.text),
      ("member_id", claim.coverage.memberID.text), ("place_of_service", claim.placeOfService.text),
      ("rendering_npi", claim.renderingProvider.npi.text),
    ]
    json.key("claim")
    json.int(Int(stored.id.number))
    json.key("batch")
    json.int(Int(stored.batch.number))
    json.key("encounter")
    json.int(Int(stored.encounter.number))
    for (name, text) in fields {
      json.key(name)
      json.string(text)
    }
    json.key("state")
    json.string(record.history.state.rawValue)
    json.key("payer_number")
    json.string(record.history.payerNumber?.text)
    json.key("paid_cents")
    json.int(Int(record.history.paid.cents))
    later.write(&json)
    json.key("authorization_number")
    json.string(claim.details.priorAuthorization?.text)
    json.key("diagnoses")
    json.beginArray()
    for diagnosis in claim.diagnoses { json.string(diagnosis.text) }
    json.endArray()
    json.key("total_cents")
    json.int(Int(claim.total.cents))
    json.key("lines")
    json.beginArray()
    for (index, line) in claim.lines.enumerated() {
      write(line, position: index + 1, of: claim, &json)
    }
    json.endArray()
    json.endObject()
  }

  private static func write(
    _ line: Claim.Line, position: Int, of claim: Claim, _ json: inout JSONWriter
  ) {
    let service = line.service
    json.beginObject()
    json.key("position")
    json.int(position)
    json.key("control_number")
    json.string(claim.lineControlNumber(position))
    json.key("dose")
    if let dose = service.dose { json.int(Int(dose.number)) } else { json.null() }
    json.key("code")
    json.string(service.code.text)
    json.key("modifiers")
    json.beginArray()
    for modifier in service.modifiers { json.string(modifier.text) }
    json.endArray()
    json.key("units")
    json.int(service.units)
    json.key("charge_cents")
    json.int(Int(line.charge.cents))
    json.key("pointers")
    json.beginArray()
    for pointer in service.pointers { json.int(pointer) }
    json.endArray()
    json.key("ndc")
    json.string(service.drug?.ndc.text)
    json.key("authorization_number")
    json.string((line.details.priorAuthorization ?? claim.details.priorAuthorization)?.text)
    json.key("why")
    json.string(service.why)
    json.endObject()
  }
}
