import Harness
import Testing
import Text

@Suite struct CSVRoundTripTests {
  @Test(arguments: 1...40)
  func exchangeProfileIsFaithfulToHostileText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let columns = Int.random(in: 1...5, using: &random)
    let header = (0..<columns).map { "c\($0)" }
    let rows = (0..<50).map { _ in (0..<columns).map { _ in random.hostileText() } }
    let outcome = readCSV(bytes: writeCSV(.exchange, [header] + rows))
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.rows.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
  }

  @Test(arguments: 1...60)
  func damagedFilesNeverTrapOrHang(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<20).map { _ in (0..<3).map { _ in random.hostileText(maxPieces: 4) } }
    var bytes = writeCSV(.exchange, [["a", "b", "c"]] + rows)
    for _ in 0..<20 {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[place] = [34, 44, 10, 13, 0].randomElement(using: &random) ?? 0
      case 2: bytes.remove(at: place)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      }
    }
    let outcome = readCSV(bytes: bytes)
    #expect(outcome.rows.allSatisfy { $0.count == outcome.columns.count })
    #expect(outcome.errors.allSatisfy { !$0.description.isEmpty })
  }
}
