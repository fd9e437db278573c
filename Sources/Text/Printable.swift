/// The text with everything replaced that could steer a terminal or mislead a reader: control
/// characters and escape sequences (shown as `␛`, `␊`…), overrides of the writing direction,
/// invisible line separators and tags (shown as `�`). Letters of every script, combining marks
/// and joined emoji stay as they are.
public func printable(_ text: String) -> String {
  if isPlainASCII(text) { return text }
  var result = String.UnicodeScalarView()
  var changed = false
  for scalar in text.unicodeScalars {
    if let shown = harmless(scalar) {
      result.append(shown)
      changed = true
    } else {
      result.append(scalar)
    }
  }
  return changed ? String(result) : text
}

/// True for text of printable ASCII characters only: nothing to replace, one column each.
func isPlainASCII(_ text: String) -> Bool {
  let bytes = text.utf8.span
  for index in bytes.indices where bytes[index] &- 0x20 > 0x5E { return false }
  return true
}

/// What stands for a dangerous character; nil for a harmless one.
private func harmless(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch scalar.value {
  case 0..<0x20:
    // The control pictures block follows the order of the control characters.
    Unicode.Scalar(0x2400 + scalar.value)
  case 0x7F: "\u{2421}"
  case 0x80...0x9F,  // C1: some terminals take 0x9B for an escape sequence
    0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,  // direction marks and overrides
    0x200B, 0x2028, 0x2029, 0x2060...0x2064, 0xFEFF,  // invisible separators
    0xFFF9...0xFFFB, 0xE0000...0xE007F:  // annotations and tags
    "\u{FFFD}"
  default: nil
  }
}
