import Practice

extension ReferenceTables {
  /// Everything that ``explain(_:on:)`` has a page about, as it is asked for.
  public var subjects: [String] {
    let answers = DenialCode.embedded.table.values.map { "\($0.list.rawValue) \($0.code)" }
    let codes = administrationCodes.compactMap { $0.code?.text }
    let all =
      RuleBook.embedded.entries.map(\.id.text) + codes
      + ModifierRow.embedded.table.keys.map(\.text)
      + Place.embedded.table.keys.map { "place \($0)" }
      + FilingIndicator.embedded.table.keys.map { "filing \($0)" } + answers
      + drugs.drugs.map(\.key.text)
    return Array(Set(all)).sorted()
  }

  /// What somebody may have meant who asked for a page that is not there: subjects that differ in
  /// one letter, and drugs that the text can mean.
  public func suggestions(for text: String, on day: Day) -> [String] {
    let word = Characters.uppercased(Characters.trimmed(text))
    // There are so many rules, and none is meant by another's number.
    if (try? RuleID(word)) != nil { return [] }
    let found = search(text, on: day).filter { $0.isValid(on: day) }
    let drugs = (found.isEmpty ? near(text, on: day) : found).map { "\($0.key) (\($0.label))" }
    let close =
      word.utf8.count < 3
      ? []
      : subjects.filter {
        Spelling.distance(Characters.uppercased($0), word, limit: 1) != nil
      }
    return Array((drugs + close).prefix(6))
  }
}
