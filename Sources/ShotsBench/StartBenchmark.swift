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
      figures.add("sqlite3 FILE 'select 1'", Shown.milliseconds(times[0]))
      for (name, time) in [("shots --help", times[1]), ("shots unbilled, empty ledger", times[2])] {
        figures.add(name, Shown.milliseconds(time))
        figures.add(
          "… beside sqlite3", Shown.ratio(time / times[0]), target: "≤ 3 ×",
          met: time <= limit * times[0])
      }
    }
    return figures
  }
}
