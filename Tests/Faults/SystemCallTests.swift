import Glibc
import Harness
import Testing
import Text

/// Promises P2, P5 and P6: at every system call that writes, a kill or an error does no harm.
@Suite(
  "Faults at each system call",
  .enabled(if: has("strace"), "strace is not installed; these tests were not run"))
struct SystemCallTests {
  /// The calls that write; the number of each in one run is found by running until none is hit.
  static let writing = ["pwrite64", "write", "fdatasync", "fsync", "link", "unlink", "ftruncate"]

  @Test("An export killed at any writing call is finished by the next run", arguments: writing)
  func exportKilled(_ call: String) throws {
    try each(call, step: isTorture ? 1 : 14) { when in
      let victim = try Victim(withDoses: true)
      mkdir(victim.scratch.file("out"), 0o700)
      let hit = try victim.run(
        Victim.export, injecting: "signal=KILL", into: call, at: when
      ).hit
      if hit { try ExportState.expectWhole(victim, "\(call) \(when)") }
      return hit
    }
  }

  @Test("Where no second thread can be had, the file is written and read back all the same")
  func exportAlone() throws {
    let victim = try Victim(withDoses: true)
    mkdir(victim.scratch.file("out"), 0o700)
    let (outcome, hit) = try victim.run(
      Victim.export, injecting: "error=EAGAIN", into: "clone3", at: 1)
    #expect(hit && outcome.status == 0, "\(outcome.errors)")
    try ExportState.expectWhole(victim, "one thread")
  }

  @Test(
    "An add killed at any writing call is there once after the same operation again",
    arguments: writing)
  func addKilled(_ call: String) throws {
    try each(call, step: isTorture ? 1 : 7) { when in
      let victim = try Victim()
      let add = Victim.add + ["--operation", "one"]
      let (_, hit) = try victim.run(add, injecting: "signal=KILL", into: call, at: when)
      guard hit else { return false }
      let again = try victim.run(add)
      #expect(again.status == 0, "\(call) \(when): \(again.errors)")
      #expect(try victim.open() == 1, "\(call) \(when)")
      #expect(try victim.problems() == [], "\(call) \(when)")
      return true
    }
  }

  @Test("A ledger whose making was killed is not there, or is whole", arguments: writing)
  func initKilled(_ call: String) throws {
    try each(call, step: isTorture ? 1 : 25) { when in
      let victim = try Victim()
      unlink(victim.scratch.file("ledger.db"))
      let make = ["init", "--practice", Ledgers.month + "/practice.json"]
      let (_, hit) = try victim.run(make, injecting: "signal=KILL", into: call, at: when)
      guard hit else { return false }
      let again = try victim.run(make)
      #expect(again.status == 0 || again.status == 73, "\(call) \(when): \(again.errors)")
      #expect(try victim.open() == 0, "\(call) \(when)")
      #expect(try victim.problems() == [], "\(call) \(when)")
      return true
    }
  }

  /// An error of the disk at a call, and what the person may be told.
  struct DiskFault: Sendable, CustomTestStringConvertible {
    let call: String
    let error: String
    var testDescription: String { "\(error) at \(call)" }
  }

  static let diskFaults = [
    DiskFault(call: "pwrite64", error: "ENOSPC"), DiskFault(call: "pwrite64", error: "EIO"),
    DiskFault(call: "fdatasync", error: "EIO"), DiskFault(call: "ftruncate", error: "EIO"),
    DiskFault(call: "fsync", error: "EIO"),
  ]

