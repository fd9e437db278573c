import ArgumentParser
import Billing
import Practice
import Text

/// `shots void`: a dose that was not given, or was recorded wrongly.
struct VoidCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void", abstract: "Take a dose back; it stays visible with the reason.",
    discussion: "  shots void 36 --reason \"entered twice\"")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the dose.") var dose: String
  @Option(help: "Why.") var reason: String

  func run() throws {
    try Disposing.run(global, dose) { .voided(reason: try flag("--reason", reason, Line.init(_:))) }
  }
}

/// `shots nocharge`: a dose that nobody pays.
struct NoChargeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nocharge", abstract: "Account for a dose that nobody pays, for a named reason.",
    discussion: "  shots nocharge 36 --reason \"sample from the manufacturer\"")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the dose.") var dose: String
  @Option(help: "Why nobody pays.") var reason: String

  func run() throws {
    try Disposing.run(global, dose) {
      .noCharge(reason: try flag("--reason", reason, Line.init(_:)))
    }
  }
}

/// `shots selfpay`: a dose that the patient pays.
struct SelfPayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selfpay", abstract: "Account for a dose that the patient pays.",
    discussion: "  shots selfpay 36")

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the dose.") var dose: String
  @Option(help: "Why, if there is something to say.") var reason: String?

  func run() throws {
    try Disposing.run(global, dose) {
      .selfPay(reason: try flag("--reason", reason, Line.init(_:)))
    }
  }
}

/// What `void`, `nocharge` and `selfpay` have in common.
private enum Disposing {
  static func run(
    _ options: GlobalOptions, _ text: String, _ disposition: () throws -> Disposition
  ) throws {
    try Session.withDesk(options) { session, desk in
      let id: Dose.ID = try number("dose", text)
      let disposition = try disposition()
      let notes = try desk.dispose(id, as: disposition)
      if options.json {
        try session.console.json { json in
          json.beginObject()
          json.key("dose")
          json.int(Int(id.number))
          json.key("disposition")
          json.string(disposition.word)
          json.key("reason")
          json.string(disposition.reason?.text)
          json.key("notes")
          json.beginArray()
          for note in notes { json.string(note) }
          json.endArray()
          json.endObject()
        }
      } else {
        let words =
          disposition.word == "voided" ? "void" : disposition.word.replacing("_", with: " ")
        try session.console.print("dose \(id) is \(words)")
        for note in notes { session.console.say(printable(note)) }
      }
      if let left = try desk.servicesLeft(by: id) { session.console.say(left) }
    }
  }
}

/// `shots correct`: void a dose and log what it should have been.
struct CorrectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Void a dose and log it as it should have been; both stay visible.",
    discussion: """
        shots correct 36 --lot L0064 --expiry 2028-06

        shots correct 36 --encounter 12    # it belongs to that visit

      Give only what changes. What belongs to the visit (date, provider, diagnoses, services) is \
      corrected with: shots encounter correct. A dose that was made self-pay or no charge by mistake \
      is open again after: shots correct 36 --reason "has coverage"
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the dose.") var dose: String
  @Option(help: "Why it is corrected.") var reason: String = "corrected"
  @Option(help: "The visit it belongs to, when it was logged at another one of the patient.")
  var encounter: String?
  @OptionGroup(title: "What changes") var options: DoseOptions

  @Option(
    parsing: .singleValue,
    help:
      "Take a field back to empty: lot, expiry, ndc, volume, waste, syringe, site, note …")
  var clear: [String] = []

  func run() throws {
    try Session.withDesk(global) { session, desk in
      let id: Dose.ID = try number("dose", dose)
      let reason = try flag("--reason", reason, Line.init(_:))
      let target: Encounter.ID? = try encounter.map { try number("encounter", $0) }
      let receipt = try desk.correct(id, reason: reason, movingTo: target) { old in
        let date = try desk.encounter(desk.dose(id).encounter).encounter.date
        var draft = try options.apply(to: DoseDraft(old), on: date, desk: desk)
        for field in clear { try draft.clear(field) }
        return try draft.finished()
      }
      let done = receipt.doses.first.map { "dose \(id) is void; dose \($0) replaces it" }
      try ReceiptPrinter(session: session, desk: desk).print(receipt, done: done)
    }
  }
}

extension DoseDraft {
  /// Empties a field that may be empty.
  mutating func clear(_ field: String) throws {
    switch field {
    case "ndc": ndc = nil
    case "volume": volume = nil
    case "route": route = nil
    case "site": site = nil
    case "lot": lot = nil
    case "expiry": expiry = nil
    case "container": container = nil
    case "waste": waste = nil
    case "syringe": syringe = nil
    case "device": device = nil
    case "time": time = nil
    case "given-by", "given_by": givenBy = nil
    case "credential": credential = nil
    case "counselled-by", "counselled_by": counselledBy = nil
    case "note": note = nil
    default:
      throw FlagError(
        "--clear",
        InvalidValue(
          kind: "field", value: field,
          reason:
            "must be one of ndc, volume, route, site, lot, expiry, container, waste, syringe, "
            + "device, time, given-by, credential, counselled-by, note"))
    }
  }
}
