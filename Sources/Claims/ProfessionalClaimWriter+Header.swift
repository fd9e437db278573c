import Practice
import X12

/// Envelope, submitter, receiver and billing provider (guide §1.2, §1.3, §3).
extension ProfessionalClaimWriter {
  /// The reference of a transaction set (BHT03), which comes back as TRN02 of a 277CA: no two of
  /// a sender's are the same, or an answer names none (guide §1.3).
  static func reference(ofBatch batch: Int64, set: Int) -> String {
    "SL" + ClaimText.padded(batch, digits: 9) + (set == 1 ? "" : "-\(set)")
  }

  /// ISA and GS.
  mutating func beginFile() throws(X12Error) {
    let day = ClaimText.compact(envelope.day)
    let sender = submitter.submitterID.text.uppercased()
    let receiver = submitter.receiverID.text.uppercased()
    try x12.beginInterchange(
      X12Interchange(
        senderQualifier: submitter.submitterQualifier.rawValue, sender: sender,
        receiverQualifier: submitter.receiverQualifier.rawValue, receiver: receiver,
        date: String(day.suffix(6)), time: envelope.time.compact, control: envelope.interchange,
        usage: submitter.usage == .production ? .production : .test))
    try x12.beginGroup(
      X12Group(
        functionalID: "HC", sender: sender, receiver: receiver, date: day,
        time: envelope.time.compact, control: envelope.group, version: guide))
  }

  /// ST, BHT, and 1000A and 1000B.
  mutating func beginSet() throws(X12Error) {
    try x12.beginSet("837", control: ClaimText.padded(Int64(sets), digits: 4), version: guide)
    try x12.segment(
      "BHT", "0019", "00", Self.reference(ofBatch: envelope.batch, set: sets),
      ClaimText.compact(envelope.day), envelope.time.compact, "CH")
    try writeOrganisation("41", submitter.name, "46", submitter.submitterID.text)
    try writeContact(telephone: submitter.contactPhone, named: contactName)
    try writeOrganisation("40", submitter.receiverName, "46", submitter.receiverID.text)
  }

  /// The contact's name, only when it is not the submitter's (1000A PER02).
  private var contactName: Line? {
    ClaimText.folded(submitter.contactName.text) == ClaimText.folded(submitter.name.text)
      ? nil : submitter.contactName
  }

  /// 2000A, 2010AA and 2010AB.
  mutating func writeBilling(_ provider: BillingProvider) throws(X12Error) {
    x12.begin("HL")
    x12.element(level)
    x12.skip()
    x12.element("20")
    x12.element("1")
    try x12.end()
    if let taxonomy = provider.taxonomy {
      try x12.segment("PRV", "BI", "PXC", taxonomy.text)
    }
    try writeOrganisation("85", provider.name, "XX", provider.npi.text)
    try writeAddress(provider.address)
    try x12.segment(
      "REF", provider.taxIDKind == .employer ? "EI" : "SY", provider.taxID.text)
    // Not to be sent when it says the same as the submitter's (guide §3, trap 9).
    if let phone = provider.phone, phone != submitter.contactPhone {
      try writeContact(telephone: phone, named: provider.contactName)
    }
    if let payTo = provider.payToAddress {
      try x12.segment("NM1", "87", "2")
      try writeAddress(payTo)
    }
  }

  /// NM1 of an organisation.
  mutating func writeOrganisation(
    _ entity: String, _ name: Line, _ qualifier: String, _ id: String
  ) throws(X12Error) {
    x12.begin("NM1")
    x12.element(entity)
    x12.element("2")
    x12.element(folding: name.text)
    x12.skip(4)
    x12.element(qualifier)
    x12.element(identifier: id)
    try x12.end()
  }

  private mutating func writeContact(
    telephone: Telephone, named name: Line?
  ) throws(X12Error) {
    x12.begin("PER")
    x12.element("IC")
    x12.element(folding: name?.text)
    x12.element("TE")
    x12.element(telephone.text)
    try x12.end()
  }

  /// N3 and N4.
  mutating func writeAddress(_ address: Address) throws(X12Error) {
    x12.begin("N3")
    x12.element(folding: address.line1.text)
    x12.element(folding: address.line2?.text)
    try x12.end()
    x12.begin("N4")
    x12.element(folding: address.city.text)
    x12.element(address.state.text)
    x12.element(address.zip.text)
    try x12.end()
  }
}
