import Glibc

/// Times of the wall clock.
enum Stopwatch {
  /// Seconds since some moment; they never go back.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// How long something takes.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = now
    try body()
    return now - start
  }

  /// The best of several tries, which other people on the machine disturb least.
  static func best(of tries: Int, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<tries { best = min(best, try seconds(body)) }
    return best
  }

  /// The value in the middle.
  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
