import ArgumentParser
import Coding

/// A word in the place of a command that is none: the parser says that it is unexpected, this says
/// what may have been meant.
enum CommandTypo {
  /// `"marc" is no command of shots claim; did you mean: shots claim mark?` Nil when every word in
  /// the place of a command is one.
  static func message(_ words: ArraySlice<String>) -> String? {
    let words = words.first == "help" ? words.dropFirst() : words
    var group: any ParsableCommand.Type = Shots.self
    var path = "shots"
    for word in words {
      let commands = group.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      guard let next = commands.first(where: { $0.configuration.commandName == word }) else {
        return message(word, path, commands.compactMap { $0.configuration.commandName })
      }
      group = next
      path += " " + word
    }
    return nil
  }

  private static func message(_ word: String, _ path: String, _ commands: [String]) -> String {
    let near = Spelling.near(word, among: commands).map { "\(path) \($0)" }
    return "\"\(word)\" is no command of \(path)"
      + (near.isEmpty
        ? "; they are listed by: \(path) --help"
        : "; did you mean: \(near.joined(separator: ", "))?")
  }
}
