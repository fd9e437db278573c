import Harness
import Testing
import X12

@Suite struct X12TextTests {
  @Test(arguments: [
    ("Müller-Lüdenscheidt", "MULLER-LUDENSCHEIDT"), ("Zoë", "ZOE"), ("Zoe\u{308}", "ZOE"),
    ("Straße", "STRASSE"), ("Ærøskøbing", "AEROSKOBING"), ("Łódź", "LODZ"), ("Œuvre", "OEUVRE"),
    ("Đặng Nguyễn", "DANG NGUYEN"), ("İstanbul ığ", "ISTANBUL IG"), ("Þór", "THOR"),
    ("O\u{2019}Brien", "O'BRIEN"), ("A \u{2013} B\u{2026}", "A - B..."), ("ＡＢＣ１", "ABC1"),
    ("a*b:c^d~e", "A B C D E"), ("  a \t\r\n b  ", "A B"), ("x@y_z#", "XYZ"), ("日本", ""),
    ("👩‍👩‍👧 A", "A"), ("a\u{202E}b\u{0}c", "ABC"), ("~~", ""), ("Ǆ ǆ ǅ", "DZ DZ DZ"),
  ])
  func foldsToTheBasicSet(text: String, folded: String) {
    let result = X12Text.fold(text)
    #expect(result.text == folded)
    #expect(result.changed)
  }

  @Test(arguments: ["LANTERN COVE", "Lantern Cove", "", "A&B (C), D/E-F.G", "O'BRIEN"])
  func letterCaseAloneIsNoChange(text: String) {
    let result = X12Text.fold(text)
    #expect(result.text == text.uppercased())
    #expect(!result.changed)
  }

  @Test func otherDelimitersFreeTheUsualOnes() throws {
    let odd = try Delimiters(
      element: UInt8(ascii: "|"), repetition: UInt8(ascii: "^"), component: UInt8(ascii: ">"),
      segment: UInt8(ascii: "!"))
    #expect(X12Text.fold("a*b|c!", delimiters: odd).text == "A*B C")
  }

  @Test func foldingTwiceChangesNothing() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let once = X12Text.fold(random.hostileText()).text
      let twice = X12Text.fold(once)
      #expect(twice.text == once && !twice.changed)
    }
  }

  @Test func everyAccentedLatinLetterFolds() {
    for value in UInt32(0xC0)...0x17F where value != 0xD7 && value != 0xF7 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(!X12Text.fold(String(scalar)).text.isEmpty, "U+\(String(value, radix: 16))")
    }
  }
}
