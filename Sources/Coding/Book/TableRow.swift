import Practice

/// A row of a reference table, as `shots why` shows it.
public struct TableRow: Hashable, Sendable {
  /// The table: `drugs`, `administration_codes`.
  public let table: String
  /// The key of the row: `J1885`, `96372`.
  public let key: String
  /// What the row says.
  public let content: String
  /// Where it comes from.
  public let source: String
}

extension ReferenceTables {
  /// The rows that lines and their drugs were made from, each once: those of the drugs, then those
  /// of the administration codes.
  public func rows(
    behind lines: some Collection<ServiceLine>, of doses: some Sequence<Dose>, on day: Day
  ) -> [TableRow] {
    var drugs: [TableRow] = []
    var codes: [TableRow] = []
    for dose in doses {
      let drug = drug(dose.drug, on: day)
      if let drug {
        let row = TableRow(
          table: "drugs", key: drug.key.text, content: Pages.row(drug), source: drug.source)
        if !drugs.contains(row) { drugs.append(row) }
      }
      for line in lines where line.kind == .administration && line.dose == dose.id {
        guard let row = administrationRow(line.code, drug, dose.route) else { continue }
        let shown = TableRow(
          table: "administration_codes", key: "\(line.code) \(row.id)",
          content: Pages.administration(row), source: row.source)
        if !codes.contains(shown) { codes.append(shown) }
      }
    }
    return drugs + codes
  }

  /// The row of an administration code that is about the drug and its route; else the first row of
  /// the code.
  private func administrationRow(
    _ code: HCPCS, _ drug: Drug?, _ route: Route?
  ) -> AdministrationRow? {
    let rows = administrationCodes.filter { $0.code == code }
    let fitting = rows.filter { $0.fits(route) }
    return fitting.first { $0.category == drug?.administrationRule.rawValue } ?? fitting.first
      ?? rows.first
  }
}

extension AdministrationRow {
  /// Whether the row is about the route: rows of one code tell apart under the skin and into
  /// muscle.
  fileprivate func fits(_ wanted: Route?) -> Bool {
    let plain: [Route] = [.subcutaneous, .intramuscular]
    let own = route.split(separator: "/").compactMap { Route(rawValue: String($0)) }
    guard let wanted, plain.contains(wanted), own.contains(where: plain.contains) else {
      return true
    }
    return own.contains(wanted)
  }
}

extension Pages {
  /// The row of a drug in one sentence.
  static func row(_ drug: Drug) -> String {
    var text = drug.label
    if let portion = drug.portion {
      text += drug.basis == .upTo ? ", up to \(portion) a unit" : ", \(portion) a unit"
    }
    if !drug.routes.isEmpty { text += ", " + drug.routes.map(\.rawValue).joined(separator: "/") }
    if let container = drug.container { text += ", \(container.rawValue)" }
    text += ", \(drug.administrationRule.rawValue)"
    if let mue = drug.mue { text += ", at most \(mue) units a day" }
    if let from = drug.validFrom { text += ", valid from \(from)" }
    if let end = drug.validTo { text += ", until \(end)" }
    return text
  }
}
