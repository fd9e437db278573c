import Claims
import Coding
import Practice
import Text
import X12

/// The pure parts, in memory: deciding, rendering, reading back, X12 and CSV.
enum PureBenchmark {
  private static let tries = 5
  private static let leastVisits = 200_000.0
  private static let leastClaims = 50_000.0
  private static let leastPages = 10_000.0

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
    let reading = try Stopwatch.best(of: tries) {
      var reader = ProfessionalClaimReader(bytes: bytes)
      for claim in claims {
        guard let read = try reader.next(), ReadBack.differences(claim, read).isEmpty else {
          throw BenchError("a claim was read differently")
        }
      }
    }
    let tokenising = try Stopwatch.best(of: tries) {
      var reader = X12Reader(bytes: bytes)
      while try reader.next() {}
    }
    let rate = Double(claims.count) / (rendering + reading)
    figures.add("837P rendering", Shown.rate(Double(claims.count) / rendering, "claims"))
    figures.add("837P reading and comparing", Shown.rate(Double(claims.count) / reading, "claims"))
    figures.add(
      "837P both", Shown.rate(rate, "claims"), target: "≥ 50,000/s", met: rate >= leastClaims)
    figures.add("X12 tokenising", Shown.rate(Double(bytes.count) / tokenising / 1_000_000, "MB"))
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