  @Test(
    "A failing disk never makes a false \"saved\" and never a false \"not saved\"",
    arguments: diskFaults)
  func addOnFailingDisk(_ fault: DiskFault) throws {
    try each(fault.call, step: isTorture ? 1 : 5) { when in
      let victim = try Victim()
      let (outcome, hit) = try victim.run(
        Victim.add, injecting: "error=\(fault.error)", into: fault.call, at: when)
      guard hit else { return false }
      let name = "\(fault.testDescription) \(when): \(outcome.errors)"
      let open = try victim.open()
      #expect(outcome.signal == nil && !outcome.leaksSQL, "\(name)")
      if outcome.status == 0 || outcome.output.contains("encounter 1") {
        #expect(open == 1 && outcome.status == 0, "\(name)")
      } else {
        #expect(outcome.status == 74 || outcome.status == 77, "\(name)")
        if outcome.errors.contains("Nothing was saved") { #expect(open == 0, "\(name)") }
        if outcome.errors.contains("--operation") { #expect(open == 0 || open == 1, "\(name)") }
      }
      #expect(try victim.problems() == [], "\(name)")
      let next = try victim.run(Victim.add + ["--date", "yesterday"])
      #expect(next.status == 0, "\(name), then \(next.errors)")
      return true
    }
  }

  @Test("A name that the disk could not keep is said, of a new ledger and of a copy")
  func nameOnFailingDisk() throws {
    for (command, file) in [
      (["init", "--practice", Ledgers.month + "/practice.json"], "ledger.db"),
      (["backup", "copy.db"], "copy.db"),
    ] {
      var said = 0
      try each("fsync", step: 1) { when in
        let victim = try Victim()
        if command[0] == "init" { unlink(victim.scratch.file(file)) }
        let (outcome, hit) = try victim.run(
          command, injecting: "error=EIO", into: "fsync", at: when)
        guard hit else { return false }
        let name = "\(command[0]), fsync \(when): \(outcome.errors)"
        if outcome.errors.contains("got its name") {
          said += 1
          #expect(outcome.status == 74 && outcome.errors.contains("is there and whole"), "\(name)")
          #expect(victim.names().contains(file), "\(name)")
        } else if outcome.status != 0 {
          #expect(outcome.status == 74 && !victim.names().contains(file), "\(name)")
        }
        #expect(!victim.names().contains { $0.contains(".new-") }, "\(name)")
        return true
      }
      #expect(said == 1, "\(command[0])")
    }
  }

  @Test("A file system that knows no flush of folders holds nothing up")
  func folderWithoutFlush() throws {
    try each("fsync", step: 1) { when in
      let victim = try Victim()
      unlink(victim.scratch.file("ledger.db"))
      // Only folders are flushed by fsync here: SQLite flushes its files by fdatasync.
      let (outcome, hit) = try victim.run(
        ["init", "--practice", Ledgers.month + "/practice.json"], injecting: "error=EINVAL",
        into: "fsync", at: when)
      #expect(outcome.status == 0, "fsync \(when): \(outcome.errors)")
      return hit
    }
  }

  static let exportFaults = [
    DiskFault(call: "write", error: "ENOSPC"), DiskFault(call: "fsync", error: "EIO"),
    DiskFault(call: "link", error: "EIO"), DiskFault(call: "pwrite64", error: "ENOSPC"),
    DiskFault(call: "fdatasync", error: "EIO"), DiskFault(call: "unlink", error: "EACCES"),
  ]

  @Test(
    "An export on a failing disk says so, and the next run finishes it", arguments: exportFaults)
  func exportOnFailingDisk(_ fault: DiskFault) throws {
    try each(fault.call, step: isTorture ? 1 : 16) { when in
      let victim = try Victim(withDoses: true)
      mkdir(victim.scratch.file("out"), 0o700)
      let (outcome, hit) = try victim.run(
        Victim.export, injecting: "error=\(fault.error)", into: fault.call, at: when)
      guard hit else { return false }
      let name = "\(fault.testDescription) \(when)"
      #expect(outcome.signal == nil && !outcome.leaksSQL, "\(name): \(outcome.errors)")
      if outcome.status != 0 {
        #expect([73, 74, 77].contains(outcome.status), "\(name): \(outcome.errors)")
        #expect(outcome.errors.hasPrefix("shots: "), "\(name): \(outcome.errors)")
      }
      try ExportState.expectWhole(victim, name)
      return true
    }
  }

  /// Runs with the fault at call 1 and then at every `step`-th on average, other ones each day,
  /// until a run had no such call any more. A failure names the call.
  private func each(_ call: String, step: Int, _ body: (Int) throws -> Bool) throws {
    var when = 1
    while when < 5_000, try body(when) { when += Int.random(in: 1...(2 * step - 1)) }
  }
}
