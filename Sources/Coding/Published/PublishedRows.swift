import Practice

/// What a record of a published file turned out to be.
public enum PublishedRow<Row: Sendable>: Sendable {
  /// A row that is kept.
  case row(Row)
  /// A record that says nothing to an injection practice: supplies, pairs without 96372, codes
  /// without a limit.
  case beside
  /// A record that could not be read.
  case fault(PublishedFile.Fault)
}

extension PublishedFile {
  /// Codes of drugs in the HCPCS file, and those that `isWanted` names; modifiers and supplies are
  /// beside. A long description goes on over several records.
  ///
  /// Positions (HCPCS contractor record): 1–5 code, 6–10 sequence, 11 kind of record, 12–91
  /// long and 92–119 short description, 269–276 added, 285–292 last day.
  public func codes(
    isWanted: (HCPCS) -> Bool, _ body: (Int, PublishedRow<CodeRow>) throws -> Void
  ) rethrows {
    var pending: (line: Int, text: String, first: [UInt8])?
    func finish() throws {
      guard let record = pending else { return }
      pending = nil
      try body(record.line, PublishedFile.code(record.first, record.text, isWanted))
    }
    try records { record in
      let line = Array(record.cells[0].utf8)
      guard line.count > 11 else {
        return try body(record.line, .fault(shortLine(record)))
      }
      let long = Characters.trimmed(String(decoding: line[11..<min(91, line.count)], as: UTF8.self))
      if line[10] == 0x34, let first = pending?.first, first[0..<5] == line[0..<5] {
        pending?.text += " " + long
        return
      }
      try finish()
      if line[10] == 0x33 {
        pending = (record.line, long, line)
      } else {
        try body(record.line, .beside)
      }
    }
    try finish()
  }

  private func shortLine(_ record: PublishedRecord) -> Fault {
    Fault(column: "record", value: record.cells[0], reason: "is shorter than a record of the file")
  }

  private static func code(
    _ line: [UInt8], _ description: String, _ isWanted: (HCPCS) -> Bool
  ) -> PublishedRow<CodeRow> {
    func field(_ range: ClosedRange<Int>) -> String {
      guard line.count >= range.upperBound else { return "" }
      return Characters.trimmed(
        String(decoding: line[(range.lowerBound - 1)..<range.upperBound], as: UTF8.self))
    }
    do throws(Fault) {
      let code = try read(field(1...5), "HCPCS_CD", HCPCS.init(_:))
      guard "JQ".contains(code.text.prefix(1)) || isWanted(code) else { return .beside }
      let label = try read(field(92...119), "SHORT_DESC", Line.init(_:))
      let long = try? Line(description)
      let added = PublishedDays.compact(field(269...276))
      let ended = field(285...292)
      let last = PublishedDays.compact(ended)
      if last == nil, ended.utf8.contains(where: { $0 != 0x30 && $0 != 0x20 }) {
        throw Fault(column: "TRMNTN_DT", value: ended, reason: "is no day of the form YYYYMMDD")
      }
      return .row(
        try read(code.text, "HCPCS_CD") { _ throws(InvalidValue) in
          try CodeRow(
            key: code, label: label, description: long, validFrom: added ?? .beginning,
            validTo: last)
        })
    } catch {
      return .fault(error)
    }
  }

  /// The packages of the crosswalk. It says how many units one item of a package holds, and nothing
  /// of its form or container.
  public func products(
    from first: Day, _ body: (Int, PublishedRow<ProductRow>) throws -> Void
  ) rethrows {
    let ndc = column("ndc2") ?? column("ndc")
    let (name, size, units) = (column("drug name"), column("pkg size"), column("billunits"))
    try records { record in
      let row = PublishedFile.row { () throws(Fault) -> ProductRow? in
        let drug = try PublishedFile.read(record.cell(0), "CODE", DrugKey.init(_:))
        let package = try PublishedFile.read(record.cell(ndc), "NDC2", NDC.init(_:))
        let size = try PublishedFile.quantity(record.cell(size), "PKG SIZE")
        let units = try PublishedFile.quantity(record.cell(units), "BILLUNITS")
        return try PublishedFile.read(package.text, "NDC2") { _ throws(InvalidValue) in
          try ProductRow(
            ndc: package, drug: drug, name: try? Line(record.cell(name)), size: size,
            units: units, validFrom: first)
        }
      }
      try body(record.line, row)
    }
  }

