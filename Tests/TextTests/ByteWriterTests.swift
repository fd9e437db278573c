import Glibc
import Testing
import Text

@Suite struct ByteWriterTests {
  private func text(_ body: (inout ByteWriter) -> Void) -> String {
    var output = ByteWriter()
    body(&output)
    return String(decoding: output.finish(), as: UTF8.self)
  }

  @Test(arguments: [
    (4550, "45.50", "45.5"), (4500, "45.00", "45"), (5, "0.05", "0.05"), (-70, "-0.70", "-0.7"),
    (0, "0.00", "0"), (Int64.min, "-92233720368547758.08", "-92233720368547758.08"),
  ])
  func writesCents(cents: Int64, full: String, trimmed: String) {
    #expect(text { $0.write(cents: cents) } == full)
    #expect(text { $0.write(cents: cents, trimmingZeros: true) } == trimmed)
  }

  @Test func writesWholeNumbers() {
    for number in [0, 7, -7, 10, 1_234_567, Int.max, Int.min] {
      #expect(text { $0.write(number) } == String(number))
    }
    #expect(text { $0.write(101, digits: 9) } == "000000101")
    #expect(text { $0.write(-5, digits: 3) } == "-005")
  }

  @Test func growsInMemoryAndCountsBytes() {
    var output = ByteWriter()
    let piece = String(repeating: "abc", count: 1000)
    for _ in 0..<100 { output.write(piece) }
    #expect(output.bytesWritten == 300_000)
    #expect(output.finish() == Array(String(repeating: piece, count: 100).utf8))
  }

  @Test func writesThroughAPipeInOrder() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    var output = ByteWriter(descriptor: ends[1], capacity: 64)
    for number in 0..<200 { output.write(number) }
    output.write(String(repeating: "z", count: 500))  // larger than the buffer
    output.write("end")
    try output.flush()
    close(ends[1])
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(ends[0], &buffer, buffer.count)
    close(ends[0])
    let expected = (0..<200).map(String.init).joined() + String(repeating: "z", count: 500) + "end"
    #expect(String(decoding: buffer[..<count], as: UTF8.self) == expected)
  }

  @Test func fullDiskSurfacesAtFlushAndStays() {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    var output = ByteWriter(descriptor: full, capacity: 64)
    output.write(String(repeating: "x", count: 1000))
    for _ in 0..<2 {
      do throws(OutputError) {
        try output.flush()
        Issue.record("a full disk went unnoticed")
      } catch {
        #expect(error == OutputError(errno: ENOSPC, operation: .write))
        #expect(error.description == "the disk is full")
      }
    }
  }

  @Test func closedDescriptorIsAnError() {
    var output = ByteWriter(descriptor: -1)
    output.write("x")
    do throws(OutputError) {
      try output.flush()
      Issue.record("no error")
    } catch {
      #expect(error.errno == EBADF)
    }
  }
}
