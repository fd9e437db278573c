/// The layout of the interchange header, the only segment of fixed width.
enum ISA {
  /// The length with the terminator.
  static let length = 106
  /// The widths of ISA01 to ISA16.
  static let widths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1]

  private static let repetitionPlace = 82
  private static let componentPlace = 104
  private static let segmentPlace = 105

  /// The delimiters an ISA declares, once its separators stand where they must.
  static func delimiters(
    of window: UnsafeMutableBufferPointer<UInt8>,
    error: (X12Error.Kind, Int?) -> X12Error
  ) throws(X12Error) -> Delimiters {
    if !window.starts(with: "ISA".utf8) { throw error(.notX12, nil) }
    if window.count < length { throw error(.truncatedISA, nil) }
    let found = Delimiters(
      unchecked: window[3], window[repetitionPlace], window[componentPlace],
      window[segmentPlace])
    var place = 3
    for (index, width) in widths.enumerated() {
      if window[place] != found.element { throw error(.isaWidth, max(index, 1)) }
      // ISA11 and ISA16 are delimiters themselves: equal ones are found below.
      let data = window[(place + 1)...(place + width)]
      if width > 1 && data.contains(found.element) { throw error(.isaWidth, index + 1) }
      place += width + 1
    }
    if let fault = found.fault { throw error(fault, nil) }
    return found
  }
}
