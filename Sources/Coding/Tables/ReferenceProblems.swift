import Practice

/// Something in the tables that contradicts itself or lacks what a claim needs.
public struct ReferenceProblem: Hashable, Sendable {
  /// The table.
  public let table: String
  /// The key of the row.
  public let key: String
  /// What is wrong.
  public let problem: String
}

extension ReferenceTables {
  /// What is wrong with the embedded and own rows; empty when all is well. Files of CMS list many
  /// codes that a practice never gives, so of theirs only contradictions count.
  public func problems(today: Day) -> [ReferenceProblem] {
    var found = ReferenceFile.allCases.flatMap(Self.faults)
    found += drugs.faults.map { ReferenceProblem(table: "drugs", key: "", problem: $0) }
    found += DrugNames.embedded.keys.filter { drug($0, on: today) == nil }.map {
      ReferenceProblem(table: "drug_names", key: $0.text, problem: "is a drug that no table has")
    }
    for drug in drugs.drugs { found += problems(drug, today: today) }
    for product in ownRows.products where product.source.kind == .own {
      if drug(product.row.drug, on: today) == nil {
        found.append(
          ReferenceProblem(
            table: "products", key: product.row.ndc.text,
            problem: "belongs to \(product.row.drug), which no table has"))
      }
    }
    found += overlaps("drugs", ownRows.drugs) { $0.text }
    found += overlaps("products", ownRows.products) { "\($0.ndc) \($0.drug)" }
    found += overlaps("limits", ownRows.limits) { $0.text }
    found += overlaps("pairs", ownRows.pairs) { "\($0.columnOne) \($0.columnTwo)" }
    found += twoOwners()
    return found
  }

  /// Rows of an embedded file that could not be read; a test proves that there are none.
  private static func faults(_ file: ReferenceFile) -> [ReferenceProblem] {
    let faults: [String] =
      switch file {
      case .drugs: DrugTable.embedded.faults
      case .pairs: CodePair.embedded.faults
      case .administrationCodes: AdministrationRow.embedded.faults
      case .placesOfService: Place.embedded.faults
      case .filingIndicators: FilingIndicator.embedded.faults
      case .payerDefaults: PayerDefaults.embedded.faults
      case .feeExamples: NationalAmounts.embedded.faults
      case .drugNames: DrugNames.embedded.faults
      default: []
      }
    return faults.map { ReferenceProblem(table: file.name, key: "", problem: $0) }
  }

  private func problems(_ drug: Drug, today: Day) -> [ReferenceProblem] {
    var found: [String] = []
    if drug.portion == nil, drug.key.code != nil, drug.basis == .per || drug.basis == .upTo {
      found.append("has no unit, so nothing can be counted (R51)")
    }
    if let ended = drug.validTo, ended < today {
      let goesOn = self.drug(drug.key, on: today)?.isValid(on: today) ?? false
      if !goesOn {
        if drug.replacedBy.isEmpty {
          found.append("ended on \(ended) and names no successor (R50)")
        }
        for successor in drug.replacedBy where self.drug(successor, on: today) == nil {
          found.append("names \(successor) as successor, which no table has (R50)")
        }
      }
    }
    return found.map { ReferenceProblem(table: "drugs", key: drug.key.text, problem: $0) }
  }

  /// Own rows of one key of which the earlier was said to go on into the later.
  private func overlaps<Row>(
    _ table: String, _ rows: [Sourced<Row>], _ text: (Row.Key) -> String
  ) -> [ReferenceProblem] {
    let own = rows.filter { $0.source.kind == .own }
    var found: [ReferenceProblem] = []
    for (key, rows) in Dictionary(grouping: own, by: \.row.key) {
      let sorted = rows.sorted { $0.row.validFrom < $1.row.validFrom }
      for (earlier, later) in zip(sorted, sorted.dropFirst()) {
        guard let end = earlier.row.validTo, end >= later.row.validFrom else { continue }
        found.append(
          ReferenceProblem(
            table: table, key: text(key),
            problem: "holds until \(end) by one row and from \(later.row.validFrom) by another"))
      }
    }
    return found.sorted { $0.key < $1.key }
  }

  /// Own packages that belong to two codes at once.
  private func twoOwners() -> [ReferenceProblem] {
    let own = ownRows.products.filter { $0.source.kind == .own }
    return Dictionary(grouping: own, by: \.row.ndc).compactMap { ndc, rows in
      let drugs = Set(rows.map(\.row.drug))
      let isTwice = rows.contains { row in
        rows.contains { $0.row.drug != row.row.drug && $0.row.isValid(on: row.row.validFrom) }
      }
      guard drugs.count > 1, isTwice else { return nil }
      return ReferenceProblem(
        table: "products", key: ndc.text,
        problem: "belongs to "
          + drugs.map(\.text).sorted().joined(separator: " and ") + " on the same day (R54)")
    }.sorted { $0.key < $1.key }
  }
}
