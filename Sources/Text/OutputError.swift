import Glibc

/// The first failure of an output: which step failed and the system's reason.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The step of producing a file or stream that failed.
  public enum Operation: String, Hashable, Sendable {
    /// The system call of that name.
    case open, write, sync, close, rename
  }

  /// The system's error number (`ENOSPC`, `EPIPE`, `EIO`…).
  public let errno: Int32
  /// The step that failed.
  public let operation: Operation

  /// An error for a step that ended with `errno`.
  public init(errno: Int32, operation: Operation) {
    self.errno = errno
    self.operation = operation
  }

  /// True when the other end of a pipe went away (`… | head`): the reader has what it wanted.
  public var isBrokenPipe: Bool { errno == EPIPE }

  /// The reason in plain words, without a path or data: "the disk is full".
  public var description: String { systemMessage(errno) }
}

/// An error number in words for people; what has no words of its own gets the system's.
package func systemMessage(_ code: Int32) -> String {
  switch code {
  case ENOSPC: "the disk is full"
  case EDQUOT: "the disk quota is used up"
  case EPIPE: "the program that read the output has gone away"
  case EIO: "the disk reported an input/output error"
  case EFBIG: "the file would be larger than the system allows"
  case EACCES, EPERM: "permission denied"
  case EROFS: "the disk is read-only"
  case ENOENT: "no such file or folder"
  case EISDIR: "it is a folder, not a file"
  case EBADF: "the file is not open"
  // glibc's strerror is thread-safe since 2.32 for every number it knows.
  default: String(cString: strerror(code))
  }
}
