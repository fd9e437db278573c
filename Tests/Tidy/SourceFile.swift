import Harness
import Testing

/// A Swift file of this package, as lines.
struct SourceFile: Sendable, CustomTestStringConvertible {
  /// The path inside the package: `Sources/Text/ANSI.swift`.
  let path: String
  let lines: [Substring]
  /// The lines without comments, and without what stands in quotation marks on one line.
  let code: [String]

  var testDescription: String { path }

  /// The room it stands in: `Text`.
  var room: String { String(path.split(separator: "/")[1]) }

  init(_ path: String) throws {
    self.path = path
    let text = try File.text("\(packageFolder)/\(path)")
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code = lines.map(SourceFile.bare)
  }

  /// The modules that it imports.
  var imports: [String] {
    code.compactMap { line in
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
      guard !line.hasPrefix(" "), let place = words.firstIndex(of: "import"), place <= 1
      else { return nil }
      return words.last.map { String($0.split(separator: ".").first ?? $0) }
    }
  }

  /// Every Swift file below a folder of the package.
  static func all(in folder: String) -> [SourceFile] {
    paths(in: folder).filter { $0.hasSuffix(".swift") }.compactMap { try? SourceFile($0) }
  }

  private static func paths(in folder: String) -> [String] {
    File.names(in: "\(packageFolder)/\(folder)").flatMap { name in
      let path = "\(folder)/\(name)"
      return name.contains(".") ? [path] : paths(in: path)
    }
  }

  private static func bare(_ line: Substring) -> String {
    var kept = ""
    var isQuoted = false
    var previous: Character = " "
    for character in line {
      if character == "\"", previous != "\\" { isQuoted.toggle() }
      if character == "/", previous == "/", !isQuoted {
        kept.removeLast()
        break
      }
      if !isQuoted || character == "\"" { kept.append(character) }
      previous = character
    }
    return kept
  }
}
