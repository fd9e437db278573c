import Glibc
import Harness
import Testing
import Text

/// Promises P13 and P14: what is no ledger of ours is refused, quickly, and stays as it is.
@Suite("Files that are no ledgers") struct WrongFileTests {
  /// How a wrong file is made in the folder, by a shell.
  struct WrongFile: Sendable, CustomTestStringConvertible {
    let what: String
    let command: String
    var status: Int32 = 65
    var testDescription: String { what }
  }

  static let files = [
    WrongFile(what: "a text", command: "echo 'my notes' > wrong"),
    WrongFile(what: "a long text", command: "seq 1 5000 > wrong"),
    WrongFile(what: "an empty file", command: ": > wrong"),
    WrongFile(what: "a stub of fifty bytes", command: "head -c 50 ledger.db > wrong"),
    WrongFile(what: "a header without anything", command: "head -c 100 ledger.db > wrong"),
    WrongFile(what: "half a ledger", command: "head -c 60000 ledger.db > wrong"),
    WrongFile(what: "a folder", command: "mkdir wrong"),
    WrongFile(what: "a pipe", command: "mkfifo wrong"),
    WrongFile(what: "a link to a ledger", command: "ln -s ledger.db wrong"),
    WrongFile(what: "a link to nowhere", command: "ln -s nowhere wrong"),
    WrongFile(
      what: "a database of another program",
      command: "python3 -c \"import sqlite3; c = sqlite3.connect('wrong');"
        + " c.execute('CREATE TABLE t (a)'); c.commit()\""),
    WrongFile(
      what: "a database that says it is ours and is empty",
      command: "python3 -c \"import sqlite3; c = sqlite3.connect('wrong');"
        + " c.execute('PRAGMA application_id = 1397247828'); c.execute('CREATE TABLE t (a)');"
        + " c.commit()\""),
    WrongFile(what: "nothing", command: "true", status: 66),
    WrongFile(what: "a name in a file", command: "echo x > file; ln -s file/wrong wrong"),
  ]

  static let commands = [
    ["unbilled"], ["check"], Victim.add, Victim.importing, ["batch", "list"],
    ["backup", "copy.db"],
  ]

  @Test("A wrong file is refused without a change and without a wait", arguments: files)
  func refused(_ file: WrongFile) throws {
    let victim = try Victim()
    _ = try Running("/bin/sh", ["-c", file.command], victim.place).finish()
    let before = try look(victim)
    for command in isTorture ? Self.commands : [["unbilled"], Victim.add] {
      let outcome = try Running(
        Program.path, command + ["--ledger", "wrong"], victim.place
      ).finish(timeout: 10)
      let name = "\(file.what), \(command[0]): \(outcome.errors)"
      #expect(!outcome.isTimeout, "\(name)")
      #expect(outcome.status == file.status, "\(name)")
      #expect(outcome.output.isEmpty && outcome.errors.hasPrefix("shots: "), "\(name)")
      #expect(!outcome.leaksSQL, "\(name)")
    }
    #expect(try look(victim) == before)
  }

  @Test("Devices are refused", arguments: ["/dev/null", "/dev/zero", "/dev/tty", "/dev/stdin"])
  func devices(_ device: String) throws {
    let victim = try Victim()
    let outcome = try Running(
      Program.path, ["unbilled", "--ledger", device], victim.place
    ).finish(timeout: 10)
    #expect(outcome.status == 65 && !outcome.isTimeout, "\(outcome.errors)")
  }

  @Test("A ledger of a newer program is refused with both versions named, and stays as it is")
  func newer() throws {
    let victim = try Victim(withDoses: true)
    var bytes = try File.bytes(victim.scratch.file("ledger.db"))
    // https://sqlite.org/fileformat2.html#user_version_number: four bytes, big-endian, at offset
    // 60.
    bytes[63] = 99
    try File.write(bytes, to: victim.scratch.file("ledger.db"))
    for command in Self.commands + [
      ["unbilled", "--json"], ["export", "--month", "2026-10", "--format", "csv"],
    ] {
      let outcome = try victim.run(command)
      #expect(outcome.status == 78, "\(command[0]): \(outcome.errors)")
      #expect(outcome.errors.contains("version 99"), "\(command[0]): \(outcome.errors)")
      #expect(try File.bytes(victim.scratch.file("ledger.db")) == bytes, "\(command[0])")
    }
    #expect(!victim.names().contains("copy.db"))
  }

  @Test("Standard input that is no CSV, and files that never end, are refused in bounded time")
  func endlessImport() throws {
    let victim = try Victim()
    for file in ["/dev/zero", "/dev/urandom", "/dev/null"] {
      let outcome = try Running(
        Program.path, ["import", "doses", file], victim.place
      ).finish(timeout: 20)
      #expect(!outcome.isTimeout && outcome.status == 65, "\(file): \(outcome.errors.prefix(300))")
    }
    let endless = try Running(
      "/bin/sh", ["-c", "yes abc | tr -d '\\n' | shots import doses -"], victim.place
    ).finish(timeout: 20)
    #expect(!endless.isTimeout && endless.status == 65, "\(endless.errors.prefix(300))")
    let pipe = try Running(
      "/bin/sh",
      [
        "-c",
        "mkfifo late; (sleep 0.3; cat \(Ledgers.month)/providers.csv) > late &"
          + " shots import providers late",
      ],
      victim.place
    ).finish(timeout: 20)
    #expect(pipe.status == 0 && pipe.output.contains("2 same"), "\(pipe.errors)")
  }

  /// What is in the folder: names, kinds, modes and contents.
  private func look(_ victim: Victim) throws -> String {
    let command =
      "stat -c '%n %F %a %s' wrong; [ -f wrong ] && sha256sum < wrong;"
      + " ls -A | grep -v '^ledger'; true"
    return try Running("/bin/sh", ["-c", command], victim.place).finish().output
  }
}
