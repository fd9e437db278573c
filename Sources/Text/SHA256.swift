import CSHA256

/// SHA-256 over bytes that arrive in pieces.
public struct SHA256 {
  private var state = csha256()

  /// Nothing hashed yet.
  public init() { csha256_begin(&state) }

  /// Adds bytes.
  public mutating func add(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { csha256_add(&state, $0.baseAddress, $0.count) }
  }

  /// Adds a number as eight bytes, most significant first.
  public mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.bigEndian) { csha256_add(&state, $0.baseAddress, $0.count) }
  }

  /// Ends the hash and lends its 32 bytes.
  public consuming func finish<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var digest = InlineArray<32, UInt8>(repeating: 0)
    var state = state
    var span = digest.mutableSpan
    span.withUnsafeMutableBufferPointer { csha256_end(&state, $0.baseAddress) }
    return try body(digest.span)
  }

  /// Ends the hash.
  public consuming func finish() -> [UInt8] {
    finish { span in span.withUnsafeBufferPointer { Array($0) } }
  }

  /// The hash of bytes in hexadecimal.
  public static func hexadecimal(of bytes: Span<UInt8>) -> String {
    var hash = SHA256()
    hash.add(bytes)
    return hash.hexadecimal()
  }

  /// Ends the hash and gives it in hexadecimal.
  public consuming func hexadecimal() -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = finish().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
