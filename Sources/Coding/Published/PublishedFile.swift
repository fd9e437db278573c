import Practice

/// A file as CMS publishes it, recognised by its content. The layouts are those of its
/// publications of 2024 to 2026; the tests have small files of the same layouts.
public struct PublishedFile: Sendable {
  /// What it is.
  public enum Format: String, Sendable {
    /// The quarterly HCPCS file, fixed columns of 320 (HCPCS contractor record layout).
    case hcpcs = "HCPCS quarterly file of CMS"
    /// The NDC–HCPCS crosswalk for average sales prices.
    case crosswalk = "ASP NDC-HCPCS crosswalk of CMS"
    /// Payment limits of Medicare Part B drugs.
    case paymentLimits = "Part B payment limits of CMS"
    /// The practitioner table of medically unlikely edits.
    case unlikelyEdits = "practitioner MUE table of CMS"
    /// Procedure-to-procedure edits.
    case pairs = "NCCI procedure-to-procedure edits of CMS"
    /// ICD-10-CM codes and headings, in fixed columns.
    case diagnoses = "ICD-10-CM code descriptions in tabular order of CMS"
  }

  /// What it is.
  public let format: Format
  /// The first day that it says it is for; nil when it does not say.
  public let from: Day?
  /// The last day that it says it is for.
  public let to: Day?
  private let text: PublishedText
  private let delimiter: UInt8
  private let headerLine: Int
  private let header: [String]

  /// Recognises a file; nil when it is none that CMS publishes in this way. `name` is looked at for
  /// the day only.
  public init?(_ bytes: [UInt8], name: String) throws(InvalidValue) {
    // What a spreadsheet saved again may begin with a byte order mark.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    text = PublishedText(bytes: bytes)
    if PublishedFile.isOrdered(bytes[...]) {
      // Diagnoses begin with a letter, as the first of them all does; procedures begin with 0.
      guard Characters.isUpper(bytes[6]) else {
        throw InvalidValue(
          kind: "list of codes", value: name,
          reason: "is that of hospital procedures, ICD-10-PCS; diagnoses are ICD-10-CM")
      }
      format = .diagnoses
      (delimiter, headerLine, header, from, to) = (0, 0, [], nil, nil)
      return
    }
    if PublishedFile.hasFixedColumns(text) {
      format = .hcpcs
      (delimiter, headerLine, header) = (0, 0, [])
      from = PublishedDays.all(in: name).first
      to = nil
      return
    }
    guard let found = try PublishedFile.header(text) else { return nil }
    (format, delimiter, headerLine, header) = (
      found.format, found.delimiter, found.line, found.cells
    )
    let days = PublishedDays.all(in: found.title)
    from = days.first ?? PublishedDays.all(in: name).first
    to = days.count > 1 ? days[1] : nil
  }

  private struct Header {
    let format: Format
    let delimiter: UInt8
    let line: Int
    let cells: [String]
    let title: String
  }

  /// The most records above the header: titles, notes and licences.
  private static let mostTitles = 40

  private static func header(_ text: PublishedText) throws(InvalidValue) -> Header? {
    for delimiter in [UInt8(ascii: "\t"), UInt8(ascii: ",")] {
      var found: Header?
      var others: String?
      var title = ""
      var seen = 0
      text.records(separatedBy: delimiter) { record in
        let cells = record.cells.map { words($0) }
        if let format = format(cells) {
          found = Header(
            format: format, delimiter: delimiter, line: record.line, cells: cells, title: title)
        } else if let other = cells.first(where: { $0.hasSuffix("services mue values") }) {
          others = other
        }
        title += record.cells.joined(separator: " ") + "\n"
        seen += 1
        return found == nil && others == nil && seen < mostTitles
      }
      if let found { return found }
      if let others {
        throw InvalidValue(
          kind: "MUE table", value: others,
          reason: "is not the table of practitioner services, which office claims are measured by")
      }
    }
    return nil
  }

  private static func format(_ cells: [String]) -> Format? {
    if cells.contains("billunitspkg"), cells.contains("ndc2") || cells.contains("ndc") {
      return .crosswalk
    }
    if cells.contains("payment limit"), cells.contains("hcpcs code") { return .paymentLimits }
    if cells.contains(where: { $0.hasPrefix("practitioner services mue") }) {
      return .unlikelyEdits
    }
    if cells.count >= 6, cells[0].hasPrefix("column 1"), cells[1].hasPrefix("column 2") {
      return .pairs
    }
    return nil
  }

  /// Lower case, with single blanks between words.
  private static func words(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Positions 6–11 of the HCPCS record: a sequence number and 3, 4, 7 or 8.
  private static func hasFixedColumns(_ text: PublishedText) -> Bool {
    var isFixed = false
    text.lines { record in
      let line = Array(record.cells[0].utf8)
      isFixed =
        line.count >= 293 && line.count <= 330
        && line[5..<10].allSatisfy { (0x30...0x39).contains($0) }
        && [0x33, 0x34, 0x37, 0x38].contains(line[10])
      return false
    }
    return isFixed
  }

  // MARK: - Rows

  /// Why a record could not be read: the column and what it says.
  public struct Fault: Error {
    /// The column, as the file names it.
    public let column: String
    /// What it says.
    public let value: String
    /// What is wrong.
    public let reason: String
  }

  /// Gives every record below the header with its line.
  func records(_ body: (PublishedRecord) throws -> Void) rethrows {
    if format == .hcpcs || format == .diagnoses {
      return try text.lines {
        if !$0.cells[0].isEmpty { try body($0) }
        return true
      }
    }
    var hasBegun = false
    try text.records(separatedBy: delimiter) { record in
      guard record.line > headerLine, record.cells.contains(where: { !$0.isEmpty }) else {
        return true
      }
      // Names of columns may go on below the first line of the header.
      if !hasBegun, (try? HCPCS(record.cells[0])) == nil { return true }
      hasBegun = true
      try body(record)
      return true
    }
  }

  func column(_ name: String) -> Int? { header.firstIndex { $0.hasPrefix(name) } }

  static func read<Value>(
    _ text: String, _ column: String, _ make: (String) throws(InvalidValue) -> Value
  ) throws(Fault) -> Value {
    do throws(InvalidValue) {
      return try make(text)
    } catch {
      throw Fault(column: column, value: text, reason: error.reason)
    }
  }
}
