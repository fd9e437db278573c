import Text
import X12

/// A segment as plain values: its id and elements.
struct Segment: Equatable {
  var id: String
  var elements: [String]
}

/// What a whole file gives: its segments up to the first fault.
struct X12Outcome {
  var segments: [Segment] = []
  var error: X12Error?
}

func readX12(_ text: String) -> X12Outcome {
  readX12(bytes: Array(text.utf8))
}

func readX12(bytes: [UInt8]) -> X12Outcome {
  var reader = X12Reader(bytes: bytes)
  var outcome = X12Outcome()
  do throws(X12Error) {
    while try reader.next() {
      let elements = (0..<reader.elementCount).map { reader.element($0 + 1) }
      outcome.segments.append(Segment(id: reader.id, elements: elements))
    }
  } catch {
    outcome.error = error
  }
  return outcome
}

let interchange = X12Interchange(
  senderQualifier: "ZZ", sender: "LCIC001", receiverQualifier: "ZZ", receiver: "EXCH01",
  date: "261102", time: "0915", control: 101, usage: .test)

let group = X12Group(
  functionalID: "HC", sender: "LCIC001", receiver: "EXCH01", date: "20261102", time: "0915",
  control: 101, version: "005010X222A1")

/// A file of one transaction set with what `body` writes between ST and SE.
func writeX12(
  delimiters: Delimiters = .standard, characters: X12Characters = .basic,
  lineEnd: X12Writer.LineEnd = .lf, _ body: (inout X12Writer) throws(X12Error) -> Void
) throws(X12Error) -> [UInt8] {
  var output = ByteWriter()
  try output.x12(delimiters: delimiters, characters: characters, lineEnd: lineEnd) {
    writer throws(X12Error) in
    try writer.beginInterchange(interchange)
    try writer.beginGroup(group)
    try writer.beginSet("837", control: "0001", version: "005010X222A1")
    try body(&writer)
    try writer.endSet()
    try writer.endGroup()
    try writer.endInterchange()
  }
  return output.finish()
}
