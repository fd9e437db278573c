import Practice
import X12

/// Other insurance (guide §6).
extension ProfessionalClaimReader {
  /// SBR of 2320.
  mutating func beginOtherPolicy() {
    var other = ReadOtherPayer()
    other.priority = x12.element(1)
    other.relationship = x12.element(2)
    other.group = x12.element(3)
    other.insuranceType = x12.element(5)
    other.filingIndicator = x12.element(9)
    for number in [4, 6, 7, 8] where !x12.isEmpty(number) { note("2320 SBR0\(number)") }
    claim.details.otherPayers.append(other)
    loop = .otherPolicy
  }

  /// Changes the other payer that is being read.
  mutating func withOther(_ change: (inout ReadOtherPayer) -> Void) {
    let last = claim.details.otherPayers.count - 1
    if last >= 0 { change(&claim.details.otherPayers[last]) }
  }

  /// Changes the answer that is being read.
  mutating func withAnswer(_ change: (inout ReadLineAnswer) -> Void) {
    let last = line.details.answers.count - 1
    if last >= 0 { change(&line.details.answers[last]) }
  }

  /// OI.
  mutating func readOtherIndicators() {
    guard loop == .otherPolicy else { return note("OI") }
    let (benefits, release) = (x12.element(3), x12.element(6))
    withOther { ($0.benefits, $0.release) = (benefits, release) }
    if !x12.isEmpty(4) { note("2320 OI04") }
  }

  /// MOA03 to MOA07.
  mutating func readRemarks() {
    guard loop == .otherPolicy else { return note("MOA") }
    var remarks: [String] = []
    for number in 3...7 where !x12.isEmpty(number) { remarks.append(x12.element(number)) }
    withOther { $0.remarks = remarks }
    for number in [1, 2, 8, 9] where !x12.isEmpty(number) { note("2320 MOA0\(number)") }
  }

  /// CAS of 2320 and 2430: up to six reasons of one group.
  mutating func readAdjustments() throws(ClaimReadError) {
    guard loop == .otherPolicy || loop == .answer else { return note("CAS") }
    var adjustments: [ReadAdjustment] = []
    for start in stride(from: 2, through: 17, by: 3) where !x12.isEmpty(start) {
      adjustments.append(
        ReadAdjustment(
          group: x12.element(1), reason: x12.element(start), amount: try signedMoney(start + 1)))
      if !x12.isEmpty(start + 2) { note("CAS\(start + 2)") }
    }
    if loop == .answer {
      withAnswer { $0.adjustments += adjustments }
    } else {
      withOther { $0.adjustments += adjustments }
    }
  }

  /// SVD.
  mutating func beginAnswer() throws(ClaimReadError) {
    guard isInLine, loop != .otherPolicy else { throw error(.misplaced) }
    var answer = ReadLineAnswer()
    answer.payerID = x12.element(1)
    answer.paid = try money(2)
    guard x12.component(3, 1) == "HC" else { throw error(.notA("a HCPCS code"), element: 3) }
    answer.code = x12.component(3, 2)
    for part in 3...6 where !x12.component(3, part).isEmpty {
      answer.modifiers.append(x12.component(3, part))
    }
    guard let units = x12.int(5) else { throw error(.notA("a number of units"), element: 5) }
    answer.units = units
    answer.bundledInto = x12.element(6)
    line.details.answers.append(answer)
    loop = .answer
  }
}
