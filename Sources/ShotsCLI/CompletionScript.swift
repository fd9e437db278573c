import ArgumentParser
import Practice

/// The script that the parser makes for a shell, with what it leaves out: the words behind
/// `shots help`, and, for fish, words of which one has a blank, like `IV push`.
enum CompletionScript {
  private struct Group {
    let path: String
    let names: [String]
  }

  /// The script mended; any other text as it is.
  static func mended(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.first == "#compdef shots" {
      mendZsh(&lines)
    } else if lines.first == "#!/bin/bash", lines.contains("_shots_help() {") {
      mendBash(&lines)
    } else if lines.contains(where: { $0.hasPrefix("complete -c 'shots' ") }) {
      mendFish(&lines)
    } else {
      return text
    }
    return lines.joined(separator: "\n")
  }

  /// The commands below each command that has some, by the words that lead there.
  private static func groups() -> [Group] {
    var groups: [Group] = []
    add(Shots.self, [], to: &groups)
    return groups
  }

  private static func add(
    _ command: any ParsableCommand.Type, _ path: [String], to groups: inout [Group]
  ) {
    let commands = command.configuration.subcommands
    let names = commands.compactMap { $0.configuration.commandName }
    guard !names.isEmpty else { return }
    groups.append(Group(path: path.joined(separator: " "), names: names))
    for (name, command) in zip(names, commands) { add(command, path + [name], to: &groups) }
  }

  private static func mendBash(_ lines: inout [String]) {
    guard let start = lines.firstIndex(of: "_shots_help() {"),
      let end = lines[start...].firstIndex(of: "}")
    else { return }
    let cases = groups().flatMap { group in
      [
        "    '\(group.path)')",
        "        __shots_add_completions -W $'\(group.names.joined(separator: "\\n"))'",
        "        ;;",
      ]
    }
    lines.insert(
      contentsOf: ["    case \"${COMP_WORDS[*]:2:COMP_CWORD-2}\" in"] + cases + ["    esac"],
      at: end)
  }

  private static func mendZsh(_ lines: inout [String]) {
    guard let start = lines.firstIndex(of: "_shots_help() {"),
      let words = lines[start...].firstIndex(of: "        '*:subcommands:'")
    else { return }
    lines[words] = "        '*:subcommands:_shots_help_words'"
    let cases = groups().map { group in
      "    '\(group.path)') compadd -- \(group.names.joined(separator: " ")) ;;"
    }
    lines.insert(
      contentsOf: ["_shots_help_words() {", "    case \"${(j: :)words[2,CURRENT-1]}\" in"] + cases
        + ["    esac", "}", ""], at: start)
  }

  private static func mendFish(_ lines: inout [String]) {
    let routes = Route.allCases.map(\.rawValue)
    let plain = "'\(routes.joined(separator: " "))'"
    let quoted = routes.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: " ")
    for index in lines.indices where lines[index].hasSuffix(plain) {
      lines[index] = lines[index].dropLast(plain.count) + "'\(quoted)'"
    }
    lines += [
      "function __shots_help_stands_at -a path", "    set -l tokens (commandline -opc)",
      "    test (count $tokens) -ge 2; and test $tokens[2] = help; or return 1",
      "    set -e tokens[1..2]", "    test \"$tokens\" = \"$path\"", "end",
    ]
    for group in groups() {
      lines.append(
        "complete -c 'shots' -n '__shots_help_stands_at \"\(group.path)\"' -fa "
          + "'\(group.names.joined(separator: " "))'")
    }
  }
}
