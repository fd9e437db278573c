import Text

/// Writes X12 segments and counts them.
///
///     writer.begin("SV1")
///     writer.element("HC")
///     writer.component("96372")
///     writer.element(cents: 4500)
///     try writer.end()
///
/// Empty elements and components at the end of their segment or element are left out. The first
/// fault in data is kept and thrown by ``end()``, and by every later one: what was written then
/// is no valid file and must be thrown away. The calls for elements stay free of `try`.
public struct X12Writer: ~Copyable {
  /// What follows each segment's terminator.
  public enum LineEnd: String, Hashable, Sendable {
    /// Nothing.
    case none = ""
    /// A line feed, which makes the file readable.
    case lf = "\n"
    /// A carriage return and a line feed.
    case crlf = "\r\n"
  }

  /// The delimiters of the file.
  public let delimiters: Delimiters
  /// How many segments the open transaction set has so far, its ST included.
  public internal(set) var segmentsInSet = 0
  /// How many segments were ended.
  public private(set) var segmentsWritten = 0

  var output: ByteWriter
  var open = OpenEnvelopes()
  private let allowed: X12Characters
  private let lineEnd: LineEnd
  private var failure: X12Error?
  private var id = ""
  private var elementNumber = 0
  private var hasData = false
  // Separators that are due before the next data, and are dropped when none follows.
  private var dueElements = 0
  private var dueRepetitions = 0
  private var dueComponents = 0

  /// A writer that takes over `output`; ``finish()`` gives it back.
  public init(
    _ output: consuming ByteWriter, delimiters: Delimiters = .standard,
    characters: X12Characters = .basic, lineEnd: LineEnd = .lf
  ) {
    self.output = output
    self.delimiters = delimiters
    self.lineEnd = lineEnd
    allowed = characters.removing(delimiters)
  }

  /// Hands the segments that are ended to the descriptor.
  public mutating func flush() throws(OutputError) { try output.flush() }

  /// Ends writing and gives the output back, not yet flushed.
  public consuming func finish() -> ByteWriter {
    precondition(id.isEmpty, "X12: a segment was not ended")
    return output
  }

  /// Gives the output back after an error in the middle of a file.
  consuming func abandon() -> ByteWriter { output }

  /// Begins a segment. Its id is part of the program, never data.
  public mutating func begin(_ id: String) {
    precondition(self.id.isEmpty, "X12: the segment before was not ended")
    precondition(id.utf8.count == 2 || id.utf8.count == 3, "X12: an id has 2 or 3 characters")
    self.id = id
    elementNumber = 0
    hasData = false
    output.write(id)
  }

  /// Begins the next element, with its text or first component.
  public mutating func element(_ text: String) {
    nextElement()
    data(text)
  }

  /// Begins the next element, with its bytes.
  public mutating func element(utf8 bytes: Span<UInt8>) {
    nextElement()
    bytes.withUnsafeBufferPointer { data($0) }
  }

  /// Begins the next element, with a whole number.
  public mutating func element(_ number: Int) {
    nextElement()
    separate()
    output.write(number)
  }

  /// Begins the next element, with an amount: as few decimals as it needs.
  public mutating func element(cents: Int64) {
    nextElement()
    separate()
    output.write(cents: cents, trimmingZeros: true)
  }

  /// Leaves the next elements empty.
  public mutating func skip(_ count: Int = 1) {
    for _ in 0..<count { nextElement() }
  }

  /// Adds a component to the current element.
  public mutating func component(_ text: String) {
    precondition(elementNumber > 0, "X12: a component without an element")
    dueComponents += 1
    data(text)
  }

  /// Adds a component to the current element, with its bytes.
  public mutating func component(utf8 bytes: Span<UInt8>) {
    precondition(elementNumber > 0, "X12: a component without an element")
    dueComponents += 1
    bytes.withUnsafeBufferPointer { data($0) }
  }

  /// Begins a repetition of the current element, with its text or first component.
  public mutating func repetition(_ text: String) {
    precondition(elementNumber > 0, "X12: a repetition without an element")
    dueRepetitions += 1
    dueComponents = 0
    data(text)
  }

  /// Ends the segment, or throws the first fault in data since the beginning of the file.
  public mutating func end() throws(X12Error) {
    if !hasData { fail(.emptySegment, element: nil) }
    finishSegment()
    if let failure { throw failure }
  }

