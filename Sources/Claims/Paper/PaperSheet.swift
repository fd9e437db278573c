import Practice
import Text

/// The forms of a claim as a page for the screen and for letter paper at 100 %: one HTML file with
/// the form drawn in SVG, in points, without scripts and without anything from elsewhere.
public struct PaperSheet {
  private let title: String
  private let forms: [PaperForm]
  /// Points by which values are moved right and down; the drawn form stays.
  private let offset: (x: Double, y: Double)
  /// Whether the form is drawn; without it the page is for a pre-printed form.
  private let drawsForm: Bool

  /// The page of some forms.
  public init(
    title: String, forms: [PaperForm], offset: (x: Double, y: Double) = (0, 0),
    drawsForm: Bool = true
  ) {
    self.title = title
    self.forms = forms
    self.offset = offset
    self.drawsForm = drawsForm
  }

  /// Ten columns an inch.
  private static let column = 7.2
  /// Six lines an inch.
  private static let line = 12.0

  /// Writes the page.
  public func write(to output: inout ByteWriter) {
    output.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    output.write("<title>\(Self.escaped(title))</title>\n<style>\n\(Self.style)</style>\n</head>\n")
    output.write("<body>\n")
    for (index, form) in forms.enumerated() {
      output.write(
        "<svg class=\"sheet\" viewBox=\"0 0 612 792\" role=\"img\" aria-label=\""
          + "\(Self.escaped(title)), form \(index + 1) of \(forms.count)\">\n")
      if drawsForm { drawForm(&output) }
      if drawsForm, forms.count > 1 {
        label("form \(index + 1) of \(forms.count)", x: 540, y: 780, &output)
      }
      draw(form, &output)
      output.write("</svg>\n")
    }
    output.write("</body>\n</html>\n")
  }

  private static let style = """
    @page { size: letter; margin: 0 }
    body { margin: 0; background: #ddd }
    .sheet { display: block; width: 8.5in; height: 11in; margin: 12pt auto; background: #fff }
    .frame { fill: none; stroke: #a33; stroke-width: 0.6 }
    .shade { fill: #f7e0de; stroke: none }
    .tick { fill: #fff; stroke: #a33; stroke-width: 0.5 }
    .caption { font: 5.6px Arial, Helvetica, sans-serif; fill: #a33 }
    .value { font: 12px "Courier New", "Liberation Mono", Courier, monospace; fill: #000 }
    @media print { body { background: none } .sheet { margin: 0; break-after: page } }

    """

  private func draw(_ form: PaperForm, _ output: inout ByteWriter) {
    output.write(
      "<g class=\"value\" transform=\"translate(\(offset.x) \(offset.y))\">\n")
    for entry in form.entries {
      let spot = entry.box.spot
      let text = entry.printed
      let shift = spot.fit == .number ? spot.width - text.count : 0
      let x = Self.x(spot.column + shift)
      let y = Double(entry.box.pageLine(entry.line)) * Self.line - 2.6
      let width = Double(text.count) * Self.column
      output.write(
        "<text x=\"\(Self.shown(x))\" y=\"\(Self.shown(y))\" textLength=\"\(Self.shown(width))\">"
          + "\(Self.escaped(String(text)))</text>\n")
    }
    output.write("</g>\n")
  }

  private func drawForm(_ output: inout ByteWriter) {
    label("HEALTH INSURANCE CLAIM", x: 20, y: 62, size: 10, &output)
    label("layout of form CMS-1500 (02/12)", x: 20, y: 72, &output)
    label(
      "A copy to look at: payers read the original red form only.", x: 20, y: 780, &output)
    for row in PaperFrame.rows {
      frame(row.left, row.right, row.lines, &output)
      label(row.caption, x: Self.x(row.left) - 1, y: Self.top(row.lines) + 6, &output)
    }
    drawServiceLines(&output)
    for box in PaperBox.allCases where box.spot.fit == .mark { tick(box, &output) }
    for (box, text) in PaperFrame.after {
      label(text, x: Self.x(box.spot.column + 1) + 2.5, y: Self.baseline(box), &output)
    }
    for (box, text) in PaperFrame.before {
      label(text, x: Self.x(box.spot.column) - 1.6, y: Self.baseline(box), anchor: "end", &output)
    }
    for (box, text) in PaperFrame.above {
      let x = Self.x(box.spot.column) + Double(min(box.spot.width, 3)) * Self.column / 2
      label(text, x: x, y: Self.baseline(box) - 10, anchor: "middle", &output)
    }
    for (box, text) in PaperFrame.below {
      label(text, x: Self.x(box.spot.column), y: Self.baseline(box) + 11, &output)
    }
  }

