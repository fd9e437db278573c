import Practice
import Synchronization

/// Rows of drugs, found by key and by package.
///
/// A row is read when its drug is first asked for: most commands want one or two of the 259.
final class DrugRows: Sendable {
  private let rows: [DrugRow]
  private let byKey: [DrugKey: [DrugRow]]
  private let whole = AtomicLazyReference<WholeDrugTable>()

  init(drugs: [Drug]) {
    rows = drugs.map { DrugRow($0) }
    byKey = Dictionary(grouping: rows, by: \.key)
  }

  init(_ file: ReferenceFile) {
    let lines = ReferenceLines(file)
    rows = lines.rows.map { DrugRow(key: DrugKey(stored: $0.key), line: $0.bytes, of: lines) }
    byKey = Dictionary(grouping: rows, by: \.key)
  }

  /// All rows, in the order of the table.
  var drugs: [Drug] { everything.drugs }

  /// Rows that could not be read; empty for the embedded table.
  var faults: [String] { everything.faults }

  private var everything: WholeDrugTable {
    whole.load() ?? whole.storeIfNil(WholeDrugTable(rows))
  }

  /// The drugs whose rows, or rows of other names of theirs, have each of the words, in lower case,
  /// somewhere; in the order of the table. Rows of another origin than a file are all given.
  func drugs(mentioning words: [String]) -> [Drug] {
    guard words.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else { return drugs }
    return rows.compactMap { $0.mentions(words) ? $0.drug : nil }
  }

  /// The rows of a key, in the order of the table.
  func rows(of key: DrugKey) -> [Drug] { byKey[key]?.compactMap(\.drug) ?? [] }

  /// Whether there is a row of the key.
  func has(_ key: DrugKey) -> Bool { byKey[key] != nil }

  /// The row that is valid on the day. When none is, the row nearest before the day, so that a
  /// retired code is recognised and its successor named (R50).
  func drug(_ key: DrugKey, on day: Day) -> Drug? {
    guard let rows = byKey[key] else { return nil }
    if let only = rows.first, rows.count == 1 { return only.drug }
    let drugs = rows.compactMap(\.drug)
    return drugs.first { $0.isValid(on: day) }
      ?? drugs.last { $0.validTo.map { $0 < day } ?? false } ?? drugs.first
  }

  /// The drug whose example package this is (R54). No match means unknown, not wrong.
  func drug(package ndc: NDC) -> Drug? { everything.byNDC[ndc] }
}

/// One row of the table, which is read when it is first asked for.
private final class DrugRow: Sendable {
  let key: DrugKey
  private let line: Range<Int>
  private let lines: ReferenceLines?
  private let read = AtomicLazyReference<Drug>()

  init(key: DrugKey, line: Range<Int>, of lines: ReferenceLines) {
    self.key = key
    self.line = line
    self.lines = lines
  }

  init(_ drug: Drug) {
    key = drug.key
    line = 0..<0
    lines = nil
    _ = read.storeIfNil(drug)
  }

  /// The drug; nil when the row could not be read.
  var drug: Drug? { read.load() ?? parse().drug.map { read.storeIfNil($0) } }

  /// Whether each of the words stands somewhere in the row, or among the other names of its drug.
  func mentions(_ words: [String]) -> Bool {
    guard let lines else { return true }
    return words.allSatisfy {
      lines.row(line, mentions: $0) || DrugNames.embedded.row(of: key, mentions: $0)
    }
  }

  /// Why the row could not be read.
  var fault: String? { read.load() == nil ? parse().fault : nil }

  private func parse() -> (drug: Drug?, fault: String?) {
    guard let lines else { return (nil, nil) }
    let (drugs, faults) = lines.values(of: line, Drug.init(_:))
    return (drugs.first, faults.first)
  }
}

/// What only the whole table can answer.
private final class WholeDrugTable: Sendable {
  let drugs: [Drug]
  let faults: [String]
  let byNDC: [NDC: Drug]

  init(_ rows: [DrugRow]) {
    drugs = rows.compactMap(\.drug)
    faults = rows.compactMap(\.fault)
    var packages: [NDC: Drug] = [:]
    for drug in drugs {
      // The crosswalk's example belongs to one code; the first row wins.
      if let ndc = drug.exampleNDC, packages[ndc] == nil { packages[ndc] = drug }
    }
    byNDC = packages
  }
}
