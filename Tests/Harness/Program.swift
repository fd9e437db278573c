import Glibc

/// The real program, `.build/debug/shots`, run as a process of its own.
public enum Program {
  /// Where the test bundle and the program lie.
  public static let folder: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return String(bundle[..<(bundle.lastIndex(of: "/") ?? bundle.startIndex)])
  }()

  /// The program beside the test bundle.
  public static let path = folder + "/shots"

  /// Runs the program to its end.
  public static func run(
    _ arguments: [String], in place: Place, timeout: Int = 60
  ) throws -> Outcome {
    try Running(path, arguments, place).finish(timeout: timeout)
  }
}

/// Where a process runs: its folder, its variables, what it reads.
public struct Place: Sendable {
  /// The working folder.
  public var folder: String
  /// The whole environment.
  public var environment: [String: String]
  /// The file that becomes standard input.
  public var input = "/dev/null"

  /// A place with the ledger `ledger.db` in its folder, on the morning of 2 November 2026.
  public init(_ folder: String) {
    self.folder = folder
    environment = [
      "SHOTS_LEDGER": "ledger.db", "SHOTS_NOW": "2026-11-02T09:15", "HOME": folder,
      "PATH": Program.folder + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8",
    ]
  }

  /// The same place with another variable.
  public func setting(_ name: String, _ value: String?) -> Place {
    var place = self
    place.environment[name] = value
    return place
  }
}

/// How a process ended and what it said.
public struct Outcome: Sendable {
  /// Its exit status; nil when a signal ended it.
  public var status: Int32?
  /// The signal that ended it.
  public var signal: Int32?
  /// Whether it was ended because it took too long.
  public var isTimeout = false
  /// All of standard output.
  public var output: String
  /// All of standard error.
  public var errors: String
}

/// What went wrong in the harness itself.
public struct HarnessError: Error, CustomStringConvertible {
  /// What and why.
  public let description: String

  init(_ what: String) { description = "\(what): \(String(cString: strerror(errno)))" }
}

/// A process that was started. Standard output and standard error go to files, so that nothing
/// blocks.
public struct Running: ~Copyable {
  /// Its number.
  public let process: pid_t
  private let outputFile: String
  private let errorFile: String

  /// Starts a program.
  public init(_ program: String, _ arguments: [String], _ place: Place) throws {
    let name = "/tmp/shots-process-\(Running.serial())"
    outputFile = name + ".out"
    errorFile = name + ".err"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, place.input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outputFile, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorFile, flags, 0o600)
    // A child starts with the signals and the group of nobody: what the test runner ignores, it
    // does not.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var every = sigset_t()
    sigfillset(&every)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    // Glibc does not show Swift how to change the folder of a child; env does it and becomes the
    // program.
    let command = ["/usr/bin/env", "-C", place.folder, program] + arguments
    var words = command.map { strdup($0) } + [nil]
    var variables = place.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, &words, &variables)
    guard code == 0 else {
      errno = code
      throw HarnessError("cannot start \(program)")
    }
    self.process = process
  }

  /// Ends it and its children at once, without asking.
  public func kill() {
    Glibc.kill(-process, SIGKILL)
    Glibc.kill(process, SIGKILL)
  }

  /// Waits for its end, and ends it when it takes longer than `timeout` seconds.
  public consuming func finish(timeout: Int = 60) throws -> Outcome {
    var status: Int32 = 0
    var isTimeout = false
    let begin = seconds()
    while true {
      let waited = waitpid(process, &status, WNOHANG)
      if waited == process { break }
      guard waited == 0 || errno == EINTR else { throw HarnessError("cannot wait") }
      if seconds() - begin > Double(timeout) {
        isTimeout = true
        kill()
      }
      usleep(500)
    }
    let signal = status & 0x7F
    let outcome = Outcome(
      status: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
      isTimeout: isTimeout, output: try File.text(outputFile), errors: try File.text(errorFile))
    unlink(outputFile)
    unlink(errorFile)
    return outcome
  }

  private static func serial() -> String {
    var generator = SystemRandomNumberGenerator()
    return String(generator.next() as UInt64, radix: 36)
  }
}

/// Seconds of a clock that only goes forward.
public func seconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}
