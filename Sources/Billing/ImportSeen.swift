/// Numbers of rows, one bit each: a file may speak about every dose of a large ledger.
struct NumberSet {
  private var words: [UInt64] = []

  /// Puts a number in; false when it was there.
  mutating func insert(_ number: Int64) -> Bool {
    let word = Int(number >> 6)
    if word >= words.count {
      words += [UInt64](repeating: 0, count: word + 1 - words.count)
    }
    let bit = UInt64(1) << UInt64(number & 63)
    defer { words[word] |= bit }
    return words[word] & bit == 0
  }
}

/// What the rows of a file said about each record, so that a file cannot contradict itself: it
/// would change the record back and forth with every import.
struct RecordsSeen {
  private var hashes: [String: Int] = [:]

  /// Refuses a second row about the same record that says something else.
  mutating func check(_ key: String, _ record: some Hashable, column: String) throws(RowRefusal) {
    if let hash = hashes.updateValue(record.hashValue, forKey: key), hash != record.hashValue {
      throw RowRefusal(
        column: column, value: key, reason: "stands in this file twice, with different content")
    }
  }
}
