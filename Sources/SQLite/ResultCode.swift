import CSQLite

/// What SQLite, or this module, says about a call that failed.
///
/// Codes of SQLite keep their numbers, extended ones included; codes of our own are negative.
/// `==` compares exactly, and `~=` lets a primary code match every extended code under it:
///
///     do { … } catch ResultCode.constraintUnique { … } catch ResultCode.constraint { … }
///
/// Codes: <https://sqlite.org/rescode.html>
public struct ResultCode: RawRepresentable, Hashable, Sendable {
  /// The number that SQLite returned, or a negative number of our own.
  public let rawValue: Int32

  /// Takes any number, known or not: a later SQLite may have codes that are not listed here.
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The code without its extension: `.constraint` for `.constraintUnique`.
  public var primary: ResultCode {
    rawValue < 0 ? self : ResultCode(rawValue: rawValue & 0xff)
  }

  /// True when `code` is `pattern` or, for a primary `pattern`, one of its extended codes.
  public static func ~= (pattern: ResultCode, code: ResultCode) -> Bool {
    pattern == code || pattern == code.primary
  }

  /// True when `error` is an `SQLiteError` whose code matches `pattern`; made for `catch`.
  public static func ~= (pattern: ResultCode, error: any Error) -> Bool {
    guard let error = error as? SQLiteError else { return false }
    return pattern ~= error.code
  }

  private static func extended(_ primary: Int32, _ number: Int32) -> ResultCode {
    ResultCode(rawValue: primary | number << 8)
  }
}

extension ResultCode {
  /// Any other failure, such as a syntax error: `SQLITE_ERROR`.
  public static let error = ResultCode(rawValue: SQLITE_ERROR)
  /// Another connection holds the lock and the timeout has passed: `SQLITE_BUSY`.
  public static let busy = ResultCode(rawValue: SQLITE_BUSY)
  /// A read transaction cannot become a write because its snapshot is old: `SQLITE_BUSY_SNAPSHOT`.
  public static let busySnapshot = extended(SQLITE_BUSY, 2)
  /// This same connection holds the lock: `SQLITE_LOCKED`.
  public static let locked = ResultCode(rawValue: SQLITE_LOCKED)
  /// Memory ran out: `SQLITE_NOMEM`.
  public static let noMemory = ResultCode(rawValue: SQLITE_NOMEM)
  /// The connection or the file may only be read: `SQLITE_READONLY`.
  public static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
  /// The statement was cancelled: `SQLITE_INTERRUPT`.
  public static let interrupt = ResultCode(rawValue: SQLITE_INTERRUPT)
  /// The database is damaged: `SQLITE_CORRUPT`.
  public static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
  /// No such thing, such as an unknown system call: `SQLITE_NOTFOUND`.
  public static let notFound = ResultCode(rawValue: SQLITE_NOTFOUND)
  /// The disk or the largest size of a file is full: `SQLITE_FULL`.
  public static let full = ResultCode(rawValue: SQLITE_FULL)
  /// The file cannot be opened: `SQLITE_CANTOPEN`.
  public static let cantOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
  /// The path has a symbolic link, which is refused: `SQLITE_CANTOPEN_SYMLINK`.
  public static let cantOpenSymlink = extended(SQLITE_CANTOPEN, 6)
  /// A text or blob is longer than the limit: `SQLITE_TOOBIG`.
  public static let tooBig = ResultCode(rawValue: SQLITE_TOOBIG)
  /// The C API was used wrongly, such as a closed connection: `SQLITE_MISUSE`.
  public static let misuse = ResultCode(rawValue: SQLITE_MISUSE)
  /// There is no parameter or column of that number: `SQLITE_RANGE`.
  public static let range = ResultCode(rawValue: SQLITE_RANGE)
  /// The file is not an SQLite database: `SQLITE_NOTADB`.
  public static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
}

