/// Words that are codes, with what they mean.
public protocol ExplainedWord: Word {
  /// What the code means, in a few words.
  var meaning: String { get }
}

extension ExplainedWord {
  /// Every code with its meaning, as a help text lists them.
  public static var explained: String {
    var text = ""
    for word in allCases {
      if !text.isEmpty { text += ", " }
      text += word.rawValue
      text += " "
      text += word.meaning
    }
    return text
  }
}

/// A closed set of words that people type and tables hold.
public protocol Word: RawRepresentable<String>, CaseIterable, Sendable, CustomStringConvertible {
  /// What the word says, for error messages: "container".
  static var kind: String { get }
  /// Other ways to say a word, in lower case.
  static var spellings: [String: Self] { get }
}

extension Word {
  /// None, for most.
  public static var spellings: [String: Self] { [:] }

  /// The word that is stored and printed.
  public var description: String { rawValue }

  /// Reads one of the words; blanks and hyphens count as underscores.
  public init(_ text: String) throws(InvalidValue) {
    let trimmed = Characters.trimmed(text)
    let folded = trimmed.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 }
    guard
      let word = Self.allCases.first(where: { $0.rawValue.lowercased() == String(folded) })
        ?? Self.spellings[String(folded)]
    else {
      let words = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw InvalidValue(kind: Self.kind, value: text, reason: "must be one of \(words)")
    }
    self = word
  }
}
