import Claims
import Harness
import Practice
import Storage
import Testing
import Text

@testable import Billing

@Suite("A file is compared with the ledger claim by claim") struct FileBesideLedgerTests {
  /// An office with a batch of two claims that was written.
  private func written() throws -> (office: Office, batch: WrittenBatch) {
    let office = try Office()
    try office.log("M001", try Office.visit("2026-10-05"), [Office.dose("J1885", "60mg")])
    try office.log("M001", try Office.visit("2026-10-12"), [Office.dose("J1885", "60mg")])
    let batch = try #require(try office.export().report.batches.first)
    return (office, batch)
  }

  private func compare(
    _ claims: [Claim], _ batch: WrittenBatch, _ change: (String) -> String = { $0 }
  ) throws -> String? {
    let copy = batch.path + ".copy"
    try File.write(change(try File.text(batch.path)), to: copy)
    return try refusal {
      var file = try FileBesideLedger(copy)
      for claim in claims { try file.compare(claim) }
      try file.compareEnd(batch.batch)
    }
  }

  @Test("What was written is what the ledger says") func same() throws {
    let (office, batch) = try written()
    #expect(try compare(office.claims().map(\.claim), batch) == nil)
  }

  @Test("Another charge, a missing claim and one too many are found out") func different() throws {
    let (office, batch) = try written()
    let claims = try office.claims().map(\.claim)
    let charge = try compare(claims, batch) { $0.replacing("*45*UN*", with: "*46*UN*") }
    #expect(charge?.contains("is not what the ledger says") == true)
    #expect(try compare(claims + claims.suffix(1), batch)?.contains("is missing") == true)
    #expect(try compare(claims.dropLast(), batch)?.contains("more claims in it") == true)
    var two = claims
    two.swapAt(0, 1)
    #expect(try compare(two, batch)?.contains("is not what the ledger says") == true)
  }

  @Test("Every claim goes through both threads, however many there are", arguments: [1, 100, 101])
  func allPortions(_ count: Int) throws {
    let office = try Office()
    let first = try Day("2026-07-01")
    for number in 0..<count {
      let visit = try Office.visit(first.adding(days: number).description)
      try office.log("M001", visit, [Office.dose("J1885", "60mg")])
    }
    let (report, held) = try office.export()
    #expect(report.claims == count, "\(held.first?.findings ?? [])")
    #expect(report.batches.first?.batch.state == .written)
  }
}