  private func drawServiceLines(_ output: inout ByteWriter) {
    for number in 0..<PaperBox.linesOfForm {
      let top = 45 + 2 * number
      let (x, width) = (Self.edge(4), Self.edge(83) - Self.edge(4))
      output.write(
        "<rect class=\"shade\" x=\"\(Self.shown(x))\" y=\"\(Self.shown(Self.top(top...top)))\" "
          + "width=\"\(Self.shown(width))\" height=\"12\"/>\n")
      frame(4, PaperFrame.supplementEnd, top...top, &output)
      label(String(number + 1), x: 10, y: Double(top + 1) * Self.line - 4, &output)
    }
    for column in PaperFrame.columns {
      frame(column.left, column.right, 43...44, &output)
      for (index, text) in column.captions.enumerated() {
        label(
          text, x: Self.x(column.left) - 1, y: Self.top(43...44) + 7 + 8 * Double(index), &output)
      }
      for number in 0..<PaperBox.linesOfForm {
        let first = 45 + 2 * number
        // The shaded half is one field across the columns A to G (guide §3).
        let isShared = column.right <= PaperFrame.supplementEnd
        frame(column.left, column.right, (isShared ? first + 1 : first)...first + 1, &output)
      }
    }
  }

  private func frame(
    _ left: Int, _ right: Int, _ lines: ClosedRange<Int>, _ output: inout ByteWriter
  ) {
    let (x, width) = (Self.edge(left), Self.edge(right) - Self.edge(left))
    let height = Double(lines.count) * Self.line
    output.write(
      "<rect class=\"frame\" x=\"\(Self.shown(x))\" y=\"\(Self.shown(Self.top(lines)))\" "
        + "width=\"\(Self.shown(width))\" height=\"\(Self.shown(height))\"/>\n")
  }

  private func tick(_ box: PaperBox, _ output: inout ByteWriter) {
    let x = Self.x(box.spot.column) - 1
    let y = Double(box.spot.line) * Self.line - 11.2
    output.write(
      "<rect class=\"tick\" x=\"\(Self.shown(x))\" y=\"\(Self.shown(y))\" width=\"9.2\" "
        + "height=\"9.8\"/>\n")
  }

  private func label(
    _ text: String, x: Double, y: Double, size: Double? = nil, anchor: String? = nil,
    _ output: inout ByteWriter
  ) {
    guard !text.isEmpty else { return }
    let style = size.map { " style=\"font-size:\($0)px\"" } ?? ""
    let end = anchor.map { " text-anchor=\"\($0)\"" } ?? ""
    output.write(
      "<text class=\"caption\" x=\"\(Self.shown(x))\" y=\"\(Self.shown(y))\"\(style)\(end)>"
        + "\(Self.escaped(text))</text>\n")
  }

  /// The left edge of a column's cell.
  private static func x(_ column: Int) -> Double { Double(column - 1) * Self.column }
  /// The line that is drawn left of a column.
  private static func edge(_ column: Int) -> Double { x(column) - 3 }
  private static func top(_ lines: ClosedRange<Int>) -> Double {
    Double(lines.lowerBound - 1) * line
  }
  private static func baseline(_ box: PaperBox) -> Double { Double(box.spot.line) * line - 3 }

  /// A length with one decimal.
  private static func shown(_ points: Double) -> String {
    let tenths = Int((points * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      // Browsers squeeze blanks; those of the form have their places.
      case " ": escaped += "&#160;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
