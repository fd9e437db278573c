import Practice
import Text

/// A fault in a print image and where it is. Names places, never what stands there.
public struct PaperReadError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The page, from 1.
  public let page: Int
  /// The line of the page, from 1.
  public let line: Int
  /// What is wrong.
  public let message: String

  /// `page 3, line 46: item 24F of line 1 is not an amount`.
  public var description: String { "page \(page), line \(line): \(message)" }
}

/// Reads a print image of ``PaperClaimWriter`` back into boxes, claim by claim: the forms that
/// follow each other with one claim number belong together (item 26).
public struct PaperClaimReader: ~Copyable {
  private var reader: ByteReader
  private let layout: PaperLayout
  private var pending: ReadPaperForm?
  private var isAtEnd = false
  /// How many pages were read so far.
  public private(set) var pages = 0

  /// A reader over an open descriptor, for pages of this layout.
  public init(descriptor: Int32, layout: PaperLayout) {
    reader = ByteReader(descriptor: descriptor, capacity: 1 << 16)
    self.layout = layout
  }

  /// A reader over bytes in memory.
  public init(bytes: [UInt8], layout: PaperLayout) {
    reader = ByteReader(bytes: bytes, capacity: 1 << 16)
    self.layout = layout
  }

  /// The forms of the next claim; nil at the end.
  public mutating func next() throws(PaperReadError) -> [ReadPaperForm]? {
    var forms: [ReadPaperForm] = []
    while let form = try nextForm() {
      if let first = forms.first, first.text(.claimNumber) != form.text(.claimNumber) {
        pending = form
        break
      }
      forms.append(form)
    }
    return forms.isEmpty ? nil : forms
  }

  private mutating func nextForm() throws(PaperReadError) -> ReadPaperForm? {
    if let form = pending {
      pending = nil
      return form
    }
    guard !isAtEnd else { return nil }
    pages += 1
    var form = ReadPaperForm(page: pages)
    for line in 1...PaperBox.pageLines { try readLine(line, into: &form) }
    try readBreak()
    return form
  }

  private mutating func readLine(
    _ line: Int, into form: inout ReadPaperForm
  ) throws(PaperReadError) {
    while true {
      let window = reader.window
      if let end = window.firstIndex(of: UInt8(ascii: "\n")) {
        var text = UnsafeBufferPointer(rebasing: window[..<end])
        if text.last == UInt8(ascii: "\r") { text = UnsafeBufferPointer(rebasing: text.dropLast()) }
        try form.set(text, line: line, layout)
        reader.consume(end + 1)
        return
      }
      if reader.isComplete || window.count > 4 * PaperBox.pageColumns {
        throw fault(line, "the page has fewer than \(PaperBox.pageLines) lines")
      }
      try refill(line)
    }
  }

  /// After a page comes a form feed or the end.
  private mutating func readBreak() throws(PaperReadError) {
    if reader.window.isEmpty, !reader.isComplete { try refill(PaperBox.pageLines) }
    guard let byte = reader.window.first else {
      isAtEnd = true
      return
    }
    guard byte == PaperClaimWriter.formFeed else {
      throw fault(PaperBox.pageLines, "no form feed follows the page")
    }
    reader.consume(1)
  }

  private mutating func refill(_ line: Int) throws(PaperReadError) {
    do { try reader.refill() } catch {
      throw fault(line, "the file cannot be read: system error \(error.errno)")
    }
  }

  private func fault(_ line: Int, _ message: String) -> PaperReadError {
    PaperReadError(page: pages, line: line, message: message)
  }
}
