import Practice

/// The reference tables: facts that change, as data with dates. Each is read when it is first
/// asked for. The practice's own rows go before the embedded ones by key and date.
public struct ReferenceTables: Sendable {
  /// What stands before the embedded tables.
  private final class Own: Sendable {
    let rows: ReferenceRows
    let drugs: DrugTable
    let search: DrugSearch
    let codes: [HCPCS: Sourced<CodeRow>]
    let limits: [HCPCS: [Sourced<LimitRow>]]
    let pairs: [HCPCS: [Sourced<PairRow>]]

    init(_ rows: ReferenceRows) {
      self.rows = rows
      drugs = DrugTable(DrugTable.embedded, with: rows)
      search = DrugSearch(drugs)
      codes = Dictionary(rows.codes.map { ($0.row.key, $0) }) { _, last in last }
      limits = Dictionary(grouping: rows.limits, by: \.row.key)
      pairs = Dictionary(grouping: rows.pairs) { pair in
        pair.row.key.columnOne == Code.injection ? pair.row.key.columnTwo : pair.row.key.columnOne
      }
    }
  }

  private let own: Own?

  /// The tables that are embedded in the program. Making the value reads nothing.
  public static let embedded = ReferenceTables()

  private init() { own = nil }

  /// The embedded tables with rows of the practice's own, and of files that it imported.
  public init(_ rows: ReferenceRows) { own = Own(rows) }

  /// The rows beside the embedded tables.
  var ownRows: ReferenceRows { own?.rows ?? ReferenceRows() }

  /// All drugs.
  public var drugs: DrugTable { own?.drugs ?? DrugTable.embedded }

  /// The row of a drug that is valid on the day; a retired code is still found, with its
  /// ``Drug/validTo`` and ``Drug/replacedBy`` (R50).
  public func drug(_ key: DrugKey, on day: Day) -> Drug? { drugs.drug(key, on: day) }

  /// The drugs that a text can mean, best first: a key or code, an NDC in any written form, a
  /// generic name, a brand, words of the short label, or the beginnings of them. Codes that are
  /// not valid on the day come last.
  public func search(_ text: String, on day: Day) -> [Drug] {
    (own?.search ?? DrugSearch.embedded).find(text, on: day)
  }

  /// A code that an imported HCPCS file lists. The file does not say how it is given or what a
  /// unit is.
  public func listedCode(_ code: HCPCS) -> Sourced<CodeRow>? { own?.codes[code] }

  /// The drugs whose names are nearly a text that ``search(_:on:)`` does not find, nearest first.
  public func near(_ text: String, on day: Day) -> [Drug] {
    (own?.search ?? DrugSearch.embedded).near(text, on: day)
  }

  /// The habits of a class of payers, from `payer_defaults.csv`. A class without a row of its own
  /// (automobile, liability, federal, other) must be asked for everything that payers see
  /// differently.
  public func settings(for payerClass: PayerClass) -> PayerSettings {
    PayerDefaults.embedded.table[payerClass]?.settings ?? PayerDefaults.unknown
  }

  /// Where the habits of a class come from, as `sources.md` numbers it; nil for a class that
  /// `payer_defaults.csv` does not have.
  public func settingsSource(for payerClass: PayerClass) -> String? {
    PayerDefaults.embedded.table[payerClass]?.source
  }

  /// A place of service; nil for a code that CMS does not list.
  public func place(_ code: PlaceOfService) -> Place? { Place.embedded.table[code] }

  /// A claim filing indicator; nil for an unknown one.
  public func filingIndicator(_ code: ClaimFilingIndicator) -> FilingIndicator? {
    FilingIndicator.embedded.table[code]
  }

  /// Reads a claim filing indicator that X12 has (R45); another is refused.
  public static func filingIndicator(
    _ text: String
  ) throws(InvalidValue) -> ClaimFilingIndicator {
    let code = try ClaimFilingIndicator(text)
    let known = FilingIndicator.embedded.table
    guard known[code] != nil else {
      throw InvalidValue(
        kind: "claim filing indicator", value: text,
        reason: "must be one of " + known.keys.map(\.text).sorted().joined(separator: ", "))
    }
    return code
  }

  /// What the pair table says of a code beside 96372 on a day; nil for a code that it does not
  /// name. The embedded table is of 2024-07-01 and stands for all days.
  public func pair(_ other: HCPCS, on day: Day) -> CodePair? {
    let embedded = CodePair.embedded.table[other]
    guard let rows = own?.pairs[other] else { return embedded }
    if let row = Sourced.inForce(rows, on: day) {
      return CodePair(row.row, other: other, what: embedded?.what)
    }
    // A file knows when a pair ended; before its rows begin, and beside the practice's own, the
    // embedded table stands.
    let hasEnded = rows.contains { row in
      row.source.kind != .own && row.row.validTo.map { $0 < day } ?? false
    }
    return hasEnded ? CodePair(noPairWith: other, what: embedded?.what) : embedded
  }

  /// The rows of `administration_codes.csv`.
  public var administrationCodes: [AdministrationRow] { AdministrationRow.embedded.rows }

  /// The practitioner's daily maximum that the practice or an imported file gives a code (R27,
  /// R55); nil when there is none for the day.
  func ownMaximum(of code: HCPCS, on day: Day) -> Int? { ownLimit(of: code, on: day)?.row.units }

  /// The same with its source.
  func ownLimit(of code: HCPCS, on day: Day) -> Sourced<LimitRow>? {
    own?.limits[code].flatMap { Sourced.inForce($0, on: day) }
  }

  /// The practitioner's daily maximum of an administration code (R27); nil when none is known.
  func dailyMaximum(of code: HCPCS, on day: Day) -> Int? {
    ownMaximum(of: code, on: day) ?? administrationCodes.first { $0.code == code }?.mue
  }

  /// The practitioner's daily maximum of a drug (R55); nil when none is known.
  func dailyMaximum(of drug: Drug, on day: Day) -> Int? {
    drug.key.code.flatMap { ownMaximum(of: $0, on: day) } ?? drug.mue
  }
}
