/// How long the program takes before it does anything: `--help`, and `unbilled` on an empty ledger.
enum StartBenchmark {
  private static let limit = 3.0

  static func run(runs: Int) throws -> Figures {
    var figures = Figures("start (medians of \(runs) runs, taking turns)")
    try Workshop.with { shop in
      let folder = PracticeFolder(shop.file("practice"))
      try folder.write(Fiction(patients: 1), doses: 0)
      let ledger = shop.file("empty.db")
      try Child(Child.shots, ["init", "--ledger", ledger, "--practice", folder.practiceFile]).run()
      let times = try Child.medians(
        [
          Child("sqlite3", [ledger, "select 1"]),
          Child(Child.shots, ["--help"]),
          Child(Child.shots, ["unbilled", "--ledger", ledger]),
        ], runs: runs)
      let measure = times[0].seconds
      figures.add("sqlite3 FILE 'select 1'", Shown.milliseconds(measure))
      for (name, run) in [("shots --help", times[1]), ("unbilled, empty ledger", times[2])] {
        let ratio = run.seconds / measure
        figures.add(name, Shown.milliseconds(run.seconds))
        figures.add(
          "… beside sqlite3", Shown.ratio(ratio), target: "≤ 3 ×", met: ratio <= limit)
        figures.add(
          "… processor time beside sqlite3",
          Shown.ratio(run.processorSeconds / times[0].processorSeconds))
      }
    }
    return figures
  }
}
