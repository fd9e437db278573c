import Practice

/// One row of `modifiers.csv`.
public struct ModifierRow: Hashable, Sendable {
  /// The modifier.
  public let modifier: Modifier
  /// What it says, in our own words.
  public let label: String
  /// Which line carries it.
  public let goesOn: String
  /// When it is used.
  let useWhen: String
  /// When it is not.
  let doNotUse: String
  /// Where it is written.
  public let source: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    modifier = try Modifier(row[ModifierColumn.modifier])
    label = row[ModifierColumn.label]
    goesOn = row[ModifierColumn.goesOn]
    useWhen = row[ModifierColumn.useWhen]
    doNotUse = row[ModifierColumn.doNotUse]
    source = row[ModifierColumn.source]
  }

  static let embedded: (table: [Modifier: ModifierRow], faults: [String]) = {
    let (rows, faults) = ReferenceFile.modifiers.rows(ModifierRow.init(_:))
    return (Dictionary(rows.map { ($0.modifier, $0) }) { first, _ in first }, faults)
  }()
}

/// The columns of `modifiers.csv`, in order.
enum ModifierColumn: Int, CaseIterable {
  case modifier
  case label
  case goesOn
  case useWhen
  case doNotUse
  case source
}

extension ReferenceTables {
  /// What a modifier is for; nil for one that the table does not have.
  public func modifier(_ modifier: Modifier) -> ModifierRow? {
    ModifierRow.embedded.table[modifier]
  }
}
