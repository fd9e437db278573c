/// Holds a value that most of its owners lack behind one pointer: a claim without details is no
/// larger and no slower to copy than one that could have none.
@propertyWrapper
public struct Seldom<Value: Hashable & Sendable & Blank>: Hashable, Sendable {
  private enum Storage: Hashable, Sendable {
    case blank
    indirect case some(Value)
  }

  private var storage = Storage.blank

  /// The value; the blank one when nothing was said.
  public var wrappedValue: Value {
    get { if case .some(let value) = storage { value } else { Value() } }
    set { storage = newValue == Value() ? .blank : .some(newValue) }
  }

  /// Nothing said.
  public init() {}

  /// A value, which may be the blank one.
  public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  /// Whether nothing was said.
  public var isBlank: Bool { if case .blank = storage { true } else { false } }
}

/// A value that can say nothing.
public protocol Blank {
  /// The value that says nothing.
  init()
}
