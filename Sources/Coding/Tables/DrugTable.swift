import Practice

/// The drugs, found by key and by package.
public final class DrugTable: Sendable {
  /// All rows, in the order of the table.
  public let drugs: [Drug]
  /// Rows that could not be read; empty for the embedded table.
  let faults: [String]
  private let byKey: [DrugKey: [Drug]]
  private let byNDC: [NDC: Drug]

  init(drugs: [Drug], faults: [String] = []) {
    self.drugs = drugs
    self.faults = faults
    byKey = Dictionary(grouping: drugs, by: \.key)
    var packages: [NDC: Drug] = [:]
    for drug in drugs {
      // The crosswalk's example belongs to one code; the first row wins.
      if let ndc = drug.exampleNDC, packages[ndc] == nil { packages[ndc] = drug }
    }
    byNDC = packages
  }

  /// The table that is embedded in the program, read when it is first asked for.
  static let embedded = DrugTable.read()

  /// Reads the embedded file.
  package static func read() -> DrugTable {
    let (drugs, faults) = ReferenceFile.drugs.rows(Drug.init(_:))
    return DrugTable(drugs: drugs, faults: faults)
  }

  /// The row that is valid on the day. When none is, the row nearest before the day, so that a
  /// retired code is recognised and its successor named (R50).
  public func drug(_ key: DrugKey, on day: Day) -> Drug? {
    guard let rows = byKey[key] else { return nil }
    if let only = rows.first, rows.count == 1 { return only }
    return rows.first { $0.isValid(on: day) }
      ?? rows.last { $0.validTo.map { $0 < day } ?? false } ?? rows.first
  }

  /// The drug whose example package this is (R54). No match means unknown, not wrong.
  public func drug(package ndc: NDC) -> Drug? { byNDC[ndc] }
}
