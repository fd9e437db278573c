import Practice
import Text

/// Writes claims as a CMS-1500 print image: 66 lines a form, a form feed between forms. The same
/// claims, layout and day always give the same bytes.
public struct PaperClaimWriter: ~Copyable {
  private let layout: PaperLayout
  private let day: Day
  private var output: ByteWriter
  private var written = WrittenFile()
  private let blankPage: PaperPage

  /// A writer that takes over `output`. `day` is the day on which the batch was made: it dates the
  /// signature.
  public init(layout: PaperLayout, signedOn day: Day, to output: consuming ByteWriter) {
    self.layout = layout
    self.day = day
    self.output = output
    blankPage = PaperPage(layout)
  }

  /// Writes the forms of a claim. One that the form cannot carry is refused with everything that is
  /// wrong, and nothing of it is written.
  public mutating func write(_ claim: Claim) throws(ClaimError) {
    let forms = claim.paperForms(layout, signedOn: day)
    let problems = PaperCheck.problems(claim, forms, layout: layout, today: day)
    guard problems.isEmpty else {
      throw ClaimError(claim: claim.number.text, problems: problems)
    }
    for form in forms {
      if written.segments > 0 { output.write(byte: Self.formFeed) }
      var page = blankPage
      page.fill(form)
      page.write(to: &output)
      written.segments += 1
    }
    written.count(claim)
  }

  static let formFeed: UInt8 = 0x0C

  /// Ends the file and hands every byte to the descriptor. Its pages are told as segments.
  public consuming func finish() throws(OutputError) -> WrittenFile {
    try output.flush()
    written.bytes = output.bytesWritten
    return written
  }

  /// Ends a file that was written into memory, and gives its bytes.
  public consuming func finishInMemory() -> (file: WrittenFile, bytes: [UInt8]) {
    let bytes = output.finish()
    written.bytes = Int64(bytes.count)
    return (written, bytes)
  }
}
