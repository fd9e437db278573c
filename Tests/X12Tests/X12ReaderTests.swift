import Testing
import X12

@Suite struct X12ReaderTests {
  private func reader(at id: String, in text: String) throws -> X12Reader {
    var reader = X12Reader(bytes: Array(text.utf8))
    while try reader.next() {
      if reader.id == id { break }
    }
    return reader
  }

  @Test func givesElementsComponentsAndWhatIsMissing() throws {
    let line = try reader(at: "SV1", in: Samples.dependentClaim)
    #expect(line.component(1, 1) == "HC")
    #expect(line.component(1, 3) == "25")
    #expect(line.component(1, 4) == "")
    #expect(line.componentCount(1) == 3)
    #expect(line.componentCount(5) == 0)
    #expect(line.elementCount == 7)
    #expect(line.element(3) == "UN")
    #expect(line.element(99) == "")
    let isEmpty = line.isEmpty(5)
    #expect(isEmpty)
    #expect(line.int(4) == 1)
    #expect(line.withElement(2) { $0.count } == 3)
  }

  @Test func givesPositions() throws {
    let line = try reader(at: "BHT", in: Samples.professionalClaim)
    #expect(line.segmentNumber == 4)
    #expect(line.numberInSet == 2)
    let lines = Samples.professionalClaim.split(separator: "\n")
    #expect(line.byteOffset == Int64(lines[0].count + lines[1].count + lines[2].count + 3))
    #expect(line.bytesRead == line.byteOffset + Int64(lines[3].count))
    let end = try reader(at: "GE", in: Samples.professionalClaim)
    #expect(end.numberInSet == 0)
  }

  @Test func separatesRepetitions() throws {
    let bytes = try writeX12 { writer throws(X12Error) in
      try writer.segment("HI") {
        $0.element("BE")
        $0.component("A1")
        $0.repetition("BF")
        $0.component("")
        $0.component("B2")
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("HI*BE:A1^BF::B2~"))
    let segment = try reader(at: "HI", in: text)
    #expect(segment.repetitionCount(1) == 2)
    #expect(segment.repetition(1, 2) == "BF::B2")
    #expect(segment.repetition(1, 3) == "")
    #expect(segment.component(1, 3, repetition: 2) == "B2")
    #expect(segment.componentCount(1, repetition: 2) == 3)
    #expect(segment.component(1, 2) == "A1")
  }

  @Test(arguments: ["", "\n", "\r\n", "\r\n\r\n"])
  func skipsLineEndsAfterTerminators(lineEnd: String) {
    let text = Samples.acknowledgement.replacing("\n", with: lineEnd)
    let outcome = readX12(text)
    #expect(outcome.error == nil)
    #expect(outcome.segments == readX12(Samples.acknowledgement).segments)
  }

  @Test(arguments: [("|", ">", "'"), ("\u{1D}", "\u{1F}", "\u{1C}"), ("*", "<", "\n")])
  func readsOddDelimiters(element: String, component: String, segment: String) {
    var text = Samples.payment.replacing("\n", with: "").replacing("*", with: element)
    text = text.replacing(":", with: component).replacing("~", with: segment)
    let outcome = readX12(text)
    #expect(outcome.error == nil)
    #expect(outcome.segments.count == readX12(Samples.payment).segments.count)
  }

  @Test func readsSeveralInterchanges() {
    let outcome = readX12(Samples.acknowledgement + "\r\n  \r\n" + Samples.rejectedInterchange)
    #expect(outcome.error == nil)
    #expect(outcome.segments.filter { $0.id == "ISA" }.count == 2)
    #expect(outcome.segments.contains { $0.id == "TA1" })
  }

  @Test func takesEachInterchangesOwnDelimiters() {
    let other = Samples.acknowledgement.replacing("*", with: "|")
    let outcome = readX12(Samples.acknowledgement + other)
    let count = outcome.segments.count / 2
    #expect(outcome.segments[..<count] == outcome.segments[count...])
  }

  @Test func readsFilesLargerThanItsBuffer() throws {
    let bytes = try writeX12 { writer throws(X12Error) in
      for number in 0..<20_000 { try writer.segment("REF", "6R", "LC26-\(number)") }
    }
    let outcome = readX12(bytes: bytes)
    #expect(outcome.error == nil)
    #expect(outcome.segments.count == 20_006)
    #expect(outcome.segments[20_002].elements == ["6R", "LC26-19999"])
  }

  @Test(arguments: [
    ("68.5", 6850), ("68.50", 6850), ("-158.5", -15850), ("95", 9500), (".5", 50), ("5.", 500),
    ("00.00", 0), ("1.500", 150),
  ])
  func readsAmountsAsCents(text: String, cents: Int64) throws {
    #expect(try amount(text) == cents)
  }

  @Test(arguments: [
    "", "-", ".", "1e9", "1.005", "1,5", "+1", "--1", "1.2.3", "9999999999999999999",
  ])
  func refusesWhatIsNoAmount(text: String) throws {
    #expect(try amount(text) == nil)
  }

  private func amount(_ text: String) throws -> Int64? {
    let file = Samples.payment.replacing("BPR*I*31*", with: "BPR*I*\(text)*")
    return try reader(at: "BPR", in: file).cents(2)
  }
}
