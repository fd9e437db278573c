import Claims
import Glibc
import Practice
import Storage
import Text

extension Desk {
  /// How many claims are written before they are read back: some fifty kilobytes.
  private static let portion = 100

  /// Writes the file of a batch into a folder: rendered, read back, compared, made durable, named,
  /// marked.
  ///
  /// The same batch always gives the same bytes. A file of that name with other bytes is never
  /// replaced.
  public func write(_ batch: Batch, in folder: String) throws -> (batch: Batch, path: String) {
    if batch.hasNoFile {
      throw Refusal(
        .badData,
        "batch \(batch.id) is of a claim that a payer sent on by itself; it has no file")
    }
    try BatchFolder.check(folder)
    let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let path = "\(folder)/\(batch.fileName)"
    BatchFolder.removeLeftovers(of: batch.fileName, in: folder)
    var file = try OutputFile(creating: BatchFolder.temporary(for: batch.fileName, in: folder))
    do {
      try render(batch, to: file)
      try file.sync()
      let content = try verify(batch, file.path)
      try Desk.refuseOtherBytes(batch, content.sha256)
      let manifest = Manifest(
        batch: batch, receiver: try ledger.receiver(of: batch.id), size: content.size,
        sha256: content.sha256)
      // The file appears first: a manifest without its file would be a lie.
      try file.publish(as: path) { try $0.digest().sha256 == content.sha256 }
      try writeManifest(manifest, beside: path, in: folder)
      try mark(batch, folder: folder, size: content.size, sha256: content.sha256)
    } catch {
      file.discard()
      throw error
    }
    guard let marked = try ledger.batch(batch.id) else {
      throw Refusal(.notFound, "batch \(batch.id) vanished")
    }
    return (marked, path)
  }

  /// A batch that was written once is never given a name with other bytes.
  private static func refuseOtherBytes(_ batch: Batch, _ sha256: String) throws {
    guard batch.state == .written, batch.sha256 != sha256 else { return }
    throw Refusal(
      .check,
      "batch \(batch.id) was written with other bytes before (SHA-256 \(batch.sha256 ?? "?")); "
        + "nothing was written")
  }

  private func writeManifest(
    _ manifest: Manifest, beside path: String, in folder: String
  ) throws {
    let name = Manifest.name(of: manifest.batch.fileName)
    BatchFolder.removeLeftovers(of: name, in: folder)
    var file = try OutputFile(creating: BatchFolder.temporary(for: name, in: folder))
    do {
      var output = ByteWriter(descriptor: file.descriptor)
      output.write(utf8: manifest.bytes().span)
      try output.flush()
      try file.sync()
      // One that an earlier version of the program wrote may say less, of the same file.
      try file.publish(as: Manifest.name(of: path)) { there in
        there.contains(manifest.sha256)
      }
    } catch {
      file.discard()
      throw error
    }
  }

  private func render(_ batch: Batch, to file: borrowing OutputFile) throws {
    let written: WrittenFile
    switch batch.format {
    case .professional: written = try renderReadingBack(batch, to: file)
    case .paper:
      var writer = PaperClaimWriter(
        layout: try ledger.paperLayout(of: batch.id), signedOn: batch.envelope.day,
        to: ByteWriter(descriptor: file.descriptor))
      try ledger.eachClaim(of: batch) { try writer.write($0.claim) }
      written = try writer.finish()
    case .csv:
      var writer = ClaimCSVWriter(to: ByteWriter(descriptor: file.descriptor))
      try ledger.eachClaim(of: batch) { writer.write($0.claim) }
      written = try writer.finish()
    }
    try Desk.compare(batch, claims: written.claims, lines: written.lines, total: written.total)
  }

