/// What the next payer is told of a decision, and whether there is anything to decide (837P guide
/// §6).
extension Adjudication {
  /// The decision as a claim to a later payer tells it; nil when the payer's amounts do not say
  /// where the charges went, so that a later payer would refuse the claim.
  ///
  /// Only what is certain is completed: a decision on a claim of one line is one on that line.
  /// Reasons are the payer's own; none is ever made up.
  public func told(of lines: [Claim.Line]) -> Adjudication? {
    var told = self
    if self.lines.isEmpty, lines.count == 1, let line = lines.first, notCovered == nil {
      let service = line.service
      told.lines = [
        LineAdjudication(
          line: 1, paid: paid, code: service.code, modifiers: service.modifiers,
          units: service.units, adjustments: adjustments)
      ]
      told.adjustments = []
    }
    return told.isBalanced(with: lines) ? told : nil
  }

  /// Whether what was paid and what was not are the charges of the claim and of each line.
  private func isBalanced(with charges: [Claim.Line]) -> Bool {
    let onClaim = adjustments.lazy.map(\.amount).total
    if lines.isEmpty {
      return paid.adding(onClaim) == charges.lazy.map(\.charge).total
    }
    for (index, line) in charges.enumerated() {
      let decided = lines.filter { $0.line == index + 1 }
      let sum = decided.flatMap { [$0.paid] + $0.adjustments.map(\.amount) }.total
      guard !decided.isEmpty, sum == line.charge else { return false }
    }
    return lines.lazy.map(\.paid).total.cents - onClaim.cents == paid.cents
  }

  /// What is left for the patient by the payer's word, so that a later payer could pay it: the
  /// amounts of group PR, or the sum that it names.
  public var leftForPatient: Money { max(patientShare, patientResponsibility ?? .zero) }

  /// Whether the payer sent the claim on itself, so that the later payer has it: a remark that says
  /// so (RARC MA07, MA18, N89).
  public var isForwarded: Bool {
    remarks.contains { $0 == "MA07" || $0 == "MA18" || $0 == "N89" }
  }
}

extension MedicareSecondaryReason {
  /// Why Medicare pays after the insurance that answers for an accident (837P guide §8, SBR05); nil
  /// when the payer before it is no such one.
  public init?(after payer: PayerClass) {
    switch payer {
    case .workersCompensation: self = .workersCompensation
    case .auto: self = .noFault
    case .liability: self = .liability
    default: return nil
    }
  }
}
