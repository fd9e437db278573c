import Claims
import Glibc
import Practice
import Testing
import Text
import X12

/// What is written is what is read back, whatever the claim.
@Suite struct RoundTripTests {
  static let claimsPerSeed = 400

  @Test(arguments: Array(1...12).map { UInt64($0) })
  func randomClaimsReadBackEqual(seed: UInt64) throws {
    var random = try RandomClaims(seed: seed)
    var claims: [Claim] = []
    var writer = ProfessionalClaimWriter(
      envelope: try Fixtures.envelope(), billingProvider: try Fixtures.practice(),
      format: .init(
        lineEnds: [.lf, .none, .crlf][Int(seed % 3)], claimsPerTransactionSet: 1 + Int(seed) * 13),
      to: ByteWriter())
    for _ in 0..<Self.claimsPerSeed {
      let claim = try random.next()
      claims.append(claim)
      try writer.write(claim)
    }
    let (file, bytes) = try writer.finishInMemory()
    var reader = ProfessionalClaimReader(bytes: bytes)
    for claim in claims {
      let read = try #require(try reader.next())
      let differences = ReadBack.differences(claim, read)
      #expect(differences.isEmpty, "\(claim.number): \(differences)")
    }
    #expect(try reader.next() == nil)
    let envelope = reader.envelope
    #expect(envelope.claims == file.claims && envelope.lines == file.lines)
    #expect(envelope.total == file.total && envelope.segments == file.segments)
    #expect(envelope.transactionSets == file.transactionSets)
    #expect(envelope.interchange == "000000101" && envelope.group == "101")
    // No two sets of a sender have one reference, or a 277CA names neither (guide §1.3).
    let sets = file.transactionSets
    #expect(envelope.reference == "SL000000101" + (sets == 1 ? "" : "-\(sets)"))
    #expect(envelope.usage == "T")
    #expect(envelope.sender == "LCIC001" && envelope.receiver == "EXCH01")
    #expect(envelope.day == RandomClaims.today && envelope.time == "0915")
  }

  @Test("A file can be read while it is written", arguments: [1, 2, 7, 60])
  func readsWhatIsThere(portion: Int) throws {
    var path = Array("/tmp/shots-claims-XXXXXX".utf8CString)
    let written = mkstemp(&path)
    let reading = open(path, O_RDONLY)
    unlink(path)
    defer {
      close(written)
      close(reading)
    }
    var random = try RandomClaims(seed: 31)
    var writer = ProfessionalClaimWriter(
      envelope: try Fixtures.envelope(), billingProvider: try Fixtures.practice(),
      format: .init(lineEnds: .crlf, claimsPerTransactionSet: 5),
      to: ByteWriter(descriptor: written))
    var reader = ProfessionalClaimReader(growing: reading)
    var waiting: [Claim] = []
    for _ in 0..<200 {
      waiting.append(try random.next())
      try writer.write(waiting[waiting.count - 1])
      guard waiting.count > portion else { continue }
      try writer.flush()
      while waiting.count > 1 {
        let read = try #require(try reader.next())
        #expect(ReadBack.differences(waiting.removeFirst(), read).isEmpty)
      }
    }
    _ = try writer.finish()
    for claim in waiting {
      let read = try #require(try reader.next())
      #expect(ReadBack.differences(claim, read).isEmpty)
    }
    #expect(try reader.next() == nil)
    #expect(reader.envelope.claims == 200 && reader.envelope.transactionSets == 40)
  }

  @Test func theSameClaimsGiveTheSameBytes() throws {
    func bytes() throws -> [UInt8] {
      var random = try RandomClaims(seed: 7)
      var writer = ProfessionalClaimWriter(
        envelope: try Fixtures.envelope(), billingProvider: try Fixtures.practice(),
        to: ByteWriter())
      for _ in 0..<50 { try writer.write(try random.next()) }
      return try writer.finishInMemory().bytes
    }
    #expect(try bytes() == bytes())
  }

  @Test(arguments: RandomClaims.lastNames + RandomClaims.firstNames)
  func hostileNamesStayInTheirElement(name: String) throws {
    var claim = try Fixtures.sampleA(payTo: false)
    claim.patient.name = PersonName(last: try Line(name), first: try Line(name.prefix(30) + "A"))
    claim.patient.mrn = try MRN("X'--~*")
    let (bytes, read) = try writeAndRead(claim)
    #expect(ReadBack.differences(claim, read).isEmpty)
    // As many segments as with any other name: it never becomes structure.
    #expect(bytes.count { $0 == UInt8(ascii: "~") } == 37)
    #expect(bytes.allSatisfy { $0 == 10 || ($0 >= 0x20 && $0 < 0x7F) })
    #expect(read.patient.last == X12Text.fold(name).text)
  }

