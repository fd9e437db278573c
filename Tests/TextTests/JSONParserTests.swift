import Testing
import Text

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws(JSONError) -> JSONValue {
    try JSONParser.parse(Array(text.utf8))
  }

  @Test func keepsOrderNumbersAndLines() throws {
    let value = try parse("{\n  \"b\": 1.50,\n  \"a\": [true, null, -2e3],\n\n  \"c\": {}}")
    #expect(value.members?.map(\.key) == ["b", "a", "c"])
    #expect(value.members?.map(\.line) == [2, 3, 5])
    #expect(value["b"] == .number("1.50"))
    #expect(value["a"]?.elements == [.bool(true), .null, .number("-2e3")])
    #expect(value["missing"] == nil)
  }

  @Test func resolvesEscapes() throws {
    #expect(try parse(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#).string == "\"\\/\u{8}\u{C}\n\r\té😀")
    #expect(try parse("\u{FEFF} 7 ").int == 7)
  }

  @Test(arguments: [
    ("", JSONError.Kind.empty, 1, 1), ("  \n ", .empty, 2, 2), ("{", .unexpectedEnd, 1, 2),
    ("[1,]", .expected("a value"), 1, 4), ("{\"a\" 1}", .expected("\":\""), 1, 6),
    ("{a:1}", .expected("a key in quotation marks"), 1, 2),
    ("[1 2]", .expected("\",\" or \"]\""), 1, 4), ("1 x", .trailingText, 1, 3),
    ("{\n\"é\":1,\n \"é\":2}", .duplicateKey("é"), 3, 2), ("[01]", .badNumber, 1, 2),
    ("-", .badNumber, 1, 1), ("[1.]", .badNumber, 1, 2), ("1e", .badNumber, 1, 1),
    (".5", .expected("a value"), 1, 1), ("\"\\x\"", .badEscape, 1, 2),
    ("\"\\u12G4\"", .badEscape, 1, 2), ("\"\\ud800\"", .loneSurrogate, 1, 2),
    ("\"\\ud800\\u0041\"", .loneSurrogate, 1, 2), ("\"\\udc00\"", .loneSurrogate, 1, 2),
    ("\"a\nb\"", .controlCharacter, 1, 3), ("\"abc", .unexpectedEnd, 1, 5),
    ("nul", .expected("a value"), 1, 1), ("\"\\u12", .unexpectedEnd, 1, 6),
  ])
  func placesEveryFault(text: String, kind: JSONError.Kind, line: Int, column: Int) {
    #expect(throws: JSONError.self) { try parse(text) }
    do throws(JSONError) {
      _ = try parse(text)
    } catch {
      #expect(error.kind == kind)
      #expect(error.line == line && error.column == column)
    }
  }

  @Test func refusesInvalidUTF8AndDepth() {
    #expect {
      try JSONParser.parse([0x22, 0xC3, 0x28, 0x22])
    } throws: {
      ($0 as? JSONError)?.kind == .invalidUTF8 && ($0 as? JSONError)?.column == 2
    }
    let deepest = JSONParser.depthLimit
    #expect(throws: Never.self) {
      try parse(String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest))
    }
    #expect {
      try parse(String(repeating: "[", count: 5000))
    } throws: {
      ($0 as? JSONError)?.kind == .tooDeep
    }
  }
}
