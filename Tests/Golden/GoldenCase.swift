import Glibc
import Harness

/// A golden case: a sentence, a ledger to begin with, and commands with all that they must say.
///
///     A missing lot does not stop a dose.
///     given practice
///
///     $ shots add …
///     > a line of standard output
///     ! a line of standard error
///     = 0
///
/// Commands run in a shell, in a folder of their own that holds `ledger.db`. `given` is `nothing`,
/// `practice` (parties
/// and patients of `month`) or `month` (its doses, too). The folder is shown as DIR, a moment as
/// MOMENT, and who did something then as USER.
struct GoldenCase {
  let file: String
  let title: String
  let start: String
  var steps: [Step]

  /// A command with what it says.
  struct Step: Equatable {
    var command: String
    var output: [String] = []
    var errors: [String] = []
    var status: Int32 = 0
  }

  init(_ file: String) throws {
    self.file = file
    let lines = try File.text(file).split(separator: "\n", omittingEmptySubsequences: false)
    title = String(lines.first ?? "")
    var start = "nothing"
    var steps: [Step] = []
    for line in lines.dropFirst() {
      let text = line.count > 2 ? String(line.dropFirst(2)) : ""
      if line.hasPrefix("given ") {
        start = String(line.dropFirst(6))
      } else if line.hasPrefix("$ ") {
        steps.append(Step(command: text))
      } else if line.hasPrefix("  "), let last = steps.indices.last, steps[last].isFresh {
        steps[last].command += "\n" + line
      } else if let last = steps.indices.last {
        if line.hasPrefix(">") { steps[last].output.append(text) }
        if line.hasPrefix("!") { steps[last].errors.append(text) }
        if line.hasPrefix("=") { steps[last].status = Int32(text) ?? -1 }
      }
    }
    self.start = start
    self.steps = steps
  }

  /// The case with what the commands say now.
  func run() throws -> GoldenCase {
    let scratch = try Scratch()
    switch start {
    case "practice": try Ledgers.practice.copy(to: scratch.path)
    case "month": try Ledgers.withMonth.copy(to: scratch.path)
    default: break
    }
    let place = scratch.place.setting("MONTH", Ledgers.month)
    var now = self
    for index in steps.indices {
      let shell = try Running("/bin/sh", ["-c", steps[index].command], place)
      let outcome = try shell.finish(timeout: 60)
      now.steps[index].output = GoldenCase.lines(outcome.output, scratch.path)
      now.steps[index].errors = GoldenCase.lines(outcome.errors, scratch.path)
      now.steps[index].status = outcome.status ?? -(outcome.signal ?? 0)
    }
    return now
  }

  /// Writes the case over its file.
  func save() throws {
    var text = title + "\n"
    if start != "nothing" { text += "given \(start)\n" }
    for step in steps {
      text += "\n$ \(step.command)\n"
      for line in step.output { text += line.isEmpty ? ">\n" : "> \(line)\n" }
      for line in step.errors { text += line.isEmpty ? "!\n" : "! \(line)\n" }
      text += "= \(step.status)\n"
    }
    try File.write(text, to: file, mode: 0o644)
  }

  /// The lines of an answer, with what differs from run to run under a name.
  static func lines(_ text: String, _ folder: String) -> [String] {
    guard !text.isEmpty else { return [] }
    // By scalars: to Swift, CR and LF together are one character.
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).replacing("\r", with: "") }
    if lines.last == "" { lines.removeLast() } else { lines[lines.count - 1] += "\u{5C}" }
    return lines.map {
      $0.replacing(folder, with: "DIR").replacing(Ledgers.month, with: "MONTH")
        .replacing(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "MOMENT")
        .replacing(/MOMENT by [^ :,;]+/, with: "MOMENT by USER")
        .trimmingEnd()
    }
  }
}

extension GoldenCase.Step {
  /// Whether nothing that it says was read yet.
  var isFresh: Bool { output.isEmpty && errors.isEmpty }

  /// Where two runs of a command differ, for people.
  func difference(from other: GoldenCase.Step) -> String {
    func shown(_ step: GoldenCase.Step) -> [String] {
      step.output.map { "> " + $0 } + step.errors.map { "! " + $0 } + ["= \(step.status)"]
    }
    let (expected, found) = (shown(self), shown(other))
    let same = zip(expected, found).prefix { $0 == $1 }.count
    return "$ \(command)\nafter \(same) equal lines\nexpected:\n"
      + expected.dropFirst(same).prefix(12).joined(separator: "\n") + "\nfound:\n"
      + found.dropFirst(same).prefix(12).joined(separator: "\n")
  }
}

extension String {
  /// Without blanks at the end, which editors take away and nobody sees.
  fileprivate func trimmingEnd() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
