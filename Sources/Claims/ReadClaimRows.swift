import Practice
import Text

/// A claim as the table of ``ClaimCSVWriter`` says it: enough to compare claims, lines and totals.
public struct ReadClaimRows: Hashable, Sendable {
  /// A service line.
  public struct Line: Hashable, Sendable {
    /// The code.
    public internal(set) var code = ""
    /// The modifiers.
    public internal(set) var modifiers: [String] = []
    /// The units.
    public internal(set) var units = 0
    /// The charge.
    public internal(set) var charge = Money.zero
    /// The diagnosis pointers.
    public internal(set) var pointers: [Int] = []
    /// The NDC.
    public internal(set) var ndc = ""
    /// The NDC quantity.
    public internal(set) var ndcQuantity: Quantity?
    /// The NDC unit.
    public internal(set) var ndcUnit = ""
    /// The line's control number.
    public internal(set) var controlNumber = ""
  }

  /// The claim number.
  public internal(set) var number = ""
  /// The frequency.
  public internal(set) var frequency = ""
  /// The patient's record number, as the cell has it.
  public internal(set) var mrn = ""
  /// The date of service.
  public internal(set) var date = ""
  /// The diagnoses, with points.
  public internal(set) var diagnoses: [String] = []
  /// The total that the table says.
  public internal(set) var total = Money.zero
  /// The lines.
  public internal(set) var lines: [Line] = []
}

/// A table that is no table of claims.
public enum ClaimCSVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is no CSV.
  case csv(CSVError)
  /// The header lacks a column.
  case missingColumn(String)
  /// A cell that is not what its column holds.
  case badCell(line: Int, column: String)
  /// Rows of one claim that say different things, or lines that do not count from 1.
  case inconsistent(line: Int, column: String)

  /// The fault in words with its place.
  public var description: String {
    switch self {
    case .csv(let error): error.description
    case .missingColumn(let name): "the column \(name) is missing"
    case .badCell(let line, let column): "line \(line) (\(column)): not a value of this column"
    case .inconsistent(let line, let column):
      "line \(line) (\(column)): not what the claim's row before says"
    }
  }
}
