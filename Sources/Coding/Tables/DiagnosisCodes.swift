import Practice

/// The ICD-10-CM codes that a practice has imported, by day (R70). Without a set for a day nothing
/// is known of its codes beyond `diagnosis_changes.csv`.
public struct DiagnosisCodes: Sendable {
  /// What is kept of a category from a set on.
  public struct Entry: Sendable {
    /// The place of the set among ``DiagnosisCodes/sets``.
    public let set: Int
    /// As ``DiagnosisCategory/codes`` has them; empty when the category ended.
    public let codes: String

    /// What a set says of a category.
    public init(set: Int, codes: String) {
      self.set = set
      self.codes = codes
    }
  }

  private final class Content: Sendable {
    let sets: [DiagnosisSet]
    let entries: [String: [Entry]]

    init(_ sets: [DiagnosisSet], _ entries: [String: [Entry]]) {
      self.sets = sets
      self.entries = entries
    }
  }

  private let content: Content?

  /// Nothing was imported.
  public init() { content = nil }

  /// Sets in the order of their first days and imports, and the categories from each set on, in
  /// the same order.
  public init(sets: [DiagnosisSet], entries: [String: [Entry]]) {
    content = sets.isEmpty ? nil : Content(sets, entries)
  }

  /// The sets, in order.
  public var sets: [DiagnosisSet] { content?.sets ?? [] }

  /// How many codes and headings the last set has.
  var count: Int {
    guard let content else { return 0 }
    let bytes = content.entries.values.reduce(0) { $0 + ($1.last?.codes.utf8.count ?? 0) }
    return bytes / DiagnosisCategory.width
  }

  /// The place of the set that decides on a day: the last that began of those that hold. Nil when
  /// none was imported for the day.
  func place(on day: Day) -> Int? { content?.sets.lastIndex { $0.holds(on: day) } }

  /// The set that decides on a day.
  public func set(on day: Day) -> DiagnosisSet? {
    content.flatMap { content in place(on: day).map { content.sets[$0] } }
  }

  /// What a set says of a code.
  enum Standing: Equatable {
    /// Claims may carry it.
    case valid
    /// It needs more digits: the codes below it that claims may carry.
    case heading([Diagnosis])
    /// It is not in the set. The code above it that is, if any, and the codes below that one that
    /// claims may carry; itself when it is one.
    case missing(above: Diagnosis?, [Diagnosis])
  }

  /// What the set at a place says of a code.
  func standing(of diagnosis: Diagnosis, in place: Int) -> Standing {
    let category = String(diagnosis.text.prefix(3))
    let codes = codes(of: category, in: place)
    let rest = diagnosis.text.utf8.dropFirst(4)
    if let found = DiagnosisCodes.find(rest, in: codes) {
      return found.isValid
        ? .valid : .heading(DiagnosisCodes.below(rest, of: category, in: codes))
    }
    var above = Array(rest)[...]
    while !above.isEmpty {
      above = above.dropLast()
      guard DiagnosisCodes.find(above, in: codes) != nil else { continue }
      return .missing(
        above: Diagnosis(category: category, rest: above),
        DiagnosisCodes.below(above, of: category, in: codes))
    }
    return .missing(above: nil, [])
  }

  /// The set nearest to the one at a place, later ones first, in which claims may carry a code.
  func otherDays(of diagnosis: Diagnosis, than place: Int) -> DiagnosisSet? {
    let others = Array(sets.indices.dropFirst(place + 1)) + sets.indices.prefix(place).reversed()
    return others.first { standing(of: diagnosis, in: $0) == .valid }.map { sets[$0] }
  }

  private func codes(of category: String, in place: Int) -> String {
    content?.entries[category]?.last { $0.set <= place }?.codes ?? ""
  }

  /// Looks a code up by halves; its bytes are filled with blanks, which stand before all others.
  private static func find(
    _ rest: some Collection<UInt8>, in codes: String
  ) -> (place: Int, isValid: Bool)? {
    let bytes = codes.utf8Span.span
    let width = DiagnosisCategory.width
    var low = 0
    var high = bytes.count / width
    while low < high {
      let middle = (low + high) / 2
      switch order(bytes, middle * width, rest) {
      case 0: return (middle, bytes[middle * width + width - 1] == 0x31)
      case ..<0: low = middle + 1
      default: high = middle
      }
    }
    return nil
  }

  private static func order(
    _ bytes: Span<UInt8>, _ start: Int, _ rest: some Collection<UInt8>
  ) -> Int {
    var place = start
    for byte in rest where place < start + DiagnosisCategory.width - 1 {
      if bytes[place] != byte { return bytes[place] < byte ? -1 : 1 }
      place += 1
    }
    return place < start + DiagnosisCategory.width - 1 && bytes[place] != 0x20 ? 1 : 0
  }

  /// The codes that begin with one and that claims may carry, itself included.
  private static func below(
    _ rest: some Collection<UInt8>, of category: String, in codes: String
  ) -> [Diagnosis] {
    guard let found = find(rest, in: codes) else { return [] }
    let bytes = codes.utf8Span.span
    let width = DiagnosisCategory.width
    var list: [Diagnosis] = []
    var start = found.place * width
    while start < bytes.count {
      var code: [UInt8] = []
      for place in start..<start + width - 1 where bytes[place] != 0x20 {
        code.append(bytes[place])
      }
      guard code.starts(with: rest) else { break }
      if bytes[start + width - 1] == 0x31 {
        list.append(Diagnosis(category: category, rest: code))
      }
      start += width
    }
    return list
  }

  /// What is said to those who ask whether diagnoses are checked on a day.
  public func isChecked(on day: Day) -> String {
    if let set = set(on: day) {
      return "Diagnosis codes of \(day) are checked against \(set.name), which holds from"
        + " \(set.from) to \(set.to)."
    }
    let known = DiagnosisChange.embedded.rows.map(\.code.text).joined(separator: " and ")
    return "No list of diagnosis codes is imported for \(day): of those only \(known) are known to"
      + " have ended, and no other code is checked. Import the list of CMS (icd10cm_order_….txt):"
      + " shots import diagnoses FILE --from DAY"
  }
}
