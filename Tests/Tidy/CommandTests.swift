import Harness
import Testing

/// The commands, as the sources declare them.
@Suite("The commands") struct CommandTests {
  /// A type that is a command.
  struct Command: Sendable, CustomTestStringConvertible {
    let type: String
    let file: String
    let name: String?
    let subcommands: [String]
    var testDescription: String { "\(type) in \(file)" }
  }

  static let commands: [Command] = SourceFile.all(in: "Sources/ShotsCLI").flatMap { file in
    let text = file.lines.joined(separator: "\n")
    return text.split(separator: "struct ").dropFirst().compactMap { part -> Command? in
      let head = part.prefix { $0 != "{" }
      guard head.contains("ParsableCommand") else { return nil }
      let type = String(head.prefix { $0.isLetter || $0.isNumber })
      let name = part.firstMatch(of: /commandName: "([^"]*)"/)
      let list = part.firstMatch(of: /subcommands: \[([^\]]*)\]/)
      let types = list?.1.matches(of: /([A-Za-z]+)\.self/).map { String($0.1) } ?? []
      return Command(
        type: type, file: file.path, name: (name?.1).map(String.init), subcommands: types)
    }
  }

  @Test("Each command has a name of its own choosing", arguments: commands)
  func hasName(_ command: Command) {
    #expect(command.name != nil, "\(command.testDescription) has no commandName")
  }

  @Test("The README names every command")
  func readmeNamesAll() throws {
    #expect(CommandTests.commands.count > 20)
    let readme = try File.text(packageFolder + "/README.md")
    let root = try SourceFile("Sources/ShotsCLI/Shots.swift").lines.joined(separator: "\n")
    let types = root.matches(of: /([A-Za-z]+)Command\.self/).map { "\($0.1)Command" }
    #expect(types.count > 20)
    for type in types {
      let name = CommandTests.commands.first { $0.type == type }?.name ?? type
      let isNamed = readme.contains("shots \(name)") || readme.contains("`\(name)`")
      #expect(isNamed, "the README does not name shots \(name)")
    }
  }

  @Test("The program knows every command that its sources declare, with help of its own")
  func helpOfEach() throws {
    let scratch = try Scratch()
    for command in CommandTests.commands where command.type.hasSuffix("Command") {
      guard let name = command.name else { continue }
      let outcome = try Program.run([name, "--help"], in: scratch.place)
      #expect(outcome.status == 0, "\(name)")
      #expect(outcome.output.contains("USAGE: shots \(name)"), "\(name)")
    }
  }
}
