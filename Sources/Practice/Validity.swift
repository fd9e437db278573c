/// Checks that effective-dated values share: days from a first one to a last one, included.
enum Validity {
  static func check(_ first: Day, _ last: Day?, _ kind: String) throws(InvalidValue) {
    guard let last, last < first else { return }
    throw InvalidValue(
      kind: kind, value: last.description, reason: "is before \(first), when it begins")
  }

  static func holds(_ day: Day, _ first: Day, _ last: Day?) -> Bool {
    first <= day && last.map { day <= $0 } ?? true
  }
}
