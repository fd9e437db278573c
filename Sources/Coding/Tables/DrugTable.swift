import Practice

/// The drugs, found by key and by package: the embedded ones, and before them by key and date the
/// practice's own.
public final class DrugTable: Sendable {
  private let base: DrugRows
  private let added: [Drug]
  private let own: [DrugKey: [Drug]]
  private let products: [NDC: [Sourced<ProductRow>]]
  private let addedFaults: [String]

  private init(_ base: DrugRows) {
    self.base = base
    added = []
    own = [:]
    products = [:]
    addedFaults = []
  }

  /// A table of its own, for tests.
  convenience init(drugs: [Drug]) { self.init(DrugRows(drugs: drugs)) }

  /// A table with rows beside it.
  init(_ table: DrugTable, with rows: ReferenceRows) {
    var faults: [String] = []
    let base = DrugTable.ended(table.base, by: rows.codes)
    var added: [Drug] = []
    for drug in rows.drugs {
      do throws(InvalidValue) {
        let rowsOfKey = base.rows(of: drug.row.key)
        let known = rowsOfKey.first { $0.isValid(on: drug.row.validFrom) } ?? rowsOfKey.last
        added.append(try Drug(drug.row, base: known, source: drug.source))
      } catch {
        faults.append("\(drug.row.key) of \(drug.source): \(error)")
      }
    }
    self.base = base
    self.added = added
    own = Dictionary(grouping: added, by: \.key)
    products = Dictionary(grouping: rows.products, by: \.row.ndc)
    addedFaults = faults
  }

  /// The rows with the ends that an imported list of codes knows.
  private static func ended(_ base: DrugRows, by codes: [Sourced<CodeRow>]) -> DrugRows {
    var ends: [String: Sourced<CodeRow>] = [:]
    for code in codes where code.row.validTo != nil { ends[code.row.key.text] = code }
    guard !ends.isEmpty else { return base }
    let drugs = base.drugs.map { drug in
      guard drug.validTo == nil, let code = ends[drug.key.text], let day = code.row.validTo,
        drug.validFrom.map({ $0 <= day }) ?? true
      else { return drug }
      return Drug(drug, endedOn: day, source: code.source)
    }
    return DrugRows(drugs: drugs)
  }

  /// The table that is embedded in the program.
  static let embedded = DrugTable(DrugRows(.drugs))

  /// All rows: the practice's own, then the embedded ones in the order of the table.
  public var drugs: [Drug] { added + base.drugs }

  /// Those of ``drugs`` whose rows have each of the words somewhere: a search reads no others.
  func drugs(mentioning words: [String]) -> [Drug] { added + base.drugs(mentioning: words) }

  /// Rows that could not be read; empty for the embedded table.
  var faults: [String] { base.faults + addedFaults }

  /// Whether there are rows of the practice's own, or of files that it imported.
  var isEmbeddedOnly: Bool { own.isEmpty && products.isEmpty }

  /// The row that is valid on the day. When none is, the row nearest before the day, so that a
  /// retired code is recognised and its successor named (R50).
  public func drug(_ key: DrugKey, on day: Day) -> Drug? {
    if !own.isEmpty, let rows = own[key] {
      let valid = rows.filter { $0.isValid(on: day) }
      let best = valid.max { ($0.validFrom ?? .beginning) < ($1.validFrom ?? .beginning) }
      if let best = best ?? (base.has(key) ? nil : rows.last) { return best }
    }
    return base.drug(key, on: day)
  }

  /// The drug that a package belongs to (R54). No match means unknown, not wrong.
  public func drug(package ndc: NDC, on day: Day) -> Drug? {
    owner(of: ndc, on: day).flatMap { drug($0, on: day) } ?? base.drug(package: ndc)
  }

  /// The key that a package belongs to (R54), which the table itself may not have.
  func owner(of ndc: NDC, on day: Day) -> DrugKey? {
    if !products.isEmpty, let rows = products[ndc],
      let product = Sourced.inForce(rows, on: day)
    {
      return product.row.drug
    }
    return base.drug(package: ndc)?.key
  }

  /// What is known of a package that is sold under a drug; nil when no table lists it.
  func package(_ ndc: NDC, of drug: Drug, on day: Day) -> Package? {
    if !products.isEmpty, let rows = products[ndc] {
      let fitting = rows.filter { $0.row.drug == drug.key }
      let said = Sourced.inForce(fitting.filter { $0.source.kind == .own }, on: day)?.row
      let listed = Sourced.inForce(fitting.filter { $0.source.kind != .own }, on: day)?.row
      if said != nil || listed != nil {
        let example = ndc == drug.exampleNDC ? Package(exampleOf: drug) : nil
        return Package(said, else: listed, else: example, of: drug)
      }
    }
    return ndc == drug.exampleNDC ? Package(exampleOf: drug) : nil
  }
}

/// What is known of the package of a dose.
struct Package {
  /// How much one item holds, in mL for liquids, else each.
  let size: Quantity?
  /// The amount in one item, of drugs that are counted by portions.
  let content: DoseAmount?
  /// How many units of the code one item holds.
  let units: Quantity?
  /// How it is filled, when somebody said it.
  let form: PackageForm?
  /// The kind of package, when somebody said it.
  let container: Container?

  /// A package that the practice describes, and where it does not say a thing, the crosswalk.
  init(_ said: ProductRow?, else listed: ProductRow?, else example: Package?, of drug: Drug) {
    size = said?.size ?? listed?.size ?? example?.size
    content = drug.content(units: said?.units ?? listed?.units) ?? example?.content
    units = said?.units ?? listed?.units ?? example?.units
    form = said?.form ?? listed?.form
    container = said?.container ?? listed?.container
  }

  /// The example package of the drug table.
  init(exampleOf drug: Drug) {
    size = drug.examplePackageSize
    content = drug.content(units: drug.exampleUnitsPerItem)
    units = drug.exampleUnitsPerItem
    form = nil
    container = nil
  }
}
