import Glibc
import Practice
import Storage
import Text

/// What an import did.
public struct ImportReport: Sendable {
  /// Rows by verdict.
  public var verdicts: [Verdict: Int] = [:]
  /// Rows that were refused.
  public var refused = 0
  /// Lines of the file that are no rows because quotation marks of refused rows hold them.
  public var linesInside = 0

  /// All rows.
  public var rows: Int { verdicts.values.reduce(refused, +) }

  mutating func refuse(_ refusal: RowRefusal) {
    refused += 1
    linesInside += refusal.lines.count - 1
  }
}

/// Who wants to know how an import goes.
public protocol ImportObserver {
  /// A row was refused.
  mutating func refused(_ refusal: RowRefusal)
  /// Whether it wants to know which cells a row changed.
  var wantsChanges: Bool { get }
  /// A row was saved; called for each, with the cells that it changed when they are wanted.
  mutating func saved(line: Int, _ verdict: Verdict, _ changes: [CellChange])
  /// So many bytes were read; called now and then.
  mutating func progress(bytes: Int64)
  /// Every row was read; now they are saved, all at once.
  mutating func saving()
}

extension ImportObserver {
  /// Verdicts are enough.
  public var wantsChanges: Bool { false }
  /// Says nothing.
  public mutating func saving() {}
}

extension Desk {
  /// Reads a file and saves its good rows, in one transaction: all of them are there afterwards,
  /// or none.
  ///
  /// A dry run does the same and takes it back. A row that was imported before changes nothing.
  public func importFile<Observer: ImportObserver>(
    _ kind: ImportKind, descriptor: Int32, dryRun: Bool, observer: inout Observer
  ) throws -> ImportReport {
    var reader = try CSVReader(descriptor: descriptor)
    let columns: ImportColumns
    do throws(RowRefusal) {
      columns = try ImportColumns(kind, header: reader.columns)
    } catch {
      throw Refusal(.badData, "column \"\(printable(error.column ?? ""))\" \(error.reason)")
    }
    return try carryOut(operation("import \(kind.rawValue)"), dryRun: dryRun) {
      var importer = try self.importer(kind, columns)
      let report = try Desk.importRows(&reader, &importer, &observer)
      observer.saving()
      return report
    }
  }

  func carryOut<Result>(
    _ operation: Operation, dryRun: Bool, _ body: () throws -> Result
  ) throws -> Result {
    dryRun ? try ledger.rehearse(operation, body) : try ledger.write(operation, body)
  }

  private func importer(_ kind: ImportKind, _ columns: ImportColumns) throws -> any RowImporter {
    switch kind {
    case .providers: ProviderImporter(ledger: ledger, columns: columns)
    case .payers: PayerImporter(ledger: ledger, columns: columns)
    case .fees: FeeImporter(ledger: ledger, columns: columns)
    case .patients: PatientImporter(ledger: ledger, columns: columns, today: today)
    case .coverages:
      CoverageImporter(
        ledger: ledger, columns: columns,
        payers: Dictionary(uniqueKeysWithValues: try ledger.payers().map { ($0.value.id, $0) }))
    case .policies: try PolicyImporter(self, columns)
    case .doses: try DoseImporter(self, columns)
    case .drugs, .products, .pairs, .limits, .diagnoses:
      throw Refusal(.badData, "rows of \(kind.rawValue) are imported from a whole file")
    }
  }

  /// Refuses a row in a cell of which whole rows stand: a quotation mark was forgotten, and the
  /// next one closed the cell by chance.
  private static func refuseRowsInside(_ reader: borrowing CSVReader) throws(RowRefusal) {
    guard reader.lastLine > reader.line, reader.cells > 2 else { return }
    for index in 0..<reader.cells {
      let lines = reader.cell(index).utf8.split(separator: UInt8(ascii: "\n"))
      let hasRow = lines.dropFirst().contains {
        $0.count { $0 == UInt8(ascii: ",") } >= reader.cells - 1
      }
      guard !hasRow else {
        throw RowRefusal(
          column: reader.columns[index], value: nil, reason: "a cell with rows of the file in it")
      }
    }
  }

  static func importRows<Observer: ImportObserver>(
    _ reader: inout CSVReader, _ importer: inout any RowImporter, _ observer: inout Observer
  ) throws -> ImportReport {
    var report = ImportReport()
    var changes = CellChanges(areWanted: observer.wantsChanges)
    while true {
      changes.forget()
      do {
        guard try reader.next() else { break }
        try refuseRowsInside(reader)
        let verdict = try importer.save(reader, &changes)
        report.verdicts[verdict, default: 0] += 1
        observer.saved(line: reader.line, verdict, changes.list)
      } catch var refusal as RowRefusal {
        refusal.lines = reader.line...reader.lastLine
        report.refuse(refusal)
        observer.refused(refusal)
      } catch let error as CSVError {
        let refusal = RowRefusal(error)
        report.refuse(refusal)
        observer.refused(refusal)
        if error.endsReading { break }
      }
      if report.rows % 512 == 0 { observer.progress(bytes: reader.bytesRead) }
    }
    return report
  }
}
