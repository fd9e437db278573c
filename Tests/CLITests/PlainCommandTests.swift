import ArgumentParser
import Testing

@testable import ShotsCLI

@Suite("Everyday commands are read without the argument parser") struct PlainCommandTests {
  @Test("Both read every option and flag of unbilled the same") func unbilled() throws {
    try expectSame(UnbilledCommand.self, leaves: ["--help", "--version"])
  }

  @Test("Both read every option of add the same") func add() throws {
    try expectSame(AddCommand.self, leaves: ["--help", "--version"])
  }

  @Test(
    "What is not plain is left to the parser",
    arguments: [
      ["--help"], ["-h"], ["--payer"], ["--payer", "--csv"], ["--payer=EMHP"], ["EMHP"],
      ["--payr", "EMHP"], ["--payer", "-1"],
    ])
  func notPlain(_ words: [String]) {
    #expect(UnbilledCommand.plainly(words[...]) == nil)
  }

  @Test("Further doses are left to the parser") func furtherDoses() {
    #expect(AddCommand.plainly(["--drug", "B12", "+", "--drug", "J1885"]) == nil)
  }

  /// Each long name that the help shows: as an option with its value, twice, and together.
  private func expectSame<Command: PlainCommand>(
    _ command: Command.Type, leaves: Set<String>
  ) throws {
    let empty = try #require(Command.plainly([]))
    #expect("\(empty)" == "\(try Command.parse([]))")
    let words = Command.helpMessage(columns: 200).split { " \n,[].()".contains($0) }
    let names = Set(words.filter { $0.hasPrefix("--") }.map(String.init)).subtracting(leaves)
    #expect(names.count > 5)
    for name in names.sorted() {
      let flag = try? Command.parse([name])
      let line = flag == nil ? [name, "one", name, "two words"] : [name]
      let plain = try #require(Command.plainly(line[...]), "\(name) is not read plainly")
      #expect("\(plain)" == "\(try Command.parse(line))", "\(name)")
      #expect("\(plain)" != "\(empty)", "\(name)")
    }
  }
}
