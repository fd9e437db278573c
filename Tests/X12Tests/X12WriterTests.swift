import Testing
import Text
import X12

@Suite struct X12WriterTests {
  private func segment(_ id: String, _ body: (inout X12Writer) -> Void) throws -> String {
    let bytes = try writeX12(lineEnd: .none) { writer throws(X12Error) in
      try writer.segment(id, body)
    }
    let segments = String(decoding: bytes, as: UTF8.self).split(separator: "~")
    return String(segments[3])
  }

  private func fault(_ body: (inout X12Writer) -> Void) -> X12Error? {
    do throws(X12Error) {
      _ = try writeX12 { writer throws(X12Error) in try writer.segment("NTE", body) }
      return nil
    } catch {
      return error
    }
  }

  @Test func leavesOutWhatIsEmptyAtTheEnd() throws {
    let name = try segment("NM1") {
      $0.element("85")
      $0.element("")
      $0.element("CLINIC")
      $0.skip(3)
      $0.element("")
    }
    #expect(name == "NM1*85**CLINIC")
    let line = try segment("SV1") {
      $0.element("HC")
      $0.component("96372")
      $0.component("")
      $0.component("")
      $0.element(cents: 4500)
      $0.element("")
      $0.component("")
      $0.component("x".uppercased())
      $0.element(3)
      $0.element("")
      $0.component("")
    }
    #expect(line == "SV1*HC:96372*45*::X*3")
  }

  @Test func writesAnISAOfExactWidthAndCountsByItself() throws {
    let bytes = try writeX12 { writer throws(X12Error) in
      try writer.segment("BHT", "0019", "00")
      #expect(writer.segmentsInSet == 2)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text == """
        ISA*00*          *00*          *ZZ*LCIC001        *ZZ*EXCH01         *261102*0915*^*00501\
        *000000101*0*T*:~
        GS*HC*LCIC001*EXCH01*20261102*0915*101*X*005010X222A1~
        ST*837*0001*005010X222A1~
        BHT*0019*00~
        SE*3*0001~
        GE*1*101~
        IEA*1*000000101~

        """)
    #expect(readX12(bytes: bytes).error == nil)
  }

  @Test func countsSetsAndGroups() throws {
    var output = ByteWriter()
    try output.x12 { writer throws(X12Error) in
      try writer.beginInterchange(interchange)
      for number in 1...2 {
        var header = group
        header.control = number
        try writer.beginGroup(header)
        for control in ["0001", "0002", "0003"] {
          try writer.beginSet("999", control: control)
          try writer.segment("AK9", "A")
          try writer.endSet()
        }
        try writer.endGroup()
      }
      try writer.endInterchange()
    }
    let outcome = readX12(bytes: output.finish())
    #expect(outcome.error == nil)
    #expect(outcome.segments.last?.elements == ["2", "000000101"])
  }

  @Test(arguments: [
    ("A*B", X12Error.Kind.delimiterInData), ("A~", .delimiterInData), ("A:B", .delimiterInData),
    ("A^B", .delimiterInData), ("É", .characterNotAllowed), ("a", .characterNotAllowed),
    ("A\nB", .characterNotAllowed), ("A@B", .characterNotAllowed), ("\0", .characterNotAllowed),
    (" A", .blankAtEdge), ("A ", .blankAtEdge),
  ])
  func refusesDataItCannotCarry(text: String, kind: X12Error.Kind) {
    let error = fault {
      $0.element("ADD")
      $0.element(text)
    }
    #expect(error?.kind == kind)
    #expect(error?.segmentID == "NTE" && error?.element == 2)
    #expect(error?.segmentNumber == 4 && error?.numberInSet == 2)
  }

  @Test func refusesSegmentsWithoutData() {
    #expect(fault { $0.skip(3) }?.kind == .emptySegment)
  }

  @Test func extendedCharactersAreByAgreement() throws {
    let bytes = try writeX12(characters: .extended) { writer throws(X12Error) in
      try writer.segment("PER", "IC", "Desk", "EM", "a_b@example.com")
    }
    #expect(readX12(bytes: bytes).segments[3].elements[3] == "a_b@example.com")
  }

  @Test func refusesHeadersThatDoNotFit() {
    var long = interchange
    long.sender = "SIXTEEN LETTERS!"
    var big = interchange
    big.control = 1_000_000_000
    var negative = interchange
    negative.control = -1
    for (header, element, kind) in [
      (long, 6, X12Error.Kind.tooLong(limit: 15)), (big, 13, .badControlNumber),
      (negative, 13, .badControlNumber),
    ] {
      var output = ByteWriter()
      do throws(X12Error) {
        try output.x12 { writer throws(X12Error) in try writer.beginInterchange(header) }
        Issue.record("no error")
      } catch {
        #expect(error.kind == kind && error.element == element)
      }
    }
  }

  @Test func theFirstFaultStays() {
    var output = ByteWriter()
    var kinds: [X12Error.Kind] = []
    output.x12 { writer in
      for text in ["A*B", "", "FINE"] {
        do throws(X12Error) {
          try writer.segment("NTE", text)
        } catch {
          kinds.append(error.kind)
        }
      }
    }
    #expect(kinds == [.delimiterInData, .delimiterInData, .delimiterInData])
  }

  @Test func refusesDelimitersAgainstTheRules() {
    #expect {
      try Delimiters(element: 42, repetition: 42, component: 58, segment: 126)
    } throws: {
      ($0 as? X12Error)?.kind == .duplicateDelimiter
    }
    for byte in [UInt8(ascii: "A"), UInt8(ascii: "-"), UInt8(ascii: " "), 0, 0xE9] {
      #expect {
        try Delimiters(element: 42, repetition: 94, component: byte, segment: 126)
      } throws: {
        ($0 as? X12Error)?.kind == .unusableDelimiter(.component)
      }
    }
  }
}
