import Glibc
import Harness
import Testing
import Text

/// Promises P5, P15 and P17: full disks, read-only places, private files.
@Suite("Full, forbidden and private places") struct PlaceTests {
  static let isRoot = geteuid() == 0
  static let canMount = isRoot && has("mount") && PlaceTests.tryMount()

  @Test(
    "A disk that fills up costs nothing that was saved, and is said plainly",
    .enabled(if: canMount, "only root can mount a small disk; not run"))
  func fullDisk() throws {
    for size in stride(from: 340, through: 900, by: isTorture ? 4 : 80) {
      let disk = try Scratch()
      guard PlaceTests.mount(disk.path, size) else { return }
      defer { umount2(disk.path, Int32(MNT_DETACH)) }
      guard var victim = try? Victim(in: disk.path) else { continue }
      victim.place.environment["HOME"] = "/tmp"
      let outcome = try victim.run(Victim.importing)
      let name = "\(size) kB: \(outcome.errors.suffix(300))"
      #expect(outcome.signal == nil && !outcome.leaksSQL, "\(name)")
      if outcome.status != 65 {
        #expect(outcome.status == 74 || outcome.status == 77, "\(name)")
        #expect(outcome.errors.contains("disk"), "\(name)")
        #expect(outcome.errors.contains("Nothing was saved"), "\(name)")
      }
      PlaceTests.grow(disk.path)
      #expect(try victim.open() == (outcome.status == 65 ? 54 : 0), "\(name)")
      #expect(try victim.problems() == [], "\(name)")
      #expect(try victim.run(Victim.importing).status == 65, "\(name)")
      #expect(try victim.open() == 54, "\(name)")
    }
  }

  @Test(
    "An export into a full disk is finished by the next run",
    .enabled(if: canMount, "only root can mount a small disk; not run"))
  func fullOutbox() throws {
    let victim = try Victim(withDoses: true)
    let out = victim.scratch.file("out")
    mkdir(out, 0o700)
    guard PlaceTests.mount(out, 8) else { return }
    defer { umount2(out, Int32(MNT_DETACH)) }
    let outcome = try victim.run(Victim.export)
    #expect(outcome.status == 74, "\(outcome.errors)")
    #expect(
      outcome.errors.contains("space") || outcome.errors.contains("full"), "\(outcome.errors)")
    #expect(victim.names("out").isEmpty)
    PlaceTests.grow(out)
    try ExportState.expectWhole(victim, "full outbox")
  }

  @Test("A limit on the size of files is an error and not a death", arguments: [40, 200, 400])
  func fileSizeLimit(_ blocks: Int) throws {
    let victim = try Victim()
    let command = "ulimit -f \(blocks); exec shots import doses '\(Ledgers.month)/doses.csv'"
    let outcome = try Running("/bin/sh", ["-c", command], victim.place).finish()
    #expect(outcome.signal == nil, "\(outcome.errors)")
    #expect(outcome.status == 74 || outcome.status == 65, "\(outcome.errors)")
    #expect(try victim.open() == (outcome.status == 65 ? 54 : 0))
    #expect(try victim.problems() == [])
  }

  @Test(
    "In a folder that may only be read, the program says so and changes nothing",
    .enabled(if: isRoot && has("setpriv"), "needs root and setpriv; not run"))
  func readOnlyFolder() throws {
    let victim = try Victim(withDoses: true)
    let ledger = victim.scratch.file("ledger.db")
    chmod(ledger, 0o444)
    chmod(victim.scratch.path, 0o555)
    for command in [["unbilled"], Victim.add, ["check"], Victim.export] {
      let outcome = try Running(
        "/usr/bin/setpriv",
        ["--reuid=65534", "--regid=65534", "--clear-groups", Program.path] + command, victim.place
      ).finish(timeout: 20)
      let name = "\(command[0]): \(String(describing: outcome.status)) \(outcome.errors)"
      #expect([0, 73, 77].contains(outcome.status), "\(name)")
      #expect(!outcome.leaksSQL, "\(name)")
      if command == Victim.add { #expect(outcome.status == 77, "\(name)") }
    }
    let make = try Running(
      "/usr/bin/setpriv",
      [
        "--reuid=65534", "--regid=65534", "--clear-groups", Program.path, "init", "--ledger",
        "other.db", "--practice", Ledgers.month + "/practice.json",
      ], victim.place
    ).finish(timeout: 20)
    #expect(make.status == 73 || make.status == 77, "\(make.errors)")
    chmod(victim.scratch.path, 0o700)
    #expect(!victim.names().contains("other.db"))
    #expect(!victim.names().contains { $0.contains(".new") })
  }

  @Test("Every file that the program makes is for its owner alone, whatever the umask")
  func privateFiles() throws {
    let victim = try Victim()
    let commands =
      [
        "rm ledger.db", "mkdir out", "shots init --practice '\(Ledgers.month)/practice.json'",
        "cp ledger.db copy-of-new.db",
      ] + Ledgers.parties.map { "shots import \($0) '\(Ledgers.month)/\($0).csv'" } + [
        "shots import doses '\(Ledgers.month)/doses.csv'",
        "shots export --month 2026-10 --format 837p --out out", "shots backup saved.db",
        "shots unbilled",
      ]
    let script = "umask 022; " + commands.joined(separator: "; ")
    _ = try Running("/bin/sh", ["-c", script], victim.place).finish()
    for name in [
      "ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db-writer", "saved.db",
      "out/shots-batch-000001.837",
    ] {
      guard let mode = File.mode(victim.scratch.file(name)) else {
        // SQLite may have taken its side files away; the others must be there.
        #expect(name.hasSuffix("-wal") || name.hasSuffix("-shm"), "\(name) is missing")
        continue
      }
      #expect(mode == 0o600, "\(name) has mode \(String(mode, radix: 8))")
    }
  }

  private static func mount(_ folder: String, _ kilobytes: Int) -> Bool {
    Glibc.mount("none", folder, "tmpfs", 0, "size=\(kilobytes)k") == 0
  }

  /// Somebody frees space.
  private static func grow(_ folder: String) {
    let code = Glibc.mount("none", folder, nil, UInt(MS_REMOUNT), "size=8m")
    #expect(code == 0)
  }

  private static func tryMount() -> Bool {
    guard let scratch = try? Scratch(), mount(scratch.path, 64) else { return false }
    return umount2(scratch.path, Int32(MNT_DETACH)) == 0
  }
}
