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

      The payer is one of your ledger, or a class: \
      \(PayerClass.allCases.map(\.rawValue).joined(separator: ", ")).
      Works without a ledger, too; then no charges are shown.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: "The age of the patient in years.") var age: Int = 45
  @Option(help: "A payer of your ledger, or a class of payers.") var payer: String = "commercial"
  @Option(help: "The day of service.") var date: String?

  @Option(
    name: [.customLong("diagnoses"), .customLong("dx")], parsing: .singleValue,
    help: "Diagnoses in order.")
  var diagnoses: [String] = []

  @Option(parsing: .singleValue, help: "Other services of the visit: 99213-25.")
  var services: [String] = []

  @OptionGroup(title: "The dose") var dose: DoseOptions

  func run() throws {
    try Session.run(global) { session in
      guard (0...130).contains(age) else {
        throw FlagError(
          "--age", InvalidValue(kind: "age", value: String(age), reason: "is between 0 and 130"))
      }
      let hasLedger = access(global.path, F_OK) == 0
      let desk = hasLedger ? try session.desk(try Ledger.open(global.path)) : nil
      let today = desk?.today ?? Clock(timeZone: "UTC").today
      var answers: [CodePrinter.Answer] = []
      for drug in try drugs(desk, today: today) {
        let question = try question(desk, drug, today: today)
        answers.append(
          CodePrinter.Answer(drug: drug, decision: try question.answer(desk?.tables ?? .embedded)))
      }
      try CodePrinter(session: session).print(answers)
    }
  }

  /// The drugs that were asked for: one, or each that the text can mean, up to a dozen.
  private func drugs(_ desk: Desk?, today: Day) throws -> [FoundDrug] {
    guard let text = dose.drug else {
      throw FlagError(missing: "--drug", "a code, NDC or name, like --drug B12")
    }
    let on = try day(today) ?? today
    let candidates = FoundDrug.candidates(text, on: on, tables: desk?.tables ?? .embedded)
    do {
      if let desk { return [try desk.findDrug(text, on: on)] }
      return [try FoundDrug.find(text, on: on, tables: .embedded)]
    } catch let error as InvalidValue {
      guard candidates.count > 1 else { throw FlagError("--drug", error) }
      return Array(candidates.prefix(12))
    }
  }

  private func day(_ today: Day) throws -> Day? {
    try flag("--date", date) { text throws(InvalidValue) in try Day(text, today: today) }
  }

  private func question(
    _ desk: Desk?, _ drug: FoundDrug, today: Day
  ) throws -> CodeQuestion {
    let on = try day(today) ?? today
    var draft = try dose.apply(to: DoseDraft(), on: on) { _, _ in drug }
    if draft.amount == nil, let row = (desk?.tables ?? .embedded).drug(drug.key, on: on) {
      // Nobody gave it, so one billing unit is as good as any dose.
      draft.amount =
        row.basis == .perDose ? DoseAmount(value: Quantity(1), unit: .dose) : row.portion
    }
    let payer = try self.payer(desk, on: on)
    return CodeQuestion(
      dose: try draft.finished(), date: on, age: age, payer: payer.payer,
      isPayerKnown: payer.isKnown, settings: payer.settings,
      diagnoses: try flag("--diagnoses", diagnoses.joined(separator: " ")) {
        text throws(InvalidValue) in try ListText.parse(text, Diagnosis.init(_:))
      },
      services: try flag("--services", services.joined(separator: " ")) {
        text throws(InvalidValue) in try ListText.parse(text, OtherService.init(_:))
      },
      fees: try desk?.ledger.feeSchedule() ?? FeeSchedule())
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
  /// What one drug would be.
  struct Answer {
    let drug: FoundDrug
    let decision: Decision
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
        output.write(style.bold("\(answer.drug.key)  \(printable(answer.drug.label))") + "\n")
        if answer.decision.lines.isEmpty {
          output.write("no line can be billed\n")
        } else {
          DoseJSON.table(answer.decision.lines).render(
            into: &output, width: session.console.width, style: style)
        }
        for finding in answer.decision.findings.sorted(by: { $0.severity > $1.severity }) {
          for line in FindingText.lines(finding, style) { output.write(line + "\n") }
        }
      }
    }
  }

  private static func write(_ answer: Answer, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("drug")
    json.string(answer.drug.key.text)
    DoseJSON.lines(answer.decision.lines, &json)
    DoseJSON.findings(answer.decision.findings, &json)
    json.endObject()
  }
}
