import CLoops
import Glibc
import SQLite

/// Measures what the SQLite wrapper adds to the same loops in C.
///
/// Budgets, in instructions: borrowed insert 1.15 × C, everyday insert 2.0 × C, read and print 1.15
/// × C. CPU seconds are noisy; exact counts come from `valgrind --tool=callgrind` over one variant.
enum WrapperBenchmark {
  /// One loop, to be measured alone.
  enum Variant: String, CaseIterable {
    case insertC = "insert-c"
    case insertBorrowed = "insert-borrowed"
    case insertStatement = "insert-statement"
    case insertRun = "insert-run"
    case readC = "read-c"
    case readEach = "read-each"
    case readStatement = "read-statement"
    case fill = "fill"
    case fillC = "fill-c"

    /// The loop in C that does the same; nothing for the loops in C and for what is not measured.
    var reference: Variant? {
      switch self {
      case .insertBorrowed, .insertStatement, .insertRun: .insertC
      case .readEach, .readStatement: .readC
      case .insertC, .readC, .fill, .fillC: nil
      }
    }
  }

  /// A loop in C has failed with this code of SQLite.
  struct LoopFailed: Error {
    let code: Int32
  }

  /// How often each loop runs; the median is taken.
  private static let repetitions = 5

  /// Runs all loops, each beside its reference, and returns CPU seconds: medians.
  static func run(rows: Int) throws -> [(name: String, swiftSeconds: Double, cSeconds: Double)] {
    try Variant.allCases.compactMap { variant in
      guard let reference = variant.reference else { return nil }
      var swift: [Double] = []
      var c: [Double] = []
      for _ in 0..<repetitions {
        swift.append(try seconds(variant, rows: rows))
        c.append(try seconds(reference, rows: rows))
      }
      return (variant.rawValue, median(swift), median(c))
    }
  }

  /// Runs one loop once, for a profiler; a read loop fills its table first.
  ///
  /// For callgrind, subtract `fill` from `read-each`, and `fill-c` from `read-c`.
  static func runAlone(_ variant: Variant, rows: Int) throws {
    _ = try seconds(variant, rows: rows)
  }

  private static func seconds(_ variant: Variant, rows: Int) throws -> Double {
    switch variant {
    case .insertC, .readC, .fillC: try secondsInC(variant, rows: rows)
    default: try secondsInSwift(variant, rows: rows)
    }
  }

  private static func secondsInC(_ variant: Variant, rows: Int) throws -> Double {
    guard let database = cloops_open() else { throw LoopFailed(code: SQLiteCode.cantOpen) }
    defer { cloops_close(database) }
    let start = processSeconds()
    let inserted = cloops_insert(database, Int64(rows))
    if inserted != 0 { throw LoopFailed(code: inserted) }
    if variant != .readC { return processSeconds() - start }
    return try withNull { descriptor in
      let start = processSeconds()
      let read = cloops_read(database, descriptor)
      if read != 0 { throw LoopFailed(code: read) }
      return processSeconds() - start
    }
  }

  private static func secondsInSwift(_ variant: Variant, rows: Int) throws -> Double {
    let connection = try Connection(path: ":memory:")
    try connection.script(WrapperBenchmarkLoops.schema)
    let start = processSeconds()
    switch variant {
    case .insertRun: try WrapperBenchmarkLoops.insertRun(connection, rows: rows)
    case .insertStatement: try WrapperBenchmarkLoops.insertStatement(connection, rows: rows)
    default: try WrapperBenchmarkLoops.insertBorrowed(connection, rows: rows)
    }
    guard variant == .readEach || variant == .readStatement else { return processSeconds() - start }
    return try withNull { descriptor in
      let start = processSeconds()
      if variant == .readEach {
        try WrapperBenchmarkLoops.readEach(connection, descriptor)
      } else {
        try WrapperBenchmarkLoops.readStatement(connection, descriptor)
      }
      return processSeconds() - start
    }
  }

  private enum SQLiteCode { static let cantOpen: Int32 = 14 }

  private static func withNull(_ body: (Int32) throws -> Double) throws -> Double {
    let descriptor = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LoopFailed(code: SQLiteCode.cantOpen) }
    defer { close(descriptor) }
    return try body(descriptor)
  }

  private static func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }
}
