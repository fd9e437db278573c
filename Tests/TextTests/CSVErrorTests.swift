import Testing
import Text

@Suite struct CSVErrorTests {
  @Test(arguments: [
    ("1,x\"y", CSVError.Kind.strayQuote, 4, "b"),
    ("\"1\"x,2", .textAfterQuote, 4, "a"),
    ("é,\"y\" ", .textAfterQuote, 6, "b"),
    ("1,\u{0}", .nul, 3, "b"),
    ("\"\u{0}\",2", .nul, 2, "a"),
    ("x\ry,2", .bareCarriageReturn, 2, "a"),
  ])
  func faultInARowIsPlacedAndReadingGoesOn(
    row: String, kind: CSVError.Kind, column: Int, name: String
  ) throws {
    let outcome = readCSV("a,b\n\(row)\ngood,row\n")
    let error = try #require(outcome.errors.first)
    #expect(outcome.errors.count == 1)
    #expect(error.kind == kind)
    #expect(error.line == 2 && error.row == 2)
    #expect(error.column == column)
    #expect(error.columnName == name)
    #expect(!error.endsReading)
    #expect(outcome.rows == [["good", "row"]])
    #expect(outcome.lines == [3])
  }

  @Test(arguments: [("1", 1), ("1,2,3", 3), ("\"\"", 1)])
  func wrongNumberOfCellsRefusesOnlyThatRow(row: String, found: Int) {
    let outcome = readCSV("a,b\n\(row)\n1,2\n")
    #expect(outcome.errors.map(\.kind) == [.cellCount(expected: 2, found: found)])
    #expect(outcome.errors.map(\.column) == [nil])
    #expect(outcome.rows == [["1", "2"]])
  }

  @Test func invalidUTF8IsPlacedInItsLineAndCell() throws {
    var bytes = Array("a,b\n\"é\n é\",x".utf8)
    bytes += [0xFF, 10] + Array("1,2\n".utf8)
    let outcome = readCSV(bytes: bytes)
    let error = try #require(outcome.errors.first)
    #expect(error.kind == .invalidUTF8)
    #expect(error.row == 2 && error.line == 3 && error.column == 6)
    #expect(error.columnName == "b")
    #expect(outcome.rows == [["1", "2"]])
    #expect(outcome.lines == [4])
  }

  @Test func unclosedQuoteNamesWhereItWasOpened() throws {
    let outcome = readCSV("a,b\n1,2\n3,\"never\nclosed\n")
    let error = try #require(outcome.errors.first)
    #expect(error.kind == .unclosedQuote)
    #expect(error.line == 3 && error.column == 3)
    #expect(error.endsReading)
    #expect(outcome.rows == [["1", "2"]])
  }

  @Test(arguments: [
    ("1,\"x\n3,4\n5,\"y\n", CSVError.Kind.textAfterQuote, 2...4),
    ("\"1,x\n3,4\n5,y\"\n", .cellCount(expected: 2, found: 1), 2...4),
    ("1,2\n1,\"x\n3,4\n5,6\n", .unclosedQuote, 3...5),
    ("1,2\n1,\"x\n3,4\n5,6", .unclosedQuote, 3...5),
  ])
  func aForgottenQuoteNamesEveryLineThatItTakes(
    rows: String, kind: CSVError.Kind, lines: ClosedRange<Int>
  ) throws {
    let outcome = readCSV("a,b\n\(rows)")
    let error = try #require(outcome.errors.first)
    #expect(error.kind == kind)
    #expect(error.row...error.lastLine == lines)
  }

  @Test func oversizeCellIsNamedAndPassedOver() throws {
    let huge = String(repeating: "x\n", count: CSVReader.rowLimit)
    for cell in ["\"\(huge)\"", String(repeating: "x", count: CSVReader.cellLimit + 1)] {
      let outcome = readCSV("a,b\n1,\(cell)\n3,4\n")
      let error = try #require(outcome.errors.first)
      #expect(error.kind == .cellTooLarge)
      #expect(error.row == 2)
      #expect(error.columnName == "b")
      #expect(outcome.rows == [["3", "4"]])
      #expect(outcome.lines == [cell.first == "\"" ? CSVReader.rowLimit + 3 : 3])
    }
  }

  @Test func unclosedQuoteInAnOversizeCellIsStillAnUnclosedQuote() throws {
    let outcome = readCSV("a,b\n1,\"" + String(repeating: "x\n", count: CSVReader.rowLimit))
    let error = try #require(outcome.errors.first)
    #expect(error.kind == .unclosedQuote)
    #expect(error.line == 2 && error.endsReading)
    #expect(error.lastLine == CSVReader.rowLimit + 1)
  }

  @Test func oversizeRowIsPassedOver() {
    let cell = String(repeating: "x", count: 1000) + ","
    let row = String(repeating: cell, count: CSVReader.rowLimit / 1000 + 1)
    let outcome = readCSV("a,b\n\(row)\n3,4\n")
    #expect(outcome.errors.map(\.kind) == [.rowTooLarge])
    #expect(outcome.rows == [["3", "4"]])
  }

  @Test func headerFaultsEndReading() {
    let many = String(repeating: ",", count: CSVReader.columnLimit)
    let cases: [(String, CSVError.Kind)] = [
      ("", .emptyFile), ("\n\n", .emptyFile), ("a,b,a\n1,2,3", .duplicateColumn("a")),
      ("abc,x\"y\n1,2", .strayQuote), (many + "\n", .tooManyColumns),
      ("a\rb\r", .bareCarriageReturn), ("a;b\n1;2\n", .otherSeparator("semicolons")),
      ("sep=\t\na\tb\n", .otherSeparator("tabs")),
    ]
    for (text, kind) in cases {
      let outcome = readCSV(text)
      #expect(outcome.errors.map(\.kind) == [kind])
      #expect(outcome.errors.allSatisfy { $0.endsReading })
    }
  }

  @Test(arguments: [
    [0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], [0x61, 0, 0x2C, 0], [0, 0x61, 0, 0x2C],
  ])
  func utf16IsRecognised(bytes: [UInt8]) {
    let outcome = readCSV(bytes: bytes)
    #expect(outcome.errors.map(\.kind) == [.utf16])
    #expect(outcome.errors[0].description.contains("UTF-16"))
  }

  @Test func messagesHavePlaceAndRemedyButNoData() {
    let outcome = readCSV("a,b\n1,SECRET\"x\n")
    #expect(
      outcome.errors.first?.description == """
        line 2, column 9 (b): a quotation mark inside a cell; quote the whole cell and double \
        the mark inside
        """)
    #expect(readCSV("a,b\n1\n").errors[0].description == "line 2: 1 cell where the header has 2")
  }
}
