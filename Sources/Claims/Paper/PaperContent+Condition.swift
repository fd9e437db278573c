import Practice

/// Condition, referral and numbers: items 10 and 14 to 23 (CMS-1500 guide §2, §5).
extension PaperContent {
  mutating func fillCondition() {
    let kinds = details.accident?.kinds ?? []
    form.mark(kinds.contains(.work) ? .workYes : .workNo)
    form.mark(kinds.contains(.auto) ? .autoYes : .autoNo)
    form.mark(kinds.contains(.other) ? .accidentYes : .accidentNo)
    if kinds.contains(.auto) { form.put(details.accident?.state?.text, .autoState) }
    let dates = details.dates
    if let onset = dates.onset {
      form.put(PaperText.date(onset), .onset)
      form.put("431", .onsetQualifier)
    }
    if let (qualifier, date) = claim.otherPaperDates.first {
      form.put(qualifier, .otherDateQualifier)
      form.put(PaperText.date(date), .otherDate)
    }
    form.put(dates.admission.map { PaperText.date($0) }, .hospitalFrom)
    form.put(dates.discharge.map { PaperText.date($0) }, .hospitalTo)
    form.put(note, .note)
    form.mark(.laboratoryNo)
  }

  /// Item 19: the note of the claim; for Medicare, too, what an unclassified drug is (guide §5).
  private var note: String {
    var parts = claim.note.map { [PaperText.folded($0, layout.signs)] } ?? []
    if claim.isMedicarePartB {
      for line in claim.lines {
        guard let text = line.service.description.map({ PaperText.folded($0, layout.signs) }),
          !parts.contains(text)
        else { continue }
        parts.append(text)
      }
    }
    return parts.joined(separator: "   ")
  }

  /// Items 17 and 17b: the first of those who referred, ordered or supervised.
  mutating func fillReferral() {
    guard let (qualifier, provider) = claim.paperReferrers.first else { return }
    form.put(qualifier, .referrerQualifier)
    form.put(PaperText.spoken(provider, layout.signs), .referrerName)
    form.put(provider.npi.text, .referrerNPI)
  }

  mutating func fillNumbers() {
    form.put("0", .icdIndicator)
    for (box, diagnosis) in zip(PaperBox.diagnoses, claim.diagnoses) {
      form.put(diagnosis.compact, box)
    }
    if claim.frequency != .original {
      form.put(claim.frequency.rawValue, .resubmissionCode)
      form.put(details.payerClaimNumber.map { PaperText.identifier($0.text) }, .originalReference)
    }
    form.put(claim.paperAuthorizations.first?.number, .authorization)
  }
}

extension Claim {
  /// What item 15 can say, the most important first: it has place for one.
  var otherPaperDates: [(qualifier: String, date: Day)] {
    guard hasDetails || lines.contains(where: \.hasDetails) else { return [] }
    let dates = details.dates
    let prescribed = lines.lazy.compactMap { $0.hasDetails ? $0.details.prescribedOn : nil }.first
    let seen = lines.lazy.compactMap { $0.hasDetails ? $0.details.lastSeen : nil }.first
    let all: [(String, Day?)] = [
      ("439", details.accident?.date), ("304", dates.lastSeen ?? seen),
      ("454", dates.initialTreatment), ("471", prescribed),
    ]
    return all.compactMap { qualifier, date in date.map { (qualifier, $0) } }
  }

  /// Whom item 17 can name, in the order of the form's instructions: it has place for one.
  var paperReferrers: [(qualifier: String, provider: Provider)] {
    var found: [(qualifier: String, provider: Provider)] = []
    func add(_ qualifier: String, _ provider: Provider?) {
      guard let provider, !found.contains(where: { $0 == (qualifier, provider) }) else { return }
      found.append((qualifier, provider))
    }
    let lineDetails = lines.lazy.filter(\.hasDetails).map(\.details)
    add("DN", details.referringProvider)
    for line in lineDetails { add("DN", line.referringProvider) }
    add("DK", details.orderingProvider)
    for line in lineDetails { add("DK", line.orderingProvider) }
    add("DQ", supervisingProvider)
    for line in lineDetails { add("DQ", line.supervisingProvider) }
    return found
  }

  /// What item 23 can hold, the most important first: it has place for one.
  var paperAuthorizations: [(what: String, number: String)] {
    var found: [(what: String, number: String)] = []
    func add(_ what: String, _ text: String?) {
      guard let number = text.map(PaperText.identifier),
        !found.contains(where: { $0.number == number })
      else { return }
      found.append((what, number))
    }
    let lineDetails = lines.lazy.filter(\.hasDetails).map(\.details)
    add("prior authorization number", details.priorAuthorization?.text)
    for line in lineDetails { add("prior authorization number", line.priorAuthorization?.text) }
    add("referral number", details.referralNumber?.text)
    for line in lineDetails { add("referral number", line.referralNumber?.text) }
    add("CLIA number", details.clia?.text)
    for line in lineDetails { add("CLIA number", line.clia?.text) }
    return found
  }
}
