import Testing
import Text

@Suite("SHA-256") struct SHA256Tests {
  @Test(
    "The examples of FIPS 180-4 come out",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func examples(text: String, hash: String) {
    #expect(SHA256.hexadecimal(of: text.utf8Span.span) == hash)
  }

  @Test("Pieces give the same hash as the whole")
  func pieces() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ 7) }
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let part = bytes.span.extracting(first: length)
      let whole = SHA256.hexadecimal(of: part)
      for cut in stride(from: 0, through: length, by: 13) {
        var hash = SHA256()
        hash.add(part.extracting(first: cut))
        hash.add(part.extracting(droppingFirst: cut))
        #expect(hash.hexadecimal() == whole, "\(length) bytes, cut at \(cut)")
      }
    }
  }
}
