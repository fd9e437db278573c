import Practice

extension PaperCheck {
  /// What the paper tells otherwise than the claim, or does not tell: texts that are cut or lose
  /// characters, and facts that have no box. To be told, not to be refused; names items of the form
  /// and never the text.
  public static func losses(_ claim: Claim, layout: PaperLayout, today: Day) -> [String] {
    var losses = PaperLosses(signs: layout.signs)
    for form in claim.paperForms(layout, signedOn: today) { losses.cut(form) }
    losses.folded(claim)
    losses.parties(claim, layout)
    losses.numbers(claim)
    if claim.hasDetails { losses.unboxed(claim.details, claim) }
    for line in claim.lines where line.hasDetails { losses.unboxed(line.details, of: claim) }
    return losses.sentences
  }
}

/// Collects sentences, each once.
private struct PaperLosses {
  let signs: PaperLayout.Signs
  private(set) var sentences: [String] = []

  init(signs: PaperLayout.Signs) { self.signs = signs }

  private mutating func say(_ sentence: String, if holds: Bool = true) {
    if holds, !sentences.contains(sentence) { sentences.append(sentence) }
  }

  /// Texts that are longer than their boxes.
  mutating func cut(_ form: PaperForm) {
    for entry in form.entries where entry.box.spot.fit == .text {
      let spot = entry.box.spot
      say(
        "item \(spot.item): the text is cut after \(spot.width) characters",
        if: entry.text.utf8.count > spot.width)
    }
  }

  /// Texts with characters that the form does not take.
  mutating func folded(_ claim: Claim) {
    text(claim.payer.name, "carrier")
    address(claim.payer.address, "carrier")
    person(claim.patient.name, "item 2")
    address(claim.patient.address, "item 5")
    if let subscriber = claim.coverage.subscriber { person(subscriber.name, "item 4") }
    text(claim.billingProvider.name, "item 33")
    address(claim.billingProvider.address, "item 33")
    lossy(claim.note, "item 19")
    for line in claim.lines {
      lossy(line.service.description, "item 24")
      lossy(line.service.note, "item 24")
    }
    guard claim.hasDetails else { return }
    let details = claim.details
    text(details.planName, "item 11c")
    address(details.subscriberAddress, "item 7")
    text(details.facility?.name, "item 32")
    address(details.facility?.address, "item 32")
    if let other = details.otherPayers.first {
      text(other.payer.name, "item 9d")
      if let subscriber = other.coverage.subscriber { person(subscriber.name, "item 9") }
    }
    if let (_, provider) = claim.paperReferrers.first { person(provider.name, "item 17") }
  }

  private mutating func lossy(_ text: String?, _ item: String) {
    guard let text else { return }
    say(
      "\(item): accents and signs that the form does not take are left out",
      if: PaperText.losesSomething(text, signs))
  }

  private mutating func text(_ line: Line?, _ item: String) { lossy(line?.text, item) }

  private mutating func person(_ name: PersonName, _ item: String) {
    for part in [name.last, name.first, name.middle] { text(part, item) }
  }

  private mutating func address(_ address: Address?, _ item: String) {
    for part in [address?.line1, address?.line2, address?.city] { text(part, item) }
  }

  mutating func parties(_ claim: Claim, _ layout: PaperLayout) {
    say(
      "carrier: the payer has no postal address; add it with: shots payer edit "
        + "\(claim.payer.id) --address1 … --city … --state … --zip …",
      if: claim.payer.address == nil)
    let details = claim.details
    say(
      "item 7: the subscriber's address is not recorded; the patient's is printed",
      if: !claim.isMedicarePartB && claim.coverage.subscriber != nil
        && details.subscriberAddress == nil)
    say(
      "item 7: the subscriber's address is not recorded; the patient's is printed",
      if: claim.isMedicarePartB && claim.planBefore?.coverage.subscriber != nil
        && claim.planBefore?.subscriberAddress == nil)
    say(
      "item 33: the form has no place for the address to which payment goes",
      if: claim.billingProvider.payToAddress != nil)
    let others = claim.isMedicarePartB && claim.planBefore == nil ? 0 : 1
    say(
      others == 0
        ? "item 9: for Medicare another plan is named only when it pays before it or is a Medigap "
          + "policy; it is not on the form"
        : "item 9: the form has place for one other plan; a second is not on it",
      if: details.otherPayers.count > others)
    say(
      "item 9a: the form has place for one number; the other plan's member number is not on it",
      if: details.otherPayers.first.map { $0.coverage.groupNumber != nil } ?? false)
    let letters = claim.isMedicarePartB ? 1 : 4
    say(
      "item 24E: Medicare takes one letter a line on paper; further pointers are not on the form",
      if: claim.lines.contains { $0.service.pointers.count > letters })
  }

  /// Items with place for one of several.
  mutating func numbers(_ claim: Claim) {
    for (qualifier, _) in claim.paperReferrers.dropFirst() {
      let who = ["DN": "referring", "DK": "ordering", "DQ": "supervising"][qualifier] ?? ""
      say("item 17: the form has place for one provider; a further \(who) one is not on it")
    }
    for (what, _) in claim.paperAuthorizations.dropFirst() {
      say("item 23: the form has place for one number; a further \(what) is not on it")
    }
    for (qualifier, _) in claim.otherPaperDates.dropFirst() {
      let what =
        ["304": "last visit", "454": "first treatment", "471": "prescription"][qualifier] ?? ""
      say("item 15: the form has place for one date; that of the \(what) is not on it")
    }
  }

  /// What a claim may say and the form has no box for.
  mutating func unboxed(_ details: ClaimDetails, _ claim: Claim) {
    func box(_ what: String) -> String { "the form has no box for \(what)" }
    say(box("who signed for the patient"), if: details.isSignedByAnother)
    say(
      "item 12: without the patient's signature it stays blank", if: details.release != .signed)
    say(box("the reason of a late claim"), if: details.delayReason != nil)
    say(box("the kind of the note"), if: details.noteKind != .additional && claim.note != nil)
    say(
      "the form has no box for documents; send them with the form",
      if: !details.attachments.isEmpty)
    say(box("the practice's record number"), if: details.medicalRecordNumber != nil)
    say(box("the reason why Medicare pays second"), if: details.secondaryReason != nil)
    say(box("the date of death"), if: details.deathDate != nil)
    say(box("a pregnancy"), if: details.isPregnant)
    say(
      "item 29: the form has only the sum of what was paid; send the other payer's explanation "
        + "with it",
      if: details.otherPayers.contains { $0.answer != nil })
  }

  /// What a line may say and the form has no box for.
  mutating func unboxed(_ line: LineDetails, of claim: Claim) {
    func box(_ what: String) -> String { "item 24: the form has no box for \(what)" }
    say(box("a service without copayment"), if: line.isCopayExempt)
    say(box("sales tax"), if: line.salesTax != nil)
    say(box("the number of a line"), if: line.controlNumber != nil)
    say(box("the lot of a vaccine"), if: line.vaccineLot != nil)
    say(box("the number of a prescription"), if: line.prescription != nil)
    say(box("what belongs to one compound"), if: line.compound != nil)
    say(
      "item 24H: one Y stands for a screening of a child and for family planning",
      if: line.isEPSDT && line.isFamilyPlanning)
    say(
      "the form has no box for documents; send them with the form", if: !line.attachments.isEmpty)
  }
}
