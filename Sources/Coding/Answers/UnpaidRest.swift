import Practice

/// What a payer did not pay of a claim and nobody settled: lines that were denied, also inside a
/// paid claim, and amounts that nobody explained (835 SVC and CAS; R91, x12-responses §5.2, §5.8).
public struct UnpaidRest: Sendable {
  /// An amount that was not paid for a reason to look at, on one line or on the claim.
  public struct Denied: Sendable {
    /// The line of the claim, from 1; nil for the claim as a whole.
    public let line: Int?
    /// Its code.
    public let code: HCPCS?
    /// What can still be had, never more than is not paid.
    public fileprivate(set) var amount: Money
    /// The payer's reasons: `CO-97`.
    public let reasons: [Adjustment]
    /// What the reasons mean and ask for (R91).
    public let steps: [NextStep]
  }

  /// What was denied, by line.
  public private(set) var denied: [Denied] = []
  /// What was neither paid, nor left for the patient, nor reduced for a reason.
  public private(set) var unexplained = Money.zero
  /// Remarks of the last decision that ask for something (R91).
  public let remarks: [NextStep]

  /// What is left after decisions that are in force, oldest first. What `goesOn` says the next
  /// payer is asked for is no work of this claim: the patient's share. What a payer after another
  /// (`isLater`) does not explain is what the other paid or reduced.
  public init(
    of decisions: [Adjudication], total: Money, on day: Day, goesOn: Bool = false,
    isLater: Bool = false,
    tables: ReferenceTables = .embedded
  ) {
    let merged = MergedDecision(decisions)
    let codes = merged.lines.map(\.code)
    var found: [Denied] = []
    var settled = decisions.lazy.map(\.paid).total
    for part in merged.parts {
      let open = part.open(tables, goesOn: goesOn)
      settled = Money(cents: settled.cents + part.all.cents - open.lazy.map(\.amount).total.cents)
      guard !open.isEmpty else { continue }
      let answer = LineAnswer(
        code: part.line?.code ?? codes.first ?? Code.injection, charge: part.charge,
        paid: part.paid, adjustments: open)
      found.append(
        Denied(
          line: part.line?.line, code: part.line?.code, amount: open.lazy.map(\.amount).total,
          reasons: open,
          steps: Answers.nextSteps(
            answer, pair: part.line.flatMap { Self.pair($0.code, codes, day, tables) },
            tables: tables)))
    }
    // What the payer left for the patient without a reason is explained all the same.
    let more = max(0, merged.patient.cents - merged.patientByReasons.cents)
    var rest = total.cents - settled.cents - more
    for index in found.indices {
      found[index].amount = Money(cents: max(0, min(found[index].amount.cents, rest)))
      rest -= found[index].amount.cents
    }
    denied = found.filter { $0.amount > .zero }
    unexplained = isLater ? .zero : Money(cents: max(0, rest))
    let remarks = decisions.last?.remarks ?? []
    self.remarks = remarks.compactMap { code in
      tables.denial(.remark, code).map { NextStep($0, shown: code, pair: nil, tables: tables) }
    }
  }

  /// The national pair that decides whether a bundled 96372, or what it was bundled with, can be
  /// paid beside the other (R91).
  private static func pair(
    _ code: HCPCS, _ codes: [HCPCS], _ day: Day, _ tables: ReferenceTables
  ) -> CodePair? {
    let others = code == Code.injection ? codes : codes.contains(Code.injection) ? [code] : []
    return others.lazy.filter { $0 != Code.injection }.compactMap { tables.pair($0, on: day) }
      .first { $0.indicator != .noPair }
  }
}

/// Several decisions as one: of each line and of the claim as a whole, the last that speaks of it.
private struct MergedDecision {
  /// The lines that were decided on.
  let lines: [LineAdjudication]
  /// What was reduced on the claim as a whole.
  let adjustments: [Adjustment]
  /// What was paid for lines of which nothing is known.
  let paid: Money
  /// What is left for the patient.
  let patient: Money

  init(_ decisions: [Adjudication]) {
    var last: [Int: LineAdjudication] = [:]
    for line in decisions.flatMap(\.lines) { last[line.line] = line }
    lines = last.values.sorted { $0.line < $1.line }
    adjustments = decisions.last { !$0.adjustments.isEmpty }?.adjustments ?? []
    paid = decisions.lazy.map(\.paid).total
    patient = decisions.compactMap(\.patientResponsibility).last ?? .zero
  }

  struct Part {
    let line: LineAdjudication?
    let paid: Money
    let adjustments: [Adjustment]

    var all: Money { adjustments.lazy.map(\.amount).total }
    var charge: Money { paid.adding(all) ?? paid }

    /// The reductions that somebody must look at.
    func open(_ tables: ReferenceTables, goesOn: Bool) -> [Adjustment] {
      let open = adjustments.filter { adjustment in
        guard adjustment.amount > .zero else { return false }
        if adjustment.group == .patient {
          // PR-96: the patient owes it only by plan or notice (R90).
          let row = tables.denial(.reason, adjustment.reason)
          return !goesOn && row.map { $0.path != .none } ?? false
        }
        return tables.denial(.reason, adjustment.reason)?.path != DenialCode.Path.none
      }
      guard open.isEmpty, paid == .zero else { return open }
      // Nothing was paid, whatever the reason is called; what an earlier payer paid is no loss.
      let isSettled = adjustments.contains { $0.group == .patient || $0.reason == "23" }
      return isSettled ? [] : adjustments.filter { $0.amount > .zero }
    }
  }

  var parts: [Part] {
    lines.map { Part(line: $0, paid: $0.paid, adjustments: $0.adjustments) }
      + (adjustments.isEmpty ? [] : [Part(line: nil, paid: paid, adjustments: adjustments)])
  }

  var patientByReasons: Money {
    parts.lazy.flatMap(\.adjustments).filter { $0.group == .patient }.map(\.amount).total
  }
}
