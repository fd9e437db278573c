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
  case drugNames

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
    var lines: [(key: String, bytes: Range<Int>)] = []
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = ReferenceLines.first(UInt8(ascii: "\n"), in: bytes, from: start)
        if end > start {
          let comma = min(end, ReferenceLines.first(UInt8(ascii: ","), in: bytes, from: start))
          lines.append((String(decoding: bytes[start..<comma], as: UTF8.self), start..<end))
        }
        start = end + 1
      }
    }
    self.file = file
    self.bytes = bytes
    header = lines.first?.bytes ?? 0..<0
    rows = Array(lines.dropFirst())
  }

  private static func first(
    _ wanted: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != wanted { place += 1 }
    return place
  }

  /// Whether a row has an ASCII word in lower case, whatever its own case.
  func row(_ row: Range<Int>, mentions word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first, row.count >= word.count else { return word.isEmpty }
    for start in row.lowerBound...row.upperBound - word.count
    where ReferenceLines.lower(bytes[start]) == first {
      let fits = word.indices.allSatisfy { ReferenceLines.lower(bytes[start + $0]) == word[$0] }
      if fits { return true }
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
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
