import Glibc
import Practice
import Storage

extension Desk {
  /// Refuses an export when a file of a batch that the ledger does not know is in the folder, or
  /// where earlier files went: an older copy of the ledger was put back, and what the file holds
  /// may have been sent.
  ///
  /// With the number of the last such batch the export goes on behind it, so that no number of a
  /// batch, a claim or an interchange goes twice.
  func passLostBatches(_ order: ExportOrder) throws {
    let known = try ledger.batches()
    let last = known.last?.id.number ?? 0
    let folders = Set(known.compactMap(\.folder) + [order.folder])
    let files = folders.sorted().flatMap { BatchFolder.batches(in: $0) }
    let lost = files.filter { $0.number > max(last, order.afterBatch ?? 0) }
    if let file = lost.max(by: { $0.number < $1.number }) {
      throw Refusal(
        .cannotCreate,
        "\(file.path) is there already, of a batch that this ledger does not know; its last one is "
          + "\(last). Was an older copy of the ledger put back? Then the claims in the file may "
          + "have been sent. No claim was made. Put the newest copy back. If there is none, log "
          + "again what is missing, take what was sent off the list (shots nocharge DOSE --reason "
          + "\"sent with batch \(file.number)\"), and go on behind it with --after-batch "
          + "\(file.number). If the file is another ledger's, choose another folder with --out.")
    }
    if let after = order.afterBatch, after > last {
      try ledger.skipNumbers(ofBatches: after - last)
    }
  }
}

extension BatchFolder {
  /// The files of batches in a folder, by their names, with the numbers of their batches.
  static func batches(in folder: String) -> [(path: String, number: Int64)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [(path: String, number: Int64)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, ["837", "txt", "csv"].contains(parts[1]),
        parts[0].hasPrefix("shots-batch-"), let number = Int64(parts[0].dropFirst(12))
      else { continue }
      let end = folder.hasSuffix("/") ? "" : "/"
      found.append((folder + end + name, number))
    }
    return found
  }
}
