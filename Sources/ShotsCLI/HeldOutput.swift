import Glibc
import Text

/// What a command says while it holds the ledger for itself. Who reads through a pipe takes his
/// time, like a pager, and keeps no other desk waiting: it is told when the ledger is free again.
/// On a terminal it is told at once.
struct HeldOutput {
  private let console: Console
  private var messages: [String] = []
  private var results: [String] = []
  private var size = 0

  /// More than this is told at once, so that memory does not grow with the input.
  private static let mostBytes = 16 << 20

  init(_ console: Console) { self.console = console }

  /// Says something beside the results.
  mutating func say(_ text: String) {
    guard console.showsProgress || !hasRoom(for: text) else { return messages.append(text) }
    releaseMessages()
    console.say(text)
  }

  /// Writes one line of results.
  mutating func print(_ text: String) throws {
    guard console.isTerminal || !hasRoom(for: text) else { return results.append(text) }
    try release()
    try console.print(text)
  }

  private mutating func hasRoom(for text: String) -> Bool {
    size += text.utf8.count
    return size <= HeldOutput.mostBytes
  }

  /// Tells what was held, messages first.
  mutating func release() throws {
    releaseMessages()
    let lines = results
    results = []
    guard !lines.isEmpty else { return }
    try console.write { output in
      for line in lines { output.write(line + "\n") }
    }
  }

  private mutating func releaseMessages() {
    for text in messages { console.say(text) }
    messages = []
  }
}
