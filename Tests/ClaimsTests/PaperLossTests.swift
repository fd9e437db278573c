import Harness
import Practice
import Testing
import Text

@testable import Claims

@Suite("What paper and table do not tell is said") struct PaperLossTests {
  static let day = Day(number: 20_769)  // 2026-11-12

  /// What a reader of the export learns of a claim: the boxes, the problems, the sentences.
  private static func told(_ claim: Claim) -> [String] {
    let layout = PaperLayout()
    let boxes = claim.paperForms(layout, signedOn: day).flatMap(\.entries).map {
      "\($0.box) \($0.line) \($0.text)"
    }
    return boxes + PaperCheck.problems(claim, layout: layout, today: day).map(\.description)
      + PaperCheck.losses(claim, layout: layout, today: day)
  }

  /// What a reader of the table learns: its cells and the sentences.
  private static func tabled(_ claim: Claim) -> [String] {
    var writer = ClaimCSVWriter(to: ByteWriter())
    writer.write(claim)
    let table = String(decoding: writer.finishInMemory().bytes, as: UTF8.self)
    return [table] + ClaimCSVWriter.losses(claim)
  }

  @Test("No detail of a claim is dropped", arguments: ClaimDetailCases.claims.indices)
  func claimDetails(_ index: Int) throws {
    let (name, change) = ClaimDetailCases.claims[index]
    var claim = try PaperSamples.commercial()
    claim.note = "Corrected"
    var changed = claim
    try change(&changed.details)
    #expect(changed != claim, "\(name) was not changed")
    let isTold = Self.told(changed) != Self.told(claim)
    #expect(isTold, "\(name) is dropped")
    let isTabled = Self.tabled(changed) != Self.tabled(claim)
    #expect(isTabled, "\(name) is dropped by the table")
  }

  @Test("No detail of a line is dropped", arguments: ClaimDetailCases.lines.indices)
  func lineDetails(_ index: Int) throws {
    let (name, change) = ClaimDetailCases.lines[index]
    let claim = try PaperSamples.commercial()
    var changed = claim
    try change(&changed.lines[1].details)
    #expect(changed != claim, "\(name) was not changed")
    let isTold = Self.told(changed) != Self.told(claim)
    #expect(isTold, "\(name) is dropped")
    let isTabled = Self.tabled(changed) != Self.tabled(claim)
    #expect(isTabled, "\(name) is dropped by the table")
  }

  @Test("The cases know every detail that there is") func casesAreComplete() {
    let claims = Mirror(reflecting: ClaimDetails()).children.compactMap(\.label)
    #expect(Set(ClaimDetailCases.claims.map(\.name)) == Set(claims))
    let lines = Mirror(reflecting: LineDetails()).children.compactMap(\.label)
    #expect(Set(ClaimDetailCases.lines.map(\.name)) == Set(lines))
  }
}
