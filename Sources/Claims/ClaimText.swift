import Practice
import X12

/// How domain values are spelled in a claim file (guide §1.1, §1.4).
///
/// Most texts are plain ASCII and fold by upper case alone; those take a path without memory of
/// its own, because a file has a dozen of them for each claim. The rest is `X12Text.fold`'s.
enum ClaimText {
  /// The longest text on the quick path: more than any element of the guide takes.
  static let quickLimit = 96

  /// Whether upper case is all that folding would do.
  static func foldsByCase(_ bytes: Span<UInt8>) -> Bool {
    let blank = UInt8(ascii: " ")
    guard bytes.count <= quickLimit, !bytes.isEmpty, bytes[0] != blank,
      bytes[bytes.count - 1] != blank
    else { return false }
    var previous = UInt8(0)
    for index in bytes.indices {
      let byte = bytes[index]
      guard isPlain(byte) || byte == blank && previous != blank else { return false }
      previous = byte
    }
    return true
  }

  /// Letters, digits and `- . , ' / &`. Each text of a claim is asked several times, so the answer
  /// is a bit of two numbers instead of a row of comparisons.
  private static func isPlain(_ byte: UInt8) -> Bool {
    let (low, high): (UInt64, UInt64) = (0x03FF_F0C0_0000_0000, 0x07FF_FFFE_07FF_FFFE)
    return byte < 128 && (byte < 64 ? low : high) >> (UInt64(byte) & 63) & 1 == 1
  }

  /// The ASCII capital of a byte.
  static func upper(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte & 0xDF : byte
  }

  /// A name, street or note as the file carries it.
  static func folded(_ text: String) -> String { X12Text.fold(text).text }

  /// Whether folding changes more than the case of letters.
  static func losesSomething(_ text: String) -> Bool {
    !foldsByCase(text.utf8.span) && X12Text.fold(text).changed
  }

  /// How many characters a text has in the file.
  static func foldedLength(_ text: String) -> Int {
    foldsByCase(text.utf8.span) ? text.utf8.count : folded(text).utf8.count
  }

  /// Whether a text of the domain is what the file says.
  static func isFolded(_ text: String, _ inFile: String) -> Bool {
    if text.isEmpty { return inFile.isEmpty }
    let bytes = text.utf8.span
    guard foldsByCase(bytes) else { return folded(text) == inFile }
    return isUppercase(bytes, of: inFile.utf8.span)
  }

  /// Whether an identifier of the domain is what the file says: upper case is all that differs.
  static func isIdentifier(_ text: String, _ inFile: String) -> Bool {
    isUppercase(text.utf8.span, of: inFile.utf8.span)
  }

  /// Whether a diagnosis is what the file says, which has no point.
  static func isCompact(_ diagnosis: Diagnosis, _ inFile: String) -> Bool {
    var rest = inFile.utf8.makeIterator()
    for byte in diagnosis.text.utf8 where byte != UInt8(ascii: ".") && rest.next() != byte {
      return false
    }
    return rest.next() == nil
  }

  /// Whether a control number is that of the line: claim number, hyphen, position.
  static func isLine(_ position: Int, of claim: ClaimNumber, _ inFile: String) -> Bool {
    let (number, bytes) = (claim.text.utf8, inFile.utf8)
    guard bytes.count > number.count, bytes.starts(with: number) else { return false }
    var rest = bytes.dropFirst(number.count).makeIterator()
    guard rest.next() == UInt8(ascii: "-") else { return false }
    var value = 0
    while let digit = rest.next() {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9"), value < 1_000 else {
        return false
      }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value == position
  }

  private static func isUppercase(_ bytes: Span<UInt8>, of inFile: Span<UInt8>) -> Bool {
    guard bytes.count == inFile.count else { return false }
    for index in bytes.indices where upper(bytes[index]) != inFile[index] { return false }
    return true
  }

