import Practice
import Text

/// Rows of a reference table for people, the last column of each telling where it comes from.
public struct ReferenceView: Sendable {
  /// The names of the columns.
  public let columns: [String]
  /// The rows, by their columns.
  public fileprivate(set) var rows: [[String]]

  init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// Rows of which one cell is the key: the first column.
  fileprivate func only(_ key: String?) -> ReferenceView {
    guard let key else { return self }
    let wanted = Characters.uppercased(Characters.trimmed(key))
    var copy = self
    copy.rows = rows.filter { row in
      Characters.uppercased(row[0]) == wanted
        || (columns.count > 1 && Characters.uppercased(row[1]) == wanted)
    }
    return copy
  }
}

/// What there is to say about a table as a whole.
public struct ReferenceSummary: Sendable {
  /// Its name.
  public let name: String
  /// What it holds.
  public let what: String
  /// Rows that are embedded in the program.
  public let embedded: Int
  /// Rows of the practice's own.
  public let own: Int
  /// Rows of files of CMS that were imported.
  public let imported: Int
  /// The day of the newest source of the embedded rows; nil when none are embedded.
  public let asOf: Day?
  /// Where the embedded rows come from, as `sources.md` numbers it, and the imported files.
  public let sources: [String]
}

extension ReferenceFile {
  /// What the table holds.
  var what: String {
    switch self {
    case .drugs: "drugs by code: units, routes, packages, days"
    case .administrationCodes: "administration codes"
    case .placesOfService: "places of service"
    case .filingIndicators: "claim filing indicators"
    case .pairs: "codes beside 96372"
    case .payerDefaults: "habits of classes of payers"
    case .modifiers: "modifiers"
    case .rulesIndex: "the rules"
    case .workedExamples: "examples of the rules"
    case .denialCodes: "payers' answers"
    case .feeExamples: "national Medicare amounts"
    case .revenueChecks: "ways in which money is lost"
    case .diagnosisChanges: "diagnoses that ended or need more digits"
    case .ruleNotes: "notes on the rules"
    case .sources: "what the numbers of sources stand for"
    case .drugNames: "brands and everyday names of drugs"
    }
  }

  /// The day of the newest source, as `sources.md` has it; what was gathered from many is of the
  /// day on which it was read.
  var asOf: Day? {
    switch self {
    case .drugs, .feeExamples: Day(year: 2026, month: 1, day: 1)
    case .administrationCodes, .pairs: Day(year: 2024, month: 7, day: 1)
    case .placesOfService: Day(year: 2023, month: 9, day: 1)
    case .denialCodes: Day(year: 2024, month: 6, day: 1)
    default: Day(year: 2026, month: 11, day: 23)
    }
  }

  /// Header and rows as they stand, with the sources at the end of each.
  var view: ReferenceView {
    var columns: [String] = []
    let read = rows { row throws(InvalidValue) -> [String] in
      columns = row.reader.columns
      return (0..<row.reader.cells).map { row.reader.cell($0) }
    }
    let source = columns.firstIndex(of: "source")
    let kept = columns.indices.filter { $0 != source }
    return ReferenceView(
      columns: kept.map { columns[$0] } + ["from"],
      rows: read.values.map { cells in
        kept.map { cells[$0] } + ["embedded" + (source.map { " (\(cells[$0]))" } ?? "")]
      })
  }
}

extension ReferenceTables {
  /// The tables that have no embedded file of their own.
  private static let others = ["products", "limits", "codes", "diagnoses"]

  /// The tables that ``view(_:key:on:)`` knows, by name.
  public static var viewNames: [String] { ReferenceFile.allCases.map(\.name) + others }

  /// Every table with its size and sources.
  public var summaries: [ReferenceSummary] {
    let rows = ownRows
    var summaries = ReferenceFile.allCases.map { file -> ReferenceSummary in
      let view = file.view
      switch file {
      case .drugs:
        return summary(file.name, file.what, view.rows.count, rows.drugs, file.asOf, view)
      case .pairs:
        return summary(file.name, file.what, view.rows.count, rows.pairs, file.asOf, view)
      default:
        return ReferenceSummary(
          name: file.name, what: file.what, embedded: view.rows.count, own: 0, imported: 0,
          asOf: file.asOf, sources: Self.sources(view))
      }
    }
    let packages = drugs.drugs.filter { $0.exampleNDC != nil }.count
    let limits = drugs.drugs.filter { $0.mue != nil }.count
    summaries.append(
      summary(
        "products", "packages with their NDC", packages, rows.products, ReferenceFile.drugs.asOf,
        nil))
    summaries.append(
      summary(
        "limits", "daily maximums (MUE)", limits, rows.limits, ReferenceFile.pairs.asOf, nil))
    summaries.append(summary("codes", "codes of a HCPCS file", 0, rows.codes, nil, nil))
    return summaries
  }

  private func summary<Row>(
    _ name: String, _ what: String, _ embedded: Int, _ rows: [Sourced<Row>], _ asOf: Day?,
    _ view: ReferenceView?
  ) -> ReferenceSummary {
    let own = rows.filter { $0.source.kind == .own }.count
    var sources = view.map(Self.sources) ?? []
    for row in rows where !sources.contains(row.source.description) {
      sources.append(row.source.description)
    }
    return ReferenceSummary(
      name: name, what: what, embedded: embedded, own: own, imported: rows.count - own,
      asOf: asOf, sources: sources)
  }

