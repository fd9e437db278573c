import Practice

/// The drugs, found by key and by package: the embedded ones, and before them by key and date the
/// practice's own.
public final class DrugTable: Sendable {
  /// All rows: the practice's own, then the embedded ones in the order of the table.
  public let drugs: [Drug]
  /// Rows that could not be read; empty for the embedded table.
  let faults: [String]
  private let byKey: [DrugKey: [Drug]]
  private let byNDC: [NDC: Drug]
  private let own: [DrugKey: [Drug]]
  private let products: [NDC: [Sourced<ProductRow>]]

  init(drugs: [Drug], faults: [String] = []) {
    self.drugs = drugs
    self.faults = faults
    own = [:]
    products = [:]
    byKey = Dictionary(grouping: drugs, by: \.key)
    byNDC = DrugTable.packages(drugs)
  }

  /// A table with rows beside it.
  init(_ base: DrugTable, with rows: ReferenceRows) {
    var faults = base.faults
    var ends: [String: Sourced<CodeRow>] = [:]
    for code in rows.codes where code.row.validTo != nil { ends[code.row.key.text] = code }
    let embedded = base.drugs.map { drug in
      guard drug.validTo == nil, let code = ends[drug.key.text], let day = code.row.validTo,
        drug.validFrom.map({ $0 <= day }) ?? true
      else { return drug }
      return Drug(drug, endedOn: day, source: code.source)
    }
    byKey = Dictionary(grouping: embedded, by: \.key)
    var added: [Drug] = []
    for drug in rows.drugs {
      do throws(InvalidValue) {
        let rowsOfKey = byKey[drug.row.key]
        let base =
          rowsOfKey?.first { $0.isValid(on: drug.row.validFrom) } ?? rowsOfKey?.last
        added.append(try Drug(drug.row, base: base, source: drug.source))
      } catch {
        faults.append("\(drug.row.key) of \(drug.source): \(error)")
      }
    }
    own = Dictionary(grouping: added, by: \.key)
    drugs = added + embedded
    products = Dictionary(grouping: rows.products, by: \.row.ndc)
    byNDC = DrugTable.packages(embedded)
    self.faults = faults
  }

  private static func packages(_ drugs: [Drug]) -> [NDC: Drug] {
    var packages: [NDC: Drug] = [:]
    for drug in drugs {
      // The crosswalk's example belongs to one code; the first row wins.
      if let ndc = drug.exampleNDC, packages[ndc] == nil { packages[ndc] = drug }
    }
    return packages
  }

  /// The table that is embedded in the program, read when it is first asked for.
  static let embedded = DrugTable.read()

  /// Reads the embedded file.
  package static func read() -> DrugTable {
    let (drugs, faults) = ReferenceFile.drugs.rows(Drug.init(_:))
    return DrugTable(drugs: drugs, faults: faults)
  }

  /// Whether there are rows of the practice's own, or of files that it imported.
  var isEmbeddedOnly: Bool { own.isEmpty && products.isEmpty }

  /// The row that is valid on the day. When none is, the row nearest before the day, so that a
  /// retired code is recognised and its successor named (R50).
  public func drug(_ key: DrugKey, on day: Day) -> Drug? {
    if !own.isEmpty, let rows = own[key] {
      let valid = rows.filter { $0.isValid(on: day) }
      let best = valid.max { ($0.validFrom ?? .beginning) < ($1.validFrom ?? .beginning) }
      if let best = best ?? (byKey[key] == nil ? rows.last : nil) { return best }
    }
    guard let rows = byKey[key] else { return nil }
    if let only = rows.first, rows.count == 1 { return only }
    return rows.first { $0.isValid(on: day) }
      ?? rows.last { $0.validTo.map { $0 < day } ?? false } ?? rows.first
  }

  /// The drug that a package belongs to (R54). No match means unknown, not wrong.
  public func drug(package ndc: NDC, on day: Day) -> Drug? {
    owner(of: ndc, on: day).flatMap { drug($0, on: day) } ?? byNDC[ndc]
  }

  /// The key that a package belongs to (R54), which the table itself may not have.
  func owner(of ndc: NDC, on day: Day) -> DrugKey? {
    if !products.isEmpty, let rows = products[ndc],
      let product = Sourced.inForce(rows, on: day)
    {
      return product.row.drug
    }
    return byNDC[ndc]?.key
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
  /// How it is filled, when somebody said it.
  let form: PackageForm?
  /// The kind of package, when somebody said it.
  let container: Container?

  /// A package that the practice describes, and where it does not say a thing, the crosswalk.
  init(_ said: ProductRow?, else listed: ProductRow?, else example: Package?, of drug: Drug) {
    size = said?.size ?? listed?.size ?? example?.size
    content = drug.content(units: said?.units ?? listed?.units) ?? example?.content
    form = said?.form ?? listed?.form
    container = said?.container ?? listed?.container
  }

  /// The example package of the drug table.
  init(exampleOf drug: Drug) {
    size = drug.examplePackageSize
    content = drug.content(units: drug.exampleUnitsPerItem)
    form = nil
    container = nil
  }
}
