import Glibc
import Harness
import Testing
import Text

/// Promises P9 and P22: several processes at once.
@Suite("Several processes at once") struct TogetherTests {
  @Test("Eight desks add at once: the count is exact and nobody is told that it is locked")
  func adds() throws {
    let victim = try Victim()
    let (processes, each) = isTorture ? (16, 100) : (8, 25)
    let words = Victim.add.map { "'\($0)'" }.joined(separator: " ")
    // On twenty-five days: a day of a thousand visits of a patient is none.
    let date = "--date 2026-10-$(printf %02d $((i % 25 + 1)))"
    let loop =
      "i=0; while [ $i -lt \(each) ]; do shots \(words) \(date) > receipt-$1 ||"
      + " echo \"failed $?\"; i=$((i+1)); done"
    var desks: [pid_t] = []
    var failures: [String] = []
    // Each shell is a desk; they write into files of their own, so that their words stay apart.
    for number in 1...processes {
      let file = victim.scratch.file("desk-\(number)")
      let shell = try Running(
        "/bin/sh", ["-c", "(\(loop)) > \(file) 2>&1", "desk", "\(number)"], victim.place)
      desks.append(shell.process)
      TogetherTests.abandon(shell)
    }
    for desk in desks { waitpid(desk, nil, 0) }
    for number in 1...processes {
      failures.append(try File.text(victim.scratch.file("desk-\(number)")))
    }
    // A desk hears what its dose does to the others of the day, and nothing else.
    let said = failures.joined().split(separator: "\n").filter {
      !($0.hasPrefix("dose ") && $0.contains(" of encounter ") && $0.contains(" now"))
    }
    #expect(said == [])
    #expect(try victim.open() == processes * each)
    #expect(try victim.problems() == [])
  }

  @Test("Eight people make the ledger at once: one does, and the others are told that it is there")
  func makers() throws {
    for _ in 1...(isTorture ? 50 : 3) {
      let victim = try Victim()
      unlink(victim.scratch.file("ledger.db"))
      let files = (1...8).map { victim.scratch.file("maker-\($0)") }
      var makers: [pid_t] = []
      for file in files {
        let command = "shots init --practice \(Ledgers.month)/practice.json; echo $?"
        let shell = try Running("/bin/sh", ["-c", "(\(command)) > \(file) 2>&1"], victim.place)
        makers.append(shell.process)
        TogetherTests.abandon(shell)
      }
      for maker in makers { waitpid(maker, nil, 0) }
      let said = try files.map { try File.text($0) }
      #expect(said.filter { $0.hasSuffix("\n0\n") && $0.contains("made ledger.db") }.count == 1)
      #expect(said.filter { $0.hasSuffix("\n73\n") && $0.contains("already") }.count == 7)
      #expect(try victim.open() == 0)
      #expect(try victim.problems() == [])
      let left = victim.names().filter { !$0.hasPrefix("maker") }
      #expect(
        left.allSatisfy { $0 == "ledger.db" || $0.hasPrefix("ledger.db-") }, "\(left)")
    }
  }

  @Test("Two people export at once: each claim leaves in exactly one file")
  func exporters() throws {
    for _ in 1...(isTorture ? 50 : 4) {
      let victim = try Victim(withDoses: true)
      mkdir(victim.scratch.file("out"), 0o700)
      let first = try victim.start(Victim.export)
      let second = try victim.start(Victim.export)
      let outcomes = [try first.finish(), try second.finish()]
      for outcome in outcomes { #expect(outcome.status == 0, "\(outcome.errors)") }
      try ExportState.expectWhole(victim, "two exporters")
    }
  }

  @Test("Lists and backups while a month is imported see the whole of it or nothing")
  func readersDuringImport() throws {
    let victim = try Victim()
    let importing = try victim.start(Victim.importing)
    var seen: Set<Int> = []
    for number in 1...4 {
      seen.insert(try victim.open())
      let copy = try victim.run(["backup", "copy-\(number).db"])
      #expect(copy.status == 0, "\(copy.errors)")
      let inCopy = try victim.json(["unbilled", "--ledger", "copy-\(number).db"])
      seen.insert(inCopy.elements?.count ?? -1)
    }
    #expect(try importing.finish().status == 65)
    #expect(seen.isSubset(of: [0, 54]), "\(seen)")
  }

  /// Lets a process go on without anybody who reads what it says.
  private static func abandon(_ running: consuming Running) {}
}
