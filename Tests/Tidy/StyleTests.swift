import Testing

/// The style of the house (style.md §8), as far as a test can see it.
@Suite("The style of the house") struct StyleTests {
  static let sources = SourceFile.all(in: "Sources")
  static let all = sources + SourceFile.all(in: "Tests")

  @Test("Lines have at most 100 characters", arguments: all)
  func width(_ file: SourceFile) {
    // What stands in a text of several lines is data: an ISA segment has 106 characters.
    var isText = false
    for (number, line) in file.lines.enumerated() {
      if line.contains(quotes) { isText.toggle() }
      guard !isText, line.count > 100 else { continue }
      Issue.record("\(file.path):\(number + 1) has \(line.count) characters")
    }
  }

  private let quotes = String(repeating: "\u{22}", count: 3)

  @Test("Files have at most 400 lines", arguments: all)
  func length(_ file: SourceFile) {
    #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count - 1) lines")
  }

  @Test("Functions have at most 50 lines", arguments: all)
  func functionLength(_ file: SourceFile) {
    for (number, line) in file.code.enumerated() where line.split(separator: " ").contains("func") {
      let length = StyleTests.length(of: file.code[number...])
      #expect(length <= 50, "\(file.path):\(number + 1) has \(length) lines")
    }
  }

  /// How many lines it takes until as many braces are closed as were opened; 0 for a function
  /// without a body, which only a protocol has.
  private static func length(of lines: ArraySlice<String>) -> Int {
    var depth = 0
    var hasBody = false
    for (count, line) in lines.enumerated() {
      for character in line {
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
        if depth < 0 { return 0 }
        hasBody = hasBody || depth > 0
      }
      if hasBody, depth == 0 { return count + 1 }
      if !hasBody, line.isEmpty { return 0 }
    }
    return 0
  }

  @Test("Nothing in the program can end it, and nothing is left to do", arguments: sources)
  func bannedCalls(_ file: SourceFile) {
    let banned = ["try!", "fatalError(", "as!", "import Foundation", "@unchecked Sendable"]
    for (number, line) in file.code.enumerated() {
      for call in banned where line.contains(call) {
        Issue.record("\(file.path):\(number + 1) has \(call)")
      }
    }
    for (number, line) in file.lines.enumerated() {
      for word in ["TODO", "FIXME"] where line.contains(word) {
        Issue.record("\(file.path):\(number + 1) has \(word)")
      }
    }
  }
}
