import Claims
import Practice
import Testing
import Text

/// The sample files of the guide, written from values. They differ from the samples in three
/// ways: the practice has one name, REF*6R has the claim number with its hyphen, and amounts
/// below one have a zero before the point.
@Suite struct GoldenSegmentTests {
  /// The lines of a file with one claim, all of them or from a prefix to the SE.
  private func lines(
    _ claims: Claim..., by practice: BillingProvider, from prefix: String = "ISA"
  ) throws -> [String] {
    var writer = ProfessionalClaimWriter(
      envelope: try Fixtures.envelope(), billingProvider: practice, to: ByteWriter())
    for claim in claims { try writer.write(claim) }
    let bytes = try writer.finishInMemory().bytes
    let all = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard prefix != "ISA" else { return all }
    return Array(all.drop { !$0.hasPrefix(prefix) }.prefix { !$0.hasPrefix("SE*") })
  }

  @Test func medicarePatientIsSubscriberWithNDCAndPayTo() throws {
    let claim = try Fixtures.sampleA()
    let expected = """
      ISA*00*          *00*          *ZZ*LCIC001        *ZZ*EXCH01         *261112*0915*^*00501*000000101*0*T*:~
      GS*HC*LCIC001*EXCH01*20261112*0915*101*X*005010X222A1~
      ST*837*0001*005010X222A1~
      BHT*0019*00*SL000000101*20261112*0915*CH~
      NM1*41*2*LANTERN COVE INJECTION CLINIC*****46*LCIC001~
      PER*IC*BILLING DESK*TE*5555550100~
      NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*EXCH01~
      HL*1**20*1~
      PRV*BI*PXC*207Q00000X~
      NM1*85*2*LANTERN COVE INJECTION CLINIC*****XX*1999999992~
      N3*100 SAMPLE WAY*SUITE 4~
      N4*ANYTOWN*IL*629990001~
      REF*EI*001234567~
      NM1*87*2~
      N3*PO BOX 100~
      N4*ANYTOWN*IL*629990100~
      HL*2*1*22*0~
      SBR*P*18*******MB~
      NM1*IL*1*SAMPLE*PATIENCE*Q***MI*9XX9XX9XX99~
      N3*12 DEMO LANE~
      N4*ANYTOWN*IL*62999~
      DMG*D8*19450704*F~
      NM1*PR*2*EXAMPLE MEDICARE PART B*****PI*ZZ001~
      CLM*LC26-000101*68.5***11:B:1*Y*A*Y*Y~
      HI*ABK:E538~
      NM1*82*1*MARLOWE*IDA****XX*1888888884~
      PRV*PE*PXC*363LF0000X~
      LX*1~
      SV1*HC:96372*45*UN*1***1~
      DTP*472*D8*20261026~
      REF*6R*LC26-000101-1~
      LX*2~
      SV1*HC:J3420:JZ*23.5*UN*1***1~
      DTP*472*D8*20261026~
      REF*6R*LC26-000101-2~
      LIN**N4*99999000101~
      CTP****1*ML~
      SE*36*0001~
      GE*1*101~
      IEA*1*000000101~
      """
    let written = try lines(claim, by: claim.billingProvider)
    #expect(written == expected.split(separator: "\n").map(String.init))
  }

  @Test func dependentSpouseWithVisitAndContact() throws {
    let claim = try Fixtures.sampleB()
    let expected = """
      REF*EI*001234567~
      PER*IC*BILLING DESK*TE*5555550150~
      HL*2*1*22*1~
      SBR*P**GRP-EX77******CI~
      NM1*IL*1*FICTION*FRED****MI*EMH000777001~
      NM1*PR*2*EXAMPLE MUTUAL HEALTH*****PI*ZZ900~
      HL*3*2*23*0~
      PAT*01~
      NM1*QC*1*FICTION*WILMA~
      N3*34 PLACEHOLDER AVE~
      N4*ANYTOWN*IL*62999~
      DMG*D8*19820220*F~
      CLM*LC26-000102*245***11:B:1*Y*A*Y*Y~
      HI*ABK:M5450*ABF:G43909~
      NM1*82*1*MARLOWE*IDA****XX*1888888884~
      PRV*PE*PXC*363LF0000X~
      LX*1~
      SV1*HC:99213:25*150*UN*1***1:2~
      DTP*472*D8*20261027~
      REF*6R*LC26-000102-1~
      LX*2~
      SV1*HC:96372*45*UN*1***2~
      DTP*472*D8*20261027~
      REF*6R*LC26-000102-2~
      LX*3~
      SV1*HC:J1885*50*UN*4***2~
      DTP*472*D8*20261027~
      REF*6R*LC26-000102-3~
      LIN**N4*99999010202~
      CTP****2*ML~
      """
    let written = try lines(claim, by: claim.billingProvider, from: "REF*EI")
    #expect(written == expected.split(separator: "\n").map(String.init))
  }

