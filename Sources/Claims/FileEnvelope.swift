import X12

/// What stands around the claims of a file: interchanges, groups, transaction sets, submitter and
/// receiver (guide §1, §3). Two files of the same claims are for different eyes when it differs.
public struct FileEnvelope: Sendable {
  private struct Segment: Sendable {
    let place: String
    let elements: [String]

    /// An element without the blanks that fill it up; `nothing` when it is empty or missing.
    func text(_ index: Int) -> String {
      guard index < elements.count,
        let last = elements[index].utf8.lastIndex(where: { $0 != UInt8(ascii: " ") })
      else { return "nothing" }
      return String(elements[index][...last])
    }
  }

  private var segments: [Segment] = []
  private var counts: [String: Int] = [:]

  /// The envelope of a file on a descriptor, as far as it can be read.
  public init(descriptor: Int32) { self.init(X12Reader(descriptor: descriptor)) }

  /// The envelope of a file in memory.
  public init(bytes: [UInt8]) { self.init(X12Reader(bytes: bytes)) }

  private init(_ reader: consuming X12Reader) {
    var isHead = true
    while (try? reader.next()) == true {
      switch reader.id {
      case "ISA", "ST": isHead = true
      // The trailers only count, which the syntax checks.
      case "HL", "SE": isHead = false
      default: break
      }
      guard isHead else { continue }
      let elements = (0..<reader.elementCount).map { reader.element($0 + 1) }
      segments.append(Segment(place: Self.place(reader.id, elements.first), elements: elements))
      counts[reader.id, default: 0] += 1
    }
  }

  private static func place(_ id: String, _ entity: String?) -> String {
    switch (id, entity) {
    case ("NM1", "40"): "1000B NM1"
    case ("NM1", _), ("PER", _): "1000A \(id)"
    default: id
    }
  }

  /// Every place where it says something else than another: `ISA15: T, not P`. The separators,
  /// which ISA11 and ISA16 declare, say nothing.
  public func differences(from expected: FileEnvelope) -> [String] {
    var found: [String] = []
    for (id, what) in [
      ("ISA", "interchange"), ("GS", "functional group"), ("ST", "transaction set"),
    ] {
      let (count, right) = (counts[id, default: 0], expected.counts[id, default: 0])
      if count != right {
        found.append("\(count) \(what)\(count == 1 ? "" : "s") in it, not \(right)")
      }
    }
    for (segment, other) in zip(segments, expected.segments) {
      guard segment.place == other.place else {
        found.append("\(segment.place): in the place of \(other.place)")
        break
      }
      for index in 0..<max(segment.elements.count, other.elements.count) {
        let number = index + 1
        if segment.place == "ISA", number == 11 || number == 16 { continue }
        let (value, right) = (segment.text(index), other.text(index))
        guard value != right else { continue }
        let name = segment.place + (number < 10 ? "0" : "") + String(number)
        let meaning = name == "ISA15" ? " (T is a test, P production)" : ""
        let sentence = "\(name): \(value), not \(right)\(meaning)"
        if !found.contains(sentence) { found.append(sentence) }
      }
    }
    return found
  }
}

/// How the segments of a file are written, which says nothing of its content (guide §1.1).
public struct FileForm: Hashable, Sendable {
  private let separators: [UInt8]
  private let lineEnd: String

  /// The form of a file that begins with these bytes; nil when they are no interchange.
  public init?(beginning bytes: [UInt8]) {
    // ISA has 106 characters: its separators stand at fixed places (guide §1.2).
    guard bytes.count > 106, bytes.starts(with: Array("ISA".utf8)) else { return nil }
    separators = [bytes[3], bytes[82], bytes[104], bytes[105]]
    switch (bytes[106], bytes.count > 107 ? bytes[107] : 0) {
    case (UInt8(ascii: "\r"), UInt8(ascii: "\n")): lineEnd = "CR LF"
    case (UInt8(ascii: "\n"), _): lineEnd = "LF"
    case (UInt8(ascii: "\r"), _): lineEnd = "CR"
    default: lineEnd = "nothing"
    }
  }

  /// What differs from another form, in words.
  public func differences(from expected: FileForm) -> [String] {
    var found: [String] = []
    if lineEnd != expected.lineEnd {
      found.append("\(lineEnd) after segments, not \(expected.lineEnd)")
    }
    if separators != expected.separators {
      func text(_ bytes: [UInt8]) -> String {
        bytes.map { (33...126).contains($0) ? String(UnicodeScalar($0)) : "byte \($0)" }
          .joined(separator: " ")
      }
      found.append("separators \(text(separators)), not \(text(expected.separators))")
    }
    return found
  }
}
