import Claims
import Practice
import Storage
import Text

/// What a file of claims is, compared with the ledger.
public struct FileCheck: Sendable {
  /// How many bytes it has.
  public var size: Int64 = 0
  /// Its SHA-256.
  public var sha256 = ""
  /// What it says about itself; as far as it could be read.
  public var envelope: ReadEnvelope?
  /// The batch whose file it is, by its bytes, or by its receiver and control number.
  public var batch: Batch?
  /// Whether its bytes are those that the batch was written with; nil when nothing is known.
  public var isSameBytes: Bool?
  /// Claims in the file that the ledger does not know.
  public var unknown: [String] = []
  /// Claims that the ledger knows otherwise, with the places.
  public var different: [(number: String, places: [String])] = []
  /// Claims of the batch that are not in the file.
  public var missing: [String] = []
  /// Claims that stand in the file more than once.
  public var twice: [String] = []
  /// Where the envelope says something else than that of the batch, or the claims stand in another
  /// order.
  public var envelopeDifferences: [String] = []
  /// Line ends and separators that differ, which say nothing.
  public var formDifferences: [String] = []
  /// Whether the batch was found by its claims, since no batch has its receiver and number.
  public var isByClaims = false
  /// Why the file cannot be read any further, with segment, element and byte.
  public var fault: String?

  /// Whether the file is whole and says what the ledger says.
  public var isWhole: Bool {
    saysTheSame && isSameBytes == true
  }

  /// Whether it says what the batch says, whatever its bytes.
  public var saysTheSame: Bool {
    fault == nil && batch != nil && unknown.isEmpty && different.isEmpty && missing.isEmpty
      && twice.isEmpty && envelopeDifferences.isEmpty
  }
}

extension Desk {
  /// Reads any 837P file, of ours or not, and compares it with the ledger. A file of ours in
  /// another form is known by its bytes: they were read back and compared when it was written.
  public func verify(file path: String) throws -> FileCheck {
    let input = try InputFile(path)
    var check = FileCheck()
    (check.size, check.sha256) = try input.digest()
    try input.rewind()
    let own = try ledger.batches(in: .written).first { $0.sha256 == check.sha256 }
    if let own, own.format != .professional {
      check.batch = own
      check.isSameBytes = true
      return check
    }
    var reader = ProfessionalClaimReader(descriptor: input.descriptor)
    var comparison = FileComparison()
    do {
      while let read = try reader.next() {
        if comparison.isFirst {
          check.batch = try batch(of: reader.envelope)
          if check.batch == nil, let batch = try batch(ofClaim: read.number) {
            check.batch = batch
            check.isByClaims = true
          }
          if let batch = check.batch {
            try ledger.eachClaim(of: batch) { comparison.expect($0.claim.number.text, $0.id) }
          }
        }
        try compare(read, &comparison, &check)
      }
    } catch let error as ClaimReadError {
      check.fault = error.description
    }
    check.envelope = reader.envelope
    check.missing = comparison.missing
    check.twice = comparison.twice
    if let batch = check.batch, let sha256 = batch.sha256 {
      check.isSameBytes = sha256 == check.sha256
      if sha256 != check.sha256 {
        try compareEnvelope(of: batch, input, &check)
        if !comparison.isInOrder, check.missing.isEmpty {
          check.envelopeDifferences.append("the claims stand in another order")
        }
      }
    }
    return check
  }

  /// Compares what stands around the claims with what the batch wrote there.
  private func compareEnvelope(
    of batch: Batch, _ input: borrowing InputFile, _ check: inout FileCheck
  ) throws {
    guard batch.format == .professional else { return }
    let expected = try writer(of: batch, to: ByteWriter()).finishWithoutClaims(batch.claims)
    try input.rewind()
    check.envelopeDifferences = FileEnvelope(descriptor: input.descriptor)
      .differences(from: FileEnvelope(bytes: expected))
    if let form = FileForm(beginning: input.beginning(108)),
      let own = FileForm(beginning: expected)
    {
      check.formDifferences = form.differences(from: own)
    }
  }

  private func compare(
    _ read: ReadClaim, _ comparison: inout FileComparison, _ check: inout FileCheck
  ) throws {
    comparison.saw(read.number)
    guard let id = try comparison.claim(read.number) ?? claimID(read.number),
      let stored = try ledger.claim(id)
    else {
      check.unknown.append(read.number)
      return
    }
    let places = ReadBack.differences(stored.claim, read)
    if !places.isEmpty { check.different.append((read.number, places)) }
  }

  /// The batch that was sent to this receiver under this control number.
  private func batch(of envelope: ReadEnvelope) throws -> Batch? {
    guard let interchange = Int(envelope.interchange) else { return nil }
    return try ledger.batches().first {
      $0.envelope.interchange == interchange
        && $0.receiver.text.uppercased() == envelope.receiver.uppercased()
    }
  }

  private func claimID(_ number: String) throws -> Claim.ID? {
    try (try? ClaimNumber(number)).flatMap { try ledger.claimID($0) }
  }

  private func batch(ofClaim number: String) throws -> Batch? {
    guard let id = try claimID(number), let claim = try ledger.claim(id),
      let batch = try ledger.batch(claim.batch),
      batch.format == .professional
    else { return nil }
    return batch
  }
}

/// Which claims of a batch were seen.
private struct FileComparison {
  private var expected: [String] = []
  private var claims: [String: Claim.ID] = [:]
  private var seen: Set<String> = []
  private(set) var twice: [String] = []
  private(set) var isInOrder = true

  var isFirst: Bool { seen.isEmpty }
  var missing: [String] { expected.filter { !seen.contains($0) }.sorted() }

  /// The claim of the batch that went under a number: some payers get the number of the claim that
  /// it replaces.
  func claim(_ number: String) -> Claim.ID? { claims[number] }

  mutating func expect(_ number: String, _ claim: Claim.ID) {
    expected.append(number)
    claims[number] = claim
  }
  mutating func saw(_ number: String) {
    let place = seen.count
    if seen.insert(number).inserted {
      if place < expected.count, expected[place] != number { isInOrder = false }
    } else {
      twice.append(number)
    }
  }
}
