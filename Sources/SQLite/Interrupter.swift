import CSQLite
import Synchronization

/// Stops what a connection is doing, from any thread: `sqlite3_interrupt`.
///
/// It may outlive its connection; then it does nothing. It takes a lock, so it is not for a signal
/// handler: there, set an atomic flag that a progress handler reads.
public final class Interrupter: Sendable {
  /// The address of the `sqlite3` object; 0 after the connection was closed.
  private let address: Mutex<UInt>

  init(_ database: OpaquePointer) {
    address = Mutex(UInt(bitPattern: database))
  }

  /// Makes every running statement fail with `.interrupt`; a write in a transaction rolls it back.
  public func interrupt() {
    address.withLock { address in
      if let database = OpaquePointer(bitPattern: address) { sqlite3_interrupt(database) }
    }
  }

  /// The lock is held while the object goes away, so `interrupt` never sees a freed one.
  func forget() {
    address.withLock { $0 = 0 }
  }

  func remember(_ database: OpaquePointer) {
    address.withLock { $0 = UInt(bitPattern: database) }
  }
}
