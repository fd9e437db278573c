import Practice
import Testing

@testable import Coding

/// One row of `worked_examples.csv` as a typed case.
struct Example: Sendable, CustomTestStringConvertible {
  /// Rule and number of the row; a letter behind it marks a further variant.
  let id: String
  /// The lines, in any order.
  let lines: [String]
  /// Errors and warnings, all of them.
  let holds: [String]
  /// Information that must be there.
  let remarks: [String]
  let visit: @Sendable () throws -> Visit

  var testDescription: String { id }

  init(
    _ id: String, _ lines: [String], holds: [String] = [], remarks: [String] = [],
    _ visit: @escaping @Sendable () throws -> Visit
  ) {
    self.id = id
    self.lines = lines
    self.holds = holds
    self.remarks = remarks
    self.visit = visit
  }
}
