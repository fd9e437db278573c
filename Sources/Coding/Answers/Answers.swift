import Practice

/// What follows from a payer's answer (R90–R93): pure functions over ``LineAnswer``.
public enum Answers {
  // MARK: - R90

  /// Whether an amount may go to the patient.
  public enum PatientBilling: Hashable, Sendable {
    /// Bill it.
    case yes
    /// Write off or correct; never bill it.
    case no
    /// Only when the signed notice (GA) is on file.
    case onlyWithNotice
    /// Somebody must look at plan and notice first.
    case check
  }

  /// R90: only group PR can be the patient's, and within it the reason decides. A reason that the
  /// table does not have is looked at by a person.
  public static func patientBilling(
    _ adjustment: Adjustment, tables: ReferenceTables = .embedded
  ) -> PatientBilling {
    guard adjustment.group == .patient else { return .no }
    switch tables.denial(.reason, adjustment.reason)?.patientRule {
    case .yes?: return .yes
    case .onlyWithNotice?: return .onlyWithNotice
    case .no?, .maybe?, nil: return .check
    }
  }

  /// R90: amounts that do not belong on a patient's statement.
  public static func checkStatement(_ adjustments: [Adjustment]) -> [Finding] {
    adjustments.filter { $0.group != .patient }.map { adjustment in
      Finding(
        rule: "R90", severity: .error, field: "statement",
        message: "\(adjustment) is not the patient share: \(GroupCode.patient) amounts alone may be"
          + " billed to the patient. Write it off or correct the claim.")
    }
  }

  // MARK: - R91

  /// R91: what the codes of an answer mean and what comes next, reasons before remarks. A pair of
  /// codes decides whether bundling can be corrected.
  public static func nextSteps(
    _ answer: LineAnswer, pair: CodePair? = nil, tables: ReferenceTables = .embedded
  ) -> [NextStep] {
    var steps: [NextStep] = []
    for adjustment in answer.adjustments {
      append(.reason, adjustment.reason, "\(adjustment.group)-\(adjustment.reason)")
    }
    for remark in answer.remarks { append(.remark, remark, remark) }
    return steps

    func append(_ list: DenialCode.List, _ code: String, _ shown: String) {
      guard let row = tables.denial(list, code) else { return }
      let step = NextStep(row, shown: shown, pair: pair, tables: tables)
      if !steps.contains(step) { steps.append(step) }
    }
  }

  /// R91 as findings, for lists of work.
  public static func work(
    _ answer: LineAnswer, pair: CodePair? = nil, tables: ReferenceTables = .embedded
  ) -> [Finding] {
    nextSteps(answer, pair: pair, tables: tables).map { step in
      Finding(
        rule: "R91", severity: step.path == .none ? .info : .warning, field: "answer",
        message: "\(step.code): \(step.explanation). Next step: \(step.step).")
    }
  }

  // MARK: - R92

  /// R92: a claim that was never accepted has nothing to appeal, and the deadline keeps running.
  public static func unprocessable(_ answer: LineAnswer) -> Finding? {
    guard answer.isRejected || answer.remarks.contains("MA130") else { return nil }
    return Finding(
      rule: "R92", severity: .info, field: "answer",
      message: "The claim was never accepted: correct it and send a new claim. There is nothing to"
        + " appeal, and the filing deadline keeps running.")
  }

  // MARK: - R93

  /// R93: paid less than the contract by more than a dollar and more than two percent of it.
  public static func underpayment(
    _ answer: LineAnswer, expected: Money, payer: String, tables: ReferenceTables = .embedded
  ) -> Finding? {
    let actual = allowed(answer)
    let settled = denied(answer, tables: tables)
    let short = expected.cents - actual.cents - settled.cents
    guard short > tolerance.cents, Int128(short) * 50 > Int128(expected.cents) else { return nil }
    return Finding(
      rule: "R93", severity: .warning, field: "answer",
      message:
        "\(payer) allowed \(actual); the contract says \(expected). Dispute it or correct the"
        + " fee table.")
  }

  /// A difference up to here is never an underpayment.
  public static let tolerance = Money(cents: 100)

  /// What the payer allowed: paid, the patient's share, the federal sequestration cut (CARC 253)
  /// and what an earlier payer paid (CARC 23).
  public static func allowed(_ answer: LineAnswer) -> Money {
    let kept = answer.adjustments.filter {
      $0.group != .patient && ($0.reason == "253" || $0.reason == "23")
    }
    return ([answer.paid, answer.patientShare] + kept.map(\.amount)).total
  }

  /// What was denied for a reason that has its own next step (R91), so that it is no price.
  private static func denied(_ answer: LineAnswer, tables: ReferenceTables) -> Money {
    answer.adjustments.filter { adjustment in
      guard adjustment.group != .patient else { return false }
      return tables.denial(.reason, adjustment.reason).map { $0.path != .none } ?? false
    }.map(\.amount).total
  }
}

/// What one code of an answer asks for (R91).
public struct NextStep: Hashable, Sendable {
  /// The code as the answer shows it: `CO-97`, `M119`.
  public let code: String
  /// What it means.
  public let explanation: String
  /// What usually causes it.
  public let cause: String
  /// What to do.
  public let step: String
  /// How it is resolved.
  public let path: DenialCode.Path

  init(_ row: DenialCode, shown: String, pair: CodePair?, tables: ReferenceTables) {
    let source = row.sameAs.flatMap { tables.denial(.reason, $0) } ?? row
    code = shown
    explanation = row.explanation
    cause = row.cause
    let isBundling = source.list == .reason && source.code == "97"
    guard isBundling, let pair, pair.indicator != .noPair else {
      step = source.nextStep
      path = source.path
      return
    }
    switch pair.indicator {
    case .never:
      step = "The national pair with \(pair.other) has indicator 0: write off"
      path = .none
    case .withModifier, .noPair:
      step =
        "The national pair with \(pair.other) has indicator 1: correct it with a modifier, if the"
        + " documentation supports it"
      path = .correct
    }
  }
}
