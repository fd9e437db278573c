import Claims
import Harness
import Practice
import Testing
import Text
import X12

@Suite struct ReaderTests {
  private func claims(_ text: String) throws(ClaimReadError) -> [ReadClaim] {
    var reader = ProfessionalClaimReader(bytes: Array(text.utf8))
    var claims: [ReadClaim] = []
    while let claim = try reader.next() { claims.append(claim) }
    return claims
  }

  @Test func readsAReplacement() throws {
    let claim = try #require(try claims(Samples.replacement).first)
    #expect(claim.number == "LC26-000103R" && claim.frequency == "7")
    #expect(claim.payerControlNumber == "EMH26301000555")
    #expect(claim.note == "CORRECTED CLAIM - LINE 4 IS 1 GRAM NOT 500 MG")
    #expect(claim.total == Money(cents: 20_350) && claim.lines.count == 4)
    #expect(claim.others.isEmpty)
    #expect(claim.lines[2].modifiers == ["59"] && claim.lines[2].pointers == [2])
    #expect(claim.lines[3].ndcQuantity == Quantity(2) && claim.lines[3].ndcUnit == "UN")
  }

  @Test func readsABatchWithAllThatTheGuideKnows() throws {
    let claims = try claims(Samples.batch)
    #expect(claims.map(\.number) == ["LC26-000104", "LC26-000105", "LC26-000106"])
    #expect(claims.flatMap(\.others).isEmpty)
    let details = claims[0].details
    #expect(details.insuranceType == "12" && details.referring?.id == "1666666668")
    let other = try #require(details.otherPayers.first)
    #expect(other.payerID == "ZZ900" && other.claimNumber == "EMH26300000777")
    #expect(other.amounts == ["D": Money(cents: 2_600)] && other.member.first == "PAUL")
    let answer = try #require(claims[0].lines[1].details.answers.first)
    #expect(answer.paid == Money(cents: 200) && answer.date == "20261105")
    #expect(answer.adjustments.map(\.amount.cents) == [2_100, 50])
    #expect(claims[1].details.references == ["G1": "AUTH-EX-0042"])
    #expect(claims[0].supervising?.last == "QUILL" && claims[0].rendering?.id == "1888888884")
    #expect(claims[1].cover.relationship == "19" && claims[1].subscriber.first == "FRED")
    #expect(claims[1].patient.first == "FERN" && claims[1].patient.sex == "F")
    #expect(claims[1].patient.birthDate == Day(year: 2008, month: 9, day: 5))
    #expect(claims[2].date == Day(year: 2026, month: 11, day: 13))
    #expect(claims[2].lines[1].description == "EXAMPLAMAB 30 MG SUBCUTANEOUS")
    #expect(claims[2].lines[1].note == "DRUG EXAMPLAMAB DOSE 30 MG")
    #expect(claims[2].lines[3].modifiers == ["JW"])
    #expect(claims[2].lines[3].ndcQuantity == Quantity(millionths: 250_000))
    #expect(claims[2].billing.payToAddress?.line1 == "PO BOX 100")
    #expect(
      claims.map { $0.rendering?.id ?? $0.billing.npi } == [
        "1888888884", "1888888884", "1888888884",
      ])
  }

  @Test func listsWhatItDoesNotKnow() throws {
    let text = Samples.replacement.replacing("NTE*ADD", with: "K3*STATE~\nNTE*ADD")
      .replacing("SE*45", with: "SE*46")
    #expect(try claims(text).first?.others == ["K3"])
  }

  @Test func saysWhereEachClaimStands() throws {
    let places = try claims(Samples.batch).map(\.position)
    #expect(places.map(\.transactionSet) == ["0001", "0001", "0001"])
    #expect(places.map(\.firstSegment) == [15, 54, 79])
    #expect(places.map(\.claimSegment) == [22, 64, 86])
    #expect(places.map(\.lastSegment) == [53, 78, 112])
  }

  @Test(arguments: [
    ("HL*4*3*23*0", "HL*4*1*23*0", "segment 60 (HL), byte 1620: ", "HL"),
    ("HL*3*1*22*1", "HL*3*1*22*0", "(SBR), element 2", "child that does not come"),
    ("HL*5*1*22*0", "HL*6*1*22*0", "element 1", "gap"),
    ("HL*5*1*22*0", "HL*5*2*22*0", "element 2", "parent"),
    ("LX*4", "LX*5", "the line numbers do not count from 1", "lines"),
    ("CLM*LC26-000105*80", "CLM*LC26-000105*8O", "claim LC26-000105, ", "amount"),
    ("CLM*LC26-000105*80", "CLM*LC26-000105*-80", "not an amount", "negative"),
    ("*20261112~", "*20261312~", "not a date", "month 13"),
    ("DMG*D8*20080905", "DMG*D8*2008095", "not a date", "short date"),
    ("UN*10***1", "UN*1.5***1", "element 4", "broken units"),
    ("UN*10***1", "UN*10***A", "element 7", "pointer"),
    ("ABK:J4520", "ABF:J4520", "not a diagnosis", "qualifier"),
    ("HI*ABK:J4520~\n", "", "HI is missing", "no diagnosis"),
    ("NM1*QC*1*FICTION*FERN~\n", "", "NM1*QC is missing", "no patient"),
    ("CTP****1*ML~\nHL", "HL", "CTP is missing", "NDC without quantity"),
    ("ST*837*0001*005010X222A1", "ST*837*0001*005010X223A2", "not an 837P", "other guide"),
    ("GS*HC", "GS*HP", "not an 837P", "other group"),
    ("SE*113", "SE*114", "says 114", "count"), ("SE*113*0001", "SE*113*0002", "header", "control"),
    ("IEA*1*000000105~", "", "IEA is missing", "cut off"),
  ])
  func faultsAreToldWithTheirPlace(
    old: String, new: String, expected: String, _: String
  ) throws {
    var text = Samples.batch
    let range = try #require(text.firstRange(of: old))
    text.replaceSubrange(range, with: new)
    if old.contains("\n") {  // keeps the count of segments right: the fault is another one
      text.replace("SE*113", with: "SE*112")
    }
    do throws(ClaimReadError) {
      let count = try claims(text).count
      Issue.record("\(count) claims were read from a faulty file")
    } catch {
      #expect(error.description.contains(expected), "\(error)")
      #expect(error.segmentNumber > 0)
    }
  }

  @Test func anErrorComesAgain() throws {
    let text = Samples.batch.replacing("LX*2", with: "LX*9")
    var reader = ProfessionalClaimReader(bytes: Array(text.utf8))
    let first = #expect(throws: ClaimReadError.self) { try claims(text) }
    for _ in 0..<2 {
      do throws(ClaimReadError) {
        _ = try reader.next()
        Issue.record("no error")
      } catch { #expect(error == first) }
    }
  }

  @Test func everyTruncationIsAnError() throws {
    let whole = Array(Samples.replacement.utf8)
    // The last byte is the terminator: without it the last segment is not whole.
    for length in 0..<whole.count - 1 {
      var reader = ProfessionalClaimReader(bytes: Array(whole[..<length]))
      #expect(throws: ClaimReadError.self) {
        while try reader.next() != nil {}
      }
    }
  }

  @Test(arguments: Array(1...8).map { UInt64($0) })
  func damageNeverTraps(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let whole = Array(Samples.batch.utf8)
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 106..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2:
          let delimiters = Array("*:~^".utf8)
          bytes.insert(delimiters[Int.random(in: 0..<4, using: &random)], at: place)
        default:
          let end = min(place + Int.random(in: 1...200, using: &random), bytes.count)
          bytes.replaceSubrange(place..<end, with: whole[106..<106 + (end - place)])
        }
      }
      var reader = ProfessionalClaimReader(bytes: bytes)
      do throws(ClaimReadError) {
        while try reader.next() != nil {}
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test func otherDelimitersAndLineEndsAreTaken() throws {
    let text = Samples.batch.replacing("*", with: "|").replacing(":", with: ">")
      .replacing("~", with: "'").replacing("\n", with: "\r\n")
    #expect(try claims(text) == claims(Samples.batch))
  }

  @Test func nothingInTheFileIsAnError() {
    #expect(throws: ClaimReadError.self) { try claims("") }
    #expect(throws: ClaimReadError.self) { try claims("claim_number,frequency\r\n") }
  }
}
