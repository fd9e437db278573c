import Harness
import Testing
import Text

@Suite struct JSONWriterTests {
  private func json(pretty: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
    var output = ByteWriter()
    output.json(pretty: pretty, body)
    return String(decoding: output.finish(), as: UTF8.self)
  }

  private func example(_ json: inout JSONWriter) {
    json.beginObject()
    json.key("lines")
    json.beginArray()
    json.int(-1)
    json.cents(4550)
    json.beginObject()
    json.endObject()
    json.endArray()
    json.key("ok")
    json.bool(true)
    json.key("none")
    json.null()
    json.endObject()
  }

  @Test func writesCompact() {
    #expect(json { example(&$0) } == "{\"lines\":[-1,45.50,{}],\"ok\":true,\"none\":null}\n")
  }

  @Test func writesPretty() {
    #expect(
      json(pretty: true) { example(&$0) } == """
        {
          "lines": [
            -1,
            45.50,
            {}
          ],
          "ok": true,
          "none": null
        }

        """)
  }

  @Test(arguments: [
    ("\"\\", #"\"\\"#), ("\n\r\t\u{8}\u{C}", #"\n\r\t\b\f"#), ("\u{1B}\0", #"\u001b\u0000"#),
    ("\u{7F}\u{9B}", #"\u007f\u009b"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#),
    ("é\u{202E}日😀/", "é\u{202E}日😀/"),
  ])
  func escapesStrings(text: String, escaped: String) {
    #expect(json { $0.string(text) } == "\"\(escaped)\"\n")
  }

  @Test(arguments: 1...30)
  func everyTextComesBackThroughTheParser(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts = (0..<40).map { _ in random.hostileText() }
    let written = json {
      $0.beginArray()
      for text in texts { $0.string(text) }
      $0.endArray()
    }
    #expect(try JSONParser.parse(Array(written.utf8)) == .array(texts.map { .string($0) }))
  }
}
