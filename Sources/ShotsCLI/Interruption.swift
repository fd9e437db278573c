import Glibc

/// What is said when somebody stops a command that takes long: what is saved and what is not.
enum Interruption {
  /// Written by the command and read by the handler, which runs in the same thread.
  nonisolated(unsafe) private static var text: StaticString = ""

  /// From now on Ctrl-C, a hang-up and `kill` say this, and then end the program as they would
  /// have. A signal that is ignored, as by `nohup`, stays so.
  static func says(_ sentence: StaticString) {
    text = sentence
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number) { number in
        // Only what is safe inside a handler: write, signal, raise (signal-safety(7)).
        let text = Interruption.text
        _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        signal(number, SIG_DFL)
        raise(number)
      }
      if Interruption.isIgnoring(before) { signal(number, SIG_IGN) }
    }
  }

  private static func isIgnoring(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
