import Glibc
import Harness
import Testing

/// The real program says, for each case in `cases`, exactly what the case holds.
///
/// After a change of words: `SNAP_UPDATE=1 swift test --filter GoldenTests`, then read the
/// difference in git.
@Suite("What the program says") struct GoldenTests {
  static let folder = packageFolder + "/Tests/Golden/cases"
  static let files = File.names(in: folder).filter { $0.hasSuffix(".test") }
  static let isUpdating = getenv("SNAP_UPDATE") != nil

  @Test("Each command says what its case holds", arguments: files)
  func goldenCase(_ name: String) throws {
    let expected = try GoldenCase("\(GoldenTests.folder)/\(name)")
    let found = try expected.run()
    if GoldenTests.isUpdating {
      try found.save()
      return
    }
    for (before, now) in zip(expected.steps, found.steps) where before != now {
      Issue.record("\(name): \(expected.title)\n\(before.difference(from: now))")
      // What follows depends on it and would only repeat the news.
      return
    }
  }

  @Test("Every case begins with a sentence and has commands", arguments: files)
  func casesAreWhole(_ name: String) throws {
    let read = try GoldenCase("\(GoldenTests.folder)/\(name)")
    #expect(read.title.hasSuffix("."))
    #expect(!read.steps.isEmpty)
  }

  @Test("There are cases") func casesAreFound() { #expect(GoldenTests.files.count > 20) }
}