  /// The payment limits, dollars for one billing unit; codes without one are beside.
  public func limits(
    _ body: (Int, PublishedRow<(code: HCPCS, perUnit: Quantity)>) throws -> Void
  ) rethrows {
    let limit = column("payment limit")
    try records { record in
      let row = PublishedFile.row { () throws(Fault) -> (code: HCPCS, perUnit: Quantity)? in
        let code = try PublishedFile.read(record.cell(0), "HCPCS Code", HCPCS.init(_:))
        let text = record.cell(limit)
        guard !text.isEmpty, text.uppercased() != "N/A",
          let perUnit = try PublishedFile.quantity(text, "Payment Limit")
        else { return nil }
        return (code, perUnit)
      }
      try body(record.line, row)
    }
  }

  /// The daily maximums of practitioners.
  public func maximums(
    from first: Day, _ body: (Int, PublishedRow<LimitRow>) throws -> Void
  ) rethrows {
    let units = column("practitioner services mue")
    try records { record in
      let row = PublishedFile.row { () throws(Fault) -> LimitRow? in
        let code = try PublishedFile.read(record.cell(0), "HCPCS/CPT Code", HCPCS.init(_:))
        return try PublishedFile.read(record.cell(units), "Practitioner Services MUE Values") {
          text throws(InvalidValue) in
          guard let units = Int(text) else {
            throw InvalidValue(kind: "mue", value: text, reason: "must be a whole number of units")
          }
          return try LimitRow(key: code, units: units, validFrom: first, validTo: nil)
        }
      }
      try body(record.line, row)
    }
  }

  /// The pairs that name 96372; all others are beside. Columns: both codes, a mark of age, the
  /// first and the last day as YYYYMMDD (`*` for none), the indicator, the reason.
  public func pairs(_ body: (Int, PublishedRow<PairRow>) throws -> Void) rethrows {
    try records { record in
      let row = PublishedFile.row { () throws(Fault) -> PairRow? in
        guard record.cell(0) == Code.injection.text || record.cell(1) == Code.injection.text
        else { return nil }
        let one = try PublishedFile.read(record.cell(0), "Column 1", HCPCS.init(_:))
        let two = try PublishedFile.read(record.cell(1), "Column 2", HCPCS.init(_:))
        let first = try PublishedFile.read(record.cell(3), "Effective Date", PublishedDays.day(_:))
        let end = record.cell(4)
        let last =
          end.isEmpty || end == "*"
          ? nil : try PublishedFile.read(end, "Deletion Date", PublishedDays.day(_:))
        return try PublishedFile.read(record.cell(5), "Modifier") { text throws(InvalidValue) in
          try PairRow(
            columnOne: one, columnTwo: two, indicator: Int(text) ?? -1, validFrom: first,
            validTo: last)
        }
      }
      try body(record.line, row)
    }
  }

  private static func row<Row>(_ make: () throws(Fault) -> Row?) -> PublishedRow<Row> {
    do throws(Fault) {
      return try make().map { .row($0) } ?? .beside
    } catch {
      return .fault(error)
    }
  }

  private static func quantity(_ text: String, _ column: String) throws(Fault) -> Quantity? {
    if text.isEmpty { return nil }
    let plain = text.hasPrefix(".") ? "0" + text : text
    let value = try read(plain.filter { $0 != "," }, column, Quantity.init(_:))
    guard value.millionths > 0 else {
      throw Fault(column: column, value: text, reason: "is not above zero")
    }
    return value
  }
}
