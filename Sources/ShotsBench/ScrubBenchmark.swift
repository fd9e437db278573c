/// `shots scrub`: everything open is decided and told by finding, and its memory.
enum ScrubBenchmark {
  private static let longest = 2.0
  private static let mostMemory = 150 << 20
  private static let runs = 3

  static func run(open: Int) throws -> Figures {
    var figures = Figures(
      "scrub (\(Shown.grouped(open)) open doses, medians of \(runs) runs, output to /dev/null)")
    try Workshop.with { shop in
      let small = try measure(shop, open: max(1_000, open / 10))
      let large = try measure(shop, open: open)
      figures.add(
        "whole command", Shown.seconds(large.seconds), target: "< 2 s at 100,000",
        met: large.seconds < longest)
      figures.add("… doses in a second", Shown.rate(Double(open) / large.seconds))
      figures.add("… processor seconds", Shown.seconds(large.processorSeconds))
      figures.add("peak memory, a tenth of the doses", Shown.megabytes(small.peakMemory))
      figures.add(
        "peak memory", Shown.megabytes(large.peakMemory), target: "< 150 MB",
        met: large.peakMemory < mostMemory)
    }
    return figures
  }

  private static func measure(_ shop: Workshop, open: Int) throws -> Child.Run {
    let path = shop.file("\(open).db")
    // In a process of its own: Linux counts what this one holds as memory of its children, too.
    try Child(Child.own, ["fill", path, "0", "\(open)", "\(max(1, open / 10))", "2"]).run()
    return try Child.medians([Child(Child.shots, ["scrub", "--ledger", path])], runs: runs)[0]
  }
}
