import Claims
import Practice
import Testing
import Text

@Suite struct ClaimCSVTests {
  private func table(_ claims: [Claim]) -> (file: WrittenFile, text: String) {
    var writer = ClaimCSVWriter(to: ByteWriter())
    for claim in claims { writer.write(claim) }
    let (file, bytes) = writer.finishInMemory()
    return (file, String(decoding: bytes, as: UTF8.self))
  }

  @Test func oneRowForEachLine() throws {
    var claim = try Fixtures.sampleA()
    claim.lines[1].service.description = "Cyano, \"B12\""
    let (file, text) = table([claim])
    let rows = text.split(separator: "\r\n").map(String.init)
    #expect(rows.count == 3 && file.lines == 2 && file.segments == 3 && file.claims == 1)
    #expect(rows[0] == ClaimCSVWriter.columns.joined(separator: ","))
    #expect(
      rows[2] == "LC26-000101,1,P000001,Sample,Patience,Q,1945-07-04,F,MCRB,"
        + "Example Medicare Part B,ZZ001,P,9XX9-XX9-XX99,GRP1,self,,,2026-10-26,11,1888888884,"
        + "\"Marlowe, Ida\",,1999999992,001234567,E53.8,,2,J3420,JZ,1,23.50,1,99999000101,1,ML,"
        + "\"Cyano, \"\"B12\"\"\",,LC26-000101-2,68.50,R01,,,,,,,,,,,,,")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "＝1"])
  func formulasAreDisarmed(text: String) throws {
    var claim = try Fixtures.sampleA()
    claim.patient.name = PersonName(last: try Line(text), first: try Line(text))
    claim.note = text
    claim.lines[0].service.note = text
    claim.lines[0].service.description = text
    claim.lines[0].service.why = text
    let bytes = Array(table([claim]).text.utf8)
    var csv = try CSVReader(bytes: bytes)
    let columns = csv.columns
    #expect(try csv.next())
    for (index, column) in columns.enumerated() {
      let first = csv.cell(index).first
      #expect(!["=", "+", "-", "@", "＝"].contains(first), "\(column)")
    }
    for column in ["last_name", "first_name", "claim_note", "note", "description", "why"] {
      let index = try #require(columns.firstIndex(of: column))
      #expect(csv.cell(index) == "'" + text)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func randomClaimsReadBackEqual(seed: UInt64) throws {
    var random = try RandomClaims(seed: seed)
    var claims: [Claim] = []
    for _ in 0..<200 { claims.append(try random.next()) }
    var reader = try ClaimCSVReader(bytes: Array(table(claims).text.utf8))
    for claim in claims {
      let rows = try #require(try reader.next())
      let differences = ReadBack.differences(claim, rows)
      #expect(differences.isEmpty, "\(claim.number): \(differences)")
    }
    #expect(try reader.next() == nil)
  }

  @Test(arguments: [
    ("23.50", "23.51", "line 2 charge"), ("68.50", "68.51", "claim_total"),
    (",JZ,", ",JW,", "line 2 modifiers"), ("99999000101,1,", "99999000101,2,", "ndc_quantity"),
  ])
  func everyChangeIsSeen(old: String, new: String, place: String) throws {
    let claim = try Fixtures.sampleA()
    let text = table([claim]).text.replacing(old, with: new)
    var reader = try ClaimCSVReader(bytes: Array(text.utf8))
    let rows = try #require(try reader.next())
    let differences = ReadBack.differences(claim, rows)
    #expect(differences.count == 1 && differences[0].hasSuffix(place), "\(differences)")
  }

  @Test(arguments: [
    ("claim_total", "total", "the column claim_total is missing"),
    (",23.50,", ",abc,", "line 3 (charge)"), (",2,J3420", ",3,J3420", "line 3 (line)"),
    ("-2,68.50", "-2,68.51", "line 3 (claim_total)"),
    ("\"Marlowe, Ida\"", "\"Marlowe", "line 3, column 143"),
  ])
  func faultsAreToldWithTheirPlace(old: String, new: String, place: String) throws {
    let text = table([try Fixtures.sampleA()]).text.replacing(old, with: new)
    do throws(ClaimCSVError) {
      var reader = try ClaimCSVReader(bytes: Array(text.utf8))
      while try reader.next() != nil {}
      Issue.record("a faulty table was read")
    } catch {
      #expect(error.description.hasPrefix(place), "\(error)")
    }
  }
}
