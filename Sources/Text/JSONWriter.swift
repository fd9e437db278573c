/// Writes JSON piece by piece, so that a report of any length needs no tree in memory.
///
/// It owns its ``ByteWriter`` while it writes; ``ByteWriter/json(pretty:_:)`` lends one for a
/// block. Calls in an order that is not JSON are programmer errors and stop the program. Each
/// value at the top level ends with a line feed: compact values in sequence are JSON Lines.
public struct JSONWriter: ~Copyable {
  private struct Container {
    var isObject: Bool
    var isEmpty = true
  }

  private var output: ByteWriter
  private let pretty: Bool
  private var open: [Container] = []
  private var hasKey = false

  /// A writer that takes over `output`; ``finish()`` gives it back.
  public init(_ output: consuming ByteWriter, pretty: Bool) {
    self.output = output
    self.pretty = pretty
  }

  /// Ends writing and gives the output back, not yet flushed.
  public consuming func finish() -> ByteWriter {
    precondition(open.isEmpty, "JSON: an object or array was not ended")
    return output
  }

  /// Gives the output back after an error in the middle of a document.
  consuming func abandon() -> ByteWriter { output }

  /// Begins an object.
  public mutating func beginObject() { begin(isObject: true) }
  /// Ends an object.
  public mutating func endObject() { end(isObject: true) }
  /// Begins an array.
  public mutating func beginArray() { begin(isObject: false) }
  /// Ends an array.
  public mutating func endArray() { end(isObject: false) }

  /// Writes the key of the next value of an object.
  public mutating func key(_ name: String) {
    precondition(open.last?.isObject == true && !hasKey, "JSON: a key belongs into an object")
    separate()
    output.write(jsonString: name)
    output.write(byte: UInt8(ascii: ":"))
    if pretty { output.write(byte: UInt8(ascii: " ")) }
    hasKey = true
  }

  /// Writes a text.
  public mutating func string(_ text: String) {
    beginValue()
    output.write(jsonString: text)
    endValue()
  }

  /// Writes a text, or null when there is none.
  public mutating func string(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// Writes a whole number.
  public mutating func int(_ number: Int) {
    beginValue()
    output.write(number)
    endValue()
  }

  /// Writes an amount of cents as a number with two decimals.
  public mutating func cents(_ amount: Int64) {
    beginValue()
    output.write(cents: amount)
    endValue()
  }

  /// Writes true or false.
  public mutating func bool(_ value: Bool) {
    beginValue()
    output.write(value ? "true" : "false")
    endValue()
  }

  /// Writes null.
  public mutating func null() {
    beginValue()
    output.write("null")
    endValue()
  }

  /// Writes a value that is already in memory.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .string(let text): string(text)
    case .number(let text):
      beginValue()
      output.write(text)
      endValue()
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }

  private mutating func begin(isObject: Bool) {
    beginValue()
    output.write(byte: UInt8(ascii: isObject ? "{" : "["))
    open.append(Container(isObject: isObject))
  }

  private mutating func end(isObject: Bool) {
    guard let ended = open.popLast(), ended.isObject == isObject, !hasKey else {
      preconditionFailure("JSON: the end of something that is not open")
    }
    if pretty && !ended.isEmpty { newLine() }
    output.write(byte: UInt8(ascii: isObject ? "}" : "]"))
    endValue()
  }

  private mutating func beginValue() {
    if hasKey {
      hasKey = false
    } else if !open.isEmpty {
      precondition(open.last?.isObject == false, "JSON: a value in an object needs a key")
      separate()
    }
  }

  private mutating func endValue() {
    if open.isEmpty { output.write(byte: 10) }
  }

  private mutating func separate() {
    let last = open.count - 1
    if !open[last].isEmpty { output.write(byte: UInt8(ascii: ",")) }
    open[last].isEmpty = false
    if pretty { newLine() }
  }

  private mutating func newLine() {
    output.write(byte: 10)
    output.write(byte: UInt8(ascii: " "), times: 2 * open.count)
  }
}

extension ByteWriter {
  /// Lends this writer to a block that writes JSON; it is back afterwards, also after an error.
  public mutating func json<Failure: Error>(
    pretty: Bool, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    var json = JSONWriter(self, pretty: pretty)
    do throws(Failure) {
      try body(&json)
    } catch {
      self = json.abandon()
      throw error
    }
    self = json.finish()
  }
}
