import ArgumentParser
import Billing
import Practice
import Storage
import Text

extension BatchCommand {
  /// `shots batch verify`: any 837P file, compared with the ledger.
  struct BatchVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Compare a file of claims with the ledger.",
      discussion: """
          shots batch verify claims/shots-batch-000001.837

        An 837P file of anybody is read and compared claim by claim; a CMS-1500 or CSV file must \
        have the very bytes that were written. \
        Exit status 1 when the file is faulty, says something else than the ledger, or is none of \
        ours.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The file.", completion: .file()) var file: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let check = try desk.verify(file: file)
        if global.json {
          try session.console.json { BatchVerify.write(check, &$0) }
        } else {
          try session.console.write { output in
            for line in BatchVerify.lines(check) { output.write(printable(line) + "\n") }
          }
        }
        if !check.isWhole { throw ExitCode(1) }
      }
    }

    private static func lines(_ check: FileCheck) -> [String] {
      var lines: [String] = []
      if let envelope = check.envelope {
        lines.append(
          "\(counted(envelope.claims, "claim")), \(counted(envelope.lines, "line")), "
            + "\(envelope.total) in \(counted(envelope.transactionSets, "transaction set")); "
            + "\(check.size) bytes")
        lines.append(
          "from \(envelope.sender) to \(envelope.receiver), control number "
            + "\(envelope.interchange)")
      }
      lines.append("SHA-256 \(check.sha256)")
      if check.envelope == nil, let batch = check.batch {
        lines.append(
          "\(batch.format): \(counted(batch.claims, "claim")), \(counted(batch.lines, "line")), "
            + "\(batch.total); \(check.size) bytes")
      }
      if let fault = check.fault {
        lines.append("it cannot be read any further as 837P: \(fault)")
      }
      switch (check.batch, check.isSameBytes) {
      case (let batch?, true?): lines.append("it is batch \(batch.id), byte for byte")
      case (let batch?, false?) where check.saysTheSame:
        let form = check.formDifferences
        lines.append(
          "it says what batch \(batch.id) says, in other bytes: "
            + (form.isEmpty ? "blanks or empty elements" : form.joined(separator: "; ")))
      case (let batch?, false?) where check.isByClaims:
        lines.append("its claims are of batch \(batch.id), but it is another file")
      case (let batch?, false?):
        lines.append(
          "it bears the control number of batch \(batch.id), but has other bytes: "
            + "\(batch.sha256 ?? "")")
      case (let batch?, nil):
        lines.append("it bears the control number of batch \(batch.id), which is not written yet")
      case (nil, _) where check.envelope?.claims ?? 0 == 0:
        lines.append("no batch of this ledger was written with these bytes")
      case (nil, _): lines.append("no batch of this ledger has its receiver and control number")
      }
      for difference in check.envelopeDifferences { lines.append("differs: \(difference)") }
      for number in check.twice { lines.append("claim \(number): more than once in the file") }
      for number in check.unknown { lines.append("claim \(number): unknown to this ledger") }
      for (number, places) in check.different {
        lines.append("claim \(number): differs in \(places.joined(separator: "; "))")
      }
      for number in check.missing { lines.append("claim \(number): not in the file") }
      if check.isWhole { lines.append("the file is whole and says what the ledger says") }
      return lines
    }

    private static func write(_ check: FileCheck, _ json: inout JSONWriter) {
      json.beginObject()
      json.key("whole")
      json.bool(check.isWhole)
      json.key("batch")
      if let batch = check.batch { json.int(Int(batch.id.number)) } else { json.null() }
      json.key("same_bytes")
      if let same = check.isSameBytes { json.bool(same) } else { json.null() }
      json.key("size")
      json.int(Int(check.size))
      json.key("sha256")
      json.string(check.sha256)
      json.key("claims")
      json.int(check.envelope?.claims ?? check.batch?.claims ?? 0)
      json.key("lines")
      json.int(check.envelope?.lines ?? check.batch?.lines ?? 0)
      json.key("total_cents")
      json.int(Int((check.envelope?.total ?? check.batch?.total ?? .zero).cents))
      json.key("fault")
      json.string(check.fault)
      for (name, numbers) in [
        ("unknown", check.unknown), ("missing", check.missing), ("twice", check.twice),
        ("envelope", check.envelopeDifferences), ("form", check.formDifferences),
      ] {
        json.key(name)
        json.beginArray()
        for number in numbers { json.string(number) }
        json.endArray()
      }
      json.key("different")
      json.beginArray()
      for (number, places) in check.different {
        json.beginObject()
        json.key("claim")
        json.string(number)
        json.key("places")
        json.beginArray()
        for place in places { json.string(place) }
        json.endArray()
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
  }

  /// `shots batch mark`: one answer for every claim of a batch.
  struct BatchMark: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "mark", abstract: "Note one answer for every claim of a batch.",
      discussion: """
          shots batch mark 3 accepted --on 11/5
          shots batch mark 3 rejected --why "999: the whole set was refused"

        A claim with an answer of its own keeps it: mark it by itself with shots claim mark.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the batch.") var batch: String
    @Argument(help: "What was answered: accepted or rejected.") var answer: String
    @Option(help: "The day of the answer; today unless it is given.") var on: String?
    @Option(
      name: .customLong("reason"), parsing: .singleValue, help: "A code that was given.")
    var reasons: [String] = []
    @Option(help: "In words.") var why: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let found = try BatchCommand.find(batch, desk)
        let known = try? MarkOptions.kind(answer)
        if let known, known.isDecision {
          throw FlagError(
            usage: "a batch is accepted or rejected; what is \(known) is marked claim by claim: "
              + "shots claim mark …")
        }
        let kind = try MarkOptions.kind(answer, among: [.accepted, .rejected])
        let day =
          try day("--on", on, desk)
        let event = ClaimEvent(
          kind: kind, day: day ?? desk.today, reasons: try MarkOptions.codes(reasons),
          why: try flag("--why", why, Line.init(_:)))
        let result = try desk.markAll(of: found.id, event)
        try MarkOptions.tell(result.marked, session)
        for (claim, reason) in result.kept {
          session.console.say("claim \(claim) keeps its own answer: it \(reason)")
        }
        if result.known > 0 {
          let are = result.known == 1 ? "is" : "are"
          session.console.say("\(counted(result.known, "claim")) \(are) marked so already")
        }
      }
    }
  }
}
