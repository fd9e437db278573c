import Glibc

/// Files that only their owner may read.
///
/// SQLite creates a database with the mode that the umask leaves, often 0644, and gives its side
/// files the mode of the database. So the file is made here, empty, before SQLite opens it.
enum PrivateFile {
  /// Creates an empty file of mode 0600 and returns true, or returns false when something of that
  /// name exists already: `open` with `O_EXCL`, which never follows a link.
  static func create(_ path: String) throws(SQLiteError) -> Bool {
    var descriptor: Int32
    repeat {
      descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    } while descriptor < 0 && errno == EINTR
    if descriptor >= 0 {
      close(descriptor)
      return true
    }
    let reason = errno
    if reason == EEXIST { return false }
    throw SQLiteError(
      code: code(of: reason), message: "cannot create the file: \(words(for: reason))")
  }

  /// Waits until the content of a file is on the disk: `fsync`.
  static func flush(_ path: String) throws(SQLiteError) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    let isFlushed = descriptor >= 0 && fsync(descriptor) == 0
    let reason = errno
    if descriptor >= 0 { close(descriptor) }
    if !isFlushed {
      throw SQLiteError(
        code: .ioErrorFsync, message: "cannot flush the file: \(words(for: reason))")
    }
  }

  /// Removes a file that this module has created: `unlink`.
  static func remove(_ path: String) {
    unlink(path)
  }

  private static func code(of reason: Int32) -> ResultCode {
    switch reason {
    case ENOSPC, EDQUOT: .full
    case EROFS: .readOnly
    case EIO: .ioError
    default: .cantOpen
    }
  }

  private static func words(for reason: Int32) -> String {
    strerror(reason).map { String(cString: $0) } ?? "error \(reason)"
  }
}
