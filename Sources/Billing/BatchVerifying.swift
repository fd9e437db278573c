import Claims
import Practice
import Storage

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
  /// Why the file cannot be read any further, with segment, element and byte.
  public var fault: String?

  /// Whether the file is whole and says what the ledger says.
  public var isWhole: Bool {
    fault == nil && unknown.isEmpty && different.isEmpty && missing.isEmpty && isSameBytes == true
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
          if let batch = check.batch { comparison.expect(try claimNumbers(of: batch)) }
        }
        try compare(read, &comparison, &check)
      }
    } catch let error as ClaimReadError {
      check.fault = error.description
    }
    check.envelope = reader.envelope
    check.missing = comparison.missing
    if let batch = check.batch, let sha256 = batch.sha256 {
      check.isSameBytes = sha256 == check.sha256
    }
    return check
  }

  private func compare(
    _ read: ReadClaim, _ comparison: inout FileComparison, _ check: inout FileCheck
  ) throws {
    comparison.saw(read.number)
    guard let number = try? ClaimNumber(read.number), let id = try ledger.claimID(number),
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

  private func claimNumbers(of batch: Batch) throws -> [String] {
    try ledger.claimSummaries(batch: batch.id, limit: Int.max).map(\.number.text)
  }
}

/// Which claims of a batch were seen.
private struct FileComparison {
  private var expected: [String] = []
  private var seen: Set<String> = []

  var isFirst: Bool { seen.isEmpty }
  var missing: [String] { expected.filter { !seen.contains($0) }.sorted() }

  mutating func expect(_ numbers: [String]) { expected = numbers }
  mutating func saw(_ number: String) { seen.insert(number) }
}
