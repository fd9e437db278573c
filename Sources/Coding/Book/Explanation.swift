import Practice

/// A page in plain words about a rule or a code: what `shots explain` prints. Its parts are the
/// same for people and for JSON.
public struct Explanation: Hashable, Sendable {
  /// Lines under a heading.
  public struct Part: Hashable, Sendable {
    /// The heading, empty for the beginning of the page.
    public let heading: String
    /// One paragraph or item each.
    public let lines: [String]
  }

  /// What was asked for: `R57`, `96372`, `JZ`, `CARC 97`.
  public let subject: String
  /// What it is, in a few words.
  public let title: String
  /// The page.
  public let parts: [Part]
  /// Rules to read next.
  public let rules: [RuleID]

  init(subject: String, title: String, parts: [Part], rules: [RuleID]) {
    self.subject = subject
    self.title = title
    self.parts = parts.filter { !$0.lines.isEmpty }
    self.rules = rules
  }

  /// The page with one part more.
  func adding(_ part: Part) -> Explanation {
    Explanation(subject: subject, title: title, parts: parts + [part], rules: rules)
  }
}

extension Explanation {
  /// The page with what of diagnosis codes is checked here.
  public func telling(_ codes: DiagnosisCodes, on day: Day) -> Explanation {
    adding(Part(heading: "Here", lines: [codes.isChecked(on: day)]))
  }
}

extension ReferenceTables {
  /// A page about a rule, a code, a modifier, a place of service (`place 11`) or a code of a
  /// payer's answer (`CO-97`, `CARC 97`, `M119`); nil when the tables do not have it.
  public func explain(_ text: String, on day: Day) -> Explanation? {
    let word = Characters.uppercased(Characters.trimmed(text))
    if let id = try? RuleID(word), let rule = RuleBook.embedded.rule(id) { return page(rule) }
    for prefix in ["PLACE ", "POS ", "POS"] where word.hasPrefix(prefix) {
      let rest = String(word.dropFirst(prefix.utf8.count))
      if prefix != "POS" || Characters.areDigits(rest.utf8) { return page(place: rest) }
    }
    for prefix in ["MODIFIER ", "MOD "] where word.hasPrefix(prefix) {
      return explain(String(word.dropFirst(prefix.utf8.count)), on: day)
    }
    if word.hasPrefix("FILING ") { return page(filing: String(word.dropFirst(7))) }
    if let source = Source.embedded.rows.first(where: { $0.id == word }) { return page(source) }
    if let modifier = Pages.modifier(of: word), let row = self.modifier(modifier) {
      return page(row)
    }
    if let code = try? HCPCS(word), let page = page(code, on: day) { return page }
    if let key = try? DrugKey(word), key.code == nil, let drug = drug(key, on: day) {
      return Explanation(
        subject: key.text, title: drug.label, parts: Pages.drug(drug, on: day),
        rules: RuleBook.embedded.rules(naming: key.text))
    }
    return page(meaning: word, text, on: day)
  }

  /// The page of a word that can stand in several lists, like 11 and B12: what practices say all
  /// day first, the others named on it.
  private func page(meaning word: String, _ text: String, on day: Day) -> Explanation? {
    let drugs = search(text, on: day).filter { $0.isValid(on: day) && $0.key.text != word }
    let named = drugs.filter { Pages.isName(word, of: $0) }
    let isNumber = Characters.areDigits(word.utf8)
    var pages = [isNumber ? page(place: word) : nil]
    pages.append(named.count == 1 ? explain(named[0].key.text, on: day) : nil)
    pages += [page(answer: word), page(filing: word)]
    let found = pages.compactMap { $0 }
    if let first = found.first {
      return first.adding(
        .init(
          heading: "Also",
          lines: found.dropFirst().map {
            "\($0.title): shots explain \"\($0.subject)\""
          }))
    }
    // A part of a name that means one drug only.
    if drugs.count == 1 { return explain(drugs[0].key.text, on: day) }
    return page(topic: word)
  }

