import Practice
import X12

/// Other insurance (guide §6).
extension ProfessionalClaimWriter {
  /// 2320 and 2330 of every other payer.
  mutating func writeOtherPayers(_ claim: Claim) throws(X12Error) {
    for other in claim.details.otherPayers {
      try writePolicy(other)
      if let answer = other.answer { try writeAmounts(answer) }
      x12.begin("OI")
      x12.skip(2)
      x12.element(other.benefits.rawValue)
      x12.skip(2)
      x12.element(other.release.rawValue)
      try x12.end()
      if let answer = other.answer, !answer.remarks.isEmpty {
        x12.begin("MOA")
        x12.skip(2)
        for remark in answer.remarks { x12.element(remark) }
        try x12.end()
      }
      try writePerson(
        "IL", other.coverage.subscriber?.name ?? claim.patient.name, "MI",
        ClaimText.memberID(other.coverage.memberID))
      if let address = other.memberAddress(of: claim.patient) { try writeAddress(address) }
      try writeOrganisation("PR", other.payer.name, "PI", other.payer.electronicID?.text ?? "")
      if let address = other.payer.address { try writeAddress(address) }
      guard let answer = other.answer else { continue }
      // Here or on the lines, never both.
      if answer.lines.isEmpty { try writeDate("573", answer.date) }
      try writeReference("F8", answer.payerClaimNumber)
    }
  }

  private mutating func writePolicy(_ other: OtherPayer) throws(X12Error) {
    x12.begin("SBR")
    x12.element(other.coverage.priority.rawValue)
    x12.element(other.coverage.relationship.code)
    x12.element(identifier: other.isMedicarePartB ? nil : other.coverage.groupNumber?.text)
    x12.skip()
    x12.element(other.secondaryReason?.rawValue ?? "")
    x12.skip(3)
    x12.element(other.payer.filingIndicator?.text ?? "")
    try x12.end()
  }

  private mutating func writeAmounts(_ answer: Adjudication) throws(X12Error) {
    try writeAdjustments(answer.adjustments)
    if let notCovered = answer.notCovered {
      try writeAmount("A8", notCovered)
    } else {
      try writeAmount("D", answer.paid)
    }
    try writeAmount("EAF", answer.patientResponsibility)
  }

  /// CAS: one segment for each group, of at most six reasons.
  private mutating func writeAdjustments(_ adjustments: [Adjustment]) throws(X12Error) {
    for (group, members) in adjustments.byGroup {
      for start in stride(from: 0, to: members.count, by: 6) {
        x12.begin("CAS")
        x12.element(group.rawValue)
        for index in start..<min(start + 6, members.count) {
          if index > start { x12.skip() }
          x12.element(members[index].reason)
          x12.element(cents: members[index].amount.cents)
        }
        try x12.end()
      }
    }
  }

  /// 2430: what a payer decided on a line.
  mutating func writeAnswer(_ other: OtherPayer, to position: Int) throws(X12Error) {
    guard let answer = other.answer else { return }
    for line in answer.lines where line.line == position {
      x12.begin("SVD")
      x12.element(identifier: other.payer.electronicID?.text ?? "")
      x12.element(cents: line.paid.cents)
      x12.element("HC")
      x12.component(line.code.text)
      for modifier in line.modifiers { x12.component(modifier.text) }
      x12.skip()
      x12.element(line.units)
      if let bundled = line.bundledInto { x12.element(bundled) }
      try x12.end()
      try writeAdjustments(line.adjustments)
      try writeDate("573", line.date ?? answer.date)
      try writeAmount("EAF", line.patientResponsibility)
    }
  }
}
