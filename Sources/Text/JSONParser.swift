/// A strict parser of small JSON documents (RFC 8259) with exact places of faults.
public struct JSONParser {
  /// The deepest nesting: settings have three levels; a limit keeps the stack bounded.
  public static let depthLimit = 64

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  // Lines are counted as the parser moves on, for the lines of members.
  private var line = 1

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Parses a whole document. A byte order mark is skipped.
  public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes)
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw parser.error(.invalidUTF8, at: error.byteOffsets.lowerBound)
    }
    if bytes.starts(with: byteOrderMark) { parser.position = 3 }
    parser.skipBlanks()
    if parser.next == nil { throw parser.error(.empty) }
    let value = try parser.value()
    parser.skipBlanks()
    if parser.next != nil { throw parser.error(.trailingText) }
    return value
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    if next != UInt8(ascii: byte) { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 9 || byte == 10 || byte == 13 {
      if byte == 10 { line += 1 }
      position += 1
    }
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    switch next {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw error(.unexpectedEnd)
    case UInt8(ascii: "-"): return .number(try number())
    case .some(let byte) where isDigit(byte): return .number(try number())
    default: throw error(.expected("a value"))
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    if depth == Self.depthLimit { throw error(.tooDeep) }
    depth += 1
    position += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    var members: [JSONMember] = []
    var keys: Set<String> = []
    skipBlanks()
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      let (start, startLine) = (position, line)
      if next != UInt8(ascii: "\"") { throw unexpected("a key in quotation marks") }
      let key = try string()
      if !keys.insert(key).inserted { throw error(.duplicateKey(key), at: start) }
      skipBlanks()
      if !take(":") { throw unexpected("\":\"") }
      skipBlanks()
      members.append(JSONMember(key: key, value: try value(), line: startLine))
      skipBlanks()
    } while take(",")
    if !take("}") { throw unexpected("\",\" or \"}\"") }
    return .object(members)
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    skipBlanks()
    if take("]") { return .array(elements) }
    repeat {
      skipBlanks()
      elements.append(try value())
      skipBlanks()
    } while take(",")
    if !take("]") { throw unexpected("\",\" or \"]\"") }
    return .array(elements)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    if !bytes[position...].starts(with: word.utf8) { throw error(.expected("a value")) }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = take("-")
    if take("0") {
      if digits() > 0 { throw error(.badNumber, at: start) }
    } else if digits() == 0 {
      throw error(.badNumber, at: start)
    }
    if take("."), digits() == 0 { throw error(.badNumber, at: start) }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      if digits() == 0 { throw error(.badNumber, at: start) }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = next, isDigit(byte) { position += 1 }
    return position - start
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

extension JSONParser {
  private mutating func string() throws(JSONError) -> String {
    var text: [UInt8] = []
    position += 1
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: Array(String(try escape()).utf8))
      case 0..<0x20:
        throw error(.controlCharacter)
      default:
        text.append(byte)
        position += 1
      }
    }
    throw error(.unexpectedEnd)
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let letter = next else { throw error(.unexpectedEnd) }
    position += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(start)
    default: throw error(.badEscape, at: start)
    }
  }

  private mutating func unicodeEscape(_ start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try hexadecimal(start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    // A high half must be followed by the escape of a low half.
    guard first < 0xDC00, take("\\"), take("u") else {
      throw error(.loneSurrogate, at: start)
    }
    let second = try hexadecimal(start)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func hexadecimal(_ start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw next == nil ? error(.unexpectedEnd) : error(.badEscape, at: start)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func unexpected(_ what: String) -> JSONError {
    next == nil ? error(.unexpectedEnd) : error(.expected(what))
  }

  private func error(_ kind: JSONError.Kind, at place: Int? = nil) -> JSONError {
    var line = 1
    var column = bytes.starts(with: Self.byteOrderMark) ? 0 : 1
    for byte in bytes.prefix(place ?? position) {
      if byte == 10 {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return JSONError(kind: kind, line: line, column: column)
  }
}
