import Claims
import Glibc
import Harness
import Practice
import Testing
import Text

/// Writes random claims to files for validators that others wrote (Tests/Conformance/claims.sh).
@Suite struct RandomClaimFile {
  private static let folder = getenv("SHOTS_RANDOM_CLAIMS").map { String(cString: $0) }

  @Test(.enabled(if: folder != nil), arguments: [UInt64(101), 102])
  func forTheValidators(seed: UInt64) throws {
    let folder = try #require(Self.folder)
    var random = try RandomClaims(seed: seed)
    var writer = ProfessionalClaimWriter(
      envelope: try Fixtures.envelope(batch: Int64(seed)),
      billingProvider: try Fixtures.practice(),
      format: .init(lineEnds: seed % 2 == 0 ? .lf : .none, claimsPerTransactionSet: 100),
      to: ByteWriter())
    for _ in 0..<300 { try writer.write(try random.next()) }
    try File.write(
      try writer.finishInMemory().bytes, to: "\(folder)/random-\(seed).837", mode: 0o644)
  }
}
