/// How far apart two words are, for finding what somebody may have meant.
package enum Spelling {
  /// The number of letters put in, left out, exchanged or swapped with their neighbour, when it is
  /// at most `limit`; nil when it is more.
  static func distance(_ left: String, _ right: String, limit: Int) -> Int? {
    let (a, b) = (Array(left.utf8), Array(right.utf8))
    guard abs(a.count - b.count) <= limit else { return nil }
    var before: [Int] = []
    var last = Array(0...b.count)
    for row in 1...max(1, a.count) where row <= a.count {
      var next = [row]
      for column in 1...max(1, b.count) where column <= b.count {
        let isSame = a[row - 1] == b[column - 1]
        var cost = min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
          cost = min(cost, before[column - 2] + 1)
        }
        next.append(cost)
      }
      (before, last) = (last, next)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }

  /// The words that are nearly a text, or begin with it, nearest first: for asking "did you mean",
  /// never for choosing.
  package static func near(_ text: String, among words: [String]) -> [String] {
    let text = text.lowercased()
    let hits = words.compactMap { word in
      let isBeginning = text.utf8.count >= 3 && word.hasPrefix(text)
      return (isBeginning ? 0 : distance(text, word, limit: max(1, slips(text)))).map { ($0, word) }
    }
    guard let best = hits.map(\.0).min() else { return [] }
    return hits.filter { $0.0 == best }.map(\.1)
  }

  /// How many slips a word of this length may have; none in a short one, for a drug that is
  /// far off is worse than none.
  static func slips(_ word: String) -> Int {
    switch word.utf8.count {
    case ..<4: 0
    case 4...7: 1
    default: 2
    }
  }
}
