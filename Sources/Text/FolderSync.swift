import Glibc

/// Makes the entries of the folder of a file durable, so that its new name outlives a power cut;
/// answers the error of the disk, if there was one. The corresponding C function is `fsync`.
///
/// Nil also where it cannot be asked for: some file systems know no `fsync` of a folder (`EINVAL`,
/// `ENOTSUP`, `ENOSYS`) and keep their names in their own time, and a folder that may be written
/// but not read (`EACCES`) cannot be opened. A flush that failed is never tried again: the second
/// would succeed and prove nothing (reliability.md, PostgreSQL).
package func syncFolder(of path: String) -> Int32? {
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return errno == EACCES ? nil : errno }
  defer { close(descriptor) }
  guard fsync(descriptor) != 0 else { return nil }
  let code = errno
  return [EINVAL, ENOTSUP, ENOSYS].contains(code) ? nil : code
}
