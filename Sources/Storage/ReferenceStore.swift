import Practice
import SQLite

extension Ledger {
  /// Whether there are rows beside the embedded tables: the only question that a ledger without
  /// them is asked.
  public func hasReferenceRows() throws -> Bool {
    try translating(operation: nil) {
      try connection.one("SELECT EXISTS (SELECT 1 FROM reference_source)") { try $0.bool(0) }
    }
  }

  /// All rows beside the embedded tables that are in force for some day: of those with one key and
  /// first day the last, the practice's own and those of files each for themselves.
  public func referenceRows() throws -> ReferenceRows {
    try translating(operation: nil) {
      let sources = try referenceSources()
      var rows = ReferenceRows()
      rows.drugs = Ledger.inForce(try referenceDrugs(sources))
      rows.codes = Ledger.inForce(try referenceCodes(sources))
      rows.products = Ledger.inForce(try referenceProducts(sources))
      rows.pairs = Ledger.inForce(try referencePairs(sources))
      rows.limits = Ledger.inForce(try referenceLimits(sources))
      return rows
    }
  }

  private struct Place<Key: Hashable>: Hashable {
    let key: Key
    let day: Day
    let isOwn: Bool
  }

  private static func inForce<Row>(_ rows: [Sourced<Row>]) -> [Sourced<Row>] {
    var places: [Place<Row.Key>: Int] = [:]
    places.reserveCapacity(rows.count)
    var kept: [Sourced<Row>] = []
    kept.reserveCapacity(rows.count)
    for row in rows {
      let place = Place(
        key: row.row.key, day: row.row.validFrom, isOwn: row.source.kind == .own)
      if let index = places[place] {
        kept[index] = row
      } else {
        places[place] = kept.count
        kept.append(row)
      }
    }
    return kept
  }

  private typealias Sources = [Int64: ReferenceSource]

  private func referenceSources() throws -> Sources {
    var sources: Sources = [:]
    try connection.each("SELECT id, kind, name, valid_from FROM reference_source") {
      sources[try $0.int64(0)] = ReferenceSource(
        kind: try $0.word(1), name: try $0.value(2), from: try $0.optionalDay(3))
    }
    return sources
  }

  private static func source(_ row: borrowing Row, _ sources: Sources) throws -> ReferenceSource {
    guard let source = sources[try row.int64(0)] else {
      throw LedgerError.damaged("a reference row has no source")
    }
    return source
  }

  private func referenceDrugs(_ sources: Sources) throws -> [Sourced<DrugRow>] {
    try connection.all(
      """
      SELECT source_id, drug, generic_name, label, unit_millionths, unit, unit_basis, category,
        admin_rule, routes, container, strength, mue, self_administered, replaced_by, note,
        valid_from, valid_to
      FROM reference_drug ORDER BY id
      """
    ) { row in
      var portion: DoseAmount?
      if let value = try row.optionalQuantity(4) {
        portion = DoseAmount(value: value, unit: try row.word(5))
      }
      return Sourced(
        try DrugRow(
          key: try row.value(1), genericName: try row.value(2), label: try row.value(3),
          portion: portion, basis: try row.value(6), category: try row.value(7),
          administrationRule: try row.value(8), routes: try Ledger.routes(try row.text(9)),
          container: try row.optionalWord(10), strength: try row.optional(11),
          mue: try row.optionalInt(12), selfAdministered: try row.bool(13),
          replacedBy: try row.list(14), note: try row.optional(15), validFrom: try row.day(16),
          validTo: try row.optionalDay(17)), try Ledger.source(row, sources))
    }
  }

  private static func routes(_ text: String) throws -> [Route] {
    try text.split(separator: " ").map { try Route(String($0)) }
  }

  private func referenceCodes(_ sources: Sources) throws -> [Sourced<CodeRow>] {
    try connection.all(
      """
      SELECT source_id, code, label, description, valid_from, valid_to
      FROM reference_code ORDER BY id
      """
    ) { row in
      Sourced(
        try CodeRow(
          key: try row.value(1), label: try row.value(2), description: try row.optional(3),
          validFrom: try row.day(4), validTo: try row.optionalDay(5)),
        try Ledger.source(row, sources))
    }
  }

