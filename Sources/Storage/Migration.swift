import CMigrations
import Text

/// One file of `migrations/`, embedded in the program.
struct Migration: Sendable {
  let version: Int
  let name: String
  private let source: Source

  /// Where its text is: a start of the program reads none of them.
  private enum Source {
    case file(Int)
    case text(String)
  }

  /// A migration that is no file.
  init(version: Int, name: String, text: String) {
    self.version = version
    self.name = name
    source = .text(text)
  }

  private init(file position: Int) {
    let file = migration_file_at(position)
    version = Int(file.version)
    name = String(cString: file.name)
    source = .file(position)
  }

  /// All files, in order of version.
  static let all: [Migration] = (0..<migration_file_count()).map { Migration(file: $0) }

  /// The statements.
  var text: String {
    switch source {
    case .text(let text): return text
    case .file(let position):
      let file = migration_file_at(position)
      let bytes = UnsafeBufferPointer(start: file.text, count: file.length)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The version of a ledger to which every file was applied.
  static var latest: Int { all.last?.version ?? 0 }

  /// SHA-256 of the text: an applied file must never be edited.
  var checksum: String { SHA256.hexadecimal(of: text.utf8Span.span) }
}
