import Practice

/// Asks questions on a terminal.
struct Prompter {
  let console: Console
  /// Counts the questions, so that a step that asks nothing can be told from one that does.
  var asked: Counter?

  /// A count that is shared.
  final class Counter {
    var count = 0
  }

  /// The person wants to go back a step.
  struct Back: Error {}

  /// The person ended the input.
  struct End: Error {}

  /// Asks until the answer can be read. An empty answer takes the default, or none.
  ///
  /// `-` is no answer although there is a suggestion; `<` or `back` goes back a step; `?` shows the
  /// help.
  func ask<Value>(
    _ question: String, default suggestion: String? = nil, help: String? = nil,
    _ make: (String) throws -> Value
  ) throws -> Value? {
    asked?.count += 1
    while true {
      console.mutter(question + (suggestion.map { " [\($0)]" } ?? "") + ": ")
      guard let line = readLine() else {
        console.say("")
        throw End()
      }
      let answer = Characters.trimmed(line)
      switch answer {
      case "<", "back": throw Back()
      case "?":
        console.say(
          help ?? "type an answer, Enter for the suggestion, - for none, < to go back")
        continue
      case "-": return nil
      case "" where suggestion == nil: return nil
      default: break
      }
      do {
        return try make(answer.isEmpty ? suggestion ?? "" : answer)
      } catch let error as InvalidValue {
        console.say("  " + error.description)
      } catch let error as FlagError {
        console.say("  " + error.description)
      }
    }
  }

  /// Asks until there is an answer.
  func require<Value>(
    _ question: String, default suggestion: String? = nil, help: String? = nil,
    _ make: (String) throws -> Value
  ) throws -> Value {
    while true {
      if let value = try ask(question, default: suggestion, help: help, make) { return value }
      console.say("  this is needed" + (help.map { ": \($0)" } ?? ""))
    }
  }

  /// Asks for yes or no.
  func confirm(_ question: String, default suggestion: Bool) throws -> Bool {
    let answer = try ask(question + " (y/n)", default: suggestion ? "y" : "n") { text -> Bool in
      switch text.lowercased() {
      case "y", "yes": return true
      case "n", "no": return false
      default: throw InvalidValue(kind: "answer", value: text, reason: "must be y or n")
      }
    }
    return answer ?? suggestion
  }
}
