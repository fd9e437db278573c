import Glibc
import Text

/// What a benchmark found: figures with their targets, as a table.
struct Figures {
  /// One figure.
  struct Figure {
    let name: String
    let measured: String
    let target: String
    /// Whether the target was met; nil when the figure has none.
    let isMet: Bool?
  }

  let title: String
  private(set) var rows: [Figure] = []

  init(_ title: String) { self.title = title }

  /// Notes a figure that has a target.
  mutating func add(_ name: String, _ measured: String, target: String, met: Bool) {
    rows.append(Figure(name: name, measured: measured, target: target, isMet: met))
  }

  /// Notes a figure that is only told.
  mutating func add(_ name: String, _ measured: String) {
    rows.append(Figure(name: name, measured: measured, target: "", isMet: nil))
  }

  /// Prints the table on standard output.
  func print() throws {
    var table = TextTable([
      .init("FIGURE"), .init("MEASURED", .right), .init("TARGET", .right), .init("MET"),
    ])
    for row in rows {
      table.row([row.name, row.measured, row.target, row.isMet.map { $0 ? "yes" : "NO" } ?? ""])
    }
    var output = ByteWriter(descriptor: STDOUT_FILENO)
    output.write(title + "\n")
    table.render(into: &output)
    output.write("\n")
    try output.flush()
  }
}

/// Numbers as tables show them.
enum Shown {
  /// `4.82 ms`.
  static func milliseconds(_ seconds: Double) -> String { decimal(seconds * 1000, 2) + " ms" }

  /// `2.91 s`.
  static func seconds(_ seconds: Double) -> String { decimal(seconds, 2) + " s" }

  /// `2.94 ×`.
  static func ratio(_ ratio: Double) -> String { decimal(ratio, 2) + " ×" }

  /// `25,310/s`.
  static func rate(_ perSecond: Double, _ unit: String = "") -> String {
    grouped(Int(perSecond)) + (unit.isEmpty ? "/s" : " \(unit)/s")
  }

  /// `38.1 MB`.
  static func megabytes(_ bytes: Int) -> String { decimal(Double(bytes) / 1_048_576, 1) + " MB" }

  /// `1,000,000`.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (position, digit) in String(number).reversed().enumerated() {
      if position > 0, position % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// A number with so many places.
  static func decimal(_ value: Double, _ places: Int) -> String {
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let whole = Int((value * Double(scale)).rounded())
    let rest = String(whole % scale)
    return "\(whole / scale)." + String(repeating: "0", count: places - rest.utf8.count) + rest
  }
}
