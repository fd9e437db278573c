import Testing
import Text

@Suite struct CSVWriterTests {
  private func text(_ profile: CSVWriter.Profile, _ cells: [String]) -> String {
    String(decoding: writeCSV(profile, [cells]), as: UTF8.self)
  }

  @Test func quotesOnlyWhatNeedsIt() {
    #expect(
      text(.exchange, ["a b", "c,d", "e\"f", "g\nh", ""]) == "a b,\"c,d\",\"e\"\"f\",\"g\nh\",\r\n")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx", " =1", "  -x", "＝1"])
  func spreadsheetProfileDisarmsFormulas(cell: String) {
    #expect(text(.spreadsheet, [cell]) == "'\(cell)\r\n")
    #expect(text(.exchange, [cell]) == "\(cell)\r\n")
  }

  @Test func disarmsFormulasInsideQuotes() {
    #expect(
      text(.spreadsheet, ["=HYPERLINK(\"x\",\"y\")"]) == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n")
    #expect(text(.spreadsheet, ["\rx"]) == "\"'\rx\"\r\n")
  }

  @Test(arguments: ["a=b", "x-1", "", " ", "e\u{301}", "'"])
  func spreadsheetProfileLeavesOtherTextAlone(cell: String) {
    #expect(text(.spreadsheet, [cell, "x"]) == "\(cell),x\r\n")
  }

  @Test func numbersAreNeverEscaped() {
    var output = ByteWriter()
    output.csv(.spreadsheet) { csv in
      csv.cell(-5)
      csv.cell(cents: -1250)
      csv.cell(cents: 4500, trimmingZeros: true)
      csv.emptyCell()
      csv.endRow()
    }
    #expect(String(decoding: output.finish(), as: UTF8.self) == "-5,-12.50,45,\r\n")
  }

  @Test func aRowOfOneEmptyCellIsNotABlankLine() {
    #expect(text(.exchange, [""]) == "\"\"\r\n")
    #expect(readCSV("a\n\"\"\n").rows == [[""]])
  }
}
