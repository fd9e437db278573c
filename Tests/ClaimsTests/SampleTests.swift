import Claims
import Practice
import Testing
import Text

/// The sample files of the guide come out of claim values, segment by segment.
@Suite struct SampleTests {
  @Test func sampleDIsReproduced() throws {
    try expect(
      [try Fixtures.sampleD()], Samples.replacement, batch: 104,
      day: "2026-11-16", time: "10:10")
  }

  @Test func sampleEIsReproduced() throws {
    try expect(
      [try Fixtures.sampleE1(), try Fixtures.sampleE2(), try Fixtures.sampleE3()], Samples.batch,
      batch: 105, day: "2026-11-17", time: "16:30")
  }

  private func expect(
    _ claims: [Claim], _ sample: String, batch: Int, day: String, time: String
  ) throws {
    let envelope = BatchEnvelope(
      batch: Int64(batch), interchange: batch, group: batch, day: try Day(day),
      time: try TimeOfDay(time))
    var writer = ProfessionalClaimWriter(
      envelope: envelope, billingProvider: try Fixtures.practice(), to: ByteWriter())
    for claim in claims { try writer.write(claim) }
    let text = String(decoding: try writer.finishInMemory().bytes, as: UTF8.self)
    let (written, expected) = (Self.segments(text), Self.segments(sample))
    #expect(written.count == expected.count)
    for (ours, theirs) in zip(written, expected) { #expect(ours == theirs) }
    var reader = ProfessionalClaimReader(bytes: Array(sample.utf8))
    for claim in claims {
      let read = try #require(try reader.next())
      #expect(ReadBack.differences(claim, read).isEmpty)
    }
    #expect(try reader.next() == nil)
  }

  /// The segments without the batch's own name; amounts as one writes them, so that .5 is 0.5.
  private static func segments(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == "~" || $0 == "\n" }).map { segment in
      let elements = segment.split(separator: "*", omittingEmptySubsequences: false)
      if elements[0] == "BHT" { return "BHT" }
      return elements.map { $0.hasPrefix(".") ? "0" + $0 : String($0) }.joined(separator: "*")
    }
  }
}
