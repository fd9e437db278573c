import Glibc

/// A program that is run and measured.
struct Child {
  /// What a run came to.
  struct Run {
    let seconds: Double
    /// Seconds of the processor, which others on the machine disturb less.
    let processorSeconds: Double
    /// The most memory that it held, in bytes. The corresponding C field is `ru_maxrss`.
    ///
    /// Pages of the program's own file count as well: 10 to 30 MB, by how the file came into the
    /// page cache. One that was linked just now lies there in large pieces, each of which is mapped
    /// whole; compare two programs that were copied alike.
    let peakMemory: Int
  }

  let program: String
  let arguments: [String]

  init(_ program: String, _ arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// The program as it is shipped: beside this one, unless SHOTS names another.
  static var shots: String {
    if let named = getenv("SHOTS") { return String(cString: named) }
    return own.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/shots"
  }

  /// This program.
  static var own: String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = max(0, readlink("/proc/self/exe", &path, Int(PATH_MAX)))
    return String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Runs the program to its end with its output thrown away; it must succeed.
  @discardableResult
  func run() throws -> Run {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    var words = ([program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var process = pid_t()
    let start = Stopwatch.now
    let code = posix_spawnp(&process, program, &actions, nil, words, environ)
    guard code == 0 else { throw BenchError("\(program): \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process else {
      throw BenchError("\(program) was lost")
    }
    let seconds = Stopwatch.now - start
    guard status == 0 else {
      throw BenchError("\(program) \(arguments.joined(separator: " ")): status \(status >> 8)")
    }
    return Run(
      seconds: seconds,
      processorSeconds: Child.seconds(usage.ru_utime) + Child.seconds(usage.ru_stime),
      peakMemory: usage.ru_maxrss * 1024)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  /// What several programs take that run in turns, so that all of them see the same machine:
  /// medians of their times.
  static func medians(_ children: [Child], runs: Int) throws -> [Run] {
    var all = children.map { _ in [Run]() }
    for child in children { try child.run() }
    for _ in 0..<max(1, runs) {
      for (index, child) in children.enumerated() { all[index].append(try child.run()) }
    }
    return all.map { runs in
      Run(
        seconds: Stopwatch.median(runs.map { $0.seconds }),
        processorSeconds: Stopwatch.median(runs.map { $0.processorSeconds }),
        peakMemory: runs.map { $0.peakMemory }.max() ?? 0)
    }
  }
}

/// A folder for ledgers and files that goes away at the end.
struct Workshop {
  let path: String

  /// Makes the folder in TMPDIR, lends it, and removes it.
  static func with(_ body: (Workshop) throws -> Void) throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/shots-bench-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw BenchError("cannot make a folder in \(parent)")
    }
    let shop = Workshop(path: String(cString: made))
    defer { shop.remove() }
    try body(shop)
  }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  private func remove() {
    // The tree is ours; there is no recursive removal in POSIX.
    _ = try? Child("rm", ["-rf", path]).run()
  }
}
