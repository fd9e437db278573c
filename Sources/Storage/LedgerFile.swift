import Glibc
import Text

/// Questions about the file of a ledger that are asked before SQLite touches it.
///
/// SQLite adopts an empty file, follows links and reports devices as I/O errors (reliability.md
/// P14, P16).
enum LedgerFile {
  /// The path with its folder resolved, so that only the file itself is refused as a link.
  static func resolved(_ path: String) -> String {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let real = realpath(folder, nil) else { return path }
    defer { free(real) }
    let base = String(cString: real)
    return base == "/" ? "/" + name : base + "/" + name
  }

  /// Refuses what is not a ledger of ours, without opening it through SQLite.
  ///
  /// True when its changes go through a log beside it, as they should; a copy has none.
  static func check(_ path: String) throws(LedgerError) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      let code = errno
      throw code == ENOENT || code == ENOTDIR
        ? .notFound(path: path) : .notPermitted(path: path, why: String(cString: strerror(code)))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFLNK: throw .notALedger(path: path, why: "it is a link; name the file itself")
    case S_IFDIR: throw .notALedger(path: path, why: "it is a folder")
    default: throw .notALedger(path: path, why: "it is a device or a pipe")
    }
    return try checkHeader(path)
  }

  private static func checkHeader(_ path: String) throws(LedgerError) -> Bool {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .notPermitted(path: path, why: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = header.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, 100, 0) }
    guard count > 0 else { throw .notALedger(path: path, why: "it is empty") }
    guard count == 100, header.starts(with: Array("SQLite format 3".utf8) + [0]) else {
      throw .notALedger(path: path, why: "it is not an SQLite file")
    }
    // https://sqlite.org/fileformat2.html#application_id: four bytes, big-endian, at offset 68.
    let application = header[68..<72].reduce(0) { $0 << 8 | Int($1) }
    guard application == Migrator.applicationID else {
      throw .notALedger(path: path, why: "it is an SQLite file of another program")
    }
    // user_version, at offset 60: a ledger gets its name after its first migration.
    guard header[60..<64].contains(where: { $0 != 0 }) else {
      throw .notALedger(path: path, why: "nothing was ever written into it")
    }
    try checkLength(path, descriptor, header)
    // The version of the format for reading, at offset 19: 2 for a write-ahead log.
    return header[19] == 2
  }

  /// Refuses a file that was cut off. While there is a WAL the file may be shorter than its header
  /// says: a checkpoint that was interrupted is completed from the WAL.
  private static func checkLength(
    _ path: String, _ descriptor: Int32, _ header: [UInt8]
  ) throws(LedgerError) {
    var status = stat()
    var log = stat()
    guard fstat(descriptor, &status) == 0, stat(path + "-wal", &log) != 0 || log.st_size == 0
    else { return }
    // Page size at offset 16, pages at offset 28, both big-endian; 1 stands for 65536.
    let size = header[16..<18].reduce(0) { $0 << 8 | Int($1) }
    let pages = header[28..<32].reduce(0) { $0 << 8 | Int($1) }
    guard Int(status.st_size) >= (size == 1 ? 65_536 : size) * pages else {
      throw .notALedger(path: path, why: "its end is missing; restore a backup")
    }
  }

  /// Whether there is anything at the path; a link that leads nowhere, too.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether the file may be written by this user.
  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// Makes a new empty file that only its owner may read, refusing one that is there.
  ///
  /// `target` is the name that it will have: messages speak of that.
  static func create(_ path: String, for target: String) throws(LedgerError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      if code == EEXIST { throw .alreadyExists(path: target) }
      throw code == ENOSPC
        ? .diskFull : .cannotCreate(path: target, why: String(cString: strerror(code)))
    }
    close(descriptor)
  }

  /// Gives a finished file its name, refusing to replace another, and makes that durable.
  static func publish(_ temporary: String, as path: String) throws(LedgerError) {
    guard link(temporary, path) == 0 else {
      let code = errno
      if code == EEXIST { throw .alreadyExists(path: path) }
      throw .cannotCreate(path: path, why: String(cString: strerror(code)))
    }
    unlink(temporary)
    if let code = syncFolder(of: path) {
      throw .nameNotDurable(path: path, why: String(cString: strerror(code)))
    }
  }

  /// Removes what interrupted runs left of a file that was to get this name: copies of the ledger.
  static func removeLeftovers(of path: String) {
    guard let slash = path.lastIndex(of: "/") else { return }
    Text.removeLeftovers(
      of: path[path.index(after: slash)...] + ".new-", in: String(path[...slash]))
  }

  /// Removes the lock file of a ledger that was only a step on the way.
  static func removeLock(of path: String) { unlink(path + "-writer") }

  /// Removes a database file with the files that SQLite keeps beside it.
  static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }
}
