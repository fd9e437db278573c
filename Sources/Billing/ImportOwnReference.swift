import Coding
import Practice
import Storage
import Text

struct OwnDrugImporter: RowImporter {
  let columns: ImportColumns
  var keeper: ReferenceKeeper<DrugRow>

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let key = try columns.required("code", reader, DrugKey.init(_:))
    let name = try columns.required("generic_name", reader, Line.init(_:))
    let row = try columns.made(key.text, "valid_to") { () throws -> DrugRow in
      try DrugRow(
        key: key, genericName: name,
        label: try columns.optional("label", reader, Line.init(_:)) ?? name,
        portion: try portion(reader),
        basis: try columns.required("unit_basis", reader) { text throws(InvalidValue) in
          try Self.word(Drug.Basis(rawValue: text), text, Drug.Basis.allCases.map(\.rawValue))
        },
        category: try columns.optional("category", reader, Line.init(_:)) ?? Line("own"),
        administrationRule: try columns.required("admin_rule", reader) {
          text throws(InvalidValue) in
          try Self.word(
            Drug.AdministrationRule(rawValue: text), text,
            Drug.AdministrationRule.allCases.map(\.rawValue))
        },
        routes: try columns.optional("routes", reader) { text throws(InvalidValue) in
          try ListText.parse(text, Route.init(_:))
        } ?? [],
        container: try columns.optional("container", reader, Container.init(_:)),
        strength: try columns.optional("strength", reader, Line.init(_:)),
        mue: try columns.optional("mue", reader, Self.units),
        selfAdministered: try columns.optional("self_administered", reader, YesNo.init(_:)) == .yes,
        replacedBy: try columns.optional("replaced_by", reader) { text throws(InvalidValue) in
          try ListText.parse(text, DrugKey.init(_:))
        } ?? [],
        note: try columns.optional("note", reader, Line.init(_:)),
        validFrom: try columns.optional("valid_from", reader, Day.init(_:)) ?? .beginning,
        validTo: try columns.optional("valid_to", reader, Day.init(_:)))
    }
    return try keeper.save(row, column: "code", value: key.text, &changes)
  }

  private func portion(_ reader: borrowing CSVReader) throws -> DoseAmount {
    let amount = try columns.required("unit_amount", reader, Quantity.init(_:))
    let unit = try columns.required("unit", reader, Line.init(_:))
    guard amount.millionths > 0 else {
      throw RowRefusal(
        column: "unit_amount", value: amount.description, reason: "is what one unit is; above 0")
    }
    return try columns.made(unit.text, "unit") {
      try DoseAmount(value: amount.description, spelling: unit.text)
    }
  }

  static func word<Value>(
    _ value: Value?, _ text: String, _ words: [String]
  ) throws(InvalidValue) -> Line {
    guard value != nil else {
      throw InvalidValue(
        kind: "word", value: text, reason: "must be one of \(words.joined(separator: ", "))")
    }
    return try Line(text)
  }

  static func units(_ text: String) throws(InvalidValue) -> Int {
    guard let units = Int(text), units >= 0 else {
      throw InvalidValue(kind: "units", value: text, reason: "must be a whole number of units")
    }
    return units
  }
}

struct OwnProductImporter: RowImporter {
  let columns: ImportColumns
  let tables: ReferenceTables
  let today: Day
  var keeper: ReferenceKeeper<ProductRow>

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let ndc = try columns.required("ndc", reader, NDC.init(_:))
    let drug = try columns.required("drug", reader, DrugKey.init(_:))
    guard tables.drug(drug, on: today) != nil else {
      throw RowRefusal(
        column: "drug", value: drug.text,
        reason: "is no drug of the table; describe it first with: shots import drugs")
    }
    let row = try columns.made(ndc.text, "valid_to") {
      try ProductRow(
        ndc: ndc, drug: drug, name: try columns.optional("name", reader, Line.init(_:)),
        size: try columns.optional("package_size", reader, Self.size),
        units: try columns.optional("units_per_item", reader, Self.positive),
        container: try columns.optional("container", reader, Container.init(_:)),
        form: try columns.optional("form", reader, PackageForm.init(_:)),
        validFrom: try columns.optional("valid_from", reader, Day.init(_:)) ?? .beginning,
        validTo: try columns.optional("valid_to", reader, Day.init(_:)))
    }
    return try keeper.save(row, column: "ndc", value: ndc.text, &changes)
  }

  /// mL of a liquid, else 1.
  private static func size(_ text: String) throws(InvalidValue) -> Quantity {
    try above0(try Quantity(milliliters: text), text)
  }

  private static func positive(_ text: String) throws(InvalidValue) -> Quantity {
    try above0(try Quantity(text), text)
  }

  private static func above0(_ value: Quantity, _ text: String) throws(InvalidValue) -> Quantity {
    guard value.millionths > 0 else {
      throw InvalidValue(kind: "amount", value: text, reason: "must be above 0")
    }
    return value
  }
}

struct OwnPairImporter: RowImporter {
  let columns: ImportColumns
  var keeper: ReferenceKeeper<PairRow>

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let one = try columns.required("column_one", reader, HCPCS.init(_:))
    let two = try columns.required("column_two", reader, HCPCS.init(_:))
    guard one.text == "96372" || two.text == "96372", one != two else {
      throw RowRefusal(
        column: "column_two", value: two.text,
        reason: "is no pair with 96372, and the rules ask for no other")
    }
    let indicator = try columns.required("modifier_indicator", reader, OwnDrugImporter.units)
    let row = try columns.made(String(indicator), "modifier_indicator") {
      try PairRow(
        columnOne: one, columnTwo: two, indicator: indicator,
        validFrom: try columns.required("valid_from", reader, Day.init(_:)),
        validTo: try columns.optional("valid_to", reader, Day.init(_:)))
    }
    return try keeper.save(row, column: "column_one", value: "\(one) \(two)", &changes)
  }
}

struct OwnLimitImporter: RowImporter {
  let columns: ImportColumns
  var keeper: ReferenceKeeper<LimitRow>

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let code = try columns.required("code", reader, HCPCS.init(_:))
    let units = try columns.required("mue", reader, OwnDrugImporter.units)
    let row = try columns.made(String(units), "mue") {
      try LimitRow(
        key: code, units: units,
        validFrom: try columns.required("valid_from", reader, Day.init(_:)),
        validTo: try columns.optional("valid_to", reader, Day.init(_:)))
    }
    return try keeper.save(row, column: "code", value: code.text, &changes)
  }
}

extension ImportColumns {
  /// A value made of several cells; what it refuses is said of one column.
  func made<Value>(_ value: String, _ column: String, _ make: () throws -> Value) throws -> Value {
    do {
      return try make()
    } catch let error as InvalidValue {
      throw RowRefusal(
        column: names.contains(error.kind) ? error.kind : column,
        value: error.value.isEmpty ? value : error.value, reason: error.reason)
    }
  }
}
