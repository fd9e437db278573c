import Practice

/// One rule as the reference states it: what `shots explain R57` prints.
public struct RuleEntry: Hashable, Sendable {
  /// How sure the reference is.
  public enum Confidence: String, Sendable {
    /// A primary source, or several that agree.
    case high
    /// One secondary source, an older document, or settled practice.
    case medium
  }

  /// The rule.
  public let id: RuleID
  /// Its section: `D. The drug line`.
  let section: String
  /// Its title.
  public let title: String
  /// What it does, in the reference's outcome words.
  public let outcome: String
  /// Whether it only informs, so that its severity cannot be raised.
  public var isOnlySaid: Bool { outcome == "info" }
  /// When it speaks, as a formula over the fields of the record.
  public let trigger: String
  /// What it says, with places for values in braces.
  public let message: String
  /// Where it is written, by the numbers of `sources.md`.
  public let source: String
  /// How sure the reference is.
  public let confidence: Confidence

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    id = try RuleID(row[RuleColumn.id])
    section = row[RuleColumn.section]
    title = row[RuleColumn.title]
    outcome = row[RuleColumn.outcome]
    trigger = row[RuleColumn.trigger]
    message = row[RuleColumn.message]
    source = row[RuleColumn.source]
    confidence = try ReferenceWord.read(row[RuleColumn.confidence], "confidence")
  }
}

/// The columns of `rules_index.csv`, in order.
enum RuleColumn: Int, CaseIterable {
  case id
  case section
  case title
  case outcome
  case trigger
  case message
  case source
  case confidence
}

/// What else there is to know of a rule: one row of `rule_notes.csv`, from the notes, "Where
/// sources disagree" and "Where popular billing articles are wrong" of `coding-rules.md`.
public struct RuleNote: Hashable, Sendable {
  /// What kind of note it is.
  public enum Kind: String, Sendable {
    /// A remark on the rule.
    case note
    /// Sources disagree; ``RuleNote/claim`` says about what.
    case sourcesDisagree = "sources_disagree"
    /// Popular articles say ``RuleNote/claim``, which is wrong.
    case articlesSay = "articles_say"
  }

  /// The rules that it belongs to.
  public let rules: [RuleID]
  /// What kind of note it is.
  public let kind: Kind
  /// What is claimed or disputed; empty for a plain note.
  public let claim: String
  /// The note; for a wrong claim, what is right.
  public let text: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    rules = try row.list(NoteColumn.rules, RuleID.init(_:))
    kind = try ReferenceWord.read(row[NoteColumn.kind], "kind")
    claim = row[NoteColumn.claim]
    text = row[NoteColumn.text]
  }
}

/// The columns of `rule_notes.csv`, in order.
enum NoteColumn: Int, CaseIterable {
  case rules
  case kind
  case claim
  case text
}

/// One row of `worked_examples.csv`, for people.
public struct RuleExample: Hashable, Sendable {
  /// The rule.
  public let rule: RuleID
  /// Its place among the rule's examples, from 1.
  public let number: Int
  /// The situation.
  public let input: String
  /// What comes of it.
  public let expected: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    rule = try RuleID(row[ExampleColumn.rule])
    let text = row[ExampleColumn.number]
    guard let number = Int(text) else {
      throw InvalidValue(kind: "example_no", value: text, reason: "must be a number")
    }
    self.number = number
    input = row[ExampleColumn.input]
    expected = row[ExampleColumn.expected]
  }
}

/// The columns of `worked_examples.csv`, in order.
enum ExampleColumn: Int, CaseIterable {
  case rule
  case number
  case input
  case expected
}

/// All rules of the reference, R01 to R93, read when it is first asked for.
public final class RuleBook: Sendable {
  /// The rules in order.
  public let entries: [RuleEntry]
  /// All notes.
  public let notes: [RuleNote]
  /// All worked examples.
  public let examples: [RuleExample]
  /// Rows that could not be read; empty for the embedded book.
  let faults: [String]
  private let places: [RuleID: Int]

  /// The book that is embedded in the program.
  public static let embedded = RuleBook()

  private init() {
    let (entries, wrongEntries) = ReferenceFile.rulesIndex.rows(RuleEntry.init(_:))
    let (notes, wrongNotes) = ReferenceFile.ruleNotes.rows(RuleNote.init(_:))
    let (examples, wrongExamples) = ReferenceFile.workedExamples.rows(RuleExample.init(_:))
    self.entries = entries
    self.notes = notes
    self.examples = examples
    faults = wrongEntries + wrongNotes + wrongExamples
    places = Dictionary(entries.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in
      first
    }
  }

  /// A rule; nil when the reference does not have it.
  public func rule(_ id: RuleID) -> RuleEntry? { places[id].map { entries[$0] } }

  /// The notes on a rule.
  public func notes(on id: RuleID) -> [RuleNote] { notes.filter { $0.rules.contains(id) } }

  /// What popular articles get wrong about a rule.
  public func wrongClaims(about id: RuleID) -> [RuleNote] {
    notes(on: id).filter { $0.kind == .articlesSay }
  }

  /// The worked examples of a rule.
  public func examples(of id: RuleID) -> [RuleExample] { examples.filter { $0.rule == id } }

  /// The rules whose trigger, message, notes or examples name a code.
  public func rules(naming code: String) -> [RuleID] {
    entries.filter { entry in
      Words.name(code, in: entry.trigger) || Words.name(code, in: entry.message)
        || notes(on: entry.id).contains {
          Words.name(code, in: $0.text) || Words.name(code, in: $0.claim)
        }
        || examples(of: entry.id).contains {
          Words.name(code, in: $0.input) || Words.name(code, in: $0.expected)
        }
    }.map(\.id)
  }
}

/// Whole words in prose.
enum Words {
  /// Whether the text has the code as a word of its own.
  static func name(_ code: String, in text: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber }.contains { $0 == code }
  }
}
