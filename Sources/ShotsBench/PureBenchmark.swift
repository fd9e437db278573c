import Claims
import Coding
import Glibc
import Practice
import Text
import X12

/// The pure parts, in memory: deciding, rendering, reading back, X12 and CSV.
enum PureBenchmark {
  private static let tries = 5
  private static let leastVisits = 200_000.0
  private static let leastClaims = 50_000.0
  private static let leastPages = 10_000.0
  private static let leastRendered = 150_000.0
  private static let leastReadMegabytes = 60.0
  private static let leastTokenisedMegabytes = 150.0

  static func run(visits count: Int) throws -> Figures {
    var figures = Figures("pure (\(Shown.grouped(count)) visits, best of \(tries))")
    let visits = try PureVisits(Fiction(patients: 1_000)).visits(count)
    try decide(visits, &figures)
    let claims = try PureVisits.claims(of: visits)
    try render(claims, &figures)
    try paper(claims, &figures)
    try csv(doses: count, &figures)
    return figures
  }

  private static func decide(_ visits: [Visit], _ figures: inout Figures) throws {
    var lines = 0
    let seconds = Stopwatch.best(of: tries) {
      lines = 0
      for visit in visits { lines += Coding.decide(visit, tables: .embedded).lines.count }
    }
    let rate = Double(visits.count) / seconds
    figures.add("lines of each decision", Shown.decimal(Double(lines) / Double(visits.count), 2))
    figures.add("Coding.decide", Shown.rate(rate), target: "200,000/s", met: rate >= leastVisits)
  }

  private static func render(_ claims: [Claim], _ figures: inout Figures) throws {
    guard let practice = claims.first?.billingProvider, let last = claims.map(\.date).max() else {
      return
    }
    var bytes: [UInt8] = []
    let rendering = try Stopwatch.best(of: tries) {
      var writer = ProfessionalClaimWriter(
        envelope: try PureVisits.envelope(on: last), billingProvider: practice, to: ByteWriter())
      for claim in claims { try writer.write(claim) }
      bytes = try writer.finishInMemory().bytes
    }
    let megabytes = Double(bytes.count) / 1_000_000
    let comparing = try Stopwatch.best(of: tries) {
      var reader = ProfessionalClaimReader(bytes: bytes)
      for claim in claims {
        guard let read = try reader.next(), ReadBack.differences(claim, read).isEmpty else {
          throw BenchError("a claim was read differently")
        }
      }
    }
    let reading = try Stopwatch.best(of: tries) {
      var reader = ProfessionalClaimReader(bytes: bytes)
      while try reader.next() != nil {}
    }
    let tokenising = try Stopwatch.best(of: tries) {
      var reader = X12Reader(bytes: bytes)
      while try reader.next() {}
    }
    let rendered = Double(claims.count) / rendering
    let both = Double(claims.count) / (rendering + comparing)
    figures.add(
      "837P rendering", Shown.rate(rendered, "claims"), target: "≥ 150,000/s",
      met: rendered >= leastRendered)
    figures.add(
      "837P reading and comparing", Shown.rate(Double(claims.count) / comparing, "claims"))
    figures.add(
      "837P both", Shown.rate(both, "claims"), target: "≥ 50,000/s", met: both >= leastClaims)
    figures.add(
      "837P reading into claims", Shown.rate(megabytes / reading, "MB"), target: "≥ 60 MB/s",
      met: megabytes / reading >= leastReadMegabytes)
    figures.add(
      "X12 tokenising", Shown.rate(megabytes / tokenising, "MB"), target: "≥ 150 MB/s",
      met: megabytes / tokenising >= leastTokenisedMegabytes)
    try beside(bytes, tokenising: tokenising, &figures)
  }

  /// The reader of pyx12 over the same bytes, where Tests/Conformance has made its environment.
  private static func beside(
    _ bytes: [UInt8], tokenising: Double, _ figures: inout Figures
  ) throws {
    let folder = getenv("SHOTS_CONFORMANCE_VENV").map { String(cString: $0) }
    let python = (folder ?? ".build-conformance") + "/bin/python"
    guard access(python, X_OK) == 0 else { return }
    try Workshop.with { shop in
      let path = shop.file("claims.837")
      var file = ByteWriter(descriptor: creat(path, 0o600))
      file.write(utf8: bytes.span)
      try file.flush()
      let script = """
        import sys, pyx12.x12file
        for path in sys.argv[1:]:
            for segment in pyx12.x12file.X12Reader(path): pass
        """
      let times = try Child.medians(
        [Child(python, ["-c", script]), Child(python, ["-c", script, path])], runs: 1)
      let seconds = times[1].processorSeconds - times[0].processorSeconds
      figures.add(
        "pyx12's reader", Shown.decimal(Double(bytes.count) / seconds / 1_000_000, 2) + " MB/s")
      figures.add("X12 tokenising beside pyx12", Shown.ratio(seconds / tokenising))
    }
  }

  private static func paper(_ claims: [Claim], _ figures: inout Figures) throws {
    guard let last = claims.map(\.date).max() else { return }
    let layout = PaperLayout()
    var bytes: [UInt8] = []
    let rendering = try Stopwatch.best(of: tries) {
      var writer = PaperClaimWriter(layout: layout, signedOn: last, to: ByteWriter())
      for claim in claims { try writer.write(claim) }
      bytes = writer.finishInMemory().bytes
    }
    let reading = try Stopwatch.best(of: tries) {
      var reader = PaperClaimReader(bytes: bytes, layout: layout)
      for claim in claims {
        guard let forms = try reader.next(),
          ReadBack.differences(claim, forms, layout, signedOn: last).isEmpty
        else { throw BenchError("a page was read differently") }
      }
    }
    let rate = Double(claims.count) / rendering
    figures.add(
      "CMS-1500 rendering", Shown.rate(rate, "pages"), target: "≥ 10,000/s",
      met: rate >= leastPages)
    figures.add(
      "CMS-1500 reading and comparing", Shown.rate(Double(claims.count) / reading, "pages"))
  }

  private static func csv(doses: Int, _ figures: inout Figures) throws {
    try Workshop.with { shop in
      let path = shop.file("doses.csv")
      try PracticeFolder(shop.path).writeDoses(Fiction(patients: 1_000), doses: doses, to: path)
      let bytes = try PureVisits.content(of: path)
      var cells = 0
      let seconds = try Stopwatch.best(of: tries) {
        cells = 0
        var reader = try CSVReader(bytes: bytes)
        while try reader.next() {
          for index in 0..<reader.cells { reader.withCell(index) { cells += $0.count } }
        }
      }
      figures.add("CSV reading", Shown.rate(Double(bytes.count) / seconds / 1_000_000, "MB"))
    }
  }
}
