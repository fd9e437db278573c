import Practice
import Storage
import Text

/// What stands beside each file: which batch it is, and what proves that it is whole. It holds
/// nothing of any patient, so it can be shown to a clearinghouse.
struct Manifest {
  let batch: Batch
  let receiver: ReceiverProfile?
  let size: Int64
  let sha256: String

  /// The name of the manifest of a file.
  static func name(of file: String) -> String { file + ".manifest.json" }

  /// The same batch always gives the same manifest.
  func bytes() -> [UInt8] {
    var json = JSONWriter(ByteWriter(), pretty: true)
    let envelope = batch.envelope
    json.beginObject()
    json.key("batch")
    json.int(Int(batch.id.number))
    json.key("format")
    json.string(batch.format.rawValue)
    json.key("file")
    json.string(batch.fileName)
    json.key("size")
    json.int(Int(size))
    json.key("sha256")
    json.string(sha256)
    json.key("receiver")
    json.string(receiver?.key.text)
    json.key("receiver_id")
    let isInterchange = batch.format.isInterchange
    json.string(isInterchange ? batch.receiver.text : nil)
    for (name, number) in [
      ("interchange_control", envelope.interchange), ("group_control", envelope.group),
    ] {
      json.key(name)
      if isInterchange { json.int(number) } else { json.null() }
    }
    json.key("claims")
    json.int(batch.claims)
    json.key("lines")
    json.int(batch.lines)
    json.key("total_cents")
    json.int(Int(batch.total.cents))
    json.key("made_on")
    json.string(envelope.day.description)
    json.key("made_at")
    json.string(envelope.time.description)
    json.endObject()
    return json.finish().finish()
  }
}
