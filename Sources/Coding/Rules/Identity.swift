import Practice

// R86 has medium confidence, so by itself it only warns. What stands here as an error is what a
// claim file cannot say at all, whatever the rule: the days of 2400 DTP*472, the address of 2010BA
// N3, a payer and its id in 2010BB NM109, the name of 2310B NM1, a place of code source 237 in
// CLM05-1, the charge of SV102. `ClaimCheck` refuses the same in the finished claim; said here it
// names the command that mends it. A supervisor of 2310D can be left out, so that one only warns
// unless the payer wants to see one.
extension Worksheet {
  /// R86: what identifies the claim's people, days and payer, and R43, R45.
  mutating func checkIdentity() {
    checkDate()
    checkPatient()
    checkCoverage()
    checkProvider()
    checkFilingIndicator()
  }

  /// R86: a service neither in the future nor before birth.
  mutating func checkDate() {
    if date > visit.today {
      note(
        "R86", .error, field: "date",
        "The date of service \(date) is in the future; today is \(visit.today).",
        fix: correctEncounter("--date …"))
    }
    if date < visit.patient.birthDate {
      note(
        "R86", .error, field: "date",
        "The date of service \(date) is before the patient was born, on "
          + "\(visit.patient.birthDate).",
        fix: correctEncounter("--date …"))
    }
  }

  /// R86: a claim cannot go without the patient's address.
  mutating func checkPatient() {
    if visit.patient.address == nil {
      note(
        "R86", .error, field: "address1",
        "The patient has no address, and a claim cannot go without one.",
        fix: "shots patient set \(visit.patient.mrn) --address1 … --city … --state … --zip …")
    }
  }

  /// R86: somebody must pay: a coverage on the day, with a payer that claims can reach.
  mutating func checkCoverage() {
    guard visit.coverage != nil else { return noteUncovered() }
    guard let payer = visit.payer else {
      note(
        "R86", .error, field: "payer", "The payer of the patient's coverage is not known.",
        fix: "shots payer add \(visit.coverage?.payer.text ?? "…") --name … --class …")
      return
    }
    if payer.payerClass == .selfPay {
      for entry in entries.indices {
        note(
          "R86", .error, dose: entry, field: "payer",
          "The patient pays, so this dose is not billed to a payer.", fix: selfPay(entry))
      }
    } else if payer.electronicID == nil {
      note(
        "R86", .error, field: "electronic_id",
        "\(payer.name) has no electronic payer id, so a claim cannot be addressed.",
        fix: "shots payer edit \(payer.id) --electronic-id …")
    }
  }

  private mutating func noteUncovered() {
    note(
      "R86", .error, field: "coverage",
      "No coverage is recorded for \(date). Add the patient's policy, or let the patient pay.",
      fix: "shots coverage add \(visit.patient.mrn) --payer … --member-id … --from "
        + "\(visit.encounter.date)")
    for entry in entries.indices {
      note(
        "R86", .info, dose: entry, field: "coverage",
        "If nobody insures the patient on \(date), the patient pays: \(selfPay(entry))",
        fix: selfPay(entry))
    }
  }

  /// R86, R43: the rendering provider must be known and able to bill.
  mutating func checkProvider() {
    guard let npi = visit.encounter.provider else {
      note(
        "R65", .error, field: "provider",
        "The clinician who ordered and bills is missing.", fix: correctEncounter("--provider …"))
      return
    }
    guard let provider = visit.provider else {
      note(
        "R86", .error, field: "provider", "The provider with NPI \(npi) is not known.",
        fix: "shots provider add \(npi) --last … --credential …")
      return
    }
    if provider.credential.giver == .staff {
      note(
        "R43", .error, field: "provider",
        "A claim needs a physician or other qualified professional as its provider;"
          + " \(provider.name) (\(provider.credential)) gave the shot and stays in the record.",
        fix: correctEncounter("--provider …"))
    }
    checkSupervisorIdentity()
  }

