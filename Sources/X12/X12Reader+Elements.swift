/// Elements are numbered as in the guides: element 1 is the first after the id. What a segment
/// does not have is empty.
extension X12Reader {
  /// The segment's id, such as `NM1`.
  public var id: String {
    ends.count == 0 ? "" : text(0..<ends[0])
  }

  /// How many elements the segment has, up to its last separator.
  public var elementCount: Int { max(ends.count - 1, 0) }

  /// Whether an element is empty or missing.
  public func isEmpty(_ number: Int) -> Bool { field(number).isEmpty }

  /// The text of an element.
  public func element(_ number: Int) -> String { text(field(number)) }

  /// Lends the bytes of an element, which are valid UTF-8, without copying them.
  public func withElement<Result: ~Copyable, Failure: Error>(
    _ number: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(rebasing: segment[field(number)]).span)
  }

  /// How often an element is repeated; 0 when it is empty.
  public func repetitionCount(_ number: Int) -> Int {
    count(in: field(number), delimiters.repetition)
  }

  /// The text of one repetition of an element, counted from 1.
  public func repetition(_ number: Int, _ repetition: Int) -> String {
    text(part(repetition, of: field(number), delimiters.repetition))
  }

  /// How many components an element, or one repetition of it, has; 0 when it is empty.
  public func componentCount(_ number: Int, repetition: Int = 1) -> Int {
    count(in: part(repetition, of: field(number), delimiters.repetition), delimiters.component)
  }

  /// The text of a component, counted from 1, of an element or one repetition of it.
  public func component(_ number: Int, _ component: Int, repetition: Int = 1) -> String {
    let whole = part(repetition, of: field(number), delimiters.repetition)
    return text(part(component, of: whole, delimiters.component))
  }

  /// The value of an element that is a whole number with an optional minus; nil for anything
  /// else and for what does not fit.
  public func int(_ number: Int) -> Int? {
    let bytes = segment[field(number)]
    if bytes.first == UInt8(ascii: "+") { return nil }  // Swift allows it, X12 does not
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  /// The amount of an element of type R in cents; nil when it is empty, not a number, finer than
  /// cents or too large.
  public func cents(_ number: Int) -> Int64? {
    X12Text.cents(UnsafeBufferPointer(rebasing: segment[field(number)]))
  }

  private func field(_ number: Int) -> Range<Int> {
    precondition(number >= 1, "elements are numbered from 1")
    if number >= ends.count { return 0..<0 }
    return ends[number - 1] + 1..<ends[number]
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: segment[range]), as: UTF8.self)
  }

  private func count(in range: Range<Int>, _ delimiter: UInt8) -> Int {
    if range.isEmpty { return 0 }
    return segment[range].reduce(1) { $1 == delimiter ? $0 + 1 : $0 }
  }

  /// The part of that number between delimiters; empty when there are fewer.
  private func part(_ number: Int, of range: Range<Int>, _ delimiter: UInt8) -> Range<Int> {
    precondition(number >= 1, "components and repetitions are numbered from 1")
    let bytes = segment[range]
    var start = range.lowerBound
    for _ in 1..<number {
      guard let end = bytes[start...].firstIndex(of: delimiter) else { return 0..<0 }
      start = end + 1
    }
    return start..<(bytes[start...].firstIndex(of: delimiter) ?? range.upperBound)
  }
}
