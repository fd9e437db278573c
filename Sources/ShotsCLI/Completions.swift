import ArgumentParser
import Practice

/// A type whose values are words that people type.
typealias WordList = CaseIterable & RawRepresentable<String>

/// The words of a type, as a help text lists them: the type is the one place that has them.
///
/// Without key paths and general joining: the options of `shots add` are made at each start.
@inline(__always) func words<Value: WordList>(of _: Value.Type) -> String {
  var text = ""
  for value in Value.allCases {
    if !text.isEmpty { text += ", " }
    text += value.rawValue
  }
  return text
}

extension CompletionKind {
  /// What the shell offers: the words of a type.
  @inline(__always) static func words<Value: WordList>(of _: Value.Type) -> CompletionKind {
    .list(Value.allCases.map { $0.rawValue })
  }
}