  private static func sources(_ view: ReferenceView) -> [String] {
    var ids: Set<String> = []
    for row in view.rows {
      for word in row[row.count - 1].split(whereSeparator: { !$0.isLetter && !$0.isNumber })
      where word.utf8.count == 3 && word.hasPrefix("S") {
        ids.insert(String(word))
      }
    }
    return ids.sorted()
  }

  /// The rows of a table, embedded and own; narrowed to a key, and to those that hold on a day. Nil
  /// for a table that does not exist.
  public func view(_ table: String, key: String? = nil, on day: Day? = nil) -> ReferenceView? {
    let whole: ReferenceView?
    switch table {
    case "drugs": whole = drugView(day)
    case "products": whole = productView(day)
    case "limits": whole = limitView(day)
    case "codes": whole = codeView(day)
    case "diagnoses": whole = ReferenceView([], of: nil)
    case "ncci_pairs_96372", "pairs": whole = pairView(day)
    default: whole = ReferenceFile.allCases.first { $0.name == table }?.view
    }
    return whole?.only(key)
  }

  private func drugView(_ day: Day?) -> ReferenceView {
    ReferenceView(
      columns: [
        "code", "label", "unit", "basis", "admin_rule", "routes", "container", "mue", "valid_from",
        "valid_to", "replaced_by", "from",
      ],
      rows: drugs.drugs.filter { day.map($0.isValid(on:)) ?? true }.map { drug in
        let limit = drug.key.code.flatMap { code in
          day.flatMap { self.ownLimit(of: code, on: $0) }
        }
        return [
          drug.key.text, drug.label, drug.portion?.description ?? "", drug.basis.rawValue,
          drug.administrationRule.rawValue, drug.routes.map(\.rawValue).joined(separator: " "),
          drug.container?.rawValue ?? "both",
          (limit?.row.units ?? drug.mue).map { String($0) } ?? "",
          drug.validFrom?.description ?? "", drug.validTo?.description ?? "",
          drug.replacedBy.map(\.text).joined(separator: " "),
          (drug.source.hasPrefix("S") ? "embedded (\(drug.source))" : drug.source)
            + (limit.map { "; mue: \($0.source)" } ?? ""),
        ]
      })
  }

  private func productView(_ day: Day?) -> ReferenceView {
    var rows = valid(ownRows.products, day).map { product in
      [
        product.row.ndc.text, product.row.drug.text, product.row.name?.text ?? "",
        product.row.size?.description ?? "", product.row.units?.description ?? "",
        product.row.container?.rawValue ?? "", product.row.form?.rawValue ?? "",
        Self.first(product.row.validFrom), product.row.validTo?.description ?? "",
        product.source.description,
      ]
    }
    for drug in drugs.drugs where drug.source.hasPrefix("S") {
      guard let ndc = drug.exampleNDC else { continue }
      rows.append([
        ndc.text, drug.key.text, drug.exampleProduct, drug.examplePackageSize?.description ?? "",
        drug.exampleUnitsPerItem?.description ?? "", "", "", "", "",
        "embedded (\(drug.source))",
      ])
    }
    return ReferenceView(
      columns: [
        "ndc", "drug", "name", "package_size", "units_per_item", "container", "form", "valid_from",
        "valid_to", "from",
      ], rows: rows)
  }

  private func limitView(_ day: Day?) -> ReferenceView {
    var rows = valid(ownRows.limits, day).map { limit in
      [
        limit.row.key.text, String(limit.row.units), Self.first(limit.row.validFrom),
        limit.row.validTo?.description ?? "", limit.source.description,
      ]
    }
    var seen: Set<HCPCS> = []
    for row in administrationCodes {
      guard let code = row.code, let mue = row.mue, seen.insert(code).inserted else { continue }
      rows.append([code.text, String(mue), "", "", "embedded (administration_codes)"])
    }
    for drug in drugs.drugs where drug.source.hasPrefix("S") {
      guard let mue = drug.mue else { continue }
      rows.append([drug.key.text, String(mue), "", "", "embedded (\(drug.source))"])
    }
    return ReferenceView(columns: ["code", "mue", "valid_from", "valid_to", "from"], rows: rows)
  }

  private func pairView(_ day: Day?) -> ReferenceView {
    let own = valid(ownRows.pairs, day).map { pair in
      [
        pair.row.key.columnOne.text, pair.row.key.columnTwo.text, String(pair.row.indicator),
        Self.first(pair.row.validFrom), pair.row.validTo?.description ?? "",
        pair.source.description,
      ]
    }
    let embedded = ReferenceFile.pairs.view.rows.map { row in
      [
        row[PairColumn.columnOne.rawValue], row[PairColumn.columnTwo.rawValue],
        row[PairColumn.indicator.rawValue], row[PairColumn.effective.rawValue], "",
        row[row.count - 1],
      ]
    }
    return ReferenceView(
      columns: ["column_one", "column_two", "indicator", "valid_from", "valid_to", "from"],
      rows: own + embedded)
  }

  private func codeView(_ day: Day?) -> ReferenceView {
    ReferenceView(
      columns: ["code", "label", "description", "valid_from", "valid_to", "from"],
      rows: valid(ownRows.codes, day).map { code in
        [
          code.row.key.text, code.row.label.text, code.row.description?.text ?? "",
          Self.first(code.row.validFrom), code.row.validTo?.description ?? "",
          code.source.description,
        ]
      })
  }

  private func valid<Row>(_ rows: [Sourced<Row>], _ day: Day?) -> [Sourced<Row>] {
    rows.filter { row in day.map(row.row.isValid(on:)) ?? true }
  }

  private static func first(_ day: Day) -> String { day == .beginning ? "" : day.description }
}
