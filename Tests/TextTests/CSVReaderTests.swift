import Glibc
import Testing
import Text

@Suite struct CSVReaderTests {
  @Test(arguments: ["\n", "\r\n"])
  func readsRowsWithEitherLineEnd(lineEnd: String) {
    let outcome = readCSV(["mrn,name", "P1,Testcase", "P2,"].joined(separator: lineEnd))
    #expect(outcome.columns == ["mrn", "name"])
    #expect(outcome.rows == [["P1", "Testcase"], ["P2", ""]])
    #expect(outcome.lines == [2, 3])
    #expect(outcome.errors.isEmpty)
  }

  @Test func resolvesQuotesAndInnerLineEnds() {
    let outcome = readCSV("a,b\n\"x, \"\"y\"\"\nz\",\"\"\n1,2\n")
    #expect(outcome.rows == [["x, \"y\"\nz", ""], ["1", "2"]])
    #expect(outcome.lines == [2, 4])
  }

  @Test func skipsByteOrderMarkAndBlankLines() {
    let outcome = readCSV("\u{FEFF}\r\na,b\n\n1,2\n\n\n3,4\n\n")
    #expect(outcome.columns == ["a", "b"])
    #expect(outcome.rows == [["1", "2"], ["3", "4"]])
    #expect(outcome.lines == [4, 7])
  }

  @Test func passesOverTheSeparatorThatSpreadsheetsAreTold() {
    let outcome = readCSV("sep=,\na,b\n1,2\n")
    #expect(outcome.columns == ["a", "b"])
    #expect(outcome.lines == [3])
  }

  @Test func readsLastRowWithoutLineEnd() {
    #expect(readCSV("a\n\"x\"").rows == [["x"]])
    #expect(readCSV("a,b\n1,").rows == [["1", ""]])
    #expect(readCSV("a\nx\r").rows == [["x"]])
  }

  @Test func findsColumnsByNameAndCountsBytes() throws {
    var reader = try CSVReader(bytes: Array("a,b\n1,2\n".utf8))
    #expect(reader.columns == ["a", "b"])
    let first = try reader.next()
    #expect(first)
    #expect(reader.bytesRead == 8)
    #expect(reader.withCell(1) { $0[0] } == UInt8(ascii: "2"))
    let isEmpty = reader.isEmpty(0)
    #expect(!isEmpty)
    let second = try reader.next()
    #expect(!second)
  }

  @Test func readsAcrossBufferEdgesFromAFile() throws {
    // More than the buffer, with quoted cells that lie across its edge.
    let long = String(repeating: "x\n", count: 40_000)
    let text = "a,b\n" + (0..<5).map { "\($0),\"\(long)\"\r\n" }.joined()
    var name = Array("/tmp/csv-reader-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    unlink(name)
    defer { close(file) }
    var output = ByteWriter(descriptor: file)
    output.write(text)
    try output.flush()
    lseek(file, 0, SEEK_SET)
    var reader = try CSVReader(descriptor: file)
    let outcome = drain(&reader)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.rows.map { $0[0] } == (0..<5).map(String.init))
    #expect(outcome.rows.allSatisfy { $0[1] == long })
    #expect(outcome.lines.last == 2 + 4 * 40_001)
    #expect(reader.bytesRead == Int64(text.utf8.count))
  }

  @Test func namesTheReasonWhenTheFileCannotBeRead() {
    let folder = open("/", O_RDONLY)
    defer { close(folder) }
    #expect {
      _ = try CSVReader(descriptor: folder)
    } throws: {
      ($0 as? CSVError)?.description == "the file cannot be read: it is a folder, not a file"
    }
  }
}