  /// Writes claims, and reads them back out of the file on a second thread, as a receiver would:
  /// the ledger is walked once for both. Without a second thread one comes after the other.
  private func renderReadingBack(
    _ batch: Batch, to file: borrowing OutputFile
  ) throws -> WrittenFile {
    let (descriptor, path) = (file.descriptor, file.path)
    do {
      return try SideBySide.run { give in
        try write(batch, to: ByteWriter(descriptor: descriptor), give)
      } taking: { next in
        var file = try FileBesideLedger(path)
        while let claims = next() {
          for claim in claims { try file.compare(claim) }
        }
        try file.compareEnd(batch)
      }.made
    } catch is NoSecondThread {
      let written = try write(batch, to: ByteWriter(descriptor: descriptor)) { _ in }
      var file = try FileBesideLedger(path)
      try ledger.eachClaim(of: batch) { try file.compare($0.claim) }
      try file.compareEnd(batch)
      return written
    }
  }

  /// Writes the claims of a batch, and gives those that are whole in the file, a portion at a time.
  private func write(
    _ batch: Batch, to output: consuming ByteWriter, _ give: ([Claim]) throws -> Void
  ) throws -> WrittenFile {
    var writer = try writer(of: batch, to: output)
    var claims: [Claim] = []
    try ledger.eachClaim(of: batch) { stored in
      try writer.write(stored.claim)
      // The end of a claim is the beginning of the next: the last one is not whole in the file.
      if claims.count == Desk.portion {
        try writer.flush()
        try give(claims)
        claims = []
        claims.reserveCapacity(Desk.portion)
      }
      claims.append(stored.claim)
    }
    let written = try writer.finish()
    try give(claims)
    return written
  }

  /// A writer of the file of a batch, for its receiver as it was.
  func writer(
    of batch: Batch, to output: consuming ByteWriter
  ) throws -> ProfessionalClaimWriter {
    let profile = try ledger.receiver(of: batch.id)
    let practice = try ledger.practice(of: batch)
    return ProfessionalClaimWriter(
      envelope: batch.envelope, billingProvider: profile?.sender(practice) ?? practice,
      format: profile.map(ProfessionalClaimWriter.Format.init) ?? .init(), to: output)
  }

  /// Size and hash of a durable file. What was not read back while it was written is read now, and
  /// every claim compared with the ledger.
  private func verify(
    _ batch: Batch, _ path: String
  ) throws -> (size: Int64, sha256: String) {
    let input = try InputFile(path)
    switch batch.format {
    case .professional: break
    case .paper:
      let layout = try ledger.paperLayout(of: batch.id)
      var reader = PaperClaimReader(descriptor: input.descriptor, layout: layout)
      try ledger.eachClaim(of: batch) { stored in
        let read = try reader.next()
        try Desk.same(
          stored.claim,
          read.map {
            ReadBack.differences(stored.claim, $0, layout, signedOn: batch.envelope.day)
          })
      }
      guard try reader.next() == nil else { throw Desk.differs("there are more claims in it") }
    case .csv:
      var reader = try ClaimCSVReader(descriptor: input.descriptor)
      try ledger.eachClaim(of: batch) { stored in
        let read = try reader.next()
        try Desk.same(stored.claim, read.map { ReadBack.differences(stored.claim, $0) })
      }
      guard try reader.next() == nil else { throw Desk.differs("there are more claims in it") }
    }
    return try input.digest()
  }

  static func same(_ claim: Claim, _ differences: [String]?) throws {
    guard let differences else { throw differs("claim \(claim.number) is missing") }
    guard differences.isEmpty else {
      throw differs("claim \(claim.number): \(differences.joined(separator: "; "))")
    }
  }

  static func compare(_ batch: Batch, claims: Int, lines: Int, total: Money) throws {
    guard claims == batch.claims, lines == batch.lines, total == batch.total else {
      throw differs(
        "it has \(claims) claims, \(lines) lines, \(total); the ledger has \(batch.claims), "
          + "\(batch.lines), \(batch.total)")
    }
  }

  static func differs(_ how: String) -> Refusal {
    Refusal(.check, "the file is not what the ledger says: \(how). It was not given its name.")
  }

  private func mark(_ batch: Batch, folder: String, size: Int64, sha256: String) throws {
    if batch.state == .written { return }
    try ledger.write(operation("export", step: "-written-\(batch.id)")) {
      try ledger.markWritten(batch.id, folder: folder, size: size, sha256: sha256)
    }
  }
}
