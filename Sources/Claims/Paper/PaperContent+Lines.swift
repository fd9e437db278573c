import Practice

/// Service lines and foot: items 24 to 33 (CMS-1500 guide §2 to §5).
extension PaperContent {
  /// The lines of the form that begins with the line at `first`, and what is told of each form.
  mutating func fillLines(from first: Int) {
    let lines = claim.lines[first...].prefix(PaperBox.linesOfForm)
    for (index, line) in lines.enumerated() { fill(line, index + 1) }
    let isLast = lines.endIndex == claim.lines.endIndex
    if has(.grandTotalOnLastForm) {
      form.put(isLast ? PaperText.money(claim.total) : "CONTINUED", .total)
    } else {
      form.put(PaperText.money(lines.lazy.map(\.charge).total), .total)
    }
    // What was paid is told once, or it would be counted twice.
    form.put(PaperText.money(first == 0 ? claim.paidByOthers : .zero), .paid)
  }

  private mutating func fill(_ line: Claim.Line, _ number: Int) {
    let service = line.service
    let details = line.details
    form.put(supplement(line), .supplement, line: number)
    let first = details.date ?? claim.date
    form.put(PaperText.date(first, short: true), .from, line: number)
    form.put(PaperText.date(details.through ?? first, short: true), .to, line: number)
    form.put((details.placeOfService ?? claim.placeOfService).text, .place, line: number)
    if details.isEmergency { form.put("Y", .emergency, line: number) }
    form.put(service.code.text, .code, line: number)
    for (box, modifier) in zip(PaperBox.modifiers, service.modifiers) {
      form.put(modifier.text, box, line: number)
    }
    form.put(pointers(service), .pointers, line: number)
    form.put(PaperText.money(line.charge), .charge, line: number)
    form.put(String(service.units), .units, line: number)
    if details.isEPSDT || details.isFamilyPlanning { form.put("Y", .epsdt, line: number) }
    let provider = details.renderingProvider ?? claim.renderingProvider
    form.put(provider.npi.text, .renderingNPI, line: number)
    if has(.taxonomy), !claim.isMedicarePartB, let taxonomy = provider.taxonomy {
      form.put("ZZ", .otherIDQualifier, line: number)
      form.put(taxonomy.text, .otherID, line: number)
    }
  }

  /// Item 24E: letters of item 21; for Medicare one only (guide §5).
  private func pointers(_ service: ServiceLine) -> String {
    let letters = service.pointers.prefix(claim.isMedicarePartB ? 1 : 4).compactMap { pointer in
      (1...12).contains(pointer)
        ? Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(pointer - 1))) : nil
    }
    return String(letters)
  }

  /// The shaded half: package, then what an unclassified drug is, then the note, with three blanks
  /// between (guide §3).
  private func supplement(_ line: Claim.Line) -> String {
    let service = line.service
    var parts: [String] = []
    if let drug = service.drug {
      parts.append("N4\(drug.ndc.text)")
      parts.append("\(drug.unit.rawValue)\(drug.quantity)")
    }
    let note = service.note.map { note in
      // The package stands in front already; said twice it would push the dose off the form.
      service.drug.map { note.replacing(", NDC \($0.ndc.text)", with: "") } ?? note
    }
    let texts = [service.description, note].compactMap { text in
      text.map { PaperText.folded($0, layout.signs) }
    }
    // A note that begins with the description says it all.
    for (index, text) in texts.enumerated()
    where !text.isEmpty && !texts[(index + 1)...].contains(where: { $0.hasPrefix(text) }) {
      parts.append("ZZ\(text)")
    }
    return parts.joined(separator: "   ")
  }

  mutating func fillFoot() {
    let practice = claim.billingProvider
    form.put(practice.taxID.text, .taxID)
    form.mark(practice.taxIDKind == .employer ? .taxIDIsEIN : .taxIDIsSSN)
    form.put(PaperText.compact(claim.number.text), .claimNumber)
    form.mark(details.assignment == .accepted ? .assignmentYes : .assignmentNo)
    form.put(Self.onFile, .signature)
    form.put(PaperText.date(day, short: true), .signatureDate)
    fillFacility(practice)
    put(practice.phone ?? practice.contactPhone, .billingAreaCode, .billingPhone)
    form.put(folded(practice.name), .billingName)
    form.put(PaperText.street(practice.address, layout.signs), .billingStreet)
    form.put(PaperText.place(practice.address, layout.signs), .billingCity)
    form.put(practice.npi.text, .billingNPI)
    if has(.taxonomy), !claim.isMedicarePartB, let taxonomy = practice.taxonomy {
      form.put("ZZ\(taxonomy.text)", .billingOtherID)
    }
  }

  /// Item 32: where it was given; the practice unless another place is named. A visit at the
  /// patient's home has none (guide §5).
  private mutating func fillFacility(_ practice: BillingProvider) {
    guard details.facility != nil || claim.placeOfService != .home else { return }
    let address = details.facility?.address ?? practice.address
    form.put(folded(details.facility?.name ?? practice.name), .facilityName)
    form.put(PaperText.street(address, layout.signs), .facilityStreet)
    form.put(PaperText.place(address, layout.signs), .facilityCity)
    form.put((details.facility.map { $0.npi } ?? practice.npi)?.text, .facilityNPI)
  }
}
