import Practice
import Testing

@testable import Coding

/// The rows of `worked_examples.csv` that a visit shows, executed. ``ServedExamples`` has the rest.
@Suite struct WorkedExamples {
  static let all = sectionA + sectionB + sectionC + sectionD + facts

  @Test(arguments: all) func example(_ example: Example) throws {
    let decision = try example.visit().decision
    #expect(decision.lineTexts == example.lines.sorted())
    #expect(decision.holds == example.holds.sorted())
    for remark in example.remarks { #expect(decision.remarks.contains(remark)) }
  }

  /// Every row of the embedded file is executed, here or as a served example, and no case stands
  /// for a row that does not exist.
  @Test func everyRowIsExecuted() {
    let rows = RuleBook.embedded.examples.map { "\($0.rule).\($0.number)" }
    #expect(rows.count == 202)
    let decided = Set(WorkedExamples.all.map { WorkedExamples.row($0.id) })
    let served = Set(ServedExamples.all.map { WorkedExamples.row($0.id) })
    #expect(decided.union(served) == Set(rows))
    #expect(decided.isDisjoint(with: served))
  }

  /// `R31.3b` is a variant of the row `R31.3`.
  private static func row(_ id: String) -> String {
    id.last?.isLetter ?? false ? String(id.dropLast()) : id
  }
}
