import Glibc
import Harness
import Testing
import Text

/// Promise P1 (reliability.md §2.4): what was acknowledged survives kill -9 at any moment.
@Suite("Kill -9 at random moments") struct KillTests {
  @Test("An acknowledged dose is there, and the same operation again makes no second one")
  func adds() throws {
    let victim = try Victim()
    var random = Seeded()
    let rounds = isTorture ? 300 : 12
    var acknowledged = 0
    for round in 1...rounds {
      let running = try victim.start(Victim.add + ["--operation", "op-\(round)"])
      usleep(UInt32.random(in: 1_000...140_000, using: &random))
      running.kill()
      let outcome = try running.finish()
      if outcome.output.hasSuffix("left)\n") { acknowledged += 1 }
      #expect(try victim.open() >= acknowledged, "seed \(random.seed), round \(round)")
    }
    for round in 1...rounds {
      let again = try victim.run(Victim.add + ["--operation", "op-\(round)"])
      #expect(again.status == 0, "\(again.errors)")
    }
    #expect(try victim.open() == rounds, "seed \(random.seed)")
    #expect(try victim.problems() == [])
  }

  @Test("An interrupted import left all of its rows or none, and the next one completes it")
  func imports() throws {
    var random = Seeded()
    for round in 1...(isTorture ? 200 : 6) {
      let victim = try Victim()
      let running = try victim.start(Victim.importing)
      usleep(UInt32.random(in: 5_000...160_000, using: &random))
      running.kill()
      let outcome = try running.finish()
      let open = try victim.open()
      #expect(open == 0 || open == 54, "seed \(random.seed), round \(round)")
      if outcome.output.contains("54 new") { #expect(open == 54) }
      let again = try victim.run(Victim.importing)
      #expect(again.status == 65)
      #expect(try victim.open() == 54)
      #expect(try victim.problems() == [])
    }
  }

  @Test("An import that is stopped with Ctrl-C leaves nothing behind")
  func controlC() throws {
    let victim = try Victim()
    let running = try victim.start(["import", "doses", "/dev/stdin"])
    usleep(20_000)
    kill(running.process, SIGINT)
    _ = try running.finish()
    #expect(try victim.open() == 0)
    #expect(try victim.problems() == [])
  }

  @Test("An interrupted backup has not its name, and the next one clears away what it left")
  func backups() throws {
    var random = Seeded()
    let victim = try Victim(withDoses: true)
    for round in 1...(isTorture ? 100 : 6) {
      let running = try victim.start(["backup", "copy.db"])
      usleep(UInt32.random(in: 20_000...90_000, using: &random))
      running.kill()
      _ = try running.finish()
      if File.exists(victim.scratch.file("copy.db")) {
        let copy = try victim.run(["check", "--ledger", "copy.db"])
        #expect(copy.status == 0, "seed \(random.seed), round \(round): \(copy.errors)")
        for name in victim.names() where name.hasPrefix("copy.db") {
          unlink(victim.scratch.file(name))
        }
      }
    }
    #expect(try victim.run(["backup", "copy.db"]).status == 0)
    #expect(victim.names().filter { $0.hasPrefix("copy.db") } == ["copy.db"])
  }

  @Test("An interrupted export is finished by the next: no claim is lost, and none goes twice")
  func exports() throws {
    var random = Seeded()
    for round in 1...(isTorture ? 300 : 7) {
      let victim = try Victim(withDoses: true)
      mkdir(victim.scratch.file("out"), 0o700)
      let running = try victim.start(Victim.export)
      usleep(UInt32.random(in: 10_000...200_000, using: &random))
      running.kill()
      _ = try running.finish()
      try ExportState.expectWhole(victim, "seed \(random.seed), round \(round)")
    }
  }
}

/// What must be true after an export that was interrupted and one that was not.
enum ExportState {
  /// The same month, exported without any fault: what every interrupted export must come to.
  static let claims = 25

  static func expectWhole(_ victim: Victim, _ comment: String) throws {
    for name in victim.names("out") where !name.hasPrefix(".") {
      // Under its final name a file is whole, even before the next run.
      let text = try File.text(victim.scratch.file("out/\(name)"))
      let end = name.hasSuffix(".manifest.json") ? "\n}\n" : "IEA*1*"
      #expect(text.contains(end), "\(comment): \(name)")
    }
    let again = try victim.run(Victim.export)
    #expect(again.status == 0, "\(comment): \(again.errors)")
    let batches = try victim.json(["batch", "list"]).elements ?? []
    #expect(batches.allSatisfy { $0["state"]?.string == "written" }, "\(comment)")
    #expect(batches.reduce(0) { $0 + ($1["claims"]?.int ?? 0) } == claims, "\(comment)")
    let files = batches.compactMap { $0["file"]?.string }
    #expect(
      victim.names("out") == (files + files.map { $0 + ".manifest.json" }).sorted(), "\(comment)")
    let ready = try victim.json(["unbilled", "--state", "ready"])
    #expect(ready.elements?.count == 0, "\(comment)")
    for batch in batches {
      let file = batch["file"]?.string ?? "?"
      let sum = try Running("/usr/bin/sha256sum", ["out/\(file)"], victim.place).finish()
      #expect(sum.output.hasPrefix(batch["sha256"]?.string ?? "?"), "\(comment)")
      let manifest = try JSONParser.parse(
        File.bytes(victim.scratch.file("out/\(file).manifest.json")))
      for field in ["sha256", "claims", "lines", "total_cents"] {
        #expect(manifest[field] == batch[field], "\(comment): \(field) of the manifest")
      }
    }
    #expect(try victim.problems() == [], "\(comment)")
  }
}
