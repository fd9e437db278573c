import Practice

/// Finds drugs by what people type: key, NDC, generic name, brand, short label, or their
/// beginnings; hyphens and blanks in names count for nothing when nothing else fits.
final class DrugSearch: Sendable {
  private struct Entry {
    let drug: Drug
    let names: [String]
    let words: [String]

    init(_ drug: Drug) {
      self.drug = drug
      names = drug.names.map { $0.lowercased() }
      let words = names.flatMap { DrugSearch.words($0) }
      self.words = drug.administrationRule == .vaccine ? words + DrugSearch.vaccineWords : words
    }
  }

  private let table: DrugTable

  /// What people say for any vaccine: `flu shot`.
  private static let vaccineWords = ["vaccine", "vaccines", "vaccination", "shot", "shots"]

  static let embedded = DrugSearch(DrugTable.embedded)

  init(_ table: DrugTable) { self.table = table }

  /// The drugs that fit, best first; codes that are valid on the day before the others.
  func find(_ text: String, on day: Day) -> [Drug] {
    let query = Characters.trimmed(text).lowercased()
    guard !query.isEmpty else { return [] }
    if let ndc = DrugSearch.packages(query) {
      return ndc.compactMap { table.drug(package: $0, on: day) }
    }
    let queryWords = DrugSearch.words(query)
    var hits: [(drug: Drug, rank: Int, place: Int)] = []
    let telling = queryWords.filter { !DrugSearch.vaccineWords.contains($0) }
    for (place, drug) in table.drugs(mentioning: telling).enumerated() {
      guard let rank = DrugSearch.rank(Entry(drug), query, queryWords) else { continue }
      // An exact key is what was asked for, even when the code is retired.
      let retired = rank > 0 && !drug.isValid(on: day)
      hits.append((drug, rank + (retired ? 10 : 0), place))
    }
    if hits.isEmpty { hits = closedUp(queryWords, on: day) }
    hits.sort { ($0.rank, $0.place) < ($1.rank, $1.place) }
    guard !table.isEmbeddedOnly else { return hits.map(\.drug) }
    // A row of the practice's own stands before the embedded one of its key.
    var seen: Set<DrugKey> = []
    return hits.compactMap { hit in
      seen.insert(hit.drug.key).inserted ? table.drug(hit.drug.key, on: day) ?? hit.drug : nil
    }
  }

  /// Drugs that fit when the hyphens and blanks of text and names are taken away: `depomedrol` and
  /// `b-12`.
  private func closedUp(
    _ queryWords: [String], on day: Day
  ) -> [(drug: Drug, rank: Int, place: Int)] {
    let query = queryWords.joined()
    guard query.utf8.count >= 3 else { return [] }
    var hits: [(drug: Drug, rank: Int, place: Int)] = []
    for (place, drug) in table.drugs.enumerated() {
      let entry = Entry(drug)
      let closed = entry.names.map { DrugSearch.words($0).joined() }
      let rank: Int
      if closed.contains(query) {
        rank = 1
      } else if entry.words.contains(query) {
        rank = 2
      } else if closed.contains(where: { $0.hasPrefix(query) }) {
        rank = 3
      } else {
        continue
      }
      hits.append((drug, rank + (drug.isValid(on: day) ? 0 : 10), place))
    }
    return hits
  }

  /// Drugs that are valid on the day and whose names are nearly the text, nearest first: for asking
  /// "did you mean", never for choosing.
  func near(_ text: String, on day: Day) -> [Drug] {
    let queryWords = DrugSearch.words(text.lowercased())
    guard !queryWords.isEmpty else { return [] }
    var hits: [(drug: Drug, slips: Int, place: Int)] = []
    for (place, drug) in table.drugs.enumerated() where drug.isValid(on: day) {
      let entry = Entry(drug)
      var slips = 0
      let fits = queryWords.allSatisfy { word in
        let limit = Spelling.slips(word)
        let nearest = entry.words.compactMap {
          Spelling.distance(word, $0, limit: limit)
        }.min()
        slips += nearest ?? 0
        return nearest != nil
      }
      if fits { hits.append((entry.drug, slips, place)) }
    }
    hits.sort { ($0.slips, $0.place) < ($1.slips, $1.place) }
    guard let best = hits.first?.slips else { return [] }
    return hits.prefix { $0.slips == best }.map(\.drug)
  }

  /// 0 the key, 1 a whole name, 2 whole words, 3 beginnings of words, 4 the beginning of the key.
  private static func rank(_ entry: Entry, _ query: String, _ queryWords: [String]) -> Int? {
    let key = entry.drug.key.text.lowercased()
    if key == query { return 0 }
    if entry.names.contains(query) { return 1 }
    if !queryWords.isEmpty {
      if queryWords.allSatisfy({ entry.words.contains($0) }) { return 2 }
      if queryWords.allSatisfy({ word in entry.words.contains { $0.hasPrefix(word) } }) { return 3 }
    }
    if query.utf8.count >= 3, key.hasPrefix(query) || key.hasPrefix("none-" + query) { return 4 }
    return nil
  }

  private static func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The packages that a text of digits can mean: ten digits without hyphens lack a zero in one
  /// of three places (R59). Nil when the text is no NDC.
  private static func packages(_ text: String) -> [NDC]? {
    let digits = text.filter { $0 != "-" }
    guard (10...11).contains(digits.utf8.count), Characters.areDigits(digits.utf8) else {
      return nil
    }
    if let ndc = try? NDC(text) { return [ndc] }
    guard digits.utf8.count == 10, digits == text else { return nil }
    let candidates = [
      "0" + digits, digits.prefix(5) + "0" + digits.dropFirst(5),
      digits.prefix(9) + "0" + digits.suffix(1),
    ]
    return candidates.compactMap { try? NDC($0) }
  }
}
