import Testing

@testable import Billing

@Suite(
  "Two threads, one of which works on what the other makes", .timeLimit(.minutes(1)))
struct SideBySideTests {
  private struct Spoilt: Error {}

  @Test("All portions come, each once and in order") func keepsOrder() throws {
    let (made, taken) = try SideBySide.run { give in
      for portion in 0..<1_000 { try give(portion) }
      return "made"
    } taking: { next in
      var taken: [Int] = []
      while let portion = next() { taken.append(portion) }
      return taken
    }
    #expect(made == "made" && taken == Array(0..<1_000))
  }

  @Test("What spoils the work on a portion ends the making of more, and is what is thrown")
  func takingFails() {
    #expect(throws: Spoilt.self) {
      try SideBySide.run { (give: (Int) throws -> Void) in
        // Without end, were it not for the other thread.
        while true { try give(1) }
      } taking: { next in
        for _ in 0..<3 { _ = next() }
        throw Spoilt()
      }
    }
  }

  @Test("What spoils the making ends the other thread, whatever that says of the rest")
  func makingFails() {
    #expect(throws: Spoilt.self) {
      try SideBySide.run { (give: (Int) throws -> Void) -> Void in
        try give(1)
        throw Spoilt()
      } taking: { next in
        while next() != nil {}
        throw CancellationError()
      }
    }
  }

  @Test("Who has seen enough ends without an error, and the making ends with it")
  func takingEndsEarly() {
    #expect(throws: NobodyTakes.self) {
      try SideBySide.run { (give: (Int) throws -> Void) -> Void in
        while true { try give(1) }
      } taking: { next in
        next()
      }
    }
  }
}
