import Testing
import X12

@Suite struct X12ErrorTests {
  private let sample = Samples.acknowledgement

  /// The first fault after `old` was replaced in the sample.
  private func fault(_ old: String, _ new: String) throws -> X12Error {
    try #require(sample.contains(old))
    return try #require(readX12(sample.replacing(old, with: new, maxReplacements: 1)).error)
  }

  @Test(arguments: [
    ("", X12Error.Kind.emptyFile), ("\r\n \n", .emptyFile), ("mrn,name\n", .notX12),
    ("PK\u{3}\u{4}", .notX12), ("ISA*00*  ", .truncatedISA), ("IS", .notX12),
  ])
  func recognisesWhatIsNoX12(text: String, kind: X12Error.Kind) {
    #expect(readX12(text).error?.kind == kind)
  }

  @Test func namesTheElementOfAnISAThatIsNotFixedWidth() throws {
    let short = try fault("EXCH01         *", "EXCH01*")
    #expect(short.kind == .isaWidth && short.element == 6 && short.segmentID == "ISA")
    let long = try fault("*261102*", "*20261102*")
    #expect(long.kind == .isaWidth && long.element == 9)
  }

  @Test(arguments: [
    ("*^*00501", "*:*00501", X12Error.Kind.duplicateDelimiter),
    ("*^*00501", "*U*00501", .unusableDelimiter(.repetition)),
    ("*T*:~", "*T*7~", .unusableDelimiter(.component)),
    ("*T*:~", "*T*: ", .unusableDelimiter(.segment)), ("*T*:~", "*T*::", .duplicateDelimiter),
    ("*T*:~", "*T**~", .duplicateDelimiter),
  ])
  func refusesUnusableDelimiters(old: String, new: String, kind: X12Error.Kind) throws {
    #expect(try fault(old, new).kind == kind)
  }

  @Test(arguments: [
    ("SE*11*", "SE*12*", X12Error.Kind.countMismatch(declared: 12, counted: 11), 1),
    ("SE*11*", "SE*99999999999999999999*", .badCount, 1), ("SE*11*", "SE*x*", .badCount, 1),
    ("*0001~\nGE", "*1~\nGE", .controlNumberMismatch, 2),
    ("GE*1*", "GE*2*", .countMismatch(declared: 2, counted: 1), 1),
    ("GE*1*9120", "GE*1*9121", .controlNumberMismatch, 2),
    ("IEA*1*", "IEA*0*", .countMismatch(declared: 0, counted: 1), 1),
    ("IEA*1*000009120", "IEA*1*9120", .controlNumberMismatch, 2),
  ])
  func checksTrailers(old: String, new: String, kind: X12Error.Kind, element: Int) throws {
    let error = try fault(old, new)
    #expect(error.kind == kind)
    #expect(error.element == element)
  }

  @Test(arguments: [
    ("SE*11*0001~\n", "", X12Error.Kind.missingTrailer("SE")),
    ("GE*1*9120~\n", "", .missingTrailer("GE")),
    ("IEA*1*000009120~\n", "", .missingTrailer("IEA")),
    ("GE*1*9120~\nIEA*1*000009120~\n", "", .missingTrailer("GE")),
    ("AK1*", "ST*999*0002~AK1*", .missingTrailer("SE")),
    ("AK1*", "ISA*00~AK1*", .missingTrailer("SE")),
    ("ST*999*0001*005010X231A1~\n", "", .misplacedSegment),
    ("GS*", "REF*1~GS*", .misplacedSegment), ("GE*1*", "SE*1*1~GE*1*", .misplacedSegment),
    ("AK1*", "TA1*1~AK1*", .misplacedSegment), ("GE*1*", "GE1*1*", .misplacedSegment),
    ("AK1*", "ak1*", .badSegmentID), ("AK1*", "A*", .badSegmentID), ("AK1*", "*", .badSegmentID),
    ("AK1*", "PATIENT NAME*", .badSegmentID), ("AK1*", "~", .badSegmentID),
    ("IEA*1*000009120~\n", "IEA*1*000009120", .unterminatedSegment),
    ("IEA*1*000009120~\n", "IEA*1*000009120~\nx", .notX12),
  ])
  func checksTheOrderOfEnvelopes(old: String, new: String, kind: X12Error.Kind) throws {
    #expect(try fault(old, new).kind == kind)
  }

  @Test func placesFaultsOfCharacters() throws {
    let control = try fault("*7*QQ", "*7*Q\nQ")
    #expect(control.kind == .controlCharacter)
    #expect(control.segmentID == "IK4" && control.element == 4)
    let place = try #require(sample.firstRange(of: "*QQ"))
    let offset = sample.utf8.distance(from: sample.startIndex, to: place.lowerBound) + 2
    #expect(control.offset == Int64(offset))
    #expect(control.segmentNumber == 10 && control.numberInSet == 7)
    var bytes = Array(sample.utf8)
    bytes[offset] = 0xE9  // Latin-1 é
    let encoding = try #require(readX12(bytes: bytes).error)
    #expect(encoding.kind == .invalidUTF8)
    #expect(encoding.offset == Int64(offset) && encoding.element == 4)
  }

  @Test func boundsTheLengthOfASegment() throws {
    let long = String(repeating: "X", count: X12Reader.segmentLimit)
    let error = try fault("*7*QQ", "*7*\(long)")
    #expect(error.kind == .segmentTooLong)
    #expect(error.segmentID == "IK4")
    let stars = String(repeating: "*", count: X12Reader.segmentLimit - 100)
    #expect(readX12(sample.replacing("*7*QQ", with: "*7*\(stars)")).error == nil)
  }

  @Test func aBrokenFileNeverLooksComplete() throws {
    var reader = X12Reader(bytes: Array(sample.replacing("SE*11*", with: "SE*12*").utf8))
    var errors = 0
    for _ in 0..<50 {
      do throws(X12Error) {
        if try !reader.next() { Issue.record("end reached") }
      } catch {
        errors += 1
      }
    }
    #expect(errors == 38)
  }

  @Test func messagesHavePlaceButNoData() throws {
    let error = try fault("SE*11*", "SE*12*")
    #expect(error.description == "segment 13 (SE), element 1, byte 356: says 12, but there are 11")
    #expect(!(try fault("AK1*", "JOHN DOE*")).description.contains("DOE"))
  }

  @Test func clearedBytesAtEveryPlaceNeverTrap() {
    for place in sample.utf8.indices {
      let offset = sample.utf8.distance(from: sample.startIndex, to: place)
      for byte: UInt8 in [0, 42, 126, 255] {
        var bytes = Array(sample.utf8)
        bytes[offset] = byte
        _ = readX12(bytes: bytes).error?.description
      }
      let isWhole = offset >= sample.utf8.count - 1  // all but the last line end
      #expect((readX12(bytes: Array(sample.utf8.prefix(offset))).error == nil) == isWhole)
    }
  }
}
