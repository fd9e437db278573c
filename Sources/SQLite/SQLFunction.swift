import CSQLite

/// What SQLite may assume of a registered function. <https://sqlite.org/c3ref/c_deterministic.html>
public struct FunctionTraits: OptionSet, Sendable {
  /// The flags of `sqlite3_create_function_v2`.
  public let rawValue: Int32

  /// Takes the flags of `sqlite3_create_function_v2`.
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The same arguments always give the same result: `SQLITE_DETERMINISTIC`.
  public static let deterministic = FunctionTraits(rawValue: SQLITE_DETERMINISTIC)
  /// Harmless, so triggers and views may call it although the schema is not trusted:
  /// `SQLITE_INNOCUOUS`.
  public static let innocuous = FunctionTraits(rawValue: SQLITE_INNOCUOUS)
}

/// Why a registered function refuses, as a fixed sentence: values never get into an error.
public struct FunctionError: Error, Sendable {
  /// The sentence.
  public let message: StaticString

  /// Takes the sentence.
  public init(_ message: StaticString) {
    self.message = message
  }
}

/// Keeps the closure of a registered function while SQLite holds its address.
final class SQLFunction {
  typealias Body = (borrowing FunctionArguments, borrowing FunctionOutput) throws -> Void

  let name: StaticString
  let body: Body

  init(name: StaticString, _ body: @escaping Body) {
    self.name = name
    self.body = body
  }

  /// Runs the closure, which hands its result to SQLite; its error becomes that of the statement.
  func call(
    _ context: OpaquePointer, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) {
    let arguments = FunctionArguments(values: UnsafeBufferPointer(start: values, count: Int(count)))
    do {
      try body(arguments, FunctionOutput(context: context))
    } catch let error as SQLiteError {
      fail(context, error.message, code: error.code.rawValue)
    } catch let error as FunctionError {
      fail(context, "\(name): \(error.message)")
    } catch {
      // Only the type: the words of an unknown error may hold a value.
      fail(context, "\(name) failed: \(type(of: error))")
    }
  }

  private func fail(_ context: OpaquePointer, _ message: String, code: Int32 = 0) {
    sqlite3_result_error(context, message, -1)
    // A code that SQLite itself would not use with a message that quotes values.
    sqlite3_result_error_code(context, code > 0 ? code : ResultCode.constraintFunction.rawValue)
  }
}
