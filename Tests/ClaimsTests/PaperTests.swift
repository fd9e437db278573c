import Claims
import Harness
import Practice
import Testing
import Text

@Suite("Claims on paper") struct PaperTests {
  static func image(
    _ claims: [Claim], _ layout: PaperLayout = PaperLayout()
  ) throws -> (file: WrittenFile, bytes: [UInt8]) {
    var writer = PaperClaimWriter(
      layout: layout, signedOn: try Day(PaperSamples.day), to: ByteWriter())
    for claim in claims { try writer.write(claim) }
    return writer.finishInMemory()
  }

  static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  @Test("The guide's images come out byte for byte")
  func reproducesSamples() throws {
    let medicare = try Self.image([PaperSamples.medicare()])
    #expect(Self.lines(medicare.bytes) == Self.lines(Array(PaperImages.medicare.utf8)))
    #expect(medicare.bytes == Array(PaperImages.medicare.utf8))
    let commercial = try Self.image([PaperSamples.commercial()])
    #expect(Self.lines(commercial.bytes) == Self.lines(Array(PaperImages.commercial.utf8)))
    #expect(commercial.bytes == Array(PaperImages.commercial.utf8))
    #expect(commercial.file.segments == 2 && commercial.file.lines == 8)
    #expect(commercial.file.total == Money(cents: 38_000))
  }
}
