import CReference
import Practice
import Text

/// The embedded files, in the order of `CReference/reference.c`.
enum ReferenceFile: Int, CaseIterable {
  case drugs
  case administrationCodes
  case placesOfService
  case filingIndicators
  case pairs
  case payerDefaults
  case modifiers
  case rulesIndex
  case workedExamples
  case denialCodes
  case feeExamples
  case revenueChecks
  case diagnosisChanges
  case ruleNotes
  case sources

  /// The name of the file without `.csv`.
  var name: String { String(cString: reference_file_at(rawValue).name) }

  /// The bytes of the file.
  var bytes: [UInt8] {
    let file = reference_file_at(rawValue)
    return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
  }

  /// Makes a value of every row. A row that does not fit is left out and named in `faults`;
  /// a test proves that the embedded files have none.
  func rows<Value>(
    _ make: (borrowing ReferenceRow) throws(InvalidValue) -> Value
  ) -> (values: [Value], faults: [String]) {
    rows(of: bytes, make)
  }

  fileprivate func rows<Value>(
    of bytes: [UInt8], _ make: (borrowing ReferenceRow) throws(InvalidValue) -> Value
  ) -> (values: [Value], faults: [String]) {
    var values: [Value] = []
    var faults: [String] = []
    do throws(CSVError) {
      var row = ReferenceRow(reader: try CSVReader(bytes: bytes))
      while try row.reader.next() {
        do throws(InvalidValue) {
          values.append(try make(row))
        } catch {
          faults.append("\(name) line \(row.reader.line): \(error)")
        }
      }
    } catch {
      faults.append("\(name): \(error)")
    }
    return (values, faults)
  }
}

/// The lines of an embedded file whose rows are one line each, known by their first cells. A test
/// proves that reading line by line gives the same as reading the file.
struct ReferenceLines: Sendable {
  private let file: ReferenceFile
  private let bytes: [UInt8]
  private let header: Range<Int>
  /// The first cell of each row, and where the row stands.
  let rows: [(key: String, bytes: Range<Int>)]

  init(_ file: ReferenceFile) {
    let bytes = file.bytes
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    self.file = file
    self.bytes = bytes
    header = lines.first?.indices ?? 0..<0
    rows = lines.dropFirst().map { line in
      let key = line.prefix { $0 != UInt8(ascii: ",") }
      return (String(decoding: key, as: UTF8.self), line.indices)
    }
  }

  /// The values of one row.
  func values<Value>(
    of row: Range<Int>, _ make: (borrowing ReferenceRow) throws(InvalidValue) -> Value
  ) -> (values: [Value], faults: [String]) {
    file.rows(of: bytes[header] + [UInt8(ascii: "\n")] + bytes[row], make)
  }
}

/// One row of an embedded file. Columns are asked for by position, because the files are ours and
/// a test compares their headers with the enumerations that name the positions.
struct ReferenceRow: ~Copyable {
  var reader: CSVReader

  subscript(_ column: some RawRepresentable<Int>) -> String { reader.cell(column.rawValue) }

  func isEmpty(_ column: some RawRepresentable<Int>) -> Bool { reader.isEmpty(column.rawValue) }

  /// A value that may be missing.
  func optional<Value>(
    _ column: some RawRepresentable<Int>, _ make: (String) throws(InvalidValue) -> Value
  ) throws(InvalidValue) -> Value? {
    isEmpty(column) ? nil : try make(self[column])
  }

  /// The values of a cell that are separated by semicolons.
  func list<Value>(
    _ column: some RawRepresentable<Int>, _ make: (String) throws(InvalidValue) -> Value
  ) throws(InvalidValue) -> [Value] {
    var values: [Value] = []
    for word in list(column) { values.append(try make(word)) }
    return values
  }

  /// The words of a cell that are separated by semicolons.
  func list(_ column: some RawRepresentable<Int>) -> [String] {
    isEmpty(column)
      ? []
      : self[column].split(separator: ";").map { Characters.trimmed(String($0)) }
  }
}
