import Practice
import Text

/// Why a row was refused: which cell, what it says, and what is wrong with it.
public struct RowRefusal: Error, Sendable, CustomStringConvertible {
  /// The lines of the file that the row takes: more than one when a quoted cell has line ends in
  /// it, or when a quotation mark was forgotten.
  public var lines: ClosedRange<Int>
  /// The line of the file on which the row begins.
  public var line: Int { lines.lowerBound }
  /// The column; nil when the whole row is at fault.
  public let column: String?
  /// What the cell says, shortened; `…` when it has control characters, as everywhere; nil when the
  /// whole row is at fault.
  public let value: String?
  /// What is wrong.
  public let reason: String

  init(line: Int = 0, column: String?, value: String?, reason: String) {
    lines = line...line
    self.column = column
    self.value = value.map {
      Characters.controlPosition($0) == nil ? truncated(printable($0), to: 60) : "…"
    }
    self.reason = reason
  }

  /// The place, the value and the reason in one sentence.
  public var description: String {
    let isLong = lines.count > 1
    return "line\(isLong ? "s" : "") \(line)" + (isLong ? " to \(lines.upperBound)" : "")
      + (column.map { ", \($0)" } ?? "") + (value.map { " \"\($0)\"" } ?? "") + ": \(reason)"
      + (isLong ? "; the quotation mark opened in line \(line) makes one row of these lines" : "")
  }

  /// A row that is no row of CSV.
  init(_ error: CSVError) {
    let place =
      error.line > error.row && error.kind != .unclosedQuote ? " in line \(error.line)" : ""
    self.init(column: error.columnName, value: nil, reason: error.reason + place)
    lines = error.row...max(error.row, error.lastLine)
  }
}

/// The cells of one row, by the names of their columns.
///
/// Columns are numbered once for the file: required ones first, then optional ones, as
/// ``ImportKind`` lists them.
struct ImportColumns {
  let names: [String]
  private let positions: [Int?]

  /// Finds the columns of a file; refuses one that is missing and one that is not known.
  init(_ kind: ImportKind, header: [String]) throws(RowRefusal) {
    names = kind.requiredColumns + kind.optionalColumns
    let trimmed = header.map { $0.filter { $0 != " " }.lowercased() }
    for (index, name) in trimmed.enumerated() where !names.contains(name) {
      throw RowRefusal(
        line: 1, column: header[index], value: nil,
        reason: "is no column of \(kind.rawValue); the columns are " + names.joined(separator: ", ")
      )
    }
    for name in kind.requiredColumns where !trimmed.contains(name) {
      throw RowRefusal(
        line: 1, column: name, value: nil, reason: "is missing, and \(kind.rawValue) need it")
    }
    positions = names.map { trimmed.firstIndex(of: $0) }
  }

  /// Whether the file has each of the columns: what it does not speak of is left as it was.
  var areComplete: Bool { positions.allSatisfy { $0 != nil } }

  /// Whether the file has a column.
  func isThere(_ number: Int) -> Bool { positions[number] != nil }

  /// The number of a column among the names.
  func number(_ name: String) -> Int {
    guard let number = names.firstIndex(of: name) else {
      preconditionFailure("\(name) is not in ImportKind")
    }
    return number
  }

  /// What a cell says; empty when the file has no such column.
  func text(_ number: Int, in reader: borrowing CSVReader) -> String {
    positions[number].map { reader.cell($0) } ?? ""
  }

  /// A value that must be there.
  func required<Value>(
    _ number: Int, in reader: borrowing CSVReader, _ make: (String) throws(InvalidValue) -> Value
  ) throws(RowRefusal) -> Value {
    let text = text(number, in: reader)
    guard !text.isEmpty else {
      throw RowRefusal(column: names[number], value: "", reason: "is empty")
    }
    return try value(text, number, make)
  }

  /// A value that may be missing.
  func optional<Value>(
    _ number: Int, in reader: borrowing CSVReader, _ make: (String) throws(InvalidValue) -> Value
  ) throws(RowRefusal) -> Value? {
    guard let position = positions[number], !reader.isEmpty(position) else { return nil }
    let text = reader.cell(position)
    guard text.utf8.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    return try value(text, number, make)
  }

  /// A value that may be missing; `kept` when the file has no such column.
  func optional<Value>(
    _ name: String, _ reader: borrowing CSVReader, else kept: Value?,
    _ make: (String) throws(InvalidValue) -> Value
  ) throws(RowRefusal) -> Value? {
    let number = number(name)
    return positions[number] == nil ? kept : try optional(number, in: reader, make)
  }

  private func value<Value>(
    _ text: String, _ number: Int, _ make: (String) throws(InvalidValue) -> Value
  ) throws(RowRefusal) -> Value {
    do throws(InvalidValue) {
      return try make(text)
    } catch {
      throw RowRefusal(column: names[number], value: text, reason: error.reason)
    }
  }
}
