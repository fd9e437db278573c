import CSQLite

/// Prepared statements that wait for their next use, found by the address of the SQL literal.
///
/// A statement in use stays in its slot, marked as leased: a second user of the same SQL prepares
/// another one, so two users never share a cursor.
struct StatementCache {
  /// A ledger has some 200 statements and one command uses a few dozen of them.
  static let capacity = 128

  /// The slot of a statement that is not in the cache.
  static let noSlot = -1

  /// Which literal; never its content.
  struct Key: Hashable {
    let start: UnsafePointer<UInt8>
    /// Part of the key because a linker may let a literal begin where another one does.
    let count: Int
  }

  private struct Slot {
    let key: Key
    let statement: OpaquePointer
    var lastUse: UInt64
    var isLeased: Bool
  }

  private var slots: [Slot] = []
  private var slotOfKey: [Key: Int] = [:]
  private var uses: UInt64 = 0
  /// Loops run the same few statements again and again: where each was found last, by a few bits
  /// of its address, spares them the hashing.
  private var recent = [Int](repeating: 0, count: 64)

  /// A waiting statement of this SQL, now leased.
  mutating func lease(_ key: Key) -> (statement: OpaquePointer, slot: Int)? {
    guard let slot = find(key), !slots[slot].isLeased else { return nil }
    slots[slot].isLeased = true
    return (slots[slot].statement, slot)
  }

  /// Takes a new statement, leased at once; `noSlot` when this SQL has a slot or all are leased.
  mutating func adopt(_ statement: OpaquePointer, _ key: Key) -> Int {
    guard slotOfKey[key] == nil else { return StatementCache.noSlot }
    let new = Slot(key: key, statement: statement, lastUse: 0, isLeased: true)
    if slots.count < StatementCache.capacity {
      slots.append(new)
      slotOfKey[key] = slots.count - 1
      return slots.count - 1
    }
    guard let oldest = leastRecentlyUsed() else { return StatementCache.noSlot }
    slotOfKey[slots[oldest].key] = nil
    // Returns the error of the last step, which was reported then.
    sqlite3_finalize(slots[oldest].statement)
    slots[oldest] = new
    slotOfKey[key] = oldest
    return oldest
  }

  /// Puts a reset statement back.
  mutating func giveBack(slot: Int) {
    uses += 1
    slots[slot].lastUse = uses
    slots[slot].isLeased = false
  }

  /// Finalizes all; none may be leased.
  mutating func removeAll() {
    for slot in slots { sqlite3_finalize(slot.statement) }
    slots = []
    slotOfKey = [:]
  }

  private mutating func find(_ key: Key) -> Int? {
    let place = Int(bitPattern: key.start) >> 4 & 63
    let guess = recent[place]
    if guess < slots.count, slots[guess].key == key { return guess }
    guard let slot = slotOfKey[key] else { return nil }
    recent[place] = slot
    return slot
  }

  private func leastRecentlyUsed() -> Int? {
    slots.indices.filter { !slots[$0].isLeased }.min { slots[$0].lastUse < slots[$1].lastUse }
  }
}
