import Coding
import Glibc
import Practice
import Storage
import Text

/// What an import of reference rows did.
public struct ReferenceReport: Sendable {
  /// Rows by verdict.
  public var rows = ImportReport()
  /// What the file is.
  public var format: String
  /// The day from which its rows hold, where the file has one for all of them.
  public var from: Day?
  /// The last day of a set of diagnosis codes.
  public var to: Day?
  /// Diagnosis codes of the set before that are no longer there.
  public var ended = 0
  /// The last diagnosis code of the list: who looks sees whether it was cut off.
  public var lastCode: Diagnosis?
  /// Records that say nothing to an injection practice.
  public var beside = 0
}

extension Desk {
  /// The largest file that is taken: the pair tables of CMS have some 30 MB each.
  private static let mostBytes = 256 << 20

  /// Imports rows beside the embedded tables: the practice's own as CSV, or a file as CMS publishes
  /// it, recognised by its content.
  ///
  /// `name` is the name of the file, which is kept as the source of its rows; `first` is the day
  /// from which a published file holds that does not say it, `last` the last day of diagnoses, and
  /// `ending` how many of them end, by who knows that a list is whole which does not look so.
  public func importReference<Observer: ImportObserver>(
    _ kind: ImportKind, descriptor: Int32, name: String, from first: Day?, to last: Day? = nil,
    ending: Int? = nil, dryRun: Bool, observer: inout Observer
  ) throws -> ReferenceReport {
    let bytes = try Desk.bytes(of: descriptor)
    let operation = operation("import \(kind.rawValue)")
    let published = try PublishedFile(bytes, name: name)
    if kind == .diagnoses {
      let file = try Desk.listOfDiagnoses(published)
      let set = try Desk.diagnosisSet(name, from: first, to: last)
      return try carryOut(operation, dryRun: dryRun) {
        try importDiagnoses(file, of: set, ending: ending, &observer)
      }
    }
    guard let file = published else {
      return try carryOut(operation, dryRun: dryRun) {
        try importOwn(kind, bytes, name: name, &observer)
      }
    }
    return try carryOut(operation, dryRun: dryRun) {
      try importPublished(kind, file, name: name, from: file.from ?? first, &observer)
    }
  }

