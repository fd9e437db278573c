/// How many columns a text takes on a terminal: combining marks take none, East Asian wide
/// characters and emoji take two, everything else one.
public func displayWidth(_ text: String) -> Int {
  if isPlainASCII(text) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth($1) }
}

/// The longest beginning of a text that fits into `width` columns; `…` ends a text that was cut.
public func truncated(_ text: String, to width: Int) -> String {
  if displayWidth(text) <= width { return text }
  if width <= 0 { return "" }
  var result = ""
  var used = 0
  for character in text {
    let columns = displayWidth(character)
    if used + columns > width - 1 { break }  // one column is for the ellipsis
    used += columns
    result.append(character)
  }
  return result + "…"
}

/// The columns of one character as a reader sees it, which may be many scalars: a family emoji
/// is one character of width two.
func displayWidth(_ character: Character) -> Int {
  var width = 0
  for scalar in character.unicodeScalars {
    // Variation selector 16 asks for the emoji form of a character that also has a text form.
    if scalar.value == 0xFE0F { return 2 }
    width = max(width, displayWidth(scalar))
  }
  return width
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
  if scalar.properties.isEmojiPresentation { return 2 }
  if isWide(scalar.value) { return 2 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: return (0x1160...0x11FF).contains(scalar.value) ? 0 : 1  // joining Hangul vowels
  }
}

/// The wide (W) and fullwidth (F) ranges of Unicode Standard Annex 11, merged into blocks;
/// unassigned places inside a block count as wide, as the annex advises.
private func isWide(_ value: UInt32) -> Bool {
  switch value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F200...0x1F265, 0x1F300...0x1F320, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
    true
  default: false
  }
}
