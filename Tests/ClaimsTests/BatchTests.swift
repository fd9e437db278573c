import Claims
import Practice
import Testing
import Text

@Suite struct BatchTests {
  private func writer(
    _ format: ProfessionalClaimWriter.Format = .init()
  ) throws -> ProfessionalClaimWriter {
    ProfessionalClaimWriter(
      envelope: try Fixtures.envelope(), billingProvider: try Fixtures.practice(phone: nil),
      format: format, to: ByteWriter())
  }

  private func claim(_ number: Int) throws -> Claim {
    var claim = try Fixtures.sampleA(payTo: false)
    claim.number = try ClaimNumber("SL\(number)")
    return claim
  }

  @Test func hierarchyStartsAgainInEachTransactionSet() throws {
    var writer = try writer(.init(claimsPerTransactionSet: 2))
    for number in 1...5 { try writer.write(try claim(number)) }
    let (file, bytes) = try writer.finishInMemory()
    let text = String(decoding: bytes, as: UTF8.self)
    let levels = text.split(separator: "\n").filter { $0.hasPrefix("HL*") }
    #expect(
      levels == [
        "HL*1**20*1~", "HL*2*1*22*0~", "HL*3*1*22*0~", "HL*1**20*1~", "HL*2*1*22*0~",
        "HL*3*1*22*0~", "HL*1**20*1~", "HL*2*1*22*0~",
      ])
    let sets = text.split(separator: "\n").filter { $0.hasPrefix("ST*") || $0.hasPrefix("GE*") }
    #expect(
      sets == [
        "ST*837*0001*005010X222A1~", "ST*837*0002*005010X222A1~", "ST*837*0003*005010X222A1~",
        "GE*3*101~",
      ])
    #expect(file.claims == 5 && file.lines == 10 && file.transactionSets == 3)
    #expect(file.total == Money(cents: 5 * 6_850))
    #expect(file.segments == text.split(separator: "\n").count)
    #expect(file.bytes == Int64(bytes.count))
  }

  @Test func anotherBillingProviderBeginsANewLevel() throws {
    var writer = try writer()
    var other = try claim(2)
    other.billingProvider.npi = try NPI("1888888884")
    try writer.write(try claim(1))
    try writer.write(other)
    try writer.write(try claim(3))
    let bytes = try writer.finishInMemory().bytes
    let levels = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("HL*") }
    #expect(
      levels == [
        "HL*1**20*1~", "HL*2*1*22*0~", "HL*3**20*1~", "HL*4*3*22*0~", "HL*5**20*1~",
        "HL*6*5*22*0~",
      ])
    var reader = ProfessionalClaimReader(bytes: bytes)
    var npis: [String] = []
    while let read = try reader.next() { npis.append(read.billing.npi) }
    #expect(npis == ["1999999992", "1888888884", "1999999992"])
  }

  @Test func withoutLineEndsTheFileIsOneLine() throws {
    var writer = try writer(.init(lineEnds: .none))
    try writer.write(try claim(1))
    let bytes = try writer.finishInMemory().bytes
    #expect(!bytes.contains(10) && bytes.last == UInt8(ascii: "~"))
    var reader = ProfessionalClaimReader(bytes: bytes)
    #expect(try reader.next()?.number == "SL1")
  }

  @Test func aRefusedClaimLeavesNoTrace() throws {
    var clean = try writer()
    try clean.write(try claim(1))
    try clean.write(try claim(3))
    let expected = try clean.finishInMemory()
    var writer = try writer()
    var wrong = try claim(2)
    wrong.lines[1].service.units = 0
    try writer.write(try claim(1))
    do throws(ClaimError) {
      try writer.write(wrong)
      Issue.record("a claim without units was written")
    } catch {
      #expect(error.claim == "SL2" && error.field == "2400 line 2 SV104")
    }
    try writer.write(try claim(3))
    let found = try writer.finishInMemory()
    #expect(found.bytes == expected.bytes && found.file == expected.file)
  }

  @Test func aFileWithoutClaimsIsRefused() throws {
    #expect(throws: ClaimError.self) { try writer().finish() }
  }

  @Test func aBatchThatCannotBeSentIsRefused() throws {
    let claim = try claim(1)
    var envelope = try Fixtures.envelope()
    envelope.interchange = 1_000_000_000
    envelope.group = 0
    var practice = try Fixtures.practice()
    practice.submitterID = try PartnerID("SIXTEENCHARACTER")
    let fields = ClaimCheck.problems(envelope, practice).map(\.field)
    #expect(fields == ["ISA13", "GS06", "ISA06"])
    var writer = ProfessionalClaimWriter(
      envelope: envelope, billingProvider: practice, to: ByteWriter())
    do throws(ClaimError) {
      try writer.write(claim)
      Issue.record("a batch with a wrong control number was written")
    } catch {
      #expect(error.claim == nil && error.field == "ISA13")
      #expect(error.description.hasPrefix("the batch: ISA13: "))
    }
  }

  @Test func theFullDiskIsReported() throws {
    #expect(throws: OutputError.self) {
      var writer = ProfessionalClaimWriter(
        envelope: try Fixtures.envelope(), billingProvider: try Fixtures.practice(),
        to: ByteWriter(descriptor: -1))
      try writer.write(try claim(1))
      return try writer.finish()
    }
  }
}