extension ResultCode {
  /// A constraint of the schema was broken: `SQLITE_CONSTRAINT`.
  public static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
  /// A `CHECK` failed: `SQLITE_CONSTRAINT_CHECK`.
  public static let constraintCheck = extended(SQLITE_CONSTRAINT, 1)
  /// A foreign key has no parent, or a parent has children: `SQLITE_CONSTRAINT_FOREIGNKEY`.
  public static let constraintForeignKey = extended(SQLITE_CONSTRAINT, 3)
  /// A column must not be null: `SQLITE_CONSTRAINT_NOTNULL`.
  public static let constraintNotNull = extended(SQLITE_CONSTRAINT, 5)
  /// The primary key exists already: `SQLITE_CONSTRAINT_PRIMARYKEY`.
  public static let constraintPrimaryKey = extended(SQLITE_CONSTRAINT, 6)
  /// A trigger refused with `RAISE(ABORT, …)`: `SQLITE_CONSTRAINT_TRIGGER`.
  public static let constraintTrigger = extended(SQLITE_CONSTRAINT, 7)
  /// A unique value exists already: `SQLITE_CONSTRAINT_UNIQUE`.
  public static let constraintUnique = extended(SQLITE_CONSTRAINT, 8)
  /// A registered function refused: `SQLITE_CONSTRAINT_FUNCTION`.
  public static let constraintFunction = extended(SQLITE_CONSTRAINT, 9)
  /// A STRICT table refused a value of another type: `SQLITE_CONSTRAINT_DATATYPE`.
  public static let constraintDatatype = extended(SQLITE_CONSTRAINT, 12)
}

extension ResultCode {
  /// The operating system reported an input or output error: `SQLITE_IOERR`.
  public static let ioError = ResultCode(rawValue: SQLITE_IOERR)
  /// Writing failed: `SQLITE_IOERR_WRITE`.
  public static let ioErrorWrite = extended(SQLITE_IOERR, 3)
  /// Flushing a file failed: `SQLITE_IOERR_FSYNC`.
  public static let ioErrorFsync = extended(SQLITE_IOERR, 4)
  /// Flushing a directory failed: `SQLITE_IOERR_DIR_FSYNC`.
  public static let ioErrorDirectoryFsync = extended(SQLITE_IOERR, 5)
}

extension ResultCode {
  /// The number of values is not the number of parameters.
  public static let wrongArity = ResultCode(rawValue: -1)
  /// A query that must return a row returned none.
  public static let noRow = ResultCode(rawValue: -2)
  /// A query that may return one row returned more.
  public static let severalRows = ResultCode(rawValue: -3)
  /// A column holds another type than the one asked for.
  public static let wrongType = ResultCode(rawValue: -4)
  /// There is text after the first statement.
  public static let trailingSQL = ResultCode(rawValue: -5)
  /// A text is not valid UTF-8.
  public static let invalidText = ResultCode(rawValue: -6)
  /// SQLite has rolled the transaction back by itself, before the end of its closure.
  public static let transactionLost = ResultCode(rawValue: -7)
  /// An earlier write has an unknown outcome, so this connection writes no more.
  public static let poisoned = ResultCode(rawValue: -8)
  /// Statements are still in use while the connection is closed.
  public static let leakedStatement = ResultCode(rawValue: -9)
}

extension ResultCode: CustomStringConvertible {
  /// The number and SQLite's own words for it: `sqlite3_errstr`.
  public var description: String {
    if rawValue < 0 { return "\(rawValue) \(ownDescription)" }
    guard let words = sqlite3_errstr(rawValue) else { return "\(rawValue)" }
    return "\(rawValue) \(String(cString: words))"
  }

  private var ownDescription: String {
    switch self {
    case .wrongArity: "wrong number of values"
    case .noRow: "no row"
    case .severalRows: "several rows"
    case .wrongType: "wrong type"
    case .trailingSQL: "text after the statement"
    case .invalidText: "invalid UTF-8"
    case .transactionLost: "transaction was rolled back"
    case .poisoned: "connection refuses to write"
    case .leakedStatement: "statement still in use"
    default: "unknown"
    }
  }
}
