import Glibc

/// Small files of tests.
public enum File {
  /// The whole content.
  public static func bytes(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw HarnessError("cannot read \(path)") }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw HarnessError("cannot read \(path)") }
      if count == 0 { return content }
      content += buffer[..<count]
    }
  }

  /// The whole content as text.
  public static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// Writes the whole content.
  public static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
    try write(Array(text.utf8), to: path, mode: mode)
  }

  /// Writes the whole content.
  public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw HarnessError("cannot write \(path)") }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { throw HarnessError("cannot write \(path)") }
      done += count
    }
  }

  /// Copies a file.
  public static func copy(_ source: String, to target: String) throws {
    try write(try bytes(source), to: target)
  }

  /// Whether there is something at the path.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The permission bits of a file; nil when it is not there.
  public static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// The names in a folder, sorted, without `.` and `..`.
  public static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

/// A folder of its own for one test, taken away at the end.
public final class Scratch: Sendable {
  /// The folder.
  public let path: String

  /// Makes the folder under `parent`.
  public init(in parent: String = "/tmp") throws {
    var name = Array("\(parent)/shots-test-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw HarnessError("cannot make a folder in \(parent)") }
    path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Scratch.remove(path) }

  /// Takes a folder away with all that is in it.
  public static func remove(_ folder: String) {
    for name in File.names(in: folder) {
      let path = "\(folder)/\(name)"
      if unlink(path) != 0, errno == EISDIR { remove(path) }
    }
    rmdir(folder)
  }

  /// A place in the folder.
  public var place: Place { Place(path) }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// The folder of this package.
public let packageFolder: String = {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(3)
  return parts.joined(separator: "/")
}()
