/// A JSON document in memory, for small files such as the practice's settings.
public indirect enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number as it was written: what it means is for the reader of the settings to say.
  case number(String)
  /// A text, its escapes resolved.
  case string(String)
  /// The elements of an array.
  case array([JSONValue])
  /// The members of an object in the order of the file. Keys are unique.
  case object([JSONMember])

  /// The value of a key; nil when it is missing or this is not an object.
  public subscript(key: String) -> JSONValue? {
    members?.first { $0.key == key }?.value
  }

  /// The text of a string, nil for anything else.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value of a number that is whole and fits, nil for anything else.
  public var int: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  /// The value of true or false, nil for anything else.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements of an array, nil for anything else.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object, nil for anything else.
  public var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}

/// One key and value of a JSON object, with the line it was read from.
public struct JSONMember: Hashable, Sendable {
  /// The key.
  public var key: String
  /// The value.
  public var value: JSONValue
  /// The line of the file the key is on, for messages about the value; 0 if not from a file.
  public var line: Int

  /// A member.
  public init(key: String, value: JSONValue, line: Int = 0) {
    self.key = key
    self.value = value
    self.line = line
  }
}
