import Practice

/// Where a fact is written: one row of `sources.csv`.
public struct Source: Hashable, Sendable {
  /// `S09`.
  public let id: String
  /// What it is called.
  public let title: String
  /// Who wrote it.
  public let publisher: String
  /// Of when it is, in words.
  public let date: String
  /// Where it is found.
  public let address: String
  /// How far it is to be trusted, in words.
  public let trust: String

  init(_ row: borrowing ReferenceRow) {
    id = row[SourceColumn.id]
    title = row[SourceColumn.title]
    publisher = row[SourceColumn.publisher]
    date = row[SourceColumn.date]
    address = row[SourceColumn.address]
    trust = row[SourceColumn.trust]
  }

  /// `S09 Medicare Claims Processing Manual … (CMS, various revisions)`.
  public var line: String { "\(id) \(title) (\(publisher), \(date))" }

  static let embedded: (rows: [Source], faults: [String]) = {
    let (rows, faults) = ReferenceFile.sources.rows { row throws(InvalidValue) in Source(row) }
    return (rows, faults)
  }()

  /// The sources that a text like `S09 (ch. 12); S21` names, in its order.
  public static func named(in text: String) -> [Source] {
    var named: [Source] = []
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      guard let source = embedded.rows.first(where: { $0.id == word }) else { continue }
      if !named.contains(source) { named.append(source) }
    }
    return named
  }
}

/// The columns of `sources.csv`, in order.
enum SourceColumn: Int, CaseIterable {
  case id
  case title
  case publisher
  case date
  case address
  case trust
}

extension RuleEntry {
  /// Where the rule is written.
  public var sources: [Source] { Source.named(in: source) }
}
