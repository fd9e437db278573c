import Glibc
import Text

/// Where output goes: standard output for results, standard error for messages.
struct Console {
  /// Whether results go to a terminal.
  let isTerminal = isatty(STDOUT_FILENO) == 1
  /// Whether somebody can be asked.
  let canAsk = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1

  /// The colours of results.
  var style: ANSI { ANSI(enabled: isTerminal && Console.wantsColour) }

  /// The colours of messages.
  var messageStyle: ANSI {
    ANSI(enabled: isatty(STDERR_FILENO) == 1 && Console.wantsColour)
  }

  /// Whether messages go to a terminal, so that progress can be shown.
  var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// How wide the terminal is; nil when there is none.
  var width: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static var wantsColour: Bool {
    getenv("NO_COLOR") == nil && getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  /// Writes results; what was written is complete, or an error is thrown.
  func write(_ body: (inout ByteWriter) throws -> Void) throws {
    var writer = ByteWriter(descriptor: STDOUT_FILENO)
    try body(&writer)
    try writer.flush()
  }

  /// Writes one text as a result.
  func print(_ text: String) throws {
    try write { $0.write(text + "\n") }
  }

  /// Writes one JSON document as a result.
  func json(_ body: (inout JSONWriter) throws -> Void) throws {
    try write { output in
      try output.json(pretty: isTerminal) { json in try body(&json) }
    }
  }

  /// Says something beside the results.
  func say(_ text: String) {
    var writer = ByteWriter(descriptor: STDERR_FILENO)
    writer.write(text + "\n")
    // There is nobody left to tell when messages cannot be written.
    try? writer.flush()
  }

  /// Says something without ending the line.
  func mutter(_ text: String) {
    var writer = ByteWriter(descriptor: STDERR_FILENO)
    writer.write(text)
    try? writer.flush()
  }
}
