import Glibc
import Harness
import Testing

/// What the README shows is what the program says: its tour is walked in a fresh folder.
///
/// After a change of words: `SNAP_UPDATE=1 swift test --filter TourTests`, then read the
/// difference in git.
@Suite("The tour of the README") struct TourTests {
  static let readme = packageFolder + "/README.md"

  @Test("Every command of the tour works, and answers as the README shows")
  func tour() throws {
    let tour = Tour(try File.text(TourTests.readme))
    #expect(tour.steps.count > 15)
    let scratch = try Scratch()
    var place = scratch.place.setting("SHOTS_LEDGER", nil)
    var answers: [[String]] = []
    for step in tour.steps {
      if step.command.hasPrefix("export ") {
        let words = step.command.dropFirst(7).split(separator: "=", maxSplits: 1).map(String.init)
        place = place.setting(words[0], words.count > 1 ? words[1] : "")
        answers.append([])
        continue
      }
      let shell = try Running("/bin/sh", ["-c", "{ \(step.command)\n} 2>&1"], place)
      let outcome = try shell.finish(timeout: 60)
      // 1 says that a check found something, which a tour may show.
      #expect(
        outcome.status == 0 || outcome.status == 1, "\(step.command)\n\(outcome.output)")
      let answer = GoldenCase.lines(outcome.output, scratch.path)
      answers.append(answer)
      guard !GoldenTests.isUpdating else { continue }
      #expect(step.shown == step.excerpt(of: answer), "\(step.command)")
    }
    if GoldenTests.isUpdating {
      try File.write(tour.text(with: answers), to: TourTests.readme, mode: 0o644)
    }
  }
}
