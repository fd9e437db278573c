import Harness

/// The commands of the README's tour, in order, with what the README shows of their answers.
///
/// A command stands in an indented block behind `$ `, and goes on while its lines end with a
/// backslash. What follows until the next command or the end of the block is its answer; a last
/// line of `…` leaves the rest out, and a command without an answer shows none.
struct Tour {
  /// A command with what is shown of its answer.
  struct Step {
    var command: String
    /// The lines of the README that hold the answer; empty when none is shown.
    var answer: Range<Int>
    var shown: [String]

    /// Whether the rest of the answer is left out.
    var isShortened: Bool { shown.last == "…" }

    /// What of a whole answer is to be shown.
    func excerpt(of answer: [String]) -> [String] {
      if shown.isEmpty { return [] }
      guard isShortened, answer.count > shown.count - 1 else { return answer }
      return answer.prefix(shown.count - 1) + ["…"]
    }
  }

  private(set) var lines: [String]
  private(set) var steps: [Step] = []
  private static let margin = "    "

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var place = 0
    while place < lines.count {
      defer { place += 1 }
      guard lines[place].hasPrefix(Tour.margin + "$ ") else { continue }
      var command = String(lines[place].dropFirst(6))
      while command.hasSuffix("\\"), place + 1 < lines.count {
        place += 1
        command += "\n" + lines[place]
      }
      let answer = place + 1..<Tour.end(of: lines, from: place + 1)
      steps.append(
        Step(command: command, answer: answer, shown: lines[answer].map { String($0.dropFirst(4)) })
      )
      place = answer.upperBound - 1
    }
  }

  /// Where an answer ends: at the next command, or where the indented block does. Empty lines
  /// belong to it only when more of it follows.
  private static func end(of lines: [String], from start: Int) -> Int {
    var end = start
    for place in start..<max(start, lines.count) {
      if lines[place].isEmpty { continue }
      guard lines[place].hasPrefix(margin), !lines[place].hasPrefix(margin + "$ ") else { break }
      end = place + 1
    }
    return end
  }

  /// The text with other answers in place of what is shown now.
  func text(with answers: [[String]]) -> String {
    var lines = lines
    for (step, answer) in zip(steps, answers).reversed() where !step.shown.isEmpty {
      lines.replaceSubrange(
        step.answer, with: step.excerpt(of: answer).map { $0.isEmpty ? "" : Tour.margin + $0 })
    }
    return lines.joined(separator: "\n")
  }
}
