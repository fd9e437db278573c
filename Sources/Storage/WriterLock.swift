import Glibc

/// The lock that every writer holds: a lock on the file `LEDGER-writer`.
///
/// SQLite before 3.51.3 can corrupt a WAL file when one process writes while another checkpoints,
/// so commits and checkpoints exclude each other here (reliability.md §0 finding 1:
/// https://sqlite.org/wal.html#walresetbug). It also keeps waiting fair, which SQLite's own
/// polling is not (finding 2).
struct WriterLock: ~Copyable {
  /// How long a writer waits before it gives up: a month's import holds the lock for seconds.
  static let patienceSeconds = 60

  private let descriptor: Int32

  /// Waits for the lock of the ledger at `path`. The corresponding C function is `flock`.
  init(ledger path: String) throws(LedgerError) {
    descriptor = try WriterLock.acquire(path + "-writer")
  }

  private static func acquire(_ file: String) throws(LedgerError) -> Int32 {
    let descriptor = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      throw code == ENOSPC
        ? .diskFull : .notPermitted(path: file, why: String(cString: strerror(code)))
    }
    var waited: UInt32 = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR else {
        close(descriptor)
        throw .inputOutput(String(cString: strerror(code)))
      }
      guard waited < UInt32(patienceSeconds) * 1_000_000 else {
        close(descriptor)
        throw .busy(seconds: patienceSeconds)
      }
      let pause: UInt32 = waited < 20_000 ? 500 : 2_000
      usleep(pause)
      waited += pause
    }
    return descriptor
  }

  deinit { close(descriptor) }
}
