import CSQLite

/// Keeps the closure whose address SQLite holds.
final class ProgressHandler {
  let shouldStop: () -> Bool

  init(_ shouldStop: @escaping () -> Bool) {
    self.shouldStop = shouldStop
  }
}

extension Connection {
  /// What another thread may use to stop this connection: `sqlite3_interrupt`.
  public var interruptHandle: Interrupter { interrupter }

  /// Makes the running statements fail with `.interrupt`: `sqlite3_interrupt`.
  ///
  /// On the thread of the connection it has a use within functions and rows only.
  public func interrupt() {
    interrupter.interrupt()
  }

  /// Asks `shouldStop` every so many steps of SQLite's machine; true ends the statement with
  /// `.interrupt`: `sqlite3_progress_handler`. Without a closure the handler is taken away.
  ///
  /// For Ctrl-C: a signal handler sets an atomic flag and `shouldStop` reads it. 1000 instructions
  /// are some microseconds. The closure must not use this connection.
  public func setProgressHandler(
    everyInstructions count: Int = 1000, _ shouldStop: (() -> Bool)?
  ) {
    guard let database else { return }
    guard let shouldStop else {
      sqlite3_progress_handler(database, 0, nil, nil)
      progressHandler = nil
      return
    }
    let handler = ProgressHandler(shouldStop)
    sqlite3_progress_handler(
      database, Int32(clamping: max(1, count)),
      { context in
        guard let context else { return 0 }
        let handler = Unmanaged<ProgressHandler>.fromOpaque(context).takeUnretainedValue()
        return handler.shouldStop() ? 1 : 0
      }, Unmanaged.passUnretained(handler).toOpaque())
    progressHandler = handler
  }
}
