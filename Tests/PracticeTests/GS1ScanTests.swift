import Practice
import Testing

@Suite("Package codes") struct GS1ScanTests {
  @Test(
    "A scan gives item, expiry and lot, with brackets, separators or neither",
    arguments: [
      "(01)00304049996011(17)280630(10)L0070",
      "010030404999601117280630" + "10L0070",
      "]d2010030404999601117280630" + "10L0070\u{1D}21SERIAL1",
      "010030404999601110L0070\u{1D}17280630",
      "(01)00304049996011(21)S1(17)280600(10)L0070",
    ])
  func reads(_ text: String) throws {
    let scan = try #require(try GS1Scan.read(text))
    #expect(scan.lot?.text == "L0070")
    #expect(scan.expiry?.description == "2028-06-30")
    #expect(scan.ndcCandidates.map(\.text).contains("00404999601"))
    #expect(scan.ndcCandidates.count == 3)
  }

  @Test(
    "What is no scan is left to other readings",
    arguments: [
      "", "J1885", "ketorolac", "00404999601", "01short", "(old) stock", "17280630101",
      "0112345678901234",
    ])
  func leaves(_ text: String) throws {
    #expect(try GS1Scan.read(text) == nil)
  }

  @Test(
    "Lot and expiry are read without the item, too",
    arguments: ["(17)280630(10)L0070", "1728063010L0070", "]d210L0070\u{1D}17280630"])
  func withoutItem(_ text: String) throws {
    let scan = try #require(try GS1Scan.read(text))
    #expect(scan.gtin == nil && scan.ndcCandidates.isEmpty)
    #expect(scan.lot?.text == "L0070")
    #expect(scan.expiry?.description == "2028-06-30")
  }

  @Test(
    "A damaged scan is refused and never kept as a lot",
    arguments: [
      ("(01)00304049996015(17)280630(10)L0070", "check digit"),
      ("010030404999601517280630" + "10L0070", "check digit"),
      ("(01)00304049996011(17)281330(10)L0070", "(17)281330"),
      ("010030404999601117281330" + "10L0070", "(17)281330"), ("(17)280631", "(17)280631"),
      ("(01)123(10)A", "14 digits"), ("(17)280630(10)", "nothing after (10)"),
    ])
  func refuses(_ text: String, _ reason: String) {
    let error = #expect(throws: InvalidValue.self) { try GS1Scan.read(text) }
    #expect(error?.reason.contains(reason) == true)
  }
}
