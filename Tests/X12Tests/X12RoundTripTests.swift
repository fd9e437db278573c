import Harness
import Testing
import Text
import X12

@Suite struct X12RoundTripTests {
  /// Reads a file and writes what was read, through the same calls a program uses.
  private func rewritten(_ text: String) throws -> String {
    var reader = X12Reader(bytes: Array(text.utf8))
    var output = ByteWriter()
    try output.x12(characters: .extended) { writer in
      while try reader.next() { try copy(reader, &writer) }
    }
    return String(decoding: output.finish(), as: UTF8.self)
  }

  private func copy(_ segment: borrowing X12Reader, _ writer: inout X12Writer) throws(X12Error) {
    func trimmed(_ number: Int) -> String { segment.element(number).split(separator: " ").joined() }
    switch segment.id {
    case "ISA":
      try writer.beginInterchange(
        X12Interchange(
          senderQualifier: segment.element(5), sender: trimmed(6),
          receiverQualifier: segment.element(7), receiver: trimmed(8), date: segment.element(9),
          time: segment.element(10), control: segment.int(13) ?? 0,
          asksForTA1: segment.element(14) == "1",
          usage: segment.element(15) == "P" ? .production : .test))
    case "GS":
      try writer.beginGroup(
        X12Group(
          functionalID: segment.element(1), sender: segment.element(2),
          receiver: segment.element(3), date: segment.element(4), time: segment.element(5),
          control: segment.int(6) ?? 0, version: segment.element(8)))
    case "ST":
      try writer.beginSet(
        segment.element(1), control: segment.element(2), version: segment.element(3))
    case "SE": try writer.endSet()
    case "GE": try writer.endGroup()
    case "IEA": try writer.endInterchange()
    default: try copyElements(segment, &writer)
    }
  }

  private func copyElements(
    _ segment: borrowing X12Reader, _ writer: inout X12Writer
  ) throws(X12Error) {
    writer.begin(segment.id)
    for number in 0..<segment.elementCount {
      for repetition in 0..<max(segment.repetitionCount(number + 1), 1) {
        let components = segment.componentCount(number + 1, repetition: repetition + 1)
        for component in 0..<max(components, 1) {
          let text = segment.component(number + 1, component + 1, repetition: repetition + 1)
          switch (repetition, component) {
          case (0, 0): writer.element(text)
          case (_, 0): writer.repetition(text)
          default: writer.component(text)
          }
        }
      }
    }
    try writer.end()
  }

  @Test(arguments: Samples.all)
  func samplesAreRewrittenToIdenticalBytes(sample: String) throws {
    #expect(try rewritten(sample) == sample)
  }

  @Test(arguments: 1...40)
  func hostileTextSurvivesOrIsRefused(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<30 {
      let texts = (0..<4).map { _ in random.hostileText() } + ["END"]
      let folded = texts.map { X12Text.fold($0).text }
      let bytes = try writeX12 { writer throws(X12Error) in
        writer.begin("NTE")
        for text in folded { writer.element(text) }
        try writer.end()
      }
      let outcome = readX12(bytes: bytes)
      #expect(outcome.error == nil)
      #expect(outcome.segments.count == 7)
      #expect(outcome.segments[3].elements == folded)
    }
  }

  @Test(arguments: 1...60)
  func damagedFilesNeverTrapOrHang(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for sample in Samples.all {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] = [42, 126, 58, 94, 10].randomElement(using: &random) ?? 0
        case 2: bytes.removeSubrange(place..<min(place + 5, bytes.count))
        default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        }
        if bytes.isEmpty { break }
      }
      let outcome = readX12(bytes: bytes)
      #expect(outcome.error?.description != "")
    }
  }
}