  /// Writes a whole segment of simple elements.
  public mutating func segment(_ id: String, _ elements: String...) throws(X12Error) {
    begin(id)
    for text in elements { element(text) }
    try end()
  }

  /// Writes a whole segment, its elements in a block.
  public mutating func segment(
    _ id: String, _ elements: (inout X12Writer) -> Void
  ) throws(X12Error) {
    begin(id)
    elements(&self)
    try end()
  }
}

extension X12Writer {
  private mutating func nextElement() {
    precondition(!id.isEmpty, "X12: an element without a segment")
    elementNumber += 1
    dueElements += 1
    dueRepetitions = 0
    dueComponents = 0
  }

  @inline(__always)
  private mutating func data(_ text: String) {
    // Every native text has contiguous storage. This borrows it; `utf8.span` of a short text
    // measured 60 % slower.
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { data($0) }
    if isDone == nil { Array(text.utf8).withUnsafeBufferPointer { data($0) } }
  }

  private mutating func data(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.isEmpty { return }
    separate()
    check(bytes)
    output.write(raw: bytes)
  }

  private mutating func separate() {
    hasData = true
    if dueElements == 1 && dueRepetitions | dueComponents == 0 {
      dueElements = 0
      return output.write(byte: delimiters.element)
    }
    output.write(byte: delimiters.element, times: dueElements)
    dueElements = 0
    if dueRepetitions | dueComponents == 0 { return }
    output.write(byte: delimiters.repetition, times: dueRepetitions)
    output.write(byte: delimiters.component, times: dueComponents)
    dueRepetitions = 0
    dueComponents = 0
  }

  private mutating func check(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes where !allowed.contains(byte) {
      let isDelimiter = delimiters.contains(byte)
      return fail(isDelimiter ? .delimiterInData : .characterNotAllowed)
    }
    let blank = UInt8(ascii: " ")
    if bytes[0] == blank || bytes[bytes.count - 1] == blank { fail(.blankAtEdge) }
  }

  /// Writes an element of the ISA: filled with blanks to its width, never left out.
  mutating func fixedElement(_ text: String, width: Int) {
    nextElement()
    separate()
    if text.utf8.count > width { fail(.tooLong(limit: width)) }
    if !text.isEmpty { text.utf8.span.withUnsafeBufferPointer { check($0) } }
    output.write(text)
    output.write(byte: UInt8(ascii: " "), times: width - text.utf8.count)
  }

  /// Writes a delimiter as an element, as ISA11 and ISA16 are.
  mutating func delimiterElement(_ byte: UInt8) {
    nextElement()
    separate()
    output.write(byte: byte)
  }

  /// Writes a control number of at most nine digits, filled with zeros.
  mutating func controlElement(_ number: Int, digits: Int = 1) {
    nextElement()
    separate()
    if !(0...999_999_999).contains(number) { fail(.badControlNumber) }
    output.write(number, digits: digits)
  }

  private mutating func finishSegment() {
    output.write(byte: delimiters.segment)
    if lineEnd != .none { output.write(lineEnd.rawValue) }
    dueElements = 0
    dueRepetitions = 0
    dueComponents = 0
    id = ""
    segmentsWritten += 1
    segmentsInSet += 1
  }

  private mutating func fail(_ kind: X12Error.Kind) {
    fail(kind, element: elementNumber)
  }

  private mutating func fail(_ kind: X12Error.Kind, element: Int?) {
    if failure != nil { return }
    failure = X12Error(
      kind, offset: output.bytesWritten, segmentID: id, segmentNumber: segmentsWritten + 1,
      numberInSet: open.isSetOpen ? segmentsInSet + 1 : 0, element: element)
  }
}

extension ByteWriter {
  /// Lends this writer to a block that writes X12; it is back afterwards, also after an error.
  public mutating func x12<Failure: Error>(
    delimiters: Delimiters = .standard, characters: X12Characters = .basic,
    lineEnd: X12Writer.LineEnd = .lf, _ body: (inout X12Writer) throws(Failure) -> Void
  ) throws(Failure) {
    var x12 = X12Writer(
      self, delimiters: delimiters, characters: characters, lineEnd: lineEnd)
    do throws(Failure) {
      try body(&x12)
    } catch {
      self = x12.abandon()
      throw error
    }
    self = x12.finish()
  }
}
