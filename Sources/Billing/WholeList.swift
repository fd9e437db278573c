/// Whether a list of diagnosis codes seems to be whole: claims may not carry a code that it lacks
/// (R70), so one that was cut off, or an excerpt, would call valid codes invalid.
///
/// CMS calls positions 1–5 the "order number, right justified, zero filled". That it counts lines
/// without gaps is what excerpts of its files show; no description says it, nor how many codes may
/// end. So who knows the list to be whole says how many end, and is believed.
struct WholeList {
  private var lines = 0
  private var gap: (line: Int, number: Int, expected: Int)?

  /// Notes the order number of the next line; nil when it cannot be read.
  mutating func note(line: Int, number: Int?) {
    lines += 1
    if gap == nil, let number, number != lines { gap = (line, number, lines) }
  }

  /// Refuses a list whose order numbers have gaps, and one that ends more than a twentieth of the
  /// codes that held before (a limit of our own, which asks and forbids nothing).
  func check(_ report: ReferenceReport, of held: Int, ending: Int?) throws {
    let ended = report.ended
    if let ending {
      // None end when the list is imported again.
      guard ending != ended, ended > 0 else { return }
      throw Refusal(
        .badData,
        "--ending says \(counted(ending, "code")), but \(ended) of the \(held) that held before"
          + " would end with the list: nothing of it is saved")
    }
    let way =
      ": nothing of it is saved. Take the whole file of CMS again; if it is whole, say how many"
      + " codes end with it: --ending \(ended)"
    if let gap {
      throw Refusal(
        .badData,
        "line \(gap.line) of the list has the order number \(gap.number) instead of"
          + " \(gap.expected), as if lines were missing or moved, and a list with a hole would call"
          + " valid codes invalid" + way)
    }
    guard ended * 20 > held else { return }
    let last = report.lastCode.map { ", which ends with \($0)," } ?? ""
    throw Refusal(
      .badData,
      "\(ended) of the \(counted(held, "code")) that held before are not in the list\(last) as if"
        + " it were cut off or an excerpt" + way)
  }
}