  /// The rules that speak of a thing.
  private func page(topic word: String) -> Explanation? {
    guard word.utf8.count >= 3, word.contains(where: \.isLetter) else { return nil }
    let book = RuleBook.embedded
    let topic = Pages.spaced(word)
    func speak(_ texts: [String]) -> Bool {
      texts.contains { text in
        let text = Pages.spaced(Characters.uppercased(text))
        return topic.contains(" ") ? text.contains(topic) : Words.name(topic, in: text)
      }
    }
    var rules = book.entries.filter { speak([$0.title, $0.trigger, $0.message]) }
    // What no rule is about may still be explained by a note or an example.
    if rules.isEmpty {
      rules = book.entries.filter { rule in
        speak(book.notes(on: rule.id).map(\.text) + book.examples(of: rule.id).map(\.input))
      }
    }
    guard !rules.isEmpty else { return nil }
    return Explanation(
      subject: word.lowercased(), title: "the rules that speak of it",
      parts: [
        .init(heading: "", lines: rules.map { "\($0.id)  \($0.title): shots explain \($0.id)" })
      ], rules: [])
  }

  private func page(_ source: Source) -> Explanation {
    let rules = RuleBook.embedded.entries.filter { $0.sources.contains(source) }
    return Explanation(
      subject: source.id, title: source.title,
      parts: [
        .init(heading: "", lines: ["\(source.publisher), \(source.date)"]),
        .init(heading: "Address", lines: source.address.isEmpty ? [] : [source.address]),
        .init(heading: "Trust", lines: source.trust.isEmpty ? [] : [source.trust]),
      ], rules: rules.map(\.id))
  }

  private func page(filing text: String) -> Explanation? {
    guard let code = try? ClaimFilingIndicator(text), let row = filingIndicator(code) else {
      return nil
    }
    let fits = row.payerClass.map { "Payers of the class \($0) are filed with it." }
    return Explanation(
      subject: "filing \(code)", title: row.label,
      parts: [
        .init(
          heading: "", lines: [fits ?? "Claims of a practice do not carry it."]),
        .init(heading: "Notes", lines: row.note.isEmpty ? [] : [row.note]),
        .init(
          heading: "Where it stands",
          lines: ["837P 2000B SBR09; set with: shots payer edit PAYER --filing-indicator \(code)"]),
      ], rules: ["R45"])
  }

  /// A page about a rule.
  private func page(_ rule: RuleEntry) -> Explanation {
    let book = RuleBook.embedded
    let notes = book.notes(on: rule.id)
    return Explanation(
      subject: rule.id.text, title: rule.title,
      parts: [
        .init(heading: "", lines: [Pages.withoutPlaces(rule.message)]),
        .init(heading: "When", lines: [rule.trigger]),
        .init(heading: "Outcome", lines: [rule.outcome] + Pages.weight(rule)),
        .init(heading: "Notes", lines: notes.filter { $0.kind == .note }.map(\.text)),
        .init(
          heading: "What popular articles get wrong",
          lines: notes.filter { $0.kind == .articlesSay }.map(Pages.wrongClaim)),
        .init(
          heading: "Where sources disagree",
          lines: notes.filter { $0.kind == .sourcesDisagree }.map { "\($0.claim): \($0.text)" }),
        .init(
          heading: "Examples",
          lines: book.examples(of: rule.id).map { "\($0.input) -> \($0.expected)" }),
        .init(
          heading: "Source",
          lines: ["\(rule.source), confidence \(rule.confidence.rawValue); \(rule.section)"]),
      ], rules: [])
  }

  private func page(_ row: ModifierRow) -> Explanation {
    Explanation(
      subject: row.modifier.text, title: row.label,
      parts: [
        .init(heading: "Goes on", lines: [row.goesOn]),
        .init(heading: "Use it when", lines: [row.useWhen]),
        .init(heading: "Do not use it", lines: [row.doNotUse]),
        .init(
          heading: "What popular articles get wrong",
          lines: Pages.wrongClaims(naming: row.modifier.text)),
        .init(heading: "Source", lines: [row.source]),
      ], rules: RuleBook.embedded.rules(naming: row.modifier.text))
  }

