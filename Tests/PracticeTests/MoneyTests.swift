import Practice
import Testing

@Suite("Money") struct MoneyTests {
  @Test(
    "Amounts are read to the cent",
    arguments: [("45", 4500), ("45.5", 4550), ("$1,234.50", 123_450), ("0.01", 1), (".5", 50)])
  func reads(_ text: String, _ cents: Int64) throws {
    #expect(try Money(text).cents == cents)
  }

  @Test("What is no amount is refused", arguments: ["", "-1", "1.005", "1,23.00", "1e3", "ten"])
  func refuses(_ text: String) {
    #expect(throws: InvalidValue.self) { try Money(text) }
  }
}
