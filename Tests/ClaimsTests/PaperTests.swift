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

@Suite("Pages are read back into boxes") struct PaperReadingTests {
  private static let layouts = [
    PaperLayout(), PaperLayout(top: -2, left: -3), PaperLayout(top: 3, left: 2, lineEnd: .crlf),
    PaperLayout(signs: .drop),
  ]

  @Test("What is written is read back equal, and the rest is refused", arguments: layouts.indices)
  func roundTrip(_ index: Int) throws {
    let layout = Self.layouts[index]
    var random = try RandomClaims(seed: 1_500 + UInt64(index))
    let day = RandomClaims.today
    var written: [Claim] = []
    var writer = PaperClaimWriter(layout: layout, signedOn: day, to: ByteWriter())
    for _ in 0..<400 {
      let claim = try random.next()
      let problems = PaperCheck.problems(claim, layout: layout, today: day)
      do {
        try writer.write(claim)
        #expect(problems.isEmpty)
        written.append(claim)
      } catch {
        #expect(error.problems == problems && !problems.isEmpty)
      }
    }
    #expect(written.count > 100)
    let (file, bytes) = writer.finishInMemory()
    var reader = PaperClaimReader(bytes: bytes, layout: layout)
    for claim in written {
      let forms = try #require(try reader.next())
      let differences = ReadBack.differences(claim, forms, layout, signedOn: day)
      #expect(differences.isEmpty, "\(claim.number): \(differences)")
    }
    #expect(try reader.next() == nil)
    #expect(reader.pages == file.segments)
    let ends = bytes.count { $0 == UInt8(ascii: "\n") }
    #expect(ends == 66 * file.segments)
  }

  @Test("A page that was altered is told from the claim") func findsAlterations() throws {
    let claim = try PaperSamples.medicare()
    let day = try Day(PaperSamples.day)
    let image = PaperImages.medicare
    for (old, new, item) in [
      ("23 50   1", "24 50   1", "item 24F of line 2"), ("JZ", "JW", "item 24D of line 2"),
      ("   ML1", "   ML2", "item 24 of line 2"), ("E538", "E539", "item 21A"),
      ("68 50", "69 50", "item 28: the total"),
      ("     E538\n", "     E538         Z23\n", "page 1: a box is filled that should be blank"),
    ] {
      let altered = Self.replacing(old, new, in: image)
      #expect(altered != image)
      var reader = PaperClaimReader(bytes: Array(altered.utf8), layout: PaperLayout())
      let forms = try #require(try reader.next())
      let found = ReadBack.differences(claim, forms, PaperLayout(), signedOn: day)
      #expect(found.contains(item), "\(item) not in \(found)")
    }
  }

  @Test("A page that is none is refused with its place") func refusesOthers() {
    for (old, new, message) in [
      ("ML1", "ML1\n", "page 1, line 59: column 4 is between the boxes"),
      ("68 50", "68 50 9", "page 1, line 58: column 64 is between the boxes"),
      ("MARK", "MARK", "page 1, line 66: the page has fewer than 66 lines"),
    ] {
      var image = Self.replacing(old, new, in: PaperImages.medicare)
      if old == "MARK" { image.removeLast() }
      #expect {
        var reader = PaperClaimReader(bytes: Array(image.utf8), layout: PaperLayout())
        while try reader.next() != nil {}
      } throws: {
        "\($0)" == message
      }
    }
  }

  private static func replacing(_ old: String, _ new: String, in text: String) -> String {
    text.replacing(old, with: new, maxReplacements: 1)
  }
}
