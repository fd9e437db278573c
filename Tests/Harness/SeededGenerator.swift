/// SplitMix64: random numbers that are the same in every run.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Begins at a seed; the same seed gives the same numbers.
  public init(seed: UInt64) { state = seed }

  /// The next number of the run.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Text made of what breaks formats.
  public mutating func hostileText(maxPieces: Int = 8) -> String {
    let pieces = [
      "\"", "\"\"", ",", "\n", "\r\n", "\r", "'", ";", "\t", " ", "*", "~", ":", "^", ">", "|",
      "=1+1", "-5", "@SUM", "\u{202E}", "\u{200F}", "👩‍👩‍👧", "e\u{301}", "ß", "日本", "\u{1B}[31m",
      "DROP TABLE", "--", "%s", "\u{FEFF}", "\u{2028}", "x", "Y", "7", "", "\u{7F}",
    ]
    let count = Int.random(in: 0...maxPieces, using: &self)
    return (0..<count).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
