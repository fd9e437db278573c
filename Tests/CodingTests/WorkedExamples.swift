import CReference
import Practice
import Testing

@testable import Coding

/// The rows of `worked_examples.csv` of sections A–D and of R65–R69, executed.
@Suite struct WorkedExamples {
  static let all = sectionA + sectionB + sectionC + sectionD

  /// Rows that no dose can show, each with its reason.
  static let elsewhere: [String: String] = [
    "R19.2": "a reading has no dose; nothing to code",
    "R41.1": "needs the patient's operations, which the ledger does not keep",
    "R41.2": "needs the patient's operations, which the ledger does not keep",
    "R59.1": "NDC's own parsing, tested in DrugIdentificationTests",
    "R59.2": "NDC's own parsing, tested in DrugIdentificationTests",
    "R59.3": "NDC's own parsing, tested in DrugIdentificationTests",
    "R59.4": "NDC's own parsing, tested in DrugIdentificationTests",
    "R65.1": "a dose of nothing cannot be made, tested in RecordTests",
    "R67.1": "needs orders, which the ledger does not keep yet",
    "R67.2": "needs orders, which the ledger does not keep yet",
  ]

  @Test(arguments: all) func example(_ example: Example) throws {
    let decision = try example.visit().decision
    #expect(decision.lineTexts == example.lines.sorted())
    #expect(decision.holds == example.holds.sorted())
    for remark in example.remarks { #expect(decision.remarks.contains(remark)) }
  }

  /// Every row of the embedded file that is in scope is a case above or is named with a reason.
  @Test func everyRowIsCovered() {
    let (ids, faults) = ReferenceFile.workedExamples.rows { row throws(InvalidValue) in
      (row[ExampleColumn.rule], row[ExampleColumn.number])
    }
    #expect(faults.isEmpty)
    #expect(ids.count == 202)
    let covered = Set(WorkedExamples.all.map { String($0.id.prefix { !$0.isLetter || $0 == "R" }) })
    for (rule, number) in ids {
      guard let value = Int(rule.dropFirst()), (1...69).contains(value) else { continue }
      let id = "\(rule).\(number)"
      #expect(covered.contains(id) || WorkedExamples.elsewhere[id] != nil, "\(id)")
      #expect(!(covered.contains(id) && WorkedExamples.elsewhere[id] != nil), "\(id)")
    }
  }
}

private enum ExampleColumn: Int {
  case rule
  case number
}
