import Claims
import Glibc
import Practice
import Storage
import Text

/// A claim as its CMS-1500 shows it.
public struct PaperCopy: Sendable {
  /// The number of the claim.
  public let number: ClaimNumber
  /// The filled forms.
  public let forms: [PaperForm]
  /// The print image.
  public let image: [UInt8]
  /// What the form does not tell.
  public let losses: [String]
}

extension Desk {
  /// A claim on paper: as its batch laid it out when it went so, else as the guide draws it. One
  /// that the form cannot carry is refused with everything that is wrong.
  public func paper(of stored: StoredClaim) throws -> PaperCopy {
    let batch = try ledger.batch(stored.batch)
    let day = batch?.envelope.day ?? today
    let layout =
      batch?.format == .paper ? try ledger.paperLayout(of: stored.batch) : try paperLayout()
    var writer = PaperClaimWriter(layout: layout, signedOn: day, to: ByteWriter())
    do throws(ClaimError) { try writer.write(stored.claim) } catch {
      let problems = error.problems.map { "  \($0)" }.joined(separator: "\n")
      throw Refusal(.badData, "claim \(stored.id) cannot go on paper:\n\(problems)")
    }
    return PaperCopy(
      number: stored.claim.number, forms: stored.claim.paperForms(layout, signedOn: day),
      image: writer.finishInMemory().bytes,
      losses: PaperCheck.losses(stored.claim, layout: layout, today: day))
  }

  /// Writes a page to a new file that only its owner may read; one that is there is never replaced.
  public func writePage(_ sheet: PaperSheet, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = errno == EEXIST ? "it is there already" : String(cString: strerror(errno))
      throw Refusal(.cannotCreate, "cannot create \(path): \(reason)")
    }
    defer { close(descriptor) }
    var output = ByteWriter(descriptor: descriptor)
    sheet.write(to: &output)
    do throws(OutputError) { try output.flush() } catch {
      unlink(path)
      throw error
    }
  }
}
