/// Options that stand twice in a command. The parser would take the last one and drop the other
/// without a word: the drug of a dose whose plus sign was forgotten would be lost.
enum RepeatedOptions {
  /// The options that may stand more than once, with the command that they belong to.
  static let allowed: Set<String> = [
    "add --attachment", "add --diagnoses", "add --dx", "add --mark", "add --services",
    "again --diagnoses", "again --dx", "again --services", "batch mark --reason",
    "claim mark --adjust", "claim mark --line", "claim mark --reason", "code --diagnoses",
    "code --dx", "code --services", "correct --clear", "encounter correct --attachment",
    "encounter correct --diagnoses", "encounter correct --dx", "encounter correct --mark",
    "encounter correct --services", "export --secondary", "init --set", "policy add --diagnoses",
    "policy add --dx",
  ]

  /// What is wrong, in words; nil when nothing stands twice.
  static func message(_ words: some Sequence<String>) -> String? {
    var command: [String] = []
    var seen: Set<String> = []
    for word in words {
      if word == "--" { return nil }
      if word == "+" {
        seen = []
        continue
      }
      guard word.hasPrefix("--") else {
        if seen.isEmpty { command.append(word) }
        continue
      }
      let option = String(word.prefix { $0 != "=" })
      if seen.insert(option).inserted || isAllowed(option, command) { continue }
      return option + " stands there twice, and only one can hold; "
        + (command.first == "add" || command.first == "code"
          ? "a further dose begins with a plus sign: + --drug …" : "say which")
    }
    return nil
  }

  private static func isAllowed(_ option: String, _ command: [String]) -> Bool {
    (1...2).contains { allowed.contains("\(command.prefix($0).joined(separator: " ")) \(option)") }
  }
}
