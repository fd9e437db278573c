import Glibc
import Synchronization

/// Where one thread hands portions to another: one at a time, each side waiting for the other.
final class Passage<Portion: Sendable>: Sendable {
  private struct State {
    var waiting: Portion?
    var isClosed = false
  }

  private let state = Mutex(State())
  /// Counts what `next` may look for: a portion, or the end.
  private let given = Semaphore(0)
  /// Counts the room for portions.
  private let room = Semaphore(1)

  /// Hands a portion over, when the one before was taken.
  ///
  /// Throws ``NobodyTakes`` when the passage is closed.
  func give(_ portion: Portion) throws(NobodyTakes) {
    room.wait()
    let isClosed = state.withLock { state in
      if !state.isClosed { state.waiting = portion }
      return state.isClosed
    }
    if isClosed {
      room.signal()
      throw NobodyTakes()
    }
    given.signal()
  }

  /// The next portion, when there is one; nil when the passage is closed and empty.
  func next() -> Portion? {
    given.wait()
    let portion = state.withLock { $0.waiting.take() }
    // The end stays where the next call finds it again.
    if portion == nil { given.signal() } else { room.signal() }
    return portion
  }

  /// Says that nothing more is given, or taken.
  func close() {
    state.withLock { $0.isClosed = true }
    given.signal()
    room.signal()
  }
}

/// The thread that takes portions has ended; it tells why itself.
struct NobodyTakes: Error {}

/// A number that is waited for until it is above zero: `sem_init`, `sem_wait`, `sem_post`.
private final class Semaphore: Sendable {
  // The C functions are made to be called from any thread.
  nonisolated(unsafe) private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ count: UInt32) { sem_init(semaphore, 0, count) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func signal() { sem_post(semaphore) }

  func wait() { while sem_wait(semaphore) != 0 && errno == EINTR {} }
}
