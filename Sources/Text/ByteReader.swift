import Glibc

/// A window over a descriptor or an array that moves forward: the buffer under the streaming
/// readers. Its memory is bounded by the longest row or segment a reader asks to see whole.
package struct ByteReader: ~Copyable {
  private enum Source {
    case descriptor(Int32)
    case growing(Int32)
    case array([UInt8])
  }

  /// The system's reason why reading failed.
  package struct Failure: Error {
    package let errno: Int32
  }

  private let source: Source
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var end = 0

  /// The position of the first unread byte in the whole input.
  package private(set) var offset: Int64 = 0
  /// True when the source has no more bytes than those in the window.
  package private(set) var isComplete = false

  package init(descriptor: Int32, capacity: Int) {
    self.init(.descriptor(descriptor), capacity)
  }

  /// A file that is being written meanwhile, also by another thread. It ends where a refill finds
  /// nothing more, so there must be none before all that is asked for is written; what is found
  /// beyond that is read ahead.
  package init(growing descriptor: Int32, capacity: Int) {
    self.init(.growing(descriptor), capacity)
  }

  package init(bytes: [UInt8], capacity: Int) {
    self.init(.array(bytes), capacity)
  }

  private init(_ source: Source, _ capacity: Int) {
    self.source = source
    self.capacity = capacity
    buffer = .allocate(capacity: capacity)
  }

  deinit { buffer.deallocate() }

  /// The unread bytes in the window; valid until the next `consume` or `refill`.
  package var window: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: buffer + start, count: end - start)
  }

  /// Gives up the first `count` bytes of the window.
  package mutating func consume(_ count: Int) {
    start += count
    offset += Int64(count)
  }

  /// Adds bytes to the window until the buffer is full or the source ends, doubling a buffer
  /// that has no room. Filling it up, instead of taking what one `read` gives, keeps scanning
  /// linear for readers that start a row again after each refill.
  package mutating func refill() throws(Failure) {
    let unread = end - start
    if start > 0 {
      memmove(buffer, buffer + start, unread)
    } else if unread == capacity {
      let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      memcpy(grown, buffer, unread)
      buffer.deallocate()
      buffer = grown
      capacity *= 2
    }
    (start, end) = (0, unread)
    switch source {
    case .descriptor(let descriptor): try fill(from: descriptor, isGrowing: false)
    case .growing(let descriptor): try fill(from: descriptor, isGrowing: true)
    case .array(let bytes): fill(from: bytes)
    }
  }

  private mutating func fill(from descriptor: Int32, isGrowing: Bool) throws(Failure) {
    let before = end
    while end < capacity && !isComplete {
      let got = read(descriptor, buffer + end, capacity - end)
      if got > 0 {
        end += got
      } else if got == 0 {
        if isGrowing && end > before { return }
        isComplete = true
      } else if Glibc.errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if Glibc.errno != EINTR {
        throw Failure(errno: Glibc.errno)
      }
    }
  }

  private mutating func fill(from bytes: [UInt8]) {
    let taken = Int(offset) + end
    let count = min(capacity - end, bytes.count - taken)
    bytes.withUnsafeBufferPointer { all in
      if let base = all.baseAddress, count > 0 { memcpy(buffer + end, base + taken, count) }
    }
    end += count
    isComplete = taken + count == bytes.count
  }
}
