import Practice
import X12

/// How values are spelled on the form (CMS-1500 guide §1).
enum PaperText {
  private static let plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -#/"
  private static let all = X12Characters(plain + "&'")
  private static let withoutSigns = X12Characters(plain)
  private static let printed = X12Characters(plain + "&',.")

  /// A name, street or note: upper case, accents stripped, everything else that the form does not
  /// take left out.
  static func folded(_ text: String, _ signs: PaperLayout.Signs) -> String {
    X12Text.fold(text, keeping: signs == .keep ? all : withoutSigns)
  }

  /// Whether a text has something that the form cannot show, beyond full stops and commas, which
  /// are always left out.
  static func losesSomething(_ text: String, _ signs: PaperLayout.Signs) -> Bool {
    let allowed = signs == .keep ? all : withoutSigns
    return !text.utf8.allSatisfy {
      allowed.contains(ClaimText.upper($0)) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
  }

  /// Whether every character may stand on the form; a point only in quantities.
  static func isPrinted(_ text: String) -> Bool { text.utf8.allSatisfy(printed.contains) }

  /// An identifier: upper case, otherwise as it is.
  static func identifier(_ text: String) -> String { text.uppercased() }

  /// An identifier without hyphens and blanks (items 1a, 25, 26).
  static func compact(_ text: String) -> String {
    identifier(text).filter { $0 != "-" && $0 != " " }
  }

  /// `LAST, FIRST, M` (items 2, 4, 9).
  static func listed(_ name: PersonName, _ signs: PaperLayout.Signs) -> String {
    var text = folded(name.last.text, signs)
    if let first = name.first.map({ folded($0.text, signs) }), !first.isEmpty {
      text += ", \(first)"
    }
    if let initial = name.middle.flatMap({ folded($0.text, signs).first }) {
      text += ", \(initial)"
    }
    return text
  }

  /// `FIRST M LAST CREDENTIAL` (item 17).
  static func spoken(_ provider: Provider, _ signs: PaperLayout.Signs) -> String {
    let name = provider.name
    let middle = name.middle.flatMap { folded($0.text, signs).first }.map { String($0) }
    let parts = [
      name.first.map { folded($0.text, signs) }, middle, folded(name.last.text, signs),
      folded(provider.credential.text, signs),
    ]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Street and second line in one.
  static func street(_ address: Address, _ signs: PaperLayout.Signs) -> String {
    let first = folded(address.line1.text, signs)
    guard let second = address.line2.map({ folded($0.text, signs) }), !second.isEmpty else {
      return first
    }
    return "\(first) \(second)"
  }

  /// `CITY ST ZIP`.
  static func place(_ address: Address, _ signs: PaperLayout.Signs) -> String {
    "\(folded(address.city.text, signs)) \(address.state.text) \(zip(address.zip))"
  }

  /// Five digits, or nine with a hyphen.
  static func zip(_ zip: PostalCode) -> String {
    zip.isComplete ? "\(zip.text.prefix(5))-\(zip.text.dropFirst(5))" : zip.text
  }

  /// `MM DD YYYY`, or `MM DD YY` on service lines.
  static func date(_ day: Day, short: Bool = false) -> String {
    let (year, month, dayOfMonth) = day.components
    let years = short ? padded(year % 100, 2) : padded(year, 4)
    return "\(padded(month, 2)) \(padded(dayOfMonth, 2)) \(years)"
  }

  /// `45 00`: a blank where the form has its dotted line.
  static func money(_ amount: Money) -> String {
    "\(amount.cents / 100) \(padded(Int(amount.cents % 100), 2))"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    ClaimText.padded(Int64(number), digits: digits)
  }
}