  @Test func twoInjectionsWithModifier59() throws {
    let claim = try Fixtures.sampleC()
    let expected = """
      HL*2*1*22*0~
      SBR*P*18*GRP-EX77******CI~
      NM1*IL*1*MADEUP*MAX****MI*EMH000888001~
      N3*56 INVENTED ST~
      N4*ANYTOWN*IL*62999~
      DMG*D8*19750630*M~
      NM1*PR*2*EXAMPLE MUTUAL HEALTH*****PI*ZZ900~
      CLM*LC26-000103*158.5***11:B:1*Y*A*Y*Y~
      HI*ABK:E538*ABF:N390~
      NM1*82*1*MARLOWE*IDA****XX*1888888884~
      PRV*PE*PXC*363LF0000X~
      LX*1~
      SV1*HC:96372*45*UN*1***1~
      DTP*472*D8*20261028~
      REF*6R*LC26-000103-1~
      LX*2~
      SV1*HC:J3420*23.5*UN*1***1~
      DTP*472*D8*20261028~
      REF*6R*LC26-000103-2~
      LIN**N4*99999000101~
      CTP****1*ML~
      LX*3~
      SV1*HC:96372:59*45*UN*1***2~
      DTP*472*D8*20261028~
      REF*6R*LC26-000103-3~
      LX*4~
      SV1*HC:J0696*45*UN*2***2~
      DTP*472*D8*20261028~
      REF*6R*LC26-000103-4~
      LIN**N4*99999020303~
      CTP****1*UN~
      """
    let written = try lines(claim, by: claim.billingProvider, from: "HL*2")
    #expect(written == expected.split(separator: "\n").map(String.init))
  }

  @Test func unclassifiedDrugAndWasteLine() throws {
    var claim = try Fixtures.sampleA(payTo: false)
    claim.number = try ClaimNumber("LC26-000106")
    claim.date = try Day("2026-11-12")
    claim.diagnoses = [try Diagnosis("M81.0"), try Diagnosis("L23.7")]
    claim.supervisingProvider = Provider(
      npi: try NPI("1777777776"), name: try Fixtures.person("Quill", "Otis"),
      credential: try Credential("MD"), taxonomy: nil)
    claim.lines = [
      try Fixtures.line("96372", "45", to: [1, 2]),
      try Fixtures.line(
        "J3490-JZ", "120", ndc: "99999050501", quantity: "30", .milligram,
        description: "Examplamab 30 mg subcutaneous", note: "Drug Examplamab dose 30 mg"),
      try Fixtures.line("J3301", units: 3, "60", to: [2], ndc: "99999060601", quantity: "0.75"),
      try Fixtures.line("J3301-JW", "20", to: [2], ndc: "99999060601", quantity: ".25"),
    ]
    let expected = """
      HI*ABK:M810*ABF:L237~
      NM1*82*1*MARLOWE*IDA****XX*1888888884~
      PRV*PE*PXC*363LF0000X~
      NM1*DQ*1*QUILL*OTIS****XX*1777777776~
      LX*1~
      SV1*HC:96372*45*UN*1***1:2~
      DTP*472*D8*20261112~
      REF*6R*LC26-000106-1~
      LX*2~
      SV1*HC:J3490:JZ::::EXAMPLAMAB 30 MG SUBCUTANEOUS*120*UN*1***1~
      DTP*472*D8*20261112~
      REF*6R*LC26-000106-2~
      NTE*ADD*DRUG EXAMPLAMAB DOSE 30 MG~
      LIN**N4*99999050501~
      CTP****30*ME~
      LX*3~
      SV1*HC:J3301*60*UN*3***2~
      DTP*472*D8*20261112~
      REF*6R*LC26-000106-3~
      LIN**N4*99999060601~
      CTP****0.75*ML~
      LX*4~
      SV1*HC:J3301:JW*20*UN*1***2~
      DTP*472*D8*20261112~
      REF*6R*LC26-000106-4~
      LIN**N4*99999060601~
      CTP****0.25*ML~
      """
    let written = try lines(claim, by: claim.billingProvider, from: "HI*")
    #expect(written == expected.split(separator: "\n").map(String.init))
  }

  @Test func solePractitionerHasNoRenderingProvider() throws {
    var claim = try Fixtures.sampleA(payTo: false)
    claim.renderingProvider = Provider(
      npi: claim.billingProvider.npi, name: claim.renderingProvider.name,
      credential: claim.renderingProvider.credential, taxonomy: nil)
    let practice = try Fixtures.practice(taxKind: .socialSecurity, phone: nil)
    claim.billingProvider = practice
    let written = try lines(claim, by: practice)
    #expect(!written.contains { $0.hasPrefix("NM1*82") || $0.hasPrefix("PRV*PE") })
    #expect(written.contains("REF*SY*001234567~"))
  }

  @Test func payerAddressFollowsThePayer() throws {
    var claim = try Fixtures.sampleA(payTo: false)
    claim.payer.address = claim.patient.address
    claim.note = "Corrected claim"
    let written = try lines(claim, by: claim.billingProvider, from: "NM1*PR")
    #expect(
      written.prefix(6) == [
        "NM1*PR*2*EXAMPLE MEDICARE PART B*****PI*ZZ001~", "N3*12 DEMO LANE~",
        "N4*ANYTOWN*IL*62999~", "CLM*LC26-000101*68.5***11:B:1*Y*A*Y*Y~",
        "NTE*ADD*CORRECTED CLAIM~", "HI*ABK:E538~",
      ])
  }

  @Test func contactNamedLikeThePracticeIsNotRepeated() throws {
    var practice = try Fixtures.practice(phone: nil)
    practice.contactName = try Line("lantern cove injection clinic")
    var claim = try Fixtures.sampleA(payTo: false)
    claim.billingProvider = practice
    #expect(try lines(claim, by: practice).contains("PER*IC**TE*5555550100~"))
  }
}
