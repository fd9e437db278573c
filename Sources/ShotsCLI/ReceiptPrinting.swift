import Billing
import Practice
import Text

/// Shows what was logged and what it comes to.
struct ReceiptPrinter {
  let session: Session
  let desk: Desk

  /// Prints a receipt, then what was done and what else happened.
  func print(_ receipt: Receipt, done: String? = nil) throws {
    try show(receipt)
    guard !session.options.json else { return }
    for note in [done].compactMap({ $0 }) + receipt.notes { session.console.say(printable(note)) }
  }

  private func show(_ receipt: Receipt) throws {
    if session.options.json {
      try session.console.json { json in
        json.beginObject()
        json.key("encounter")
        json.int(Int(receipt.assessment.visit.encounter.id?.number ?? 0))
        json.key("doses")
        json.beginArray()
        for dose in receipt.assessment.doses where receipt.doses.contains(dose.id) {
          DoseJSON.write(dose, of: receipt.assessment, &json)
        }
        json.endArray()
        json.key("notes")
        json.beginArray()
        for note in receipt.notes { json.string(note) }
        json.endArray()
        json.endObject()
      }
      return
    }
    let style = session.console.style
    try session.console.write { output in
      for line in header(receipt, style) { output.write(line + "\n") }
      output.write("\n")
      DoseJSON.table(receipt.assessment.doses.flatMap(\.lines)).render(
        into: &output, width: session.console.width, style: style)
      output.write("\n")
      for line in FindingText.lines(receipt.assessment, style) { output.write(line + "\n") }
      output.write(outlook(receipt.assessment, style) + "\n")
    }
  }

  private func header(_ receipt: Receipt, _ style: ANSI) -> [String] {
    let visit = receipt.assessment.visit
    let patient = receipt.patient
    var lines = [
      style.bold(printable(patient.name.description))
        + "  \(patient.mrn)  born \(patient.birthDate)",
      "\(visit.encounter.date)  encounter \(visit.encounter.id?.description ?? "")  "
        + printable(receipt.assessment.payer?.name.text ?? "no coverage on this day"),
    ]
    for dose in receipt.assessment.doses where receipt.doses.contains(dose.id) {
      lines.append("dose \(dose.id)  " + describe(dose.dose))
    }
    return lines
  }

  /// One line that says what was given.
  private func describe(_ dose: Dose) -> String {
    let label = desk.tables.drug(dose.drug, on: desk.today)?.label
    let drug = label.map { "\($0) (\(dose.drug))" } ?? dose.drug.text
    let parts: [String?] = [
      dose.time?.description, drug, dose.amount.description, dose.route?.description,
      dose.site?.text, dose.lot.map { "lot \($0)" }, dose.expiry.map { "exp \($0)" },
      dose.waste.map { "\($0) discarded" },
      dose.stockSource == .practice ? nil : "stock: \(dose.stockSource)",
      dose.givenBy.map { "by \($0)" },
    ]
    return printable(parts.compactMap { $0 }.joined(separator: "  "))
  }

  private func outlook(_ assessment: Assessment, _ style: ANSI) -> String {
    let total = assessment.doses.map(\.charge).total
    let worst = assessment.doses.map(\.state).max { $0.rank < $1.rank } ?? .ready
    var text = "\(FindingText.coloured(worst, style))  \(total) by the fee table"
    if let payer = assessment.payer { text += " to \(printable(payer.name.text))" }
    if let fileBy = assessment.doses.first?.fileBy, let days = assessment.doses.first?.daysLeft {
      let left = days < 0 ? "\(counted(-days, "day")) too late" : "\(counted(days, "day")) left"
      text += "; file by \(fileBy) (\(left))"
    }
    return text
  }
}

extension DoseState {
  /// How bad it is.
  var rank: Int {
    switch self {
    case .ready: 0
    case .review: 1
    case .blocked: 2
    }
  }
}

/// Findings for people.
enum FindingText {
  /// Each different finding of a visit, worst first, with what mends it.
  static func lines(_ assessment: Assessment, _ style: ANSI) -> [String] {
    var seen: Set<Finding> = []
    var lines: [String] = []
    for dose in assessment.doses {
      for finding in dose.findings where seen.insert(finding).inserted {
        lines += FindingText.lines(finding, accepted: dose.accepted.contains(finding.rule), style)
      }
    }
    return lines
  }

  /// A finding with what mends it; `about` names a dose where the finding itself is about the
  /// visit.
  static func lines(
    _ finding: Finding, about: Dose.ID? = nil, accepted: Bool = false, _ style: ANSI
  ) -> [String] {
    let word: String
    switch finding.severity {
    case .error: word = style.red("error  ")
    case .warning where accepted: word = style.dim("passed ")
    case .warning: word = style.yellow("warning")
    case .info: word = style.dim("info   ")
    }
    let dose = (finding.dose ?? about).map { "dose \($0): " } ?? ""
    var lines = ["\(word) \(finding.rule)  \(dose)\(printable(finding.message))"]
    guard finding.severity > .info, !accepted else { return lines }
    let mends = finding.choices.isEmpty ? [finding.fix].compactMap { $0 } : finding.choices
    for (index, mend) in mends.enumerated() {
      lines.append("\(index == 0 ? "             mend:" : "               or:") \(printable(mend))")
    }
    return lines
  }

  static func coloured(_ state: DoseState, _ style: ANSI) -> String {
    switch state {
    case .ready: style.green(state.rawValue)
    case .review: style.yellow(state.rawValue)
    case .blocked: style.red(state.rawValue)
    }
  }
}
