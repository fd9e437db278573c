import Glibc
import Synchronization

/// Two threads of which one makes portions of something and the other works on them, in order.
///
/// Neither outlives the call, and each ends when the other fails. At most one portion waits, so the
/// memory does not grow with their number.
enum SideBySide {
  /// Makes portions on this thread and takes them on a second one; gives what both came to.
  ///
  /// When `taking` has ended, `give` throws, which ends `making`. `next` gives nil when nothing
  /// more comes, also because `making` failed; then what ended `making` is thrown, and else what
  /// ended `taking`. Throws ``NoSecondThread``, and makes nothing, when the system gives none.
  static func run<Portion: Sendable, Made, Taken: Sendable>(
    making: (_ give: (Portion) throws -> Void) throws -> Made,
    taking: @escaping @Sendable (_ next: () -> Portion?) throws -> Taken
  ) throws -> (made: Made, taken: Taken) {
    let passage = Passage<Portion>()
    let outcome = Outcome<Taken>()
    let thread = try start {
      outcome.keep(Result { try taking(passage.next) })
      passage.close()
    }
    let made = Result { try making(passage.give) }
    passage.close()
    pthread_join(thread, nil)
    if case .failure(let error) = made, !(error is NobodyTakes) { throw error }
    let taken = try outcome.get()
    return (try made.get(), taken)
  }

  /// Signals stay with the thread that was there, which says what is saved when one comes.
  private static func start(
    _ body: @escaping @Sendable () -> Void
  ) throws(NoSecondThread) -> pthread_t {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let code = pthread_create(
      &thread, nil,
      { work in
        guard let work else { return nil }
        Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw NoSecondThread()
    }
    return thread
  }
}

/// The system has no thread to give, as where the number of processes is limited.
struct NoSecondThread: Error {}

/// What a thread does, where the system can point at it.
private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// What a thread came to, for the one that waits for its end.
private final class Outcome<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>>(.failure(NobodyTakes()))

  func keep(_ result: Result<Value, any Error>) { self.result.withLock { $0 = result } }

  func get() throws -> Value { try result.withLock { $0 }.get() }
}
