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
  /// Not for triggers, views and indexes: `SQLITE_DIRECTONLY`.
  public static let directOnly = FunctionTraits(rawValue: SQLITE_DIRECTONLY)
}

/// What a registered function returns.
public enum FunctionResult: Sendable {
  /// NULL: `sqlite3_result_null`.
  case null
  /// An integer: `sqlite3_result_int64`.
  case integer(Int64)
  /// A floating-point number: `sqlite3_result_double`.
  case double(Double)
  /// A text: `sqlite3_result_text64`.
  case text(String)
  /// A blob: `sqlite3_result_blob64`.
  case blob([UInt8])
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
