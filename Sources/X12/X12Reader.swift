import Text

/// A streaming reader of X12 files: gives one segment after the other and checks the envelope.
///
/// It takes the delimiters from each ISA, skips line ends after segments and reads any number of
/// interchanges. Memory does not depend on the size of the file. After an error every further
/// ``next()`` throws the same error again, so a broken file can never look complete.
public struct X12Reader: ~Copyable {
  /// The longest segment. The widest of the 5010 guides (a PLB or HI with every element at its
  /// longest) stays below 2 KB; 64 KiB leaves room for partners who are generous.
  public static let segmentLimit = 1 << 16

  /// The delimiters of the current interchange.
  public private(set) var delimiters = Delimiters.standard
  /// The number of the current segment in the file, counted from 1.
  public private(set) var segmentNumber = 0
  /// The number of the current segment in its transaction set, where ST is 1; 0 outside one.
  public var numberInSet: Int { envelope.numberInSet }

  var input: ByteReader
  var envelope = X12Envelope()
  // The current segment in the input's window, valid until the next one is looked for.
  var segment = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  // The end of each field; field 0 is the segment's id, field n the element n.
  var ends = FieldEnds()
  /// The characters of the segment's id as one number, the first one most significant; 0 when it is
  /// no proper id.
  public private(set) var tag: UInt32 = 0
  private var length = 0
  private var failure: X12Error?

  /// A reader over an open descriptor.
  public init(descriptor: Int32) {
    input = ByteReader(descriptor: descriptor, capacity: 1 << 17)
  }

  /// A reader over a file that is written meanwhile, also by another thread. Only segments that are
  /// known to be in it may be asked for: it ends where nothing more is found.
  public init(growing descriptor: Int32) {
    input = ByteReader(growing: descriptor, capacity: 1 << 17)
  }

  /// A reader over bytes in memory.
  public init(bytes: [UInt8]) {
    input = ByteReader(bytes: bytes, capacity: 1 << 17)
  }

  /// The byte of the file where the current segment begins, counted from 0.
  public var byteOffset: Int64 { input.offset }

  /// How many bytes of the file were used up to the end of the current segment.
  public var bytesRead: Int64 { input.offset + Int64(length) }

  /// Moves to the next segment; false at the end of a complete file.
  public mutating func next() throws(X12Error) -> Bool {
    if let failure { throw failure }
    do throws(X12Error) {
      return try advance()
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func advance() throws(X12Error) -> Bool {
    input.consume(length)
    length = 0
    ends.removeAll()
    tag = 0
    guard try skipLineEnds() else {
      if segmentNumber == 0 { throw X12Error(.emptyFile) }
      guard let trailer = envelope.missingTrailer else { return false }
      segmentNumber += 1  // the fault is in the segment that is not there
      throw error(.missingTrailer(trailer))
    }
    segmentNumber += 1
    if !envelope.isInInterchange { try readDelimiters() }
    try findSegment()
    if tag == 0 { throw error(.badSegmentID) }
    try checkEnvelope()
    return true
  }

  /// Skips line ends, and blanks between interchanges; false at the end of the file.
  private mutating func skipLineEnds() throws(X12Error) -> Bool {
    while true {
      let window = input.window
      let isBetween = !envelope.isInInterchange
      if let first = window.firstIndex(where: {
        $0 != 10 && $0 != 13 && !(isBetween && $0 == UInt8(ascii: " "))
      }) {
        input.consume(first)
        return true
      }
      input.consume(window.count)
      if input.isComplete { return false }
      try refill()
    }
  }

  private mutating func readDelimiters() throws(X12Error) {
    while input.window.count < ISA.length && !input.isComplete { try refill() }
    delimiters = try ISA.delimiters(of: input.window) { kind, element in
      let id = kind == .notX12 ? "" : "ISA"
      return X12Error(
        kind, offset: input.offset, segmentID: id, segmentNumber: segmentNumber,
        element: element)
    }
  }

  private mutating func findSegment() throws(X12Error) {
    while true {
      let window = input.window
      let limit = min(window.count, Self.segmentLimit)
      segment = UnsafeMutableBufferPointer(start: window.baseAddress, count: limit)
      let found = scan(segment)
      readTag()
      if let at = found.controlCharacter {
        throw error(.controlCharacter, offset: at, element: ends.count)
      }
      if found.isWhole {
        length = ends[ends.count - 1] + 1
        if found.hasHighBytes { try checkText() }
        return
      }
      if limit == Self.segmentLimit { throw error(.segmentTooLong) }
      if input.isComplete { throw error(.unterminatedSegment) }
      try refill()
    }
  }

  private struct Scan {
    var isWhole = false
    var hasHighBytes = false
    var controlCharacter: Int?
  }

  /// Notes the ends of all fields up to the segment's terminator.
  private mutating func scan(_ window: UnsafeMutableBufferPointer<UInt8>) -> Scan {
    ends.removeAll()
    var result = Scan()
    var high: UInt8 = 0
    // Locals: the optimiser keeps them in registers, fields of self it must reload.
    let (separator, terminator) = (delimiters.element, delimiters.segment)
    for (position, byte) in window.enumerated() {
      if byte == separator {
        ends.append(position)
      } else if byte == terminator {
        ends.append(position)
        result.isWhole = true
        break
      } else if byte < 0x20 || byte == 0x7F {
        if delimiters.contains(byte) { continue }
        result.controlCharacter = position
        break
      }
      high |= byte
    }
    result.hasHighBytes = high >= 0x80
    return result
  }

  private func checkText() throws(X12Error) {
    let whole = UnsafeBufferPointer(rebasing: segment[..<length])
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: whole.span)
    } catch {
      let at = error.byteOffsets.lowerBound
      let field = (0..<ends.count).first { at <= ends[$0] }
      throw self.error(.invalidUTF8, offset: at, element: field)
    }
  }

  /// Reads the id: two or three capital letters and digits.
  private mutating func readTag() {
    tag = 0
    guard ends.count > 0, ends[0] == 2 || ends[0] == 3 else { return }
    var number: UInt32 = 0
    for place in 0..<ends[0] {
      let byte = segment[place]
      let isLetter = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if !isLetter && (byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9")) { return }
      number = number << 8 | UInt32(byte)
    }
    tag = number
  }

  private mutating func refill() throws(X12Error) {
    do throws(ByteReader.Failure) {
      try input.refill()
    } catch {
      throw self.error(.unreadable(errno: error.errno))
    }
  }

  /// An error about the current segment; `offset` counts from its beginning.
  func error(_ kind: X12Error.Kind, offset: Int = 0, element: Int? = nil) -> X12Error {
    // What stands in the place of an improper id may be anything, so it is not repeated.
    X12Error(
      kind, offset: input.offset + Int64(offset), segmentID: tag == 0 ? "" : id,
      segmentNumber: segmentNumber, numberInSet: numberInSet,
      element: element == 0 ? nil : element)
  }
}
