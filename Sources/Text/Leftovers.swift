import Glibc

/// Removes what interrupted runs left in a folder: files whose name begins with `prefix` and the
/// number of a process that is no more, or of this one before it begins.
package func removeLeftovers(of prefix: String, in folder: String) {
  guard let stream = opendir(folder) else { return }
  defer { closedir(stream) }
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard name.hasPrefix(prefix) else { continue }
    let digits = name.utf8.dropFirst(prefix.utf8.count).prefix { (0x30...0x39).contains($0) }
    // A process of another user is there although it cannot be asked (EPERM).
    guard let process = Int32(String(decoding: digits, as: UTF8.self)),
      process == getpid() || kill(process, 0) != 0 && errno == ESRCH
    else { continue }
    unlink(folder + "/" + name)
  }
}
