import ArgumentParser
import Billing
import Coding
import Glibc
import Practice
import Storage
import Text

/// `shots code`: what a dose would be, without saving anything.
struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Ask what a dose would be coded as, and why; nothing is saved.",
    discussion: """
        shots code --drug flu --route IM --age 70 --payer medicare
        shots code --drug ketorolac --dose 60mg --route IM --payer commercial
        shots code --drug Kenalog --dose 40mg --route joint --site "left knee"
        shots code --drug B12 --route IM + --drug ketorolac --dose 60mg --route IM
        shots code --drug B12 --route IM --credential RN --supervision none --place 12

      The payer is one of your ledger, or a class: \
      \(words(of: PayerClass.self)).
      What other classes of payers usually want is told where it differs. Works without a ledger, \
      too; then no charges are shown. What is not said is taken as usual: a clinician gave it \
      in the office, or staff where you say how they were supervised, and the record is complete.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: "The age of the patient in years.") var age: Int = 45
  @Option(
    help: "A payer of your ledger, or a class of payers.",
    completion: .words(of: PayerClass.self))
  var payer: String = "commercial"

  @OptionGroup(title: "The visit") var visit: VisitOptions

  @OptionGroup(title: "The dose") var dose: DoseOptions

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("+ and the flags of the next dose of the visit.", valueName: "+ dose"))
  var more: [String] = []

  func run() throws {
    if more.contains("--help") || more.contains("-h") { throw CleanExit.helpRequest(self) }
    try Session.run(global) { session in
      let more = try EntryForm.more(more)
      guard (0...130).contains(age) else {
        throw FlagError(
          "--age",
          InvalidValue(kind: "age", value: String(age), reason: "must be between 0 and 130"))
      }
      let hasLedger = access(global.path, F_OK) == 0
      let desk = hasLedger ? try session.desk(try Ledger.open(global.path)) : nil
      let today = desk?.today ?? Clock(timeZone: "UTC").today
      let tables = desk?.tables ?? .embedded
      let encounter = try encounter(desk, today: today)
      let on = encounter.date
      // Beside other doses a text must mean one drug; alone it may mean several, one answer each.
      let further = try more.map { ($0, try drugs(desk, $0, on: on, single: true)[0]) }
      var answers: [CodePrinter.Answer] = []
      var lacksRoute = false
      for drug in try drugs(desk, dose, on: on, single: !more.isEmpty) {
        let asked = [(dose, drug)] + further
        let question = try question(desk, asked, encounter)
        let decision = try question.answer(tables)
        lacksRoute = lacksRoute || question.doses.contains { $0.route == nil }
        answers.append(
          CodePrinter.Answer(
            drugs: asked.map(\.1), decision: decision,
            others: try question.alternatives(to: decision, tables)))
      }
      try CodePrinter(session: session).print(answers)
      if lacksRoute, !global.json {
        session.console.say(
          "without --route there is no code for giving it; name it, like --route IM")
      }
    }
  }

  /// The drugs that were asked for: one, or each that the text can mean, up to a dozen.
  private func drugs(
    _ desk: Desk?, _ dose: DoseOptions, on: Day, single: Bool
  ) throws -> [FoundDrug] {
    guard let text = dose.drug else {
      throw FlagError(missing: "--drug", "a code, NDC or name, like --drug B12")
    }
    let candidates = FoundDrug.candidates(text, on: on, tables: desk?.tables ?? .embedded)
    do {
      if let desk { return [try desk.findDrug(text, on: on)] }
      return [try FoundDrug.find(text, on: on, tables: .embedded)]
    } catch let error as InvalidValue {
      guard candidates.count > 1, !single else { throw FlagError("--drug", error) }
      return Array(candidates.prefix(12))
    }
  }

  /// The visit as the flags describe it, at the office where they do not say.
  private func encounter(_ desk: Desk?, today: Day) throws -> Encounter {
    var base = VisitDraft()
    base.place = .office
    return try visit.apply(to: base, today: today) { name, text in
      if let desk { return try desk.npi(name, text) }
      guard let npi = try? NPI(text) else {
        let reason = "is no NPI, and there is no ledger in which to look up a name"
        throw FlagError(name, InvalidValue(kind: "npi", value: text, reason: reason))
      }
      return npi
    }.finished(today: today)
  }

  private func question(
    _ desk: Desk?, _ asked: [(DoseOptions, FoundDrug)], _ encounter: Encounter
  ) throws -> CodeQuestion {
    let on = encounter.date
    let doses = try asked.map { options, drug in
      var draft = try options.apply(to: DoseDraft(), on: on) { _, _ in drug }
      if draft.amount == nil, let row = (desk?.tables ?? .embedded).drug(drug.key, on: on) {
        // Nobody gave it, so one billing unit is as good as any dose.
        draft.amount =
          row.basis == .perDose ? DoseAmount(value: Quantity(1), unit: .dose) : row.portion
      }
      return try draft.finished()
    }
    let payer = try self.payer(desk, on: on)
    var question = CodeQuestion(
      doses: doses, encounter: encounter,
      clinicians: try desk?.ledger.providers().map(\.value) ?? [], age: age,
      payer: payer.payer, isPayerKnown: payer.isKnown, settings: payer.settings,
      fees: try desk?.ledger.feeSchedule() ?? FeeSchedule())
    guard let desk else { return question }
    question.severities = try desk.severities(of: payer.payer, on: on)
    if !encounter.diagnoses.isEmpty {
      let named = encounter.diagnoses.map(\.text).joined(separator: " ")
      question.diagnosisCodes = try desk.ledger.diagnosisCodes(in: named)
    }
    return question
  }

  private func payer(
    _ desk: Desk?, on day: Day
  ) throws -> (payer: Payer, isKnown: Bool, settings: PayerSettings) {
    if let desk, let id = try? PayerID(payer), let found = try desk.ledger.payer(id) {
      return (found.value, true, try desk.settings(of: found.value, on: day))
    }
    let payerClass = try flag("--payer", payer, PayerClass.init(_:))
    let payer = Payer(
      id: try PayerID(payerClass.rawValue), name: try Line(payerClass.rawValue),
      electronicID: nil, payerClass: payerClass, filingIndicator: nil, timelyFilingDays: nil,
      address: nil)
    return (payer, false, ReferenceTables.embedded.settings(for: payerClass))
  }
}

/// Shows answers, one for each drug that was asked about.
private struct CodePrinter {
  /// What the drugs of a visit would be, and for other classes of payers.
  struct Answer {
    let drugs: [FoundDrug]
    let decision: Decision
    let others: [(payerClass: PayerClass, lines: [ServiceLine])]

    /// Classes of payers that want the same, with what they want.
    var grouped: [(classes: String, lines: String)] {
      var order: [String] = []
      var classes: [String: [String]] = [:]
      for other in others {
        let lines = other.lines.map {
          $0.units == 1 ? $0.codeWithModifiers : "\($0.codeWithModifiers) x\($0.units)"
        }
        let text = lines.isEmpty ? "nothing" : lines.joined(separator: ", ")
        if classes[text] == nil { order.append(text) }
        classes[text, default: []].append(other.payerClass.rawValue)
      }
      return order.map { (classes[$0, default: []].joined(separator: ", "), $0) }
    }
  }

  let session: Session

  func print(_ answers: [Answer]) throws {
    if session.options.json {
      return try session.console.json { json in
        json.beginArray()
        for answer in answers { Self.write(answer, &json) }
        json.endArray()
      }
    }
    let style = session.console.style
    try session.console.write { output in
      for (index, answer) in answers.enumerated() {
        if index > 0 { output.write("\n") }
        for drug in answer.drugs {
          output.write(style.bold("\(drug.key)  \(printable(drug.label))") + "\n")
        }
        if answer.decision.lines.isEmpty {
          output.write("no line can be billed\n")
        } else {
          DoseJSON.table(answer.decision.lines).render(
            into: &output, width: session.console.width, style: style)
        }
        for finding in answer.decision.findings.sorted(by: { $0.severity > $1.severity }) {
          for line in FindingText.lines(finding, style) { output.write(line + "\n") }
        }
        for other in answer.grouped { output.write("\(other.classes): \(other.lines)\n") }
      }
    }
  }

  private static func write(_ answer: Answer, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("drug")
    json.string(answer.drugs.map(\.key.text).joined(separator: "+"))
    DoseJSON.lines(answer.decision.lines, &json)
    DoseJSON.findings(answer.decision.findings, &json)
    json.key("alternatives")
    json.beginArray()
    for other in answer.others {
      json.beginObject()
      json.key("payer_class")
      json.string(other.payerClass.rawValue)
      DoseJSON.lines(other.lines, &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}
