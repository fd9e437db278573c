/// A fault in a CSV file and where it is. Never contains data of a cell.
public struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A quotation mark inside a cell that does not begin with one.
    case strayQuote
    /// Text between the closing quotation mark and the next comma.
    case textAfterQuote
    /// A quoted cell that never ends; `line` and `column` say where it was opened.
    case unclosedQuote
    /// A carriage return that no line feed follows, outside quotation marks.
    case bareCarriageReturn
    /// A row with more or fewer cells than the header.
    case cellCount(expected: Int, found: Int)
    /// A byte of value zero.
    case nul
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A cell longer than ``CSVReader/cellLimit``.
    case cellTooLarge
    /// A row longer than ``CSVReader/rowLimit``.
    case rowTooLarge
    /// A header with more columns than ``CSVReader/columnLimit``.
    case tooManyColumns
    /// No header row.
    case emptyFile
    /// Two columns of the same name.
    case duplicateColumn(String)
    /// Cells that are separated by something else than commas: its name, as in "semicolons".
    case otherSeparator(String)
    /// The file is UTF-16, as some spreadsheets write "Unicode text".
    case utf16
    /// The system could not read the file.
    case unreadable(errno: Int32)
  }

  /// What is wrong.
  public let kind: Kind
  /// The line on which the row begins, counted from 1 in lines of the file.
  public let row: Int
  /// The line of the fault itself: later than `row` when a cell contains line ends.
  public let line: Int
  /// The line on which the row ends: later than `row` when its quoted cells contain line ends. The
  /// lines between them are lost with the row.
  public internal(set) var lastLine: Int
  /// The character in that line, counted from 1; nil when the fault is the row as a whole.
  public let column: Int?
  /// The name of the column whose cell is at fault, if the fault is in a cell of a known column.
  public let columnName: String?
  /// True when nothing can be read after this error; false when only this row is lost and
  /// ``CSVReader/next()`` goes on with the following one.
  public let endsReading: Bool

  init(
    _ kind: Kind, row: Int, line: Int? = nil, lastLine: Int? = nil, column: Int? = nil,
    columnName: String? = nil, endsReading: Bool = false
  ) {
    self.kind = kind
    self.row = row
    self.line = line ?? row
    self.lastLine = lastLine ?? self.line
    self.column = column
    self.columnName = columnName
    self.endsReading = endsReading
  }

  /// The same fault in the header, without which nothing can be read.
  func inHeader() -> CSVError {
    CSVError(kind, row: row, line: line, lastLine: lastLine, column: column, endsReading: true)
  }

  /// The fault in words with its place, as in "line 3, column 7: …".
  public var description: String {
    switch kind {
    case .emptyFile, .utf16, .otherSeparator, .unreadable: return reason
    default: break
    }
    var place = "line \(line)"
    if let column { place += ", column \(column)" }
    if let columnName { place += " (\(truncated(printable(columnName), to: 40)))" }
    return "\(place): \(reason)"
  }

  /// The fault in words, without its place.
  public var reason: String {
    switch kind {
    case .strayQuote:
      "a quotation mark inside a cell; quote the whole cell and double the mark inside"
    case .textAfterQuote: "text after the closing quotation mark of a cell"
    case .unclosedQuote: "a quotation mark is opened and never closed"
    case .bareCarriageReturn:
      "a carriage return without a line feed; save the file with CRLF or LF line ends"
    case .cellCount(let expected, let found):
      "\(found) cell\(found == 1 ? "" : "s") where the header has \(expected)"
    case .nul: "a NUL byte"
    case .invalidUTF8: "bytes that are not UTF-8; save the file as \"CSV UTF-8\""
    case .cellTooLarge: "a cell larger than \(CSVReader.cellLimit) bytes"
    case .rowTooLarge: "a row larger than \(CSVReader.rowLimit) bytes"
    case .tooManyColumns: "more than \(CSVReader.columnLimit) columns"
    case .emptyFile: "the file is empty: it has no header row"
    case .duplicateColumn(let name):
      "the column \"\(truncated(printable(name), to: 40))\" appears twice"
    case .otherSeparator(let name):
      "the file is separated by \(name); save it as \"CSV UTF-8\" with commas"
    case .utf16: "the file is UTF-16; save it as \"CSV UTF-8\""
    case .unreadable(let errno): "the file cannot be read: \(systemMessage(errno))"
    }
  }
}
