import ArgumentParser
import Billing
import Practice
import Storage
import Text

extension ClaimCommand {
  /// `shots claim history`: what happened to a claim, in sentences.
  struct ClaimHistoryShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "history", abstract: "Tell what happened to a claim, from first to last.",
      discussion: "  shots claim history 12")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number.")
    var claim: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let record = try desk.record(try ClaimCommand.find(claim, desk).id)
        if global.json {
          try session.console.json { ClaimStory.write(record, &$0) }
        } else {
          try session.console.write { output in
            for line in ClaimStory.sentences(record) { output.write(printable(line) + "\n") }
          }
        }
      }
    }
  }

  /// `shots claim proof`: what proves that a claim was filed in time.
  struct ClaimProofShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "proof",
      abstract: "Show what proves that a claim was filed: files, hashes, control numbers, answers.",
      discussion: "  shots claim proof 12")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number.")
    var claim: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let proof = try desk.proof(try ClaimCommand.find(claim, desk).id)
        if global.json {
          try session.console.json { ClaimStory.write(proof, today: desk.today, &$0) }
          return
        }
        try session.console.write { output in
          for record in proof.earlier + [proof.record] {
            for line in ClaimStory.evidence(record) { output.write(printable(line) + "\n") }
          }
          output.write(ClaimStory.verdict(proof, today: desk.today) + "\n")
        }
      }
    }
  }
}

/// What happened to a claim, in words.
enum ClaimStory {
  static func sentences(_ record: ClaimRecord) -> [String] {
    let claim = record.stored.claim
    let batch = record.batch
    var lines = [
      "claim \(record.stored.id)  \(claim.number)  \(claim.date)  \(claim.payer.id)  "
        + "\(claim.total)  \(record.history.state)"
    ]
    if let origin = record.origin {
      let word = verb(claim.frequency)
      lines.append("\(batch.envelope.day)  made: it \(word) claim \(origin.claim)")
    }
    lines.append(
      "\(batch.envelope.day)  prepared with batch \(batch.id)"
        + (batch.format.isInterchange
          ? " for \(batch.receiver), control number \(batch.envelope.interchange)"
            + (batch.isTest ? ", as a test (ISA15 T)" : "")
          : ", \(batch.format)"))
    if let sha256 = batch.sha256 {
      lines.append("\(batch.envelope.day)  written to \(batch.fileName), SHA-256 \(sha256)")
    }
    let withdrawn = Set(record.events.compactMap(\.withdraws))
    for event in record.events {
      let isWithdrawn = event.id.map(withdrawn.contains) ?? false
      lines.append(sentence(event, isWithdrawn: isWithdrawn))
    }
    for later in record.successors {
      lines.append(
        "then claim \(later.claim) (\(later.number)) \(following(later.successor.frequency))"
          + (later.successor.isRejected ? ", but was rejected" : ""))
    }
    return lines
  }

  private static func following(_ frequency: Claim.Frequency) -> String {
    switch frequency {
    case .original: "sends its refused services again"
    case .replacement: "replaces it"
    case .void: "takes it back"
    }
  }

  private static func verb(_ frequency: Claim.Frequency) -> String {
    switch frequency {
    case .original: "sends again what was refused of"
    case .replacement: "replaces"
    case .void: "takes back"
    }
  }

  private static func sentence(_ event: ClaimEvent, isWithdrawn: Bool) -> String {
    var text = "\(event.day)  " + words(event)
    if let number = event.payerNumber { text += "; the payer's number is \(number)" }
    if !event.reasons.isEmpty { text += "; reasons \(event.reasons.joined(separator: " "))" }
    if let why = event.why { text += "; \(why)" }
    if let file = event.file { text += "; \(file)" }
    text += "  (\(event.source), \(event.noted.by) \(event.noted.at))"
    return isWithdrawn ? text + "  withdrawn" : text
  }

  private static func words(_ event: ClaimEvent) -> String {
    switch event.kind {
    case .accepted: "accepted"
    case .rejected: "rejected before anybody decided; its doses are open again"
    case .paid: "paid \(event.paid)" + amounts(event)
    case .denied: "denied" + amounts(event)
    case .reversed: "the decision was taken back: \(event.paid)"
    case .correcting: "opened for correction"
    case .voiding: "to be taken back"
    case .closed: "closed: it stands as it is"
    case .withdrawn: "event \(event.withdraws?.number ?? 0) does not count any more"
    }
  }

  private static func amounts(_ event: ClaimEvent) -> String {
    guard let decision = event.decision else { return "" }
    var parts = decision.adjustments.map(\.description)
    for line in decision.lines {
      let reduced = line.adjustments.map(\.description).joined(separator: ", ")
      parts.append("line \(line.line) paid \(line.paid)" + (reduced.isEmpty ? "" : ", \(reduced)"))
    }
    if let share = decision.patientResponsibility { parts.append("patient \(share)") }
    if !decision.remarks.isEmpty { parts.append(decision.remarks.joined(separator: " ")) }
    return parts.isEmpty ? "" : ": " + parts.joined(separator: "; ")
  }

  // MARK: - Proof

