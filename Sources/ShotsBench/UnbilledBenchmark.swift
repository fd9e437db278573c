/// `shots unbilled` beside a long and a short history: it depends on what is open only.
enum UnbilledBenchmark {
  private static let limit = 0.100
  /// How far the long history may be from the short one.
  private static let tolerance = 0.20
  private static let runs = 15

  static func run(billed: Int, open: Int) throws -> Figures {
    var figures = Figures(
      "unbilled (\(Shown.grouped(open)) open doses, medians of \(runs) runs, output to /dev/null)")
    try Workshop.with { shop in
      let short = min(10_000, billed / 10)
      let ledgers = [shop.file("long.db"), shop.file("short.db")]
      try LedgerFiller(Fiction(patients: 5_000)).fill(ledgers[0], billed: billed, open: open)
      try LedgerFiller(Fiction(patients: 5_000)).fill(ledgers[1], billed: short, open: open)
      let forms = [("totals", "--totals"), ("table", nil), ("JSON", "--json"), ("CSV", "--csv")]
      for (name, flag) in forms {
        let children = ledgers.map { ledger in
          Child(Child.shots, ["unbilled", "--ledger", ledger] + (flag.map { [$0] } ?? []))
        }
        let times = try Child.medians(children, runs: runs)
        figures.add(
          "\(name), \(Shown.grouped(billed)) billed", Shown.milliseconds(times[0].seconds),
          target: "≤ 100 ms", met: times[0].seconds <= limit)
        figures.add("\(name), \(Shown.grouped(short)) billed", Shown.milliseconds(times[1].seconds))
        let ratio = times[0].seconds / times[1].seconds
        figures.add(
          "… long beside short", Shown.ratio(ratio), target: "± 20 %",
          met: abs(ratio - 1) <= tolerance)
        figures.add(
          "… processor time, long beside short",
          Shown.ratio(times[0].processorSeconds / times[1].processorSeconds))
      }
    }
    return figures
  }
}
