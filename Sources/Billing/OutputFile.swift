import Glibc
import Practice
import Text

/// What became of the folder that receives files.
enum BatchFolder {
  /// Refuses a folder that is not there or cannot be written.
  static func check(_ folder: String) throws(Refusal) {
    var status = stat()
    guard stat(folder, &status) == 0 else {
      throw Refusal(
        .cannotCreate, "the folder \(folder) is not there. Make it with: mkdir -p \(folder)")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Refusal(.cannotCreate, "\(folder) is not a folder")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw Refusal(
        .cannotCreate,
        "the folder \(folder) cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  /// Refuses a name that something has already, or the manifest that goes with it.
  static func checkFree(_ name: String, in folder: String) throws(Refusal) {
    let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    for path in ["\(folder)/\(name)", Manifest.name(of: "\(folder)/\(name)")] {
      var status = stat()
      guard lstat(path, &status) != 0 else {
        throw Refusal(
          .cannotCreate,
          "\(path) is there already, and this ledger made no such batch. No claim was made."
            + " When a backup was put back, that file may have been sent: look with shots batch"
            + " verify, and do not send its claims again. Else move it away, or name another"
            + " folder with --out")
      }
    }
  }

  /// The name of a file before it is whole; it tells which process writes it.
  static func temporary(for name: String, in folder: String) -> String {
    "\(folder)/.\(name).tmp-\(getpid())"
  }

  /// Removes what interrupted runs left of a file; their content is in the ledger.
  static func removeLeftovers(of name: String, in folder: String) {
    Text.removeLeftovers(of: ".\(name).tmp-", in: folder)
  }
}

/// A file on its way to its name: only its owner may read it, and it appears whole or not at all.
struct OutputFile: ~Copyable {
  let descriptor: Int32
  let path: String

  init(creating path: String) throws(Refusal) {
    unlink(path)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    self.path = path
    guard descriptor >= 0 else {
      throw Refusal(.cannotCreate, "cannot create \(path): \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// Makes the content durable. The corresponding C function is `fsync`.
  func sync() throws(Refusal) {
    guard fsync(descriptor) == 0 else {
      throw Refusal(
        .inputOutput,
        "the disk failed while \(path) was written: \(String(cString: strerror(errno)))")
    }
  }

  /// Gives the file its name. One of that name is never replaced: it is left when `isSame` says
  /// that it holds the same, and refused otherwise.
  mutating func publish(
    as target: String, unless isSame: (borrowing InputFile) throws -> Bool
  ) throws {
    if let code = OutputFile.name(path, target) {
      guard code == EEXIST else {
        throw Refusal(
          .cannotCreate, "cannot create \(target): \(String(cString: strerror(code)))")
      }
      guard let there = try? InputFile(target), let same = try? isSame(there), same else {
        throw Refusal(
          .cannotCreate,
          "\(target) is there with other content; move it away, or choose another folder with --out"
        )
      }
    }
    // The batch is marked only after this, so that the next run clears away what stays here.
    guard unlink(path) == 0 || errno == ENOENT else {
      throw Refusal(
        .inputOutput,
        "\(target) is there, but \(path) could not be removed: "
          + "\(String(cString: strerror(errno))). The next export tries again.")
    }
    if let code = syncFolder(of: target) {
      throw Refusal(
        .inputOutput,
        "the disk failed while \(target) got its name: \(String(cString: strerror(code)))")
    }
  }

  /// Gives a file a name that nothing has; answers the error, if there was one.
  ///
  /// A link refuses a name that is taken, in one step. FAT and some network drives have no links:
  /// there the name is looked up before the file is renamed. Two runs of this program would give it
  /// the same bytes, so the moment between the two steps can harm only another program's file.
  private static func name(_ path: String, _ target: String) -> Int32? {
    if link(path, target) == 0 { return nil }
    let code = errno
    let hasNoLinks = [EPERM, EOPNOTSUPP, ENOSYS, EMLINK, EXDEV, EINVAL].contains(code)
    guard hasNoLinks else { return code }
    var status = stat()
    if lstat(target, &status) == 0 { return EEXIST }
    guard errno == ENOENT else { return errno }
    return rename(path, target) == 0 ? nil : errno
  }

  /// Takes the file away.
  func discard() { unlink(path) }
}

/// A file that is read from its beginning.
struct InputFile: ~Copyable {
  let descriptor: Int32
  private let path: String

  init(_ path: String) throws(Refusal) {
    self.path = path
    // Without waiting for a pipe's other end, which may never come.
    descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let kind: Refusal.Kind = errno == ENOENT || errno == ENOTDIR ? .notFound : .inputOutput
      throw Refusal(kind, "cannot read \(path): \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Refusal(.badData, "\(path) is no file, and may never end")
    }
  }

  deinit { close(descriptor) }

  /// Goes back to the beginning.
  func rewind() throws(Refusal) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw Refusal(.inputOutput, "cannot read \(path): \(String(cString: strerror(errno)))")
    }
  }

  /// The first bytes; fewer when the file is shorter.
  func beginning(_ count: Int) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    let length = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, 0) }
    return Array(buffer.prefix(max(length, 0)))
  }

  /// Whether a text stands anywhere in the file, which is short.
  func contains(_ text: String) -> Bool {
    lseek(descriptor, 0, SEEK_SET)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return false }
    return String(decoding: buffer[..<count], as: UTF8.self).contains(text)
  }

  /// Size and SHA-256 of the whole file.
  func digest() throws(Refusal) -> (size: Int64, sha256: String) {
    lseek(descriptor, 0, SEEK_SET)
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var size: Int64 = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { break }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw Refusal(.inputOutput, "cannot read \(path): \(String(cString: strerror(errno)))")
      }
      hash.add(buffer.span.extracting(first: count))
      size += Int64(count)
    }
    return (size, hash.hexadecimal())
  }
}
