import Claims
import Practice
import Storage

/// The batches that an export fills: one for each receiver, made when its first claim comes.
struct OutgoingBatches {
  /// A batch that is being filled.
  struct Entry {
    let id: Batch.ID
    let profile: Stored<ReceiverProfile>?
    let receiver: PartnerID
    let usage: BillingProvider.Usage
    let interchange: Int
    var claims = 0
    var lines = 0
    var total = Money.zero
  }

  private(set) var entries: [Entry] = []
  /// The rows that its claims rest on.
  var workings = SharedWorkings()
  /// What its claims leave to be written.
  private var rest = ClaimRest()
  private let registry: Registry
  private let format: Batch.Format
  private var indices: [ReceiverProfile.Key?: Int] = [:]

  init(_ registry: Registry, _ format: Batch.Format) {
    self.registry = registry
    self.format = format
  }

  /// The batch that claims to a payer go out with. Its control numbers are taken here, in the
  /// transaction that stores it; receivers that share an id share the sequence (837P §1.2).
  mutating func index(for payer: PayerID, _ ledger: Ledger) throws -> Int {
    let profile = registry.receivers[payer]
    if let index = indices[profile?.value.key] { return index }
    // Control numbers are of interchanges: paper and CSV count by themselves, so that a receiver
    // sees no gaps in its own sequence.
    let receiver =
      format.receiver ?? profile?.value.receiverID ?? registry.practice.value.receiverID
    let next = try ledger.nextBatch(for: receiver)
    let sharing = entries.lazy.filter { $0.receiver == receiver }.count
    entries.append(
      Entry(
        id: RecordID(next.id.number + Int64(entries.count)), profile: profile, receiver: receiver,
        usage: profile?.value.usage ?? registry.practice.value.usage,
        interchange: next.interchange + sharing))
    indices[profile?.value.key] = entries.count - 1
    return entries.count - 1
  }

  /// Freezes a claim in the batch of its payer.
  mutating func add(
    _ draft: ClaimDraft, _ used: SharedWorkings.Used? = nil, to payer: PayerID, _ ledger: Ledger
  ) throws {
    let index = try index(for: payer, ledger)
    let used = used ?? workings.used(draft.usedRows)
    var draft = draft
    draft.sameWorking = workings.claim(with: used)
    workings.note(
      used, with: try ledger.insertClaim(draft, in: entries[index].id, leaving: &rest))
    entries[index].claims += 1
    entries[index].lines += draft.lines.count
    entries[index].total = entries[index].total.adding(draft.total) ?? entries[index].total
  }

  /// Writes what claims left, before doses are read again.
  mutating func writeRest(_ ledger: Ledger) throws { try ledger.write(&rest) }
}

extension Batch.Format {
  /// What stands in the ledger in the place of a receiver, of files that no receiver gets.
  var receiver: PartnerID? {
    isInterchange ? nil : PartnerID(stored: rawValue.uppercased())
  }
}

extension Registry {
  /// The payers whose claims do not go to the practice's own receiver.
  static func receivers(_ ledger: Ledger) throws -> [PayerID: Stored<ReceiverProfile>] {
    let profiles = try ledger.receivers()
    guard !profiles.isEmpty else { return [:] }
    return try ledger.payerReceivers().compactMapValues { key in
      profiles.first { $0.value.key == key }
    }
  }
}
