import Practice
import Text

/// Reads a table of ``ClaimCSVWriter`` back, claim by claim. The rows of a claim stand together.
public struct ClaimCSVReader: ~Copyable {
  /// The columns that are compared.
  private enum Column: String, CaseIterable {
    case claim_number, frequency, mrn, date, diagnoses, line, code, modifiers, units, charge
    case pointers, ndc, ndc_quantity, ndc_unit, line_control_number, claim_total
  }

  private var csv: CSVReader
  /// The place of each column in the file, by its place in `Column`.
  private let places: [Int]
  private var pending: ReadClaimRows?

  /// A reader over an open descriptor.
  public init(descriptor: Int32) throws(ClaimCSVError) {
    try self.init(Self.opened { () throws(CSVError) in try CSVReader(descriptor: descriptor) })
  }

  /// A reader over bytes in memory.
  public init(bytes: [UInt8]) throws(ClaimCSVError) {
    try self.init(Self.opened { () throws(CSVError) in try CSVReader(bytes: bytes) })
  }

  private init(_ csv: consuming CSVReader) throws(ClaimCSVError) {
    let places = try Self.places(csv.columns)
    self.csv = csv
    self.places = places
  }

  private static func opened(
    _ open: () throws(CSVError) -> CSVReader
  ) throws(ClaimCSVError) -> CSVReader {
    do throws(CSVError) { return try open() } catch { throw .csv(error) }
  }

  private static func places(_ columns: [String]) throws(ClaimCSVError) -> [Int] {
    var places: [Int] = []
    for column in Column.allCases {
      guard let place = columns.firstIndex(of: column.rawValue) else {
        throw .missingColumn(column.rawValue)
      }
      places.append(place)
    }
    return places
  }

  /// The next claim with all its rows; nil at the end.
  public mutating func next() throws(ClaimCSVError) -> ReadClaimRows? {
    while try nextRow() {
      let row = try claim()
      if let claim = pending, claim.number != row.number {
        pending = row
        return claim
      }
      try append(row)
    }
    defer { pending = nil }
    return pending
  }

  private mutating func nextRow() throws(ClaimCSVError) -> Bool {
    do throws(CSVError) { return try csv.next() } catch { throw .csv(error) }
  }

  /// Adds the line of a row to its claim.
  private mutating func append(_ row: ReadClaimRows) throws(ClaimCSVError) {
    guard var claim = pending else {
      pending = row
      return
    }
    pending = nil
    if row.total != claim.total { throw inconsistent(.claim_total) }
    if row.frequency != claim.frequency { throw inconsistent(.frequency) }
    if row.mrn != claim.mrn { throw inconsistent(.mrn) }
    if row.date != claim.date { throw inconsistent(.date) }
    if row.diagnoses != claim.diagnoses { throw inconsistent(.diagnoses) }
    if Int(cell(.line)) != claim.lines.count + 1 { throw inconsistent(.line) }
    claim.lines += row.lines
    pending = claim
  }

  private func claim() throws(ClaimCSVError) -> ReadClaimRows {
    var claim = ReadClaimRows()
    claim.number = cell(.claim_number)
    claim.frequency = cell(.frequency)
    claim.mrn = cell(.mrn)
    claim.date = cell(.date)
    claim.diagnoses = words(.diagnoses)
    claim.total = try money(.claim_total)
    claim.lines = [try line()]
    return claim
  }

  private func line() throws(ClaimCSVError) -> ReadClaimRows.Line {
    var line = ReadClaimRows.Line()
    line.code = cell(.code)
    line.modifiers = words(.modifiers)
    guard let units = Int(cell(.units)) else { throw bad(.units) }
    line.units = units
    line.charge = try money(.charge)
    for word in words(.pointers) {
      guard let pointer = Int(word) else { throw bad(.pointers) }
      line.pointers.append(pointer)
    }
    line.ndc = cell(.ndc)
    let quantity = cell(.ndc_quantity)
    if !quantity.isEmpty {
      do throws(InvalidValue) { line.ndcQuantity = try Quantity(quantity) } catch {
        throw bad(.ndc_quantity)
      }
    }
    line.ndcUnit = cell(.ndc_unit)
    line.controlNumber = cell(.line_control_number)
    return line
  }

  private func cell(_ column: Column) -> String {
    let place = Column.allCases.firstIndex(of: column).map { places[$0] }
    return place.map { csv.cell($0) } ?? ""
  }

  private func words(_ column: Column) -> [String] {
    cell(column).split(separator: " ").map(String.init)
  }

  private func money(_ column: Column) throws(ClaimCSVError) -> Money {
    do throws(InvalidValue) { return try Money(cell(column)) } catch { throw bad(column) }
  }

  private func bad(_ column: Column) -> ClaimCSVError {
    .badCell(line: csv.line, column: column.rawValue)
  }

  private func inconsistent(_ column: Column) -> ClaimCSVError {
    .inconsistent(line: csv.line, column: column.rawValue)
  }
}