  private static func bytes(of descriptor: Int32) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    // One piece of memory, where the size is known: an array that grows holds what it has twice.
    if fstat(descriptor, &status) == 0, status.st_size > 0, status.st_size <= mostBytes {
      bytes.reserveCapacity(Int(status.st_size) + 1)
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw Refusal(.inputOutput, "cannot read the file: \(String(cString: strerror(errno)))")
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= mostBytes else {
        throw Refusal(.badData, "the file is larger than any reference file of CMS")
      }
    }
  }

  // MARK: - Own rows

  private func importOwn<Observer: ImportObserver>(
    _ kind: ImportKind, _ bytes: [UInt8], name: String, _ observer: inout Observer
  ) throws -> ReferenceReport {
    var reader = try CSVReader(bytes: bytes)
    let columns: ImportColumns
    do throws(RowRefusal) {
      columns = try ImportColumns(kind, header: reader.columns)
    } catch {
      throw Refusal(
        .badData,
        "column \"\(printable(error.column ?? ""))\" \(error.reason); and it is no file that CMS"
          + " publishes as far as this program knows their layouts")
    }
    let source = ReferenceSource(kind: .own, name: try Line(name))
    let rows = try ledger.referenceRows()
    var importer: any RowImporter =
      switch kind {
      case .drugs:
        OwnDrugImporter(columns: columns, keeper: keeper(source, rows.drugs))
      case .pairs: OwnPairImporter(columns: columns, keeper: keeper(source, rows.pairs))
      case .limits: OwnLimitImporter(columns: columns, keeper: keeper(source, rows.limits))
      default:
        OwnProductImporter(
          columns: columns, tables: tables, today: today, keeper: keeper(source, rows.products))
      }
    return ReferenceReport(
      rows: try Desk.importRows(&reader, &importer, &observer),
      format: "rows of your own", from: nil)
  }

  private func keeper(
    _ source: ReferenceSource, _ known: [Sourced<DrugRow>]
  ) -> ReferenceKeeper<DrugRow> {
    ReferenceKeeper(ledger, source, known: known) { try ledger.insertReference($0, source: $1) }
  }

  private func keeper(
    _ source: ReferenceSource, _ known: [Sourced<CodeRow>]
  ) -> ReferenceKeeper<CodeRow> {
    ReferenceKeeper(ledger, source, known: known) { try ledger.insertReference($0, source: $1) }
  }

  func keeper(
    _ source: ReferenceSource, _ known: [Sourced<ProductRow>]
  ) -> ReferenceKeeper<ProductRow> {
    ReferenceKeeper(ledger, source, known: known) { try ledger.insertReference($0, source: $1) }
  }

  private func keeper(
    _ source: ReferenceSource, _ known: [Sourced<PairRow>]
  ) -> ReferenceKeeper<PairRow> {
    ReferenceKeeper(ledger, source, known: known) { try ledger.insertReference($0, source: $1) }
  }

  private func keeper(
    _ source: ReferenceSource, _ known: [Sourced<LimitRow>]
  ) -> ReferenceKeeper<LimitRow> {
    ReferenceKeeper(ledger, source, known: known) { try ledger.insertReference($0, source: $1) }
  }

  // MARK: - Files of CMS

  private func importPublished<Observer: ImportObserver>(
    _ kind: ImportKind, _ file: PublishedFile, name: String, from first: Day?,
    _ observer: inout Observer
  ) throws -> ReferenceReport {
    let fits: Bool =
      switch file.format {
      case .hcpcs: kind == .drugs
      case .crosswalk: kind == .products
      case .pairs: kind == .pairs
      case .unlikelyEdits, .paymentLimits: kind == .limits
      case .diagnoses: kind == .diagnoses
      }
    guard fits else {
      throw Refusal(
        .badData, "this is the \(file.format.rawValue), which brings no \(kind.rawValue)")
    }
    var tally = PublishedTally(format: file.format.rawValue)
    let rows = try ledger.referenceRows()
    let line = try Line(name)
    switch file.format {
    case .hcpcs:
      var keeper = keeper(ReferenceSource(kind: .hcpcs, name: line, from: file.from), rows.codes)
      let known = Set(tables.drugs.drugs.compactMap(\.key.code))
      try file.codes(isWanted: known.contains) { line, row in
        try tally.take(line, row, &observer) {
          try keeper.save($0, column: "HCPCS_CD", value: $0.key.text, &$1)
        }
      }
    case .pairs:
      var keeper = keeper(ReferenceSource(kind: .pairs, name: line, from: file.from), rows.pairs)
      try file.pairs { line, row in
        try tally.take(line, row, &observer) {
          try keeper.save(
            $0, column: "Column 1", value: "\($0.key.columnOne) \($0.key.columnTwo)", &$1)
        }
      }
    case .diagnoses: break
    case .crosswalk, .unlikelyEdits, .paymentLimits:
      let day = try Desk.day(first, file)
      tally.report.from = day
      try importDated(file, line, day, rows, &tally, &observer)
    }
    return tally.report
  }

  /// Files of which all rows hold from one day on.
  private func importDated<Observer: ImportObserver>(
    _ file: PublishedFile, _ name: Line, _ day: Day, _ rows: ReferenceRows,
    _ tally: inout PublishedTally, _ observer: inout Observer
  ) throws {
    switch file.format {
    case .crosswalk:
      var keeper = keeper(ReferenceSource(kind: .crosswalk, name: name, from: day), rows.products)
      try file.products(from: day) { line, row in
        try tally.take(line, row, &observer) {
          try keeper.save($0, column: "NDC2", value: $0.ndc.text, &$1)
        }
      }
    case .unlikelyEdits:
      var keeper = keeper(ReferenceSource(kind: .mue, name: name, from: day), rows.limits)
      try file.maximums(from: day) { line, row in
        try tally.take(line, row, &observer) {
          try keeper.save($0, column: "HCPCS/CPT Code", value: $0.key.text, &$1)
        }
      }
    default: try importLimits(file, name, day, &tally, &observer)
    }
  }

  private static func day(_ day: Day?, _ file: PublishedFile) throws -> Day {
    guard let day else {
      throw Refusal(
        .badData,
        "the \(file.format.rawValue) does not say from which day it holds; say it with --from")
    }
    return day
  }

  /// Payment limits are what Medicare allows (R89): for every payer of the class.
  private func importLimits<Observer: ImportObserver>(
    _ file: PublishedFile, _ name: Line, _ first: Day, _ tally: inout PublishedTally,
    _ observer: inout Observer
  ) throws {
    let payers = try ledger.payers().filter { $0.value.payerClass == .medicare }
    guard !payers.isEmpty else {
      throw Refusal(
        .badData,
        "payment limits are what Medicare allows, and no payer of the ledger has the class"
          + " medicare; add it first with: shots payer add")
    }
    try file.limits { line, row in
      try tally.take(line, row, &observer) { limit, _ in
        var verdict = Verdict.same
        for payer in payers {
          let amount = try AllowedAmount(
            payer: payer.value.id, code: limit.code, perUnit: limit.perUnit, effectiveFrom: first,
            effectiveTo: file.to, source: name)
          let saved = try ledger.saveAllowedAmount(amount, payer: payer.row)
          if saved != .same { verdict = saved }
        }
        return verdict
      }
    }
  }
}

