import ArgumentParser
import Practice

/// A type whose values are words that people type.
typealias WordList = CaseIterable & RawRepresentable<String>

/// The words of a type, as a help text lists them: the type is the one place that has them.
func words<Value: WordList>(of _: Value.Type) -> String {
  Value.allCases.map(\.rawValue).joined(separator: ", ")
}

extension CompletionKind {
  /// What the shell offers: the words of a type.
  static func words<Value: WordList>(of _: Value.Type) -> CompletionKind {
    .list(Value.allCases.map(\.rawValue))
  }
}
