/// `shots import doses`: rows in a second, with the audit and all checks, and its memory.
enum ImportBenchmark {
  private static let leastRows = 25_000.0
  /// How much more memory three times the rows may take.
  private static let flat = 1.10

  static func run(rows: Int) throws -> Figures {
    var figures = Figures("import doses (\(Shown.grouped(rows)) rows)")
    try Workshop.with { shop in
      let small = try measure(shop, rows: max(1_000, rows / 10))
      let middle = try measure(shop, rows: rows)
      let large = try measure(shop, rows: rows * 3)
      for (name, run, count) in [("", middle, rows), (", three times as many", large, rows * 3)] {
        let rate = Double(count) / run.seconds
        figures.add("rows\(name)", Shown.seconds(run.seconds))
        figures.add(
          "… in a second", Shown.rate(rate), target: "≥ 25,000/s", met: rate >= leastRows)
        figures.add("… in a processor second", Shown.rate(Double(count) / run.processorSeconds))
      }
      figures.add("again, all the same", Shown.seconds(middle.again))
      figures.add("peak memory, a tenth of the rows", Shown.megabytes(small.memory))
      for (name, run) in [("peak memory", middle), ("peak memory, three times as many", large)] {
        figures.add(
          name, Shown.megabytes(run.memory), target: "flat",
          met: Double(run.memory) <= flat * Double(small.memory))
      }
    }
    return figures
  }

  private struct Measured {
    let seconds: Double
    let processorSeconds: Double
    let again: Double
    let memory: Int
  }

  /// Imports the same practice into a new ledger, so that only the doses grow.
  private static func measure(_ shop: Workshop, rows: Int) throws -> Measured {
    let ledger = shop.file("\(rows).db")
    let folder = PracticeFolder(shop.file("practice-\(rows)"))
    try folder.write(Fiction(patients: 5_000), doses: rows)
    try Child(Child.shots, ["init", "--ledger", ledger, "--practice", folder.practiceFile]).run()
    for kind in PracticeFolder.kinds.dropLast() {
      try Child(Child.shots, ["import", kind, folder.file(kind), "--ledger", ledger]).run()
    }
    let doses = Child(Child.shots, ["import", "doses", folder.file("doses"), "--ledger", ledger])
    let first = try doses.run()
    let again = try doses.run()
    return Measured(
      seconds: first.seconds, processorSeconds: first.processorSeconds, again: again.seconds,
      memory: first.peakMemory)
  }
}
