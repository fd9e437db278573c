import Practice
import Text
import X12

/// Writes claims as an 837P file (005010X222A1), one claim after the other: memory does not depend
/// on how many there are.
///
///     var writer = ProfessionalClaimWriter(
///       envelope: envelope, billingProvider: practice, to: ByteWriter(descriptor: file))
///     for claim in claims { try writer.write(claim) }
///     let written = try writer.finish()
///
/// A claim that has a problem is refused before any of it is written, so a batch can go on
/// without it. The same claims and envelope give the same bytes.
public struct ProfessionalClaimWriter: ~Copyable {
  /// What receivers want differently.
  public struct Format: Hashable, Sendable {
    /// The most claims that a transaction set may have; Medicare refuses more (guide §9).
    public static let mostClaimsPerTransactionSet = 5_000

    /// What stands after every segment. Some receivers take only one long line.
    public var lineEnds: ReceiverProfile.LineEnds
    /// The edition of the guide (GS08, ST03).
    public var guide: ReceiverProfile.Guide
    /// After how many claims a new transaction set begins; held between 1 and 5,000.
    public var claimsPerTransactionSet: Int

    /// The usual format.
    public init(
      lineEnds: ReceiverProfile.LineEnds = .lf,
      guide: ReceiverProfile.Guide = .addendum1,
      claimsPerTransactionSet: Int = mostClaimsPerTransactionSet
    ) {
      self.lineEnds = lineEnds
      self.guide = guide
      self.claimsPerTransactionSet = claimsPerTransactionSet
    }

    /// The format that a receiver asks for.
    public init(_ receiver: ReceiverProfile) {
      self.init(
        lineEnds: receiver.lineEnds, guide: receiver.guide,
        claimsPerTransactionSet: receiver.claimsPerSet)
    }
  }

  let envelope: BatchEnvelope
  /// The practice that sends the file (1000A).
  let submitter: BillingProvider
  var x12: X12Writer
  /// GS08 and ST03.
  let guide: String
  private let claimsPerSet: Int
  private var written = WrittenFile()
  private var claimsInSet = 0
  /// The number of the transaction set.
  private(set) var sets = 0
  private var failure: ClaimError?
  /// The billing provider of the last claim, which has no problem.
  private var billing: BillingProvider
  /// The HL01 of the billing provider, to which subscribers point; 0 before the first of a set.
  private(set) var billingLevel = 0
  /// The last HL01 of the set.
  var level = 0

  /// A writer that takes over `output`. Nothing is written before the first claim.
  public init(
    envelope: BatchEnvelope, billingProvider: BillingProvider, format: Format = Format(),
    to output: consuming ByteWriter
  ) {
    self.envelope = envelope
    submitter = billingProvider
    billing = billingProvider
    guide = format.guide.rawValue
    x12 = X12Writer(output, lineEnd: ProfessionalClaimWriter.lineEnd(format.lineEnds))
    claimsPerSet = min(
      max(format.claimsPerTransactionSet, 1), Format.mostClaimsPerTransactionSet)
  }

  private static func lineEnd(_ ends: ReceiverProfile.LineEnds) -> X12Writer.LineEnd {
    switch ends {
    case .lf: .lf
    case .crlf: .crlf
    case .none: .none
    }
  }

  /// What was written so far.
  public var progress: WrittenFile { written }

  /// Writes one claim: one HL of level 22, and of level 23 for a dependent. A claim of another
  /// billing provider than the one before begins a new level 20.
  ///
  /// A claim with a problem is not written, and writing can go on with the next one; after any
  /// other error the file is lost and the same error comes again.
  public mutating func write(_ claim: Claim) throws(ClaimError) {
    if let failure { throw failure }
    // Asked once: it compares some twenty texts.
    let isSameBilling = written.claims > 0 && claim.billingProvider == billing
    try check(claim, checksBilling: !isSameBilling)
    do throws(X12Error) {
      try begin(claim, isSameBilling: isSameBilling)
      try writeSubscriber(claim)
      try writeClaim(claim)
      let date = ClaimText.compact(claim.date)
      for (index, line) in claim.lines.enumerated() {
        try writeLine(line, of: claim, at: index + 1, on: date)
      }
    } catch {
      throw lose(error, claim.number.text)
    }
    claimsInSet += 1
    written.count(claim)
  }

  /// Hands what was written so far to the descriptor, for a reader that follows. The last claim
  /// ends where the next one begins, so all but that one can be read.
  public mutating func flush() throws(OutputError) { try x12.flush() }

  /// Ends the file and hands every byte to the descriptor.
  ///
  /// Throws ``ClaimError`` when there is no claim in it and `OutputError` when a byte could not
  /// be written. A writer over memory ends with ``finishInMemory()``.
  public consuming func finish() throws -> WrittenFile {
    try end()
    var output = x12.finish()
    try output.flush()
    written.bytes = output.bytesWritten
    return written
  }

  /// Ends a file that was written into memory, and gives its bytes.
  public consuming func finishInMemory() throws -> (file: WrittenFile, bytes: [UInt8]) {
    try end()
    let bytes = x12.finish().finish()
    written.bytes = Int64(bytes.count)
    return (written, bytes)
  }

  /// The bytes that a file of so many claims has around them: what tells one receiver, and a test,
  /// from another.
  public consuming func finishWithoutClaims(_ claims: Int) throws -> [UInt8] {
    try beginFile()
    repeat {
      sets += 1
      try beginSet()
      try x12.endSet()
    } while sets * claimsPerSet < claims
    try x12.endGroup()
    try x12.endInterchange()
    return x12.finish().finish()
  }

  private func check(_ claim: Claim, checksBilling: Bool) throws(ClaimError) {
    if written.claims == 0 {
      let problems = ClaimCheck.problems(envelope, submitter)
      if !problems.isEmpty { throw ClaimError(claim: nil, problems: problems) }
    }
    var findings = ClaimFindings()
    if checksBilling { findings.checkBilling(claim.billingProvider) }
    findings.check(claim, today: envelope.day)
    if !findings.problems.isEmpty {
      throw ClaimError(claim: claim.number.text, problems: findings.problems)
    }
  }

  /// Opens what the claim needs: file, transaction set, billing provider.
  private mutating func begin(_ claim: Claim, isSameBilling: Bool) throws(X12Error) {
    if sets == 0 { try beginFile() }
    if claimsInSet == claimsPerSet { try endSet() }
    if claimsInSet == 0 {
      sets += 1
      try beginSet()
      level = 0
      billingLevel = 0
    }
    if isSameBilling && billingLevel > 0 { return }
    billing = claim.billingProvider
    level += 1
    billingLevel = level
    try writeBilling(billing)
  }

  private mutating func endSet() throws(X12Error) {
    try x12.endSet()
    claimsInSet = 0
  }

  private mutating func end() throws(ClaimError) {
    if let failure { throw failure }
    if written.claims == 0 {
      throw ClaimError(
        claim: nil, field: "ST", message: "no claim was written",
        why: "a file without a transaction set is refused")
    }
    do throws(X12Error) {
      try endSet()
      try x12.endGroup()
      try x12.endInterchange()
    } catch {
      throw lose(error, nil)
    }
    written.segments = x12.segmentsWritten
    written.transactionSets = sets
  }

  /// What the check let through and X12 cannot carry: a fault of this program, told like any other.
  private mutating func lose(_ error: X12Error, _ claim: String?) -> ClaimError {
    let element = error.element.map { " element \($0)" } ?? ""
    let lost = ClaimError(
      claim: claim, field: error.segmentID + element, message: error.reason,
      why: "the file cannot be read with it")
    failure = lost
    return lost
  }
}