/// Counts what became of the records of a published file.
struct PublishedTally {
  var report: ReferenceReport
  /// The first row that was refused.
  private(set) var firstRefusal: RowRefusal?

  init(format: String) { report = ReferenceReport(format: format) }

  mutating func take<Row, Observer: ImportObserver>(
    _ line: Int, _ row: PublishedRow<Row>, _ observer: inout Observer,
    _ save: (Row, inout CellChanges) throws -> Verdict
  ) throws {
    switch row {
    case .beside: report.beside += 1
    case .fault(let fault):
      refuse(
        RowRefusal(line: line, column: fault.column, value: fault.value, reason: fault.reason),
        &observer)
    case .row(let row):
      do {
        var changes = CellChanges(areWanted: observer.wantsChanges)
        let verdict = try save(row, &changes)
        saved(line, verdict, changes, &observer)
      } catch var refusal as RowRefusal {
        refusal.lines = line...line
        refuse(refusal, &observer)
      }
    }
  }

  mutating func saved<Observer: ImportObserver>(
    _ line: Int, _ verdict: Verdict, _ changes: CellChanges, _ observer: inout Observer
  ) {
    report.rows.verdicts[verdict, default: 0] += 1
    observer.saved(line: line, verdict, changes.list)
  }

  mutating func refuse<Observer: ImportObserver>(
    _ refusal: RowRefusal, _ observer: inout Observer
  ) {
    firstRefusal = firstRefusal ?? refusal
    report.rows.refuse(refusal)
    observer.refused(refusal)
  }
}

extension Desk {
  /// Says what a package of a drug is, from a day on; what is not said stays as it was.
  public func describeProduct(
    _ ndc: NDC, of drug: DrugKey, from first: Day, _ change: (inout ProductRow) throws -> Void
  ) throws -> Verdict {
    try ledger.write(operation("reference product")) {
      let rows = try ledger.referenceRows().products
      let own = rows.filter {
        $0.source.kind == .own && $0.row.ndc == ndc && $0.row.drug == drug
      }
      var row =
        try Sourced.inForce(own, on: first)?.row ?? ProductRow(ndc: ndc, drug: drug)
      row.validFrom = first
      try change(&row)
      guard row.size.map({ $0.millionths > 0 }) ?? true,
        row.units.map({ $0.millionths > 0 }) ?? true
      else { throw Refusal(.badData, "--size and --units are above 0") }
      let source = ReferenceSource(kind: .own, name: try Line("shots reference product"))
      var keeper = keeper(source, rows)
      var changes = CellChanges(areWanted: false)
      return try keeper.save(row, column: "ndc", value: ndc.text, &changes)
    }
  }
}
