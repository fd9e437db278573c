import Billing
import Claims
import Glibc
import Practice
import Storage
import Text

/// `shots export`: the whole command with its memory, and rendering and reading back alone.
enum ExportBenchmark {
  private static let leastClaims = 50_000.0
  private static let longest = 6.0
  private static let mostMemory = 150 << 20
  private static let flat = 1.10

  static func run(claims: Int) throws -> Figures {
    var figures = Figures("export (\(Shown.grouped(claims)) claims)")
    try Workshop.with { shop in
      let small = try measure(shop, claims: max(1_000, claims / 10))
      let large = try measure(shop, claims: claims)
      let content = try content(large, claims: claims)
      figures.add(
        "whole command", Shown.seconds(large.whole.seconds), target: "< 6 s at 100,000",
        met: large.whole.seconds < longest)
      figures.add("… claims in a second", Shown.rate(Double(claims) / large.whole.seconds))
      figures.add("… processor seconds", Shown.seconds(large.whole.processorSeconds))
      figures.add("lines on each claim", Shown.decimal(content.lines, 2))
      figures.add("batch write: from the ledger, again", Shown.seconds(large.again.seconds))
      figures.add(
        "rendering and reading back", Shown.rate(content.rate), target: "≥ 50,000/s",
        met: content.rate >= leastClaims)
      figures.add("peak memory, a tenth of the claims", Shown.megabytes(small.whole.peakMemory))
      figures.add(
        "peak memory", Shown.megabytes(large.whole.peakMemory), target: "< 150 MB",
        met: large.whole.peakMemory < mostMemory)
      let ratio = Double(large.whole.peakMemory) / Double(small.whole.peakMemory)
      figures.add("… beside a tenth", Shown.ratio(ratio), target: "flat", met: ratio <= flat)
    }
    return figures
  }

  private struct Measured {
    let path: String
    let whole: Child.Run
    let again: Child.Run
  }

  private static func measure(_ shop: Workshop, claims: Int) throws -> Measured {
    let path = shop.file("\(claims).db")
    let folder = shop.file("out-\(claims)")
    mkdir(folder, 0o700)
    let fiction = Fiction(patients: max(1, claims / 10), dosesPerVisit: 1)
    // In a process of its own: Linux counts what this one holds as memory of its children, too.
    try Child(Child.own, ["fill", path, "0", "\(claims)", "\(fiction.patients)", "1"]).run()
    let days = ["--from", "2020-01-01", "--to", fiction.lastDay.description]
    let whole = try Child(
      Child.shots, ["export", "--ledger", path, "--format", "837p", "--out", folder] + days
    ).run()
    unlink("\(folder)/shots-batch-000001.837")
    let again = try Child(
      Child.shots, ["batch", "write", "1", "--ledger", path, "--out", folder]
    ).run()
    return Measured(path: path, whole: whole, again: again)
  }

  private struct Content {
    let rate: Double
    let lines: Double
  }

  /// Comes last, because it takes memory.
  private static func content(_ measured: Measured, claims: Int) throws -> Content {
    let ledger = try Ledger.open(measured.path)
    guard let batch = try ledger.batches().first else { throw BenchError("nothing was exported") }
    guard batch.claims == claims else {
      throw BenchError("\(batch.claims) of \(claims) claims were ready")
    }
    return Content(
      rate: try renderAndRead(ledger, batch), lines: Double(batch.lines) / Double(batch.claims))
  }

  /// Claims in a second, rendered, read back and compared in memory, a piece at a time.
  private static func renderAndRead(_ ledger: Ledger, _ batch: Batch) throws -> Double {
    let practice = try ledger.practice(of: batch)
    var claims: [Claim] = []
    var seconds = 0.0
    try ledger.eachClaim(of: batch) {
      claims.append($0.claim)
      guard claims.count == 5_000 else { return }
      seconds += try Stopwatch.seconds { try roundTrip(claims, batch, practice) }
      claims.removeAll(keepingCapacity: true)
    }
    seconds += try Stopwatch.seconds { try roundTrip(claims, batch, practice) }
    return Double(batch.claims) / seconds
  }

  private static func roundTrip(
    _ claims: [Claim], _ batch: Batch, _ practice: BillingProvider
  ) throws {
    if claims.isEmpty { return }
    var writer = ProfessionalClaimWriter(
      envelope: batch.envelope, billingProvider: practice, to: ByteWriter())
    for claim in claims { try writer.write(claim) }
    var reader = ProfessionalClaimReader(bytes: try writer.finishInMemory().bytes)
    for claim in claims {
      guard let read = try reader.next(), ReadBack.differences(claim, read).isEmpty else {
        throw BenchError("the claims were read differently")
      }
    }
  }
}
