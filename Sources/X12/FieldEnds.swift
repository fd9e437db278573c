/// A growing list of positions that is emptied for every segment. An array would check for
/// shared storage at each append, which took as long as looking for the separators.
struct FieldEnds: ~Copyable {
  private var places: UnsafeMutablePointer<Int32>
  private var capacity = 64
  private(set) var count = 0

  init() { places = .allocate(capacity: capacity) }

  deinit { places.deallocate() }

  subscript(index: Int) -> Int {
    precondition(index >= 0 && index < count)
    return Int(places[index])
  }

  mutating func removeAll() { count = 0 }

  mutating func append(_ place: Int) {
    if count == capacity { grow() }
    places[count] = Int32(truncatingIfNeeded: place)
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
    larger.update(from: places, count: count)
    places.deallocate()
    places = larger
    capacity *= 2
  }
}
