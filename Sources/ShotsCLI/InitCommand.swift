import ArgumentParser
import Billing
import Glibc
import Practice
import Storage
import Text

/// `shots init`: make the ledger of a practice.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make the ledger of a practice.",
    discussion: """
        shots init --practice practice.json
        shots init      # asks, on a terminal

      practice.json is an object of texts; shots demo writes one, shots-demo/practice.json. Flags \
      take precedence over it: --set npi=1999999992.
      Fields: \(PracticeForm.usage)
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: "The file that describes the practice.", completion: .file(extensions: ["json"]))
  var practice: String?
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: "A field of the practice: --set city=Anytown. May be given again.")
  var fields: [String] = []

  func run() throws {
    try Session.run(global) { session in
      var form = PracticeForm()
      if let practice { try form.read(try readFile(practice), path: practice) }
      try form.set(fields, "--set ")
      if practice == nil, fields.isEmpty {
        guard session.console.canAsk else {
          throw FlagError(
            missing: "--practice", "a file that describes the practice; see: shots help init")
        }
        if access(global.path, F_OK) == 0 { throw LedgerError.alreadyExists(path: global.path) }
        try form.ask(Prompter(console: session.console))
      }
      let described = try form.practice()
      let path = global.path
      try makeFolder(of: path)
      let clock = Clock(timeZone: described.timeZone.text)
      let operation = Operation(
        key: try global.operationKey(), command: "init", actor: Session.actor,
        at: clock.moment)
      _ = try Ledger.create(path, for: described, operation: operation)
      if global.json {
        try session.console.json { json in
          json.beginObject()
          json.key("ledger")
          json.string(path)
          json.key("practice")
          json.string(described.name.text)
          json.endObject()
        }
      } else {
        try session.console.print("made \(path) for \(printable(described.name.text))")
        session.console.say(
          "next: shots import payers payers.csv (or: shots payer add), then providers, fees, "
            + "patients, coverages"
        )
      }
    }
  }

  /// The default folder is made, for the owner alone; a folder that was named must be there.
  private func makeFolder(of path: String) throws {
    guard global.ledger == nil, let slash = path.lastIndex(of: "/") else { return }
    var folder = ""
    for part in path[..<slash].split(separator: "/", omittingEmptySubsequences: true) {
      folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      mkdir(folder, 0o700)
    }
  }
}

extension PracticeForm {
  /// Takes fields that are written `name=value`. What is wrong is said of them as they were typed,
  /// after `flag`; `others` are the fields that the command takes beside these.
  mutating func set(_ assignments: [String], _ flag: String, others: [String] = []) throws {
    for assignment in assignments {
      guard let mark = assignment.firstIndex(of: "=") else {
        throw FlagError(usage: "\(flag)\"\(assignment)\": must be written field=value")
      }
      let name = String(assignment[..<mark])
      guard Self.fields.contains(where: { $0.name == name }) else {
        throw FlagError(
          usage: "\(flag)\"\(name)\": the fields are "
            + (Self.fields.map(\.name) + others).joined(separator: ", "))
      }
      texts[name] = String(assignment[assignment.index(after: mark)...])
    }
  }

  /// Asks for every field.
  mutating func ask(_ prompter: Prompter) throws {
    prompter.console.say("Enter skips what is not needed, < goes back, Ctrl-C stops.")
    var position = 0
    while position < Self.fields.count {
      let field = Self.fields[position]
      let isPartOfPayTo = field.name.hasPrefix("pay_to_") && field.name != "pay_to_address1"
      if isPartOfPayTo, texts["pay_to_address1", default: ""].isEmpty {
        position += 1
        continue
      }
      let suggestion =
        texts[field.name]
        ?? (field.name == "time_zone" ? "America/Chicago" : nil)
        ?? (field.name == "tax_id_type" ? "EIN" : nil)
      do {
        let form = self
        let answer = try prompter.ask(
          field.question, default: suggestion, help: "for example: \(field.example)"
        ) { text -> String in
          do {
            try form.check(field.name, text)
          } catch let refusal as Refusal {
            // Asked again; the refusal names the field, so the question is not named once more.
            throw FlagError(usage: refusal.description)
          }
          return text
        }
        if answer == nil, field.isRequired {
          prompter.console.say("  this is needed; for example: \(field.example)")
          continue
        }
        texts[field.name] = answer ?? ""
        position += 1
      } catch is Prompter.Back {
        position = max(0, position - 1)
      } catch is Prompter.End {
        throw Refusal(.badData, "the input ended; no ledger was made")
      }
    }
  }
}

/// The bytes of a small file.
func readFile(_ path: String, limit: Int = 1 << 20) throws -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else {
    throw Refusal(.notFound, "cannot read \(path): \(String(cString: strerror(errno)))")
  }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: limit + 1)
  var filled = 0
  while filled <= limit {
    let count = bytes.withUnsafeMutableBytes {
      read(descriptor, $0.baseAddress?.advanced(by: filled), limit + 1 - filled)
    }
    if count == 0 { break }
    guard count > 0 else {
      throw Refusal(.notFound, "cannot read \(path): \(String(cString: strerror(errno)))")
    }
    filled += count
  }
  guard filled <= limit else {
    throw Refusal(.badData, "\(path) is larger than \(limit) bytes")
  }
  return Array(bytes[..<filled])
}
