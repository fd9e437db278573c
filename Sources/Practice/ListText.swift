/// A list of values written in one cell, separated by semicolons, commas or blanks.
public enum ListText {
  /// Reads every entry; the first bad one is refused.
  public static func parse<Value>(
    _ text: String, _ make: (String) throws(InvalidValue) -> Value
  ) throws(InvalidValue) -> [Value] {
    var values: [Value] = []
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == " " || $0 == "\n" }) {
      values.append(try make(String(part)))
    }
    return values
  }
}
