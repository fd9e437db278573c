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

  /// The names of the commands that stand right after `shots`.
  static let names: [String] = {
    let root = try? SourceFile("Sources/ShotsCLI/Shots.swift")
    let text = root?.lines.joined(separator: "\n") ?? ""
    return text.matches(of: /([A-Za-z]+)Command\.self/).map { match in
      let type = "\(match.1)Command"
      return commands.first { $0.type == type }?.name ?? type
    }
  }()

  @Test("The README names every command")
  func readmeNamesAll() throws {
    #expect(CommandTests.names.count > 20)
    let readme = try File.text(packageFolder + "/README.md")
    // What stands in backquotes, word by word: the list of all commands is written so.
    let quoted = readme.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    let listed = Set(
      quoted.filter { $0.offset % 2 == 1 }.flatMap { pair in
        pair.element.split { $0 == " " || $0 == "\n" }.map(String.init)
      })
    for name in CommandTests.names {
      let isNamed = readme.contains("shots \(name)") || listed.contains(name)
      #expect(isNamed, "the README does not name shots \(name)")
    }
  }

  @Test("The program knows every command that its sources declare, with help of its own")
  func helpOfEach() throws {
    let scratch = try Scratch()
    for name in CommandTests.names {
      let outcome = try Program.run([name, "--help"], in: scratch.place)
      #expect(outcome.status == 0, "\(name)")
      #expect(outcome.output.contains("USAGE: shots \(name)"), "\(name)")
    }
  }

  @Test("Examples in the help are not broken at 80 columns: they are pasted")
  func examples() {
    for file in SourceFile.all(in: "Sources/ShotsCLI") {
      let text = file.lines.joined(separator: "\n")
      for help in text.matches(of: /discussion: """\n([\s\S]*?)\n( *)"""/) {
        let margin = help.2.count
        for line in help.1.split(separator: "\n") {
          let shown = line.dropFirst(margin).replacing("\\\\", with: "\\")
          guard shown.hasPrefix("  shots ") || shown.hasPrefix("    --") else { continue }
          #expect(shown.count <= 80, "\(file.path): \(shown)")
        }
      }
    }
  }
}
