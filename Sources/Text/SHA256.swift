internal import Crypto

/// SHA-256 over bytes that arrive in pieces: swift-crypto's, with spans and numbers.
public struct SHA256 {
  private var state = Crypto.SHA256()

  /// Nothing hashed yet.
  public init() {}

  /// Adds bytes.
  public mutating func add(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// Adds a number as eight bytes, most significant first.
  public mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.bigEndian) { state.update(bufferPointer: $0) }
  }

  /// Ends the hash.
  public consuming func finish() -> [UInt8] {
    state.finalize().withUnsafeBytes { Array($0) }
  }

  /// The hash of bytes in hexadecimal.
  public static func hexadecimal(of bytes: Span<UInt8>) -> String {
    var hash = SHA256()
    hash.add(bytes)
    return hash.hexadecimal()
  }

  /// Ends the hash and gives it in hexadecimal.
  public consuming func hexadecimal() -> String {
    SHA256.text(of: finish())
  }

  /// A hash that is there already, in hexadecimal.
  public static func text(of hash: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