  private func page(place text: String) -> Explanation? {
    let padded = text.utf8.count == 1 ? "0" + text : text
    guard let code = try? PlaceOfService(padded), let place = place(code) else { return nil }
    let answer =
      switch place.billing {
      case .yes: "The practice bills an injection given there."
      case .caution: "Check who pays and who supervises an injection given there."
      case .no: "The practice does not bill an injection given there."
      }
    return Explanation(
      subject: "place \(code)", title: place.name,
      parts: [
        .init(heading: "", lines: [answer]),
        .init(heading: "Notes", lines: place.note.isEmpty ? [] : [place.note]),
      ], rules: ["R37", "R38", "R46"])
  }

  /// `CO-97`, `CO97`, `CARC 97`, `RARC M119`, `M119`, `CO`.
  private func page(answer text: String) -> Explanation? {
    var parts = text.split { $0 == " " || $0 == "-" }.map(String.init)
    if parts.count == 1, ["CO", "PR", "OA", "PI"].contains(text.prefix(2)), text.utf8.count > 2 {
      parts = [String(text.prefix(2)), String(text.dropFirst(2))]
    }
    guard let code = parts.last else { return nil }
    let lists: [DenialCode.List]
    switch parts.first {
    case "CARC": lists = [.reason]
    case "RARC": lists = [.remark]
    case "GROUP": lists = [.group]
    default: lists = parts.count == 1 ? [.group, .remark, .reason] : [.reason]
    }
    guard let row = lists.lazy.compactMap({ denial($0, code) }).first else { return nil }
    let source = row.sameAs.flatMap { denial(.reason, $0) } ?? row
    return Explanation(
      subject: "\(row.list.rawValue) \(row.code)", title: row.explanation,
      parts: [
        .init(heading: "Usual cause on injection claims", lines: [row.cause]),
        .init(heading: "Next step", lines: [source.nextStep]),
        .init(
          heading: "May the patient be billed?",
          lines: ["Only amounts of group PR. By this code: \(row.patientRule.rawValue)."]),
        .init(heading: "Source", lines: [row.source]),
      ], rules: ["R90", "R91", "R92"])
  }

  /// A page about a CPT or HCPCS code.
  private func page(_ code: HCPCS, on day: Day) -> Explanation? {
    let rows = administrationCodes.filter { $0.names(code) }
    let drug = drug(DrugKey(stored: code.text), on: day)
    let pair = pair(code, on: day)
    let allowed = medicareNational.perUnit(of: code, on: day)
    guard !rows.isEmpty || drug != nil || pair != nil || allowed != nil else { return nil }
    let title = rows.first { $0.code == code }?.label ?? drug?.label ?? pair?.what ?? "see below"
    var parts: [Explanation.Part] = []
    parts.append(.init(heading: "When it is used", lines: rows.map(Pages.administration)))
    if let drug { parts += Pages.drug(drug, on: day) }
    parts.append(
      .init(
        heading: "Beside 96372",
        lines: code == Code.injection ? Pages.pairs() : pair.map { [Pages.pair($0)] } ?? []))
    if let allowed {
      parts.append(
        .init(
          heading: "What Medicare allows",
          lines: ["\(allowed) dollars per unit on \(day), national amount"]))
    }
    parts.append(
      .init(
        heading: "What popular articles get wrong", lines: Pages.wrongClaims(naming: code.text)))
    return Explanation(
      subject: code.text, title: title, parts: parts,
      rules: RuleBook.embedded.rules(naming: code.text))
  }
}

/// The sentences of explanations.
enum Pages {
  /// What becomes of an error of which the reference is not certain.
  static func weight(_ rule: RuleEntry) -> [String] {
    guard rule.confidence != .high, rule.outcome.contains("error") else { return [] }
    let exception =
      Severities.isLaw(rule.id) ? " What no claim can be written without stays an error." : ""
    return [
      "Confidence \(rule.confidence.rawValue), so it is a warning here.\(exception) To have it hold"
        + " doses: shots payer severity PAYER \(rule.id) error --why …; for all payers: shots"
        + " practice severity \(rule.id) error --why …"
    ]
  }

  /// The modifier that is asked of: `59`, or with a code before it, `96372-59`.
  static func modifier(of word: String) -> Modifier? {
    let parts = word.split(separator: "-")
    guard let last = parts.last, parts.count == 1 || (try? HCPCS(String(parts[0]))) != nil else {
      return nil
    }
    return try? Modifier(String(last))
  }

  /// A text with blanks for hyphens: people write incident to, the book incident-to.
  static func spaced(_ text: String) -> String {
    String(text.map { $0 == "-" ? " " : $0 })
  }

