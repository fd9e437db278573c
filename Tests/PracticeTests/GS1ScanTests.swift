import Practice
import Testing

@Suite("Package codes") struct GS1ScanTests {
  @Test(
    "A scan gives item, expiry and lot, with brackets, separators or neither",
    arguments: [
      "(01)00304049996015(17)280630(10)L0070",
      "010030404999601517280630" + "10L0070",
      "]d2010030404999601517280630" + "10L0070\u{1D}21SERIAL1",
      "010030404999601510L0070\u{1D}17280630",
      "(01)00304049996015(21)S1(17)280600(10)L0070",
    ])
  func reads(_ text: String) throws {
    let scan = try #require(GS1Scan(text))
    #expect(scan.lot?.text == "L0070")
    #expect(scan.expiry?.description == "2028-06-30")
    #expect(scan.ndcCandidates.map(\.text).contains("00404999601"))
    #expect(scan.ndcCandidates.count == 3)
  }

  @Test(
    "What is no scan is left to other readings",
    arguments: ["", "J1885", "ketorolac", "00404999601", "(17)280630", "(01)123(10)A", "01short"])
  func leaves(_ text: String) {
    #expect(GS1Scan(text) == nil)
  }
}