  @Test(arguments: ["🙂", "שלום", "山田", "\u{202E}", "~*^", "Иван"])
  func aNameThatCannotBeSentIsRefused(name: String) throws {
    var claim = try Fixtures.sampleA(payTo: false)
    claim.patient.name = PersonName(last: try Line(name), first: nil)
    var writer = ProfessionalClaimWriter(
      envelope: try Fixtures.envelope(), billingProvider: try Fixtures.practice(),
      to: ByteWriter())
    do throws(ClaimError) {
      try writer.write(claim)
      Issue.record("a name without a letter was written")
    } catch {
      #expect(error.field == "2010BA NM103" && error.claim == "LC26-000101")
      #expect(!error.description.contains(name))
    }
  }

  @Test func optionalPartsThatCannotBeSentAreLeftOut() throws {
    var claim = try Fixtures.sampleA(payTo: false)
    claim.patient.name = try Fixtures.person("Sample", "Patience", "🙂")
    claim.patient.address = Address(
      line1: try Line("12 Demo Lane"), line2: try Line("山"), city: try Line("Anytown"),
      state: try StateCode("IL"), zip: try PostalCode("62999"))
    let (bytes, read) = try writeAndRead(claim)
    #expect(ReadBack.differences(claim, read).isEmpty)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("NM1*IL*1*SAMPLE*PATIENCE****MI*9XX9XX9XX99~"))
    #expect(text.contains("N3*12 DEMO LANE~"))
  }

  private func writeAndRead(_ claim: Claim) throws -> (bytes: [UInt8], read: ReadClaim) {
    var writer = ProfessionalClaimWriter(
      envelope: try Fixtures.envelope(), billingProvider: claim.billingProvider,
      to: ByteWriter())
    try writer.write(claim)
    let bytes = try writer.finishInMemory().bytes
    var reader = ProfessionalClaimReader(bytes: bytes)
    let read = try #require(try reader.next())
    #expect(try reader.next() == nil)
    return (bytes, read)
  }

  /// One change in the file or in the claim, one difference: nothing is compared blindly.
  @Test(arguments: [
    ("CLM*LC26-000101*68.5", "CLM*LC26-000102*68.5", "2300 CLM01"),
    ("11:B:1", "12:B:1", "2300 CLM05-1"), ("11:B:1", "11:B:7", "2300 CLM05-3"),
    ("*Y*A*Y*Y~", "*Y*C*Y*Y~", "2300 CLM07"), ("ABK:E538", "ABK:E539", "2300 HI"),
    ("SAMPLE*PATIENCE", "SAMPLE*PRUDENCE", "2010BA NM104"), ("19450704", "19450705", "DMG02"),
    ("19450704*F", "19450704*M", "DMG03"), ("12 DEMO LANE", "13 DEMO LANE", "N301"),
    ("9XX9XX9XX99", "9XX9XX9XX98", "2010BA NM109"), ("*ZZ001~", "*ZZ002~", "2010BB NM109"),
    ("*******MB~", "*******CI~", "SBR09"), ("SBR*P", "SBR*S", "SBR01"),
    ("MARLOWE", "MARLOW", "2310B NM103"), ("1888888884", "1777777776", "2310B NM109"),
    ("J3420:JZ", "J3420:JW", "SV101-3"), ("J3420:JZ", "J3421:JZ", "SV101-2"),
    ("23.5*UN*1", "23.6*UN*1", "SV102"), ("23.5*UN*1", "23.5*UN*2", "SV104"),
    ("472*D8*20261026", "472*D8*20261025", "DTP*472"), ("000101-2~", "000101-3~", "REF*6R"),
    ("N4*99999000101", "N4*99999000102", "LIN03"), ("CTP****1*ML", "CTP****1.001*ML", "CTP04"),
    ("CTP****1*ML", "CTP****1*UN", "CTP05"), ("REF*EI*001234567", "REF*EI*001234568", "REF02"),
    ("REF*EI", "REF*SY", "REF01"), ("207Q00000X", "207Q00000Y", "PRV03"),
    ("NM1*87*2", "NM1*87*2*NAME", "2010AB"), ("LX*1~", "DTP*431*D8*20261001~LX*1~", "DTP*431"),
  ])
  func everyChangeIsSeen(old: String, new: String, place: String) throws {
    let claim = try Fixtures.sampleA()
    var text = String(decoding: try writeAndRead(claim).bytes, as: UTF8.self)
    let range = try #require(text.firstRange(of: old))
    text.replaceSubrange(range, with: new)
    if new.contains("~LX") { text.replace("SE*36", with: "SE*37") }
    var reader = ProfessionalClaimReader(bytes: Array(text.utf8))
    let read = try #require(try reader.next())
    let differences = ReadBack.differences(claim, read)
    #expect(differences.count == 1, "\(differences)")
    #expect(differences.first?.contains(place) == true, "\(differences)")
  }
}