  /// R86, R31: a supervisor who is named must be known, and a clinician.
  private mutating func checkSupervisorIdentity() {
    guard let npi = visit.encounter.supervisingProvider, npi != visit.encounter.provider else {
      return
    }
    guard let supervisor = visit.supervisingProvider else {
      note(
        "R86", settings.supervisorOnClaim == .yes ? .error : .warning,
        field: "supervising_provider",
        "The supervising provider with NPI \(npi) is not known.",
        fix: "shots provider add \(npi) --last … --credential …")
      return
    }
    if supervisor.credential.giver == .staff {
      note(
        "R31", .error, field: "supervising_provider",
        "\(supervisor.name) (\(supervisor.credential)) cannot supervise; name a clinician.",
        fix: correctEncounter("--supervising …"))
    }
  }

  /// R45: the claim filing indicator fits the payer's class, or what this payer is set up for.
  /// Original Medicare is one payer with one indicator, which no setting can change.
  mutating func checkFilingIndicator() {
    guard let payer = visit.payer, payer.payerClass != .selfPay else { return }
    guard let code = payer.filingIndicator else {
      noteIndicator(payer, "\(payer.name) has no claim filing indicator.")
      return
    }
    if let wanted = settings.filingIndicator, !isMedicare {
      guard code != wanted else { return }
      note(
        "R45", .warning, field: "filing_indicator",
        "\(payer.name) is set up for claim filing indicator \(wanted), and its record has \(code).",
        fix: "shots payer edit \(payer.id) --filing-indicator \(wanted)")
      return
    }
    let row = tables.filingIndicator(code)
    // "OF" is also seen for Medicare Advantage, by the payer's companion guide.
    let fits =
      row?.payerClass == payer.payerClass
      || (code.text == "OF" && payer.payerClass == .medicareAdvantage)
    if !fits {
      noteIndicator(
        payer,
        "Claim filing indicator \(code) does not fit \(payer.name), which is \(payer.payerClass).")
    } else if code.text == "CI", Worksheet.isBluePlan(payer) {
      note(
        "R45", .info, field: "filing_indicator",
        "Blue plans usually want the claim filing indicator BL and reject CI.",
        fix: "shots payer edit \(payer.id) --filing-indicator BL")
    }
  }

  private mutating func noteIndicator(_ payer: Payer, _ sentence: String) {
    let expected = Worksheet.expectedIndicator(payer.payerClass)
    let isSet = settings.filingIndicator != nil
    let edit =
      isSet
      ? payerSet(.filingIndicator, expected)
      : "shots payer edit \(payer.id) --filing-indicator \(expected)"
    findings.append(
      Finding(
        rule: "R45", severity: .warning, field: "filing_indicator",
        message: "\(sentence) Expected \(expected).", fix: edit,
        choices: isMedicare ? [] : indicatorChoices(payer, edit)))
  }

  /// The record's own indicator beside the expected one; one that X12 does not have cannot be what
  /// the payer wants.
  private func indicatorChoices(_ payer: Payer, _ edit: String) -> [String] {
    guard let code = payer.filingIndicator, tables.filingIndicator(code) != nil else { return [] }
    return [edit, payerSet(.filingIndicator, code.text)]
  }

  /// Whether a word of the name begins with "Blue".
  private static func isBluePlan(_ payer: Payer) -> Bool {
    var matched = 0
    var isAtStart = true
    for byte in payer.name.text.utf8 {
      if byte == 0x20 {
        (matched, isAtStart) = (0, true)
        continue
      }
      let isNext = isAtStart && byte | 0x20 == blue[matched]
      matched = isNext ? matched + 1 : 0
      isAtStart = isNext
      if matched == blue.count { return true }
    }
    return false
  }

  private static let blue = Array("blue".utf8)

  /// The usual indicator of a class, from `claim_filing_indicators.csv`.
  private static func expectedIndicator(_ payerClass: PayerClass) -> String {
    switch payerClass {
    case .medicare: "MB"
    case .medicareAdvantage: "16"
    case .medicaid: "MC"
    case .commercial: "CI"
    case .tricare: "CH"
    case .workersCompensation: "WC"
    case .auto: "AM"
    case .liability: "LM"
    case .federal: "VA"
    case .selfPay: "09"
    case .other: "11"
    }
  }

