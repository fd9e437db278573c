import Practice

/// What the national pair table says of a code beside 96372 (R33, R34, R40).
public struct CodePair: Sendable {
  /// The other code.
  public let other: HCPCS
  /// What it is, in our own words.
  public let what: String
  /// Whether 96372 is the code that pays, so that the modifier goes on the other one.
  public let injectionIsColumnOne: Bool
  /// Whether both can be paid.
  public let indicator: Indicator

  /// The modifier indicator of a pair.
  public enum Indicator: String, Sendable {
    /// Never both.
    case never = "0"
    /// Both with a modifier, when the record proves it.
    case withModifier = "1"
    /// There is no such pair.
    case noPair = "none"
  }

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    other = try HCPCS(row[PairColumn.other])
    what = row[PairColumn.what]
    injectionIsColumnOne = row[PairColumn.columnOne] == Code.injection.text
    indicator = try ReferenceWord.read(row[PairColumn.indicator], "modifier_indicator")
  }

  /// A pair of an imported table.
  init(_ row: PairRow, other: HCPCS, what: String?) {
    self.other = other
    self.what = what ?? "other service"
    injectionIsColumnOne = row.key.columnOne == Code.injection
    indicator =
      switch row.indicator {
      case 0: .never
      case 1: .withModifier
      default: .noPair
      }
  }

  /// Two codes that are no pair on the day.
  init(noPairWith other: HCPCS, what: String?) {
    self.other = other
    self.what = what ?? "other service"
    injectionIsColumnOne = false
    indicator = .noPair
  }

  static let embedded: (table: [HCPCS: CodePair], faults: [String]) = {
    let (rows, faults) = ReferenceFile.pairs.rows(CodePair.init(_:))
    return (Dictionary(rows.map { ($0.other, $0) }) { first, _ in first }, faults)
  }()
}

/// The columns of `ncci_pairs_96372.csv`, in order.
enum PairColumn: Int, CaseIterable {
  case other
  case what
  case columnOne
  case columnTwo
  case indicator
  case meaning
  case modifier
  case effective
  case source
}

/// One row of `administration_codes.csv`.
public struct AdministrationRow: Sendable {
  /// The row's own id, `A01`.
  public let id: String
  /// The code; nil for what cannot be billed.
  public let code: HCPCS?
  /// What it is, in our own words.
  public let label: String
  /// The practitioner's daily maximum (R27).
  public let mue: Int?
  /// What to think of.
  public let note: String
  /// The group of drugs or situations, in the words of ``Drug/AdministrationRule`` where it is one.
  public let category: String
  /// How the drug is given, in the words of the table.
  public let route: String
  /// When the row applies.
  public let condition: String
  /// For which payers: `all`, `medicare`, `non_medicare` …
  let payerScope: String
  /// How units are counted.
  let unitRule: String
  /// Further codes that are added to it, in words.
  let addOn: String
  /// Where it is written, as `sources.csv` numbers it.
  public let source: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    id = row[AdministrationColumn.id]
    code = try row.optional(AdministrationColumn.code, HCPCS.init(_:))
    label = row[AdministrationColumn.label]
    category = row[AdministrationColumn.category]
    route = row[AdministrationColumn.route]
    condition = row[AdministrationColumn.condition]
    payerScope = row[AdministrationColumn.payerScope]
    unitRule = row[AdministrationColumn.unitRule]
    addOn = row[AdministrationColumn.addOn]
    mue = Int(row[AdministrationColumn.mue])
    note = row[AdministrationColumn.note]
    source = row[AdministrationColumn.source]
  }

  /// Whether the row is about the code, as its own or as one that is added.
  func names(_ other: HCPCS) -> Bool { code == other || Words.name(other.text, in: addOn) }

  static let embedded: (rows: [AdministrationRow], faults: [String]) = {
    let (rows, faults) = ReferenceFile.administrationCodes.rows(AdministrationRow.init(_:))
    return (rows, faults)
  }()
}

/// The columns of `administration_codes.csv`, in order.
enum AdministrationColumn: Int, CaseIterable {
  case id
  case category
  case route
  case condition
  case payerScope
  case ageMinimum
  case ageMaximum
  case counselling
  case code
  case addOn
  case unitRule
  case label
  case mue
  case mai
  case note
  case source
}
