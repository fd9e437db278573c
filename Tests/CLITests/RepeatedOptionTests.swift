import ArgumentParser
import Testing
import Text

@testable import ShotsCLI

@Suite("Options that stand twice") struct RepeatedOptionTests {
  @Test(
    "One that can hold one value is refused",
    arguments: [
      ["add", "--patient", "P1", "--drug", "B12", "--dose", "1mg", "--drug", "J1885"],
      ["add", "--dose=1mg", "--dose=2mg"], ["void", "7", "--reason", "a", "--reason", "b"],
      ["claim", "mark", "2", "paid", "--paid", "10", "--paid", "20"],
      ["add", "--drug", "B12", "+", "--drug", "J1885", "--drug", "B12"],
    ])
  func refused(_ words: [String]) throws {
    let message = try #require(RepeatedOptions.message(words))
    #expect(message.contains("stands there twice"))
  }

  @Test(
    "One that may stand more than once, and one of the next dose, are understood",
    arguments: [
      ["add", "--dx", "M54.50", "--dx", "D51.0"], ["add", "--drug", "B12", "+", "--drug", "J1885"],
      ["claim", "mark", "2", "paid", "--line", "1:paid=1", "--line", "2:paid=2"],
      ["void", "7", "--reason", "--", "--reason"],
    ])
  func understood(_ words: [String]) { #expect(RepeatedOptions.message(words) == nil) }

  @Test("The list is what the parser knows") func list() throws {
    let help = try JSONParser.parse(Array(Shots._dumpHelp().utf8))
    var repeating: Set<String> = []
    try collect(try #require(help["command"]), [], &repeating)
    #expect(RepeatedOptions.allowed == repeating)
  }

  /// The options of a command and of those below it that hold more than one value.
  private func collect(
    _ command: JSONValue, _ path: [String], _ found: inout Set<String>
  ) throws {
    for argument in command["arguments"]?.elements ?? []
    where argument["isRepeating"]?.bool ?? false {
      for name in argument["names"]?.elements ?? [] {
        let option = try #require(name["name"]?.string)
        found.insert(path.joined(separator: " ") + " --" + option)
      }
    }
    for child in command["subcommands"]?.elements ?? [] {
      try collect(child, path + [try #require(child["commandName"]?.string)], &found)
    }
  }
}
