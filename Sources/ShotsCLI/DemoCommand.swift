import ArgumentParser
import Billing
import Glibc
import Practice
import Storage
import Text

/// `shots demo`: the whole job on a fictional practice, each command shown before it runs.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "See the whole job on a fictional practice: log, list what is open, mend, export.",
    discussion: """
        shots demo
        shots demo --dir /tmp/try

      Everything is made in a new folder, which stays for you to go on with. All people are \
      invented.
      """)

  @Option(help: "The folder to make; it must not be there yet.") var dir: String = "shots-demo"

  func run() throws {
    let options = try GlobalOptions.parse(["--ledger", dir + "/ledger.db"])
    try Session.run(options) { session in
      let day = Clock(timeZone: "America/Chicago").today
      let files = DemoFiles(today: day)
      try makeFolder(files)
      var isWhole = false
      defer { if !isWhole { sayHalf(session) } }
      setenv("SHOTS_LEDGER", dir + "/ledger.db", 1)
      let style = session.console.style
      try session.console.print(
        style.dim("# A fictional practice in \(dir); every command below can be typed just so.")
          + "\n\(style.bold("$")) export SHOTS_LEDGER=\(dir)/ledger.db")
      for step in files.steps(dir) {
        try session.console.print("\n" + style.dim("# " + step.why))
        try session.console.print("\(style.bold("$")) shots " + step.shown)
        try run(step.words)
      }
      try session.console.print(
        "\n"
          + style.dim(
            "# The folder \(dir) stays. Try: shots add, shots unbilled, shots claim show 1"))
      isWhole = true
    }
  }

  private func sayHalf(_ session: Session) {
    session.console.say(
      "the folder \(dir) is half made; remove it before the next try: rm -r \(dir)")
  }

  private func makeFolder(_ files: DemoFiles) throws {
    guard mkdir(dir, 0o700) == 0 else {
      let why =
        errno == EEXIST
        ? "it is there already; name another with --dir"
        : "it cannot be made: \(String(cString: strerror(errno)))"
      throw Refusal(.cannotCreate, "the folder \(dir): \(why)")
    }
    mkdir(dir + "/claims", 0o700)
    for (name, content) in files.all {
      let path = "\(dir)/\(name)"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw Refusal(.cannotCreate, "cannot create \(path)") }
      defer { close(descriptor) }
      var writer = ByteWriter(descriptor: descriptor)
      writer.write(content)
      try writer.flush()
    }
  }

  /// Runs a command as the shell would; a refused row is part of the story.
  private func run(_ words: [String]) throws {
    do {
      var command = try Shots.parseAsRoot(words)
      try command.run()
    } catch let status as ExitCode where status.rawValue == 65 {
      try Console().print("(exit status 65: a row was refused)")
    }
  }
}
