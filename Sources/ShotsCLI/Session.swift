import ArgumentParser
import Billing
import Coding
import Glibc
import Practice
import Storage
import Text

/// One run of a command: the console, the ledger, and how errors end.
struct Session {
  let console = Console()
  let options: GlobalOptions

  /// Runs a command that needs no ledger; errors are printed and end with their exit status.
  static func run(_ options: GlobalOptions, _ body: (Session) throws -> Void) throws {
    prepareProcess()
    let session = Session(options: options)
    do {
      try checkArguments()
      try body(session)
    } catch let status as ExitCode {
      throw status
    } catch let error as OutputError where error.isBrokenPipe {
      // The reader of a pipe has seen enough: `shots unbilled | head`.
      throw ExitCode(0)
    } catch {
      let failure = Failure(error)
      let style = session.console.messageStyle
      if options.json, case LedgerError.alreadyDone(let operation, let command, let at) = error {
        try session.console.json { json in
          json.beginObject()
          json.key("operation")
          json.string(operation)
          json.key("command")
          json.string(command)
          json.key("done_at")
          json.string(at)
          json.endObject()
        }
      }
      let lines = failure.message.split(separator: "\n").map { printable(String($0)) }
      session.console.say("\(style.red("shots:")) \(lines.joined(separator: "\n"))")
      throw ExitCode(failure.status)
    }
  }

  /// Runs a command on the ledger, which is complete in its file afterwards.
  static func withDesk(_ options: GlobalOptions, _ body: (Session, Desk) throws -> Void) throws {
    try run(options) { session in
      let ledger = try Ledger.open(options.path)
      // The process ends with the command, and the system takes everything back at once: to close
      // the ledger first would only free its memory piece by piece, a twentieth of the time.
      _ = Unmanaged.passRetained(ledger)
      let desk = try session.desk(ledger)
      do {
        try body(session, desk)
      } catch {
        let isSaved = ledger.hasWritten
        try? ledger.checkpoint()
        if isSaved, let failure = error as? OutputError, !failure.isBrokenPipe {
          throw Refusal(
            .inputOutput,
            "it is saved, but its receipt could not be printed: \(failure). Do not enter it again.")
        }
        throw error
      }
      do {
        try ledger.checkpoint()
      } catch {
        // All that was said is durable beside the file already: the command has not failed.
        session.console.say(
          "shots: all is saved, in \(ledger.path)-wal; the disk is full or failing, so it could "
            + "not be moved into the ledger file. The next command that writes does it.")
      }
    }
  }

  /// Refuses arguments that are not UTF-8: Swift would put another text in their place, unsaid.
  private static func checkArguments() throws {
    let arguments = CommandLine.unsafeArgv
    for number in 0..<Int(CommandLine.argc) {
      guard let argument = arguments[number] else { continue }
      guard String(validatingCString: argument) != nil else {
        throw InvalidValue(
          kind: "argument", value: String(cString: argument),
          reason: "has bytes that are not UTF-8")
      }
    }
  }

  /// A desk at a ledger, with the practice's clock.
  func desk(_ ledger: Ledger) throws -> Desk {
    try desk(ledger, Clock(timeZone: try ledger.practice().value.timeZone.text))
  }

  func desk(_ ledger: Ledger, _ clock: Clock) throws -> Desk {
    Desk(
      ledger: ledger, tables: try Session.tables(ledger), today: clock.today, time: clock.time,
      moment: clock.moment,
      actor: Session.actor, operationKey: try options.operationKey(),
      request: options.operation == nil ? nil : Session.request)
  }

  /// SHA-256 of the words of the command, but for where its ledger is and how it answers.
  private static var request: String {
    var digest = SHA256()
    var isValue = false
    for word in Shots.words(Array(CommandLine.arguments.dropFirst())) {
      if isValue {
        isValue = false
        continue
      }
      let option = word.prefix { $0 != "=" }
      if option == "--operation" || option == "--ledger" {
        isValue = option == word
      } else if word != "--json" {
        digest.add(word.utf8Span.span)
        digest.add(0)
      }
    }
    return digest.hexadecimal()
  }

  /// The reference tables with the rows that the ledger has beside them; a ledger without such rows
  /// answers one question.
  static func tables(_ ledger: Ledger) throws -> ReferenceTables {
    try ledger.hasReferenceRows() ? ReferenceTables(try ledger.referenceRows()) : .embedded
  }

  /// The ledger where there is one, for commands that work without.
  func ledger() throws -> Ledger? {
    access(options.path, F_OK) == 0 ? try Ledger.open(options.path) : nil
  }

  /// The tables of the ledger where there is one, for commands that work without.
  func tables() throws -> ReferenceTables {
    try ledger().map(Session.tables) ?? .embedded
  }

  /// The diagnosis codes that were imported into the ledger where there is one.
  func diagnosisCodes() throws -> DiagnosisCodes {
    try ledger()?.diagnosisCodes() ?? DiagnosisCodes()
  }

  /// The user of the operating system.
  static var actor: String {
    if let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name {
      return String(cString: name)
    }
    return "uid \(geteuid())"
  }

  /// 128 random bits: the key of an operation that nobody named.
  static func randomKey() -> String {
    var generator = SystemRandomNumberGenerator()
    return String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
  }

  /// Files are private, and a full disk or a closed pipe is an error, not a death.
  private static func prepareProcess() {
    umask(0o077)
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }
}