  static func evidence(_ record: ClaimRecord) -> [String] {
    let batch = record.batch
    var lines = [
      "claim \(record.stored.id)  \(record.stored.claim.number)  batch \(batch.id)  "
        + "\(record.history.state)",
      "  file     \(batch.fileName), \(batch.size.map { "\($0) bytes" } ?? "not written")",
      "  made     \(batch.envelope.day) \(batch.envelope.time)"
        + (batch.format.isInterchange
          ? " for \(batch.receiver), interchange \(batch.envelope.interchange), group "
            + "\(batch.envelope.group)" : ", \(batch.format)"),
      "  SHA-256  \(batch.sha256 ?? "-")",
    ]
    for event in record.history.standing
    where event.kind == .accepted || event.kind == .rejected
      || event.kind.isDecision
    {
      var text = "  answer   \(event.day) \(event.kind)"
      if let number = event.payerNumber { text += ", payer's number \(number)" }
      text += " (\(event.file?.text ?? event.source.rawValue))"
      lines.append(text)
    }
    return lines
  }

  static func verdict(_ proof: ClaimProof, today: Day) -> String {
    guard let fileBy = proof.fileBy else {
      return "the payer's filing limit is not known: shots payer edit "
        + "\(proof.record.stored.claim.payer.id) --timely-filing-days …"
    }
    if let filedOn = proof.filedOn {
      return proof.isInTime == true
        ? "filed in time: \(filedOn), limit \(fileBy)"
        : "filed late: \(filedOn), limit \(fileBy)"
    }
    let left = today.days(until: fileBy)
    let how =
      proof.record.batch.isTest
      ? "its file was a test (ISA15 T), which no payer takes as filed"
      : proof.basis == .received
        ? "the payer counts arrival, which only its answer proves" : "it was not sent"
    return left < 0
      ? "not proven, and the limit is over since \(fileBy); \(how)"
      : "not proven yet; limit \(fileBy) (\(counted(left, "day")) left); \(how)"
  }

  // MARK: - JSON

  static func write(_ record: ClaimRecord, _ json: inout JSONWriter) {
    json.beginObject()
    head(record, &json)
    json.key("events")
    json.beginArray()
    let withdrawn = Set(record.events.compactMap(\.withdraws))
    for event in record.events {
      write(event, isWithdrawn: event.id.map(withdrawn.contains) ?? false, &json)
    }
    json.endArray()
    json.key("later_claims")
    json.beginArray()
    for later in record.successors { json.int(Int(later.claim.number)) }
    json.endArray()
    json.endObject()
  }

  private static func head(_ record: ClaimRecord, _ json: inout JSONWriter) {
    let batch = record.batch
    json.key("claim")
    json.int(Int(record.stored.id.number))
    RecordJSON.pairs(
      [
        ("number", record.stored.claim.number.text), ("state", record.history.state.rawValue),
        ("payer_number", record.history.payerNumber?.text), ("file", batch.fileName),
        ("sha256", batch.sha256), ("made_on", batch.envelope.day.description),
        ("receiver_id", batch.format.isInterchange ? batch.receiver.text : nil),
      ], &json)
    json.key("batch")
    json.int(Int(batch.id.number))
    json.key("interchange_control")
    if batch.format.isInterchange {
      json.int(batch.envelope.interchange)
    } else {
      json.null()
    }
    json.key("paid_cents")
    json.int(Int(record.history.paid.cents))
    json.key("earlier_claim")
    if let origin = record.origin { json.int(Int(origin.claim.number)) } else { json.null() }
  }

  private static func write(
    _ event: ClaimEvent, isWithdrawn: Bool, _ json: inout JSONWriter
  ) {
    json.beginObject()
    json.key("event")
    json.int(Int(event.id?.number ?? 0))
    RecordJSON.pairs(
      [
        ("kind", event.kind.rawValue), ("day", event.day.description),
        ("source", event.source.rawValue), ("file", event.file?.text),
        ("payer_number", event.payerNumber?.text), ("why", event.why?.text),
        ("by", event.noted.by), ("at", event.noted.at),
      ], &json)
    json.key("reasons")
    json.beginArray()
    for reason in event.decision?.remarks ?? event.reasons { json.string(reason) }
    json.endArray()
    json.key("paid_cents")
    if let decision = event.decision { json.int(Int(decision.paid.cents)) } else { json.null() }
    json.key("withdrawn")
    json.bool(isWithdrawn)
    json.endObject()
  }

  static func write(_ proof: ClaimProof, today: Day, _ json: inout JSONWriter) {
    json.beginObject()
    RecordJSON.pairs(
      [
        ("file_by", proof.fileBy?.description), ("basis", proof.basis.rawValue),
        ("filed_on", proof.filedOn?.description),
      ], &json)
    json.key("in_time")
    if let isInTime = proof.isInTime { json.bool(isInTime) } else { json.null() }
    json.key("days_left")
    if let left = proof.daysLeft(on: today) { json.int(left) } else { json.null() }
    json.key("claims")
    json.beginArray()
    for record in proof.earlier + [proof.record] { write(record, &json) }
    json.endArray()
    json.endObject()
  }
}