  private func referenceProducts(_ sources: Sources) throws -> [Sourced<ProductRow>] {
    try connection.all(
      """
      SELECT source_id, ndc, drug, name, size_millionths, units_millionths, container, form,
        valid_from, valid_to
      FROM reference_product ORDER BY id
      """
    ) { row in
      Sourced(
        try ProductRow(
          ndc: try row.value(1), drug: try row.value(2), name: try row.optional(3),
          size: try row.optionalQuantity(4), units: try row.optionalQuantity(5),
          container: try row.optionalWord(6), form: try row.optionalWord(7),
          validFrom: try row.day(8), validTo: try row.optionalDay(9)),
        try Ledger.source(row, sources))
    }
  }

  private func referencePairs(_ sources: Sources) throws -> [Sourced<PairRow>] {
    try connection.all(
      """
      SELECT source_id, column_one, column_two, indicator, valid_from, valid_to
      FROM reference_pair ORDER BY id
      """
    ) { row in
      Sourced(
        try PairRow(
          columnOne: try row.value(1), columnTwo: try row.value(2), indicator: try row.int(3),
          validFrom: try row.day(4), validTo: try row.optionalDay(5)),
        try Ledger.source(row, sources))
    }
  }

  private func referenceLimits(_ sources: Sources) throws -> [Sourced<LimitRow>] {
    try connection.all(
      """
      SELECT source_id, code, units, valid_from, valid_to FROM reference_limit ORDER BY id
      """
    ) { row in
      Sourced(
        try LimitRow(
          key: try row.value(1), units: try row.int(2), validFrom: try row.day(3),
          validTo: try row.optionalDay(4)), try Ledger.source(row, sources))
    }
  }
}

extension Ledger {
  /// The number of a source; a new one is written down.
  public func saveReferenceSource(_ source: ReferenceSource) throws -> Int64 {
    let known = try connection.first(
      "SELECT id FROM reference_source WHERE kind = ?1 AND name = ?2 AND valid_from IS ?3",
      Coded(source.kind), source.name, source.from
    ) { try $0.int64(0) }
    if let known { return known }
    try connection.run(
      "INSERT INTO reference_source (kind, name, valid_from) VALUES (?1, ?2, ?3)",
      Coded(source.kind), source.name, source.from)
    return connection.lastInsertRowID
  }

  /// Adds a drug.
  public func insertReference(_ row: DrugRow, source: Int64) throws {
    try connection.run(
      """
      INSERT INTO reference_drug (
        source_id, drug, generic_name, label, unit_millionths, unit, unit_basis, category,
        admin_rule, routes, container, strength, mue, self_administered, replaced_by, note,
        valid_from, valid_to)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
      """,
      source, row.key, row.genericName, row.label, row.portion?.value, Coded(row.portion?.unit),
      row.basis, row.category, row.administrationRule, Listed(row.routes.map(\.rawValue)),
      Coded(row.container), row.strength, row.mue, row.selfAdministered,
      Listed(row.replacedBy), row.note, row.validFrom, row.validTo)
  }

  /// Adds a code.
  public func insertReference(_ row: CodeRow, source: Int64) throws {
    try connection.run(
      """
      INSERT INTO reference_code (source_id, code, label, description, valid_from, valid_to)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """, source, row.key, row.label, row.description, row.validFrom, row.validTo)
  }

  /// Adds a package.
  public func insertReference(_ row: ProductRow, source: Int64) throws {
    try connection.run(
      """
      INSERT INTO reference_product (
        source_id, ndc, drug, name, size_millionths, units_millionths, container, form,
        valid_from, valid_to)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """,
      source, row.ndc, row.drug, row.name, row.size, row.units, Coded(row.container),
      Coded(row.form), row.validFrom, row.validTo)
  }

  /// Adds a pair.
  public func insertReference(_ row: PairRow, source: Int64) throws {
    try connection.run(
      """
      INSERT INTO reference_pair (
        source_id, column_one, column_two, indicator, valid_from, valid_to)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """,
      source, row.key.columnOne, row.key.columnTwo, row.indicator, row.validFrom, row.validTo)
  }

  /// Adds a daily maximum.
  public func insertReference(_ row: LimitRow, source: Int64) throws {
    try connection.run(
      """
      INSERT INTO reference_limit (source_id, code, units, valid_from, valid_to)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """, source, row.key, row.units, row.validFrom, row.validTo)
  }
}
