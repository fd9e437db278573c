import Harness
import Testing
import Text

/// The month of faults: every row ends as it must, and none vanishes.
@Suite("The month of faults") struct MonthTests {
  /// How a row of `doses.csv` ends: `ready`, `review R66`, `blocked R65 route`, `same`, `refused
  /// drug`.
  struct Ending: Sendable, CustomTestStringConvertible {
    let line: Int
    let reference: String
    let ending: String
    let why: String

    var testDescription: String { "line \(line), \(reference): \(ending)" }
  }

  static let endings: [Ending] = {
    guard let text = try? File.text(Ledgers.month + "/endings.txt") else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { row in
      let cells = row.split(separator: "|").map { $0.trimmed }
      guard cells.count == 4, let line = Int(cells[0]) else { return nil }
      return Ending(line: line, reference: cells[1], ending: cells[2], why: cells[3])
    }
  }()

  @Test("Every row ends as saved, as said before, or refused with its column", arguments: endings)
  func rowEnds(_ row: Ending) throws {
    let found = try FoundMonth.only.get()
    #expect(found.ending(line: row.line, reference: row.reference) == row.ending, "\(row.why)")
  }

  @Test("The endings speak about every row of the file, once")
  func everyRowHasAnEnding() throws {
    let found = try FoundMonth.only.get()
    #expect(MonthTests.endings.map(\.line).sorted() == found.lines)
    #expect(found.rows == MonthTests.endings.count)
  }

  @Test("What is open is what was new: none vanishes and none appears")
  func openIsNew() throws {
    let found = try FoundMonth.only.get()
    let kept = MonthTests.endings.filter {
      !$0.ending.hasPrefix("refused") && $0.ending != "same"
    }
    #expect(found.states.keys.sorted() == kept.map(\.reference).sorted())
    #expect(found.new == kept.count)
  }

  @Test("Importing the month again changes nothing")
  func secondImportIsNoOp() throws {
    let scratch = try Scratch()
    try Ledgers.withMonth.copy(to: scratch.path)
    let before = try File.bytes(scratch.file("ledger.db")).count
    for kind in Ledgers.parties + ["doses"] {
      let report = try FoundMonth.importing(kind, scratch)
      #expect(report["new"]?.int == 0, "\(kind)")
      #expect(report["changed"]?.int == 0, "\(kind)")
    }
    let after = try Program.run(["unbilled", "--json"], in: scratch.place)
    #expect(try FoundMonth.states(after.output) == FoundMonth.only.get().states)
    #expect(try File.bytes(scratch.file("ledger.db")).count <= before + 65_536)
  }
}

/// The month as the program took it, imported once for all tests.
struct FoundMonth: Sendable {
  /// State with the rules that hold it, by reference.
  let states: [String: String]
  /// Column that was at fault, by line.
  let refusals: [Int: String]
  /// Lines on which the rows of the file begin.
  let lines: [Int]
  let rows: Int
  let new: Int

  static let only: Result<FoundMonth, any Error> = Result { try FoundMonth() }

  private init() throws {
    let scratch = try Scratch()
    try Ledgers.practice.copy(to: scratch.path)
    let report = try FoundMonth.importing("doses", scratch)
    rows = report["rows"]?.int ?? -1
    new = report["new"]?.int ?? -1
    var refusals: [Int: String] = [:]
    for refusal in report["refusals"]?.elements ?? [] {
      refusals[refusal["line"]?.int ?? 0] = refusal["column"]?.string ?? "row"
    }
    self.refusals = refusals
    let open = try Program.run(["unbilled", "--json"], in: scratch.place)
    states = try FoundMonth.states(open.output)
    lines = FoundMonth.rowLines(try File.text(Ledgers.month + "/doses.csv"))
  }

  func ending(line: Int, reference: String) -> String {
    if let column = refusals[line] { return "refused \(column)" }
    let isRepeated = MonthTests.endings.contains { $0.reference == reference && $0.line < line }
    return isRepeated ? "same" : states[reference] ?? "vanished"
  }

  static func importing(_ kind: String, _ scratch: Scratch) throws -> JSONValue {
    let file = "\(Ledgers.month)/\(kind).csv"
    let outcome = try Program.run(["import", kind, file, "--json"], in: scratch.place)
    return try JSONParser.parse(Array(outcome.output.utf8))
  }

  static func states(_ json: String) throws -> [String: String] {
    var states: [String: String] = [:]
    for dose in try JSONParser.parse(Array(json.utf8)).elements ?? [] {
      var words = [dose["state"]?.string ?? "?"]
      for finding in dose["findings"]?.elements ?? [] where finding["severity"]?.string != "info" {
        words.append(finding["rule"]?.string ?? "?")
        if let field = finding["field"]?.string { words.append(field) }
      }
      states[dose["reference"]?.string ?? "?"] = words.joined(separator: " ")
    }
    return states
  }

  /// The lines on which rows begin; a quoted cell may run over several.
  private static func rowLines(_ text: String) -> [Int] {
    var lines: [Int] = []
    var isQuoted = false
    for (index, line) in text.split(separator: "\n").enumerated() {
      if !isQuoted, index > 0 { lines.append(index + 1) }
      if line.filter({ $0 == "\"" }).count % 2 == 1 { isQuoted.toggle() }
    }
    return lines
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
