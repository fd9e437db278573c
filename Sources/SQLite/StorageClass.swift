import CSQLite

/// The kind of a value. <https://sqlite.org/datatype3.html>
public enum StorageClass: String, Sendable {
  /// A whole number of 64 bits.
  case integer
  /// A floating-point number.
  case real
  /// Text.
  case text
  /// Bytes.
  case blob
  /// Nothing.
  case null

  init(_ code: Int32) {
    switch code {
    case SQLITE_INTEGER: self = .integer
    case SQLITE_FLOAT: self = .real
    case SQLITE_TEXT: self = .text
    case SQLITE_BLOB: self = .blob
    default: self = .null
    }
  }

  var code: Int32 {
    switch self {
    case .integer: SQLITE_INTEGER
    case .real: SQLITE_FLOAT
    case .text: SQLITE_TEXT
    case .blob: SQLITE_BLOB
    case .null: SQLITE_NULL
    }
  }
}