  /// A member id without hyphens (guide §3, 2010BA NM109); it cannot have blanks.
  static func memberID(_ id: PartnerID) -> String {
    let bytes = id.text.utf8
    guard bytes.contains(UInt8(ascii: "-")) else { return id.text }
    return String(unsafeUninitializedCapacity: bytes.count) { buffer in
      var count = 0
      for byte in bytes where byte != UInt8(ascii: "-") {
        buffer[count] = byte
        count += 1
      }
      return count
    }
  }

  /// A day as eight digits (D8).
  static func compact(_ day: Day) -> String {
    let (year, month, dayOfMonth) = day.components
    var rest = year * 10_000 + month * 100 + dayOfMonth
    return String(unsafeUninitializedCapacity: 8) { buffer in
      for place in stride(from: 7, through: 0, by: -1) {
        buffer[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      return 8
    }
  }

  /// The day of eight digits (D8); nil for anything else.
  static func day(_ text: String) -> Day? {
    guard text.utf8.count == 8, let number = Int(text), number > 0,
      text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// A quantity of at most three decimals, as few as it needs (CTP04).
  static func decimal(_ quantity: Quantity) -> String {
    let thousandths = quantity.millionths / 1_000
    var (whole, part) = thousandths.quotientAndRemainder(dividingBy: 1_000)
    guard part > 0 else { return String(whole) }
    var digits = 3
    while part % 10 == 0 { (part, digits) = (part / 10, digits - 1) }
    return String(unsafeUninitializedCapacity: 24) { buffer in
      var place = 24
      func put(_ digit: Int64) {
        place -= 1
        buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      }
      for _ in 0..<digits {
        put(part % 10)
        part /= 10
      }
      place -= 1
      buffer[place] = UInt8(ascii: ".")
      repeat {
        put(whole % 10)
        whole /= 10
      } while whole > 0
      let count = 24 - place
      for index in 0..<count { buffer[index] = buffer[place + index] }
      return count
    }
  }

  /// A number filled with zeros.
  static func padded(_ number: Int64, digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
  }
}

extension X12Writer {
  /// Begins the next element with a name, street or note, folded.
  mutating func element(folding text: String?) {
    guard let text else { return skip() }
    let bytes = text.utf8.span
    if ClaimText.foldsByCase(bytes) {
      element(uppercasing: bytes)
    } else {
      element(ClaimText.folded(text))
    }
  }

  /// Adds a component, folded.
  mutating func component(folding text: String) { component(ClaimText.folded(text)) }

  /// Begins the next element with an identifier: upper case, otherwise as it is.
  mutating func element(identifier text: String?) {
    guard let text else { return skip() }
    element(uppercasing: text.utf8.span)
  }

  private mutating func element(uppercasing bytes: Span<UInt8>) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(bytes.count, 1)) { buffer in
      for index in bytes.indices { buffer[index] = ClaimText.upper(bytes[index]) }
      element(utf8: UnsafeBufferPointer(rebasing: buffer[..<bytes.count]).span)
    }
  }

  /// Adds a component with a diagnosis, without its point (guide §4, HI).
  mutating func component(_ diagnosis: Diagnosis) {
    let text = diagnosis.text.utf8.span
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(text.count, 1)) { buffer in
      var count = 0
      for index in text.indices where text[index] != UInt8(ascii: ".") {
        buffer[count] = text[index]
        count += 1
      }
      component(utf8: UnsafeBufferPointer(rebasing: buffer[..<count]).span)
    }
  }

  /// Begins the next element with a line's control number (REF*6R).
  mutating func element(lineOf claim: ClaimNumber, _ position: Int) {
    let number = claim.text.utf8.span
    // A hyphen and at most two digits follow: a claim has no more than 50 lines.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: number.count + 4) { buffer in
      for index in number.indices { buffer[index] = number[index] }
      var count = number.count
      buffer[count] = UInt8(ascii: "-")
      count += 1
      if position >= 10 {
        buffer[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: position / 10 % 10)
        count += 1
      }
      buffer[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: position % 10)
      count += 1
      element(utf8: UnsafeBufferPointer(rebasing: buffer[..<count]).span)
    }
  }
}