  /// R86: every line needs a charge.
  mutating func checkCharges() {
    for line in lines where line.charge == nil {
      let known = visit.fees.amount(of: line.code, on: date)
      findings.append(
        Finding(
          rule: "R86", severity: .error, dose: line.dose, field: "charge",
          message: known == nil
            ? "\(line.code) has no charge on \(date)."
            : "The charge for \(line.units) units of \(line.code) is more than a claim can carry.",
          fix: known == nil ? "shots fee set \(line.code) … --from \(date)" : nil))
    }
  }

  /// R78: how long a payer takes claims is in the contract; without it nobody sees the limit come.
  private mutating func askDeadline() {
    guard let payer = visit.payer, payer.payerClass != .selfPay else { return }
    ask(
      .timelyFilingDays, "R78", dose: nil,
      "How long \(payer.name) takes claims is not known; the contract or the manual says it.")
  }

  /// R78: past the limit an error; near it the days that are left, which never hold a claim back.
  mutating func checkDeadline() {
    guard
      let last = FilingDeadline.fileBy(date: date, payer: visit.payer, settings: settings)
    else { return askDeadline() }
    let left = visit.today.days(until: last)
    // The limit is for claims that the payer does not have.
    if let claim = visit.replacedClaim { return checkCorrection(of: claim, last, left) }
    guard left <= 30 else { return }
    let payer = visit.payer?.name.text ?? "the payer"
    if left < 0 {
      noteLate("The claim had to reach \(payer) by \(last)")
    } else {
      note(
        "R78", .info, field: "date",
        "\(left <= 10 ? "Urgent: the" : "The") claim must reach \(payer) by \(last);"
          + " \(left) \(left == 1 ? "day is" : "days are") left.")
    }
  }

  /// R78: with a reason for the delay (837P CLM20) it goes, and the payer decides. How many days it
  /// is late is no part of what is said: an acceptance of the same words would lapse overnight.
  private mutating func noteLate(_ late: String) {
    if let reason = visit.delayReason {
      return note(
        "R78", .info, field: "date",
        "\(late); it goes with delay reason \(reason.rawValue), and \(payerName) decides.")
    }
    if visit.severities["R78"] == .warning, !visit.doses.isEmpty {
      let mends = [accept(0, "R78"), correctEncounter("--delay-reason …")]
      return note(
        "R78", .warning, field: "date",
        "\(late). If \(payerName) promised to take it all the same, accept this; if something"
          + " outside the office held it up, say what, and the claim carries the reason.",
        fix: mends[0], choices: mends)
    }
    note(
      "R78", .error, field: "date",
      "\(late). If something outside the office held it up (another payer, eligibility, a refused"
        + " original), say so: the claim carries the reason. A payer that promised to take it late:"
        + " shots payer severity \(payerName) R78 warning --why …, then accept it. Only what is"
        + " really lost is not charged: shots nocharge.",
      fix: correctEncounter("--delay-reason …"))
  }

  /// R78: how long a payer takes corrections of what it has is in its manual; no reference has it.
  private mutating func checkCorrection(of claim: Claim.ID, _ last: Day, _ left: Int) {
    guard left < 0 else { return }
    if let reason = visit.delayReason {
      return note(
        "R78", .info, field: "date",
        "It corrects claim \(claim), which \(payerName) has, with delay reason"
          + " \(reason.rawValue).")
    }
    note(
      "R78", .warning, field: "date",
      "It corrects claim \(claim), which \(payerName) has. The limit for new claims was over on"
        + " \(last); corrections have one of their own, which is not known here: see the payer's"
        + " manual. Accept this if it is in time, or say why it is late with "
        + correctEncounter("--delay-reason …")
        + ", or keep the claim as it is with shots claim close \(claim).",
      fix: visit.doses.first?.id.map { "shots accept \($0) R78 --why …" })
  }
}
