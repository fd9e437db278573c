/// Breaks a text at blanks so that no line takes more than `width` columns of the terminal. A word
/// that is wider stands on a line of its own.
public func wrapped(_ text: String, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var used = 0
  for word in text.split(separator: " ") {
    let columns = displayWidth(String(word))
    if used > 0, used + 1 + columns > width {
      lines.append(line)
      line = ""
      used = 0
    }
    line += used == 0 ? String(word) : " \(word)"
    used += used == 0 ? columns : 1 + columns
  }
  lines.append(line)
  return lines
}
