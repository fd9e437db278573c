import Glibc

/// The one writer under every renderer: collects bytes and hands them to a file descriptor in
/// large pieces, or keeps them in memory.
///
/// Writing never throws. The first failure (full disk, broken pipe) is kept, everything after it
/// is dropped, and ``flush()`` throws it; so renderers stay free of error plumbing and no
/// failure is lost. A descriptor is neither opened nor closed here, and bytes that were not
/// flushed are lost when the writer goes away: end every successful output with ``flush()``.
public struct ByteWriter: ~Copyable {
  // A raw buffer, not [UInt8]: it measured 1.02 x C where appending to an array took 1.20 x.
  var buffer: UnsafeMutablePointer<UInt8>
  var capacity: Int
  var count = 0
  let descriptor: Int32?
  private var drained: Int64 = 0

  /// The first failure, for long outputs that want to stop early. ``flush()`` throws it.
  public private(set) var failure: OutputError?

  /// A writer over an open descriptor. `capacity` is the size of the pieces written.
  public init(descriptor: Int32, capacity: Int = 65536) {
    self.descriptor = descriptor
    self.capacity = max(capacity, 64)
    buffer = .allocate(capacity: self.capacity)
  }

  /// A writer into memory; ``finish()`` gives the bytes.
  public init() {
    descriptor = nil
    capacity = 256
    buffer = .allocate(capacity: capacity)
  }

  deinit { buffer.deallocate() }

  /// How many bytes were written so far, buffered ones included.
  public var bytesWritten: Int64 { drained + Int64(count) }

  /// Writes text as UTF-8.
  public mutating func write(_ text: String) {
    // Every native text has contiguous storage. This borrows it; `utf8.span` of a short text
    // measured 60 % slower.
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { write(raw: $0) }
    if isDone == nil { Array(text.utf8).withUnsafeBufferPointer { write(raw: $0) } }
  }

  /// Writes bytes as they are.
  public mutating func write(utf8 bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { write(raw: $0) }
  }

  /// Writes one byte.
  public mutating func write(byte: UInt8) {
    if count == capacity { makeRoom(1) }
    buffer[count] = byte
    count += 1
  }

  /// Writes one byte several times.
  public mutating func write(byte: UInt8, times: Int) {
    for _ in 0..<max(times, 0) { write(byte: byte) }
  }

  /// Writes bytes as they are, for the writers of this package.
  package mutating func write(raw bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    if bytes.count > capacity - count {
      makeRoom(bytes.count)
      if bytes.count > capacity {
        // Larger than the whole buffer, which is empty now: straight to the descriptor.
        drain(UnsafeRawPointer(source), bytes.count)
        return
      }
    }
    memcpy(buffer + count, source, bytes.count)
    count += bytes.count
  }

  /// Hands everything to the descriptor and throws the first failure since the start.
  /// Nothing to do for a writer in memory.
  public mutating func flush() throws(OutputError) {
    if descriptor != nil {
      let pending = count
      count = 0
      drain(UnsafeRawPointer(buffer), pending)
    }
    if let failure { throw failure }
  }

  /// The bytes of a writer in memory.
  public consuming func finish() -> [UInt8] {
    precondition(descriptor == nil, "a ByteWriter over a descriptor ends with flush()")
    return Array(UnsafeBufferPointer(start: buffer, count: count))
  }

  /// Makes room for `needed` bytes if a buffer can: memory grows, a descriptor is drained.
  mutating func makeRoom(_ needed: Int) {
    if descriptor == nil {
      let larger = max(capacity * 2, count + needed)
      let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
      memcpy(grown, buffer, count)
      buffer.deallocate()
      buffer = grown
      capacity = larger
    } else {
      let pending = count
      count = 0
      drain(UnsafeRawPointer(buffer), pending)
    }
  }

  private mutating func drain(_ bytes: UnsafeRawPointer, _ total: Int) {
    guard let descriptor, failure == nil else { return }
    var done = 0
    while done < total {
      let written = Glibc.write(descriptor, bytes + done, total - done)
      if written >= 0 {
        done += written
      } else if Glibc.errno == EAGAIN {
        // A non-blocking terminal or pipe: wait for it instead of losing the output.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if Glibc.errno != EINTR {
        failure = OutputError(errno: Glibc.errno, operation: .write)
        break
      }
    }
    drained += Int64(done)
  }
}