  /// Whether a word, in capitals, is a whole word of a name of the drug.
  static func isName(_ word: String, of drug: Drug) -> Bool {
    drug.names.contains { Words.name(word, in: Characters.uppercased($0)) }
  }

  /// A sentence without the places that values take in it: `{items}`.
  static func withoutPlaces(_ text: String) -> String {
    var plain = ""
    var isPlace = false
    for letter in text {
      if letter == "{" { plain += "…" }
      isPlace = letter == "{" || isPlace && letter != "}"
      if !isPlace, letter != "}" { plain.append(letter) }
    }
    return plain
  }

  static func wrongClaim(_ note: RuleNote) -> String {
    "They say: \(note.claim). Right is: \(note.text)."
  }

  /// Wrong claims that name the code, with their rules.
  static func wrongClaims(naming code: String) -> [String] {
    RuleBook.embedded.notes.filter {
      $0.kind == .articlesSay
        && (Words.name(code, in: $0.claim) || Words.name(code, in: $0.text))
    }.map { "\(wrongClaim($0)) (\($0.rules.map(\.text).joined(separator: ", ")))" }
  }

  static func administration(_ row: AdministrationRow) -> String {
    var text = "\(row.label): \(row.condition)"
    if !row.route.isEmpty { text += " (\(row.route))" }
    if row.payerScope != "all" { text += "; payers: \(row.payerScope)" }
    if !row.unitRule.isEmpty { text += "; units: \(row.unitRule)" }
    if let mue = row.mue { text += "; at most \(mue) a day" }
    if !row.note.isEmpty { text += ". \(row.note)" }
    return text
  }

  static func pair(_ pair: CodePair) -> String {
    switch pair.indicator {
    case .noPair: return "\(pair.other) (\(pair.what)): no national pair"
    case .never: return "\(pair.other) (\(pair.what)): never both on one day"
    case .withModifier:
      let carrier = pair.injectionIsColumnOne ? pair.other.text : Code.injection.text
      return "\(pair.other) (\(pair.what)): both only when separate, with a modifier on \(carrier)"
    }
  }

  /// The pairs that can never be billed, and how many need a modifier.
  static func pairs() -> [String] {
    let all = CodePair.embedded.table.values.sorted { $0.other < $1.other }
    let never = all.filter { $0.indicator == .never }.map(pair)
    let modified = all.filter { $0.indicator == .withModifier }.map(\.other.text)
    return never + ["Only when separate, with a modifier: \(modified.joined(separator: ", "))"]
  }

  static func drug(_ drug: Drug, on day: Day) -> [Explanation.Part] {
    var facts: [String] = ["Generic name: \(drug.genericName)"]
    if let portion = drug.portion { facts.append(units(drug, portion)) }
    if !drug.routes.isEmpty {
      facts.append("Given: " + drug.routes.map(\.rawValue).joined(separator: ", "))
    }
    let packages = drug.container.map { $0 == .singleDose ? "single-dose" : "multi-dose" }
    facts.append("Package: \(packages ?? "both single-dose and multi-dose exist; see the label")")
    if let mue = drug.mue { facts.append("Usual maximum: \(mue) units a day") }
    if drug.selfAdministrationRisk {
      facts.append("Often listed as self-administered, which Medicare does not pay (R75)")
    }
    if !drug.isValid(on: day) {
      let codes = drug.replacedBy.map(\.text).joined(separator: ", ")
      facts.append("Not valid on \(day)" + (codes.isEmpty ? "" : "; use \(codes)") + " (R50)")
    }
    return [
      .init(heading: "The drug", lines: facts),
      .init(heading: "Notes", lines: drug.note.isEmpty ? [] : [drug.note]),
      .init(heading: "Source", lines: [drug.source]),
    ]
  }

  private static func units(_ drug: Drug, _ portion: DoseAmount) -> String {
    switch drug.basis {
    case .per: "One unit is \(portion); a part of a unit counts as one (R51)"
    case .upTo: "One unit is any dose up to \(portion) (R52)"
    case .tier: "One unit for a dose in the band of this code (R53)"
    case .perDose: "One unit for each product (R53)"
    }
  }
}
