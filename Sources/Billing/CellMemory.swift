import Practice

/// What the cells of a column meant: a file says the same few things over and over, so most cells
/// are parsed once for the file and not once for the row.
final class CellMemory<Value> {
  /// A column that says more than this is not remembered further, so that memory does not grow with
  /// the file.
  private let mostTexts = 1_000

  private let make: (String) throws(InvalidValue) -> Value
  private var known: [String: Value] = [:]

  /// Nothing yet; `make` reads what is asked for the first time.
  init(_ make: @escaping (String) throws(InvalidValue) -> Value) { self.make = make }

  /// The value of a text; one that is refused is refused each time.
  func value(_ text: String) throws(InvalidValue) -> Value {
    if let value = known[text] { return value }
    let value = try make(text)
    if known.count < mostTexts { known[text] = value }
    return value
  }
}
