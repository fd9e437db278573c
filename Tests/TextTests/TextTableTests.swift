import Testing
import Text

@Suite struct TextTableTests {
  @Test func alignsColumnsWithoutTrailingBlanks() {
    var table = TextTable([.init("Code"), .init("Amount", .right), .init("Note")])
    table.row(["96372", "45.00", "first"])
    table.row(["J3420", "1,023.50", ""])
    #expect(
      table.rendered() == """
        Code     Amount  Note
        -----  --------  -----
        96372     45.00  first
        J3420  1,023.50

        """)
  }

  @Test func measuresWideAndCombiningCharacters() {
    var table = TextTable([.init("Name"), .init("N", .right)])
    table.row(["日本", "1"])
    table.row(["Zoe\u{308}", "2"])
    table.row(["👩‍👩‍👧🇩🇪", "3"])
    #expect(
      table.rendered() == """
        Name  N
        ----  -
        日本  1
        Zoe\u{308}   2
        👩‍👩‍👧🇩🇪  3

        """)
  }

  @Test func cutsLongTextsWithAnEllipsis() {
    var table = TextTable([.init("Name", maxWidth: 6), .init("N")])
    table.row(["Lantern Cove", "1"])
    table.row(["日本日本", "2"])
    #expect(table.rendered() == "Name    N\n------  -\nLante…  1\n日本…   2\n")
  }

  @Test func narrowsTextColumnsToTheTerminalButNeverAmounts() {
    var table = TextTable([.init("Name"), .init("Amount", .right)])
    table.row(["A very long name of a payer", "123456789.00"])
    let lines = table.rendered(width: 30).split(separator: "\n")
    #expect(lines[2] == "A very long nam…  123456789.00")
    #expect(table.rendered(width: 5).contains("123456789.00"))
  }

  @Test func datesKeysAndCommandsAreNeverCutOnANarrowTerminal() {
    var table = TextTable([
      .init("Date"), .init("Patient"), .init("Cents", .right), .init("Command", isWhole: true),
    ])
    table.row(["2026-10-29", "Fiction, Wilma Wilhelmina", "22000", "shots correct 10 --lot …"])
    #expect(
      table.rendered(width: 62) == """
        Date        Patient            Cents  Command
        ----------  -----------------  -----  ------------------------
        2026-10-29  Fiction, Wilma W…  22000  shots correct 10 --lot …

        """)
    #expect(
      table.rendered(width: 40) == """
        Date        Patient                Cents
            Command
        ----------  ---------------------  -----
        2026-10-29  Fiction, Wilma Wilhe…  22000
            shots correct 10 --lot …

        """)
    #expect(
      table.rendered(width: 20) == """
        Date        Cents
            Patient
            Command
        ----------  -----
        2026-10-29  22000
            Fiction, Wilma Wilhelmina
            shots correct 10 --lot …

        """)
  }

  @Test func showsControlCharactersHarmlessly() {
    var table = TextTable([.init("Name")])
    table.row(["a\u{1B}[31mb\nc"])
    #expect(table.rendered() == "Name\n---------\na␛[31mb␊c\n")
  }

  @Test(arguments: [
    ("abc", 3), ("", 0), ("é", 1), ("e\u{301}\u{323}", 1), ("日", 2), ("ｱ", 1), ("😀", 2),
    ("❤\u{FE0F}", 2), ("👍🏽", 2), ("한", 2), ("\u{1112}\u{1161}", 2), ("\u{200D}", 0), ("שלום", 4),
  ])
  func knowsDisplayWidths(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }
}
