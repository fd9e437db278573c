import Testing
import Text

@Suite struct PrintableTests {
  @Test(arguments: [
    ("\u{1B}]0;title\u{7}", "␛]0;title␇"), ("a\tb\nc\0", "a␉b␊c␀"), ("\u{7F}", "␡"),
    ("\u{9B}31m", "\u{FFFD}31m"), ("abc\u{202E}def", "abc\u{FFFD}def"),
    ("\u{2066}x\u{2069}", "\u{FFFD}x\u{FFFD}"), ("a\u{2028}b", "a\u{FFFD}b"),
  ])
  func replacesWhatSteersATerminal(text: String, shown: String) {
    #expect(printable(text) == shown)
  }

  @Test(arguments: ["plain", "Zoë", "日本語", "👩‍👩‍👧", "שלום", "e\u{301}", ""])
  func leavesTextOfEveryScriptAlone(text: String) {
    #expect(Array(printable(text).utf8) == Array(text.utf8))
  }

  @Test func stylesOnlyWhenEnabled() {
    #expect(ANSI(enabled: true).bold("x") == "\u{1B}[1mx\u{1B}[22m")
    #expect(ANSI(enabled: true).red("") == "")
    #expect(ANSI.plain.red("x") == "x")
  }
}
