import CMigrations
import Text

/// One file of `migrations/`, embedded in the program.
struct Migration: Sendable {
  let version: Int
  let name: String
  let text: String

  /// All files, in order of version.
  static let all: [Migration] = (0..<migration_file_count()).map { position in
    let file = migration_file_at(position)
    let bytes = UnsafeBufferPointer(start: file.text, count: file.length)
    return Migration(
      version: Int(file.version), name: String(cString: file.name),
      text: String(decoding: bytes, as: UTF8.self))
  }

  /// The version of a ledger to which every file was applied.
  static var latest: Int { all.last?.version ?? 0 }

  /// SHA-256 of the text: an applied file must never be edited.
  var checksum: String { SHA256.hexadecimal(of: text.utf8Span.span) }
}
