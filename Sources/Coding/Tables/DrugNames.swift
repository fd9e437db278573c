import Practice

/// Brands and everyday names of drugs beside those of the drug table: rows of `drug_names.csv`.
/// They only find a drug; a name that several drugs have is asked about, never decided.
struct DrugNames: Sendable {
  private let lines = ReferenceLines(.drugNames)
  private let places: [String: [Range<Int>]]

  static let embedded = DrugNames()

  private init() {
    places = Dictionary(grouping: lines.rows, by: \.key).mapValues { $0.map(\.bytes) }
  }

  /// The drugs that have such names.
  var keys: [DrugKey] { places.keys.sorted().map { DrugKey(stored: $0) } }

  /// Rows that could not be read; a test proves that there are none.
  var faults: [String] {
    lines.rows.flatMap { lines.values(of: $0.bytes, DrugNames.name).faults }
  }

  /// The names of a drug.
  func names(of key: DrugKey) -> [String] {
    places[key.text]?.flatMap { lines.values(of: $0, DrugNames.name).values } ?? []
  }

  /// Whether a row of the drug has a word in lower case somewhere.
  func row(of key: DrugKey, mentions word: String) -> Bool {
    places[key.text]?.contains { lines.row($0, mentions: word) } ?? false
  }

  private static func name(_ row: borrowing ReferenceRow) throws(InvalidValue) -> String {
    try Line(row[NameColumn.name]).text
  }
}

/// The columns of `drug_names.csv`, in order.
enum NameColumn: Int, CaseIterable {
  case drug
  case name
  case source
}

extension Drug {
  /// All names: generic, label, example product, and those of `drug_names.csv`.
  public var names: [String] {
    [genericName, label, exampleProduct].filter { !$0.isEmpty } + DrugNames.embedded.names(of: key)
  }
}
