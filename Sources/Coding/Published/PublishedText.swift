import Practice

/// One record of a file: a line of fixed columns, or the cells between commas or tabs.
struct PublishedRecord {
  /// The line of the file on which it begins, counted from 1.
  var line: Int
  /// Its cells, trimmed; one for a line of fixed columns.
  var cells: [String]

  /// The text of a cell; empty when the record is shorter.
  func cell(_ index: Int?) -> String {
    index.map { cells.indices.contains($0) ? cells[$0] : "" } ?? ""
  }
}

/// Reads the text files that CMS publishes: comma-separated with quotes, or tab-separated, in UTF-8
/// or Latin-1.
struct PublishedText {
  let bytes: [UInt8]

  /// Gives each record until `body` says that it has seen enough.
  func records(separatedBy delimiter: UInt8, _ body: (PublishedRecord) throws -> Bool) rethrows {
    var position = 0
    var line = 1
    while position < bytes.count {
      let first = line
      var cells: [String] = []
      var isOpen = true
      while isOpen {
        cells.append(cell(delimiter, &position, &line))
        isOpen = position < bytes.count && bytes[position] == delimiter
        if isOpen { position += 1 }
      }
      endLine(&position, &line)
      guard try body(PublishedRecord(line: first, cells: cells)) else { return }
    }
  }

  /// Gives each line as it stands.
  func lines(_ body: (PublishedRecord) throws -> Bool) rethrows {
    var position = 0
    var line = 1
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
      var text = bytes[position..<end]
      if text.last == 13 { text = text.dropLast() }
      guard try body(PublishedRecord(line: line, cells: [Self.decoded(text)])) else { return }
      position = end + 1
      line += 1
    }
  }

  private func endLine(_ position: inout Int, _ line: inout Int) {
    if position < bytes.count, bytes[position] == 13 { position += 1 }
    if position < bytes.count, bytes[position] == 10 { position += 1 }
    line += 1
  }

  private func cell(_ delimiter: UInt8, _ position: inout Int, _ line: inout Int) -> String {
    let quote = UInt8(ascii: "\"")
    // Quotes mean something only in comma-separated files, and only at the start of a cell.
    guard delimiter == UInt8(ascii: ","), position < bytes.count, bytes[position] == quote else {
      return plain(delimiter, &position)
    }
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == quote {
        guard position < bytes.count, bytes[position] == quote else { break }
        position += 1
      }
      if byte == 10 { line += 1 }
      text.append(byte)
    }
    _ = plain(delimiter, &position)
    return Characters.trimmed(Self.decoded(text[...]))
  }

  private func plain(_ delimiter: UInt8, _ position: inout Int) -> String {
    let start = position
    while position < bytes.count, bytes[position] != delimiter, bytes[position] != 10,
      bytes[position] != 13
    {
      position += 1
    }
    return Characters.trimmed(Self.decoded(bytes[start..<position]))
  }

  /// UTF-8 where it is, else Latin-1, in which older files of CMS are written.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

/// Finds the days that the titles of the files name.
enum PublishedDays {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// `Effective January 1, 2026 through March 31, 2026`, `Eff_10-01-2024`, `Effective 10/01/2024`.
  static func all(in text: String) -> [Day] {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    var days: [Day] = []
    for index in words.indices.dropLast(2) {
      let month = months.firstIndex(of: words[index]).map { $0 + 1 } ?? short(words[index])
      guard let month, let day = short(words[index + 1]), words[index + 2].utf8.count == 4,
        let year = Int(words[index + 2]), (1990...2199).contains(year),
        let found = Day(year: year, month: month, day: day)
      else { continue }
      days.append(found)
    }
    return days
  }

  private static func short(_ word: String) -> Int? { word.utf8.count <= 2 ? Int(word) : nil }

  /// `20260101`, or a refusal.
  static func day(_ text: String) throws(InvalidValue) -> Day {
    guard let day = compact(text) else {
      throw InvalidValue(kind: "day", value: text, reason: "is no day of the form YYYYMMDD")
    }
    return day
  }

  /// `20260101`; nil for `*`, blanks and zeros.
  static func compact(_ text: String) -> Day? {
    let digits = Characters.trimmed(text)
    guard digits.utf8.count == 8, let number = Int(digits) else { return nil }
    return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}
