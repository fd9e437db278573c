import Practice

extension Worksheet {
  /// R77: GA, GZ, GY and GX by what the patient was told. The notice is original Medicare's own.
  mutating func applyNotices() {
    guard settings.noticesApply == .yes else {
      let about = visit.notices.last { $0.covers(date) }
      if let about, visit.payer?.payerClass == .medicareAdvantage { noteAdvantage(about) }
      return
    }
    for entry in entries.indices {
      guard let notice = notice(for: entry) else { continue }
      for modifier in notice.modifiers { mark(modifier, of: notice, entry) }
      if notice.denial == .notNecessary, notice.given != .signed { noteCertainDenial(entry) }
    }
  }

  /// The notice about a dose: its own before one about the whole visit.
  func notice(for entry: Int) -> Notice? {
    guard !visit.notices.isEmpty else { return nil }
    let notices = visit.notices.filter { $0.covers(date) }
    return notices.last { notice in notice.drug.map { isDrug($0, of: entry) } ?? false }
      ?? notices.last { $0.drug == nil }
  }

  /// The drug, its waste and its giving carry the modifier: when the drug denies, the giving
  /// denies with it (R75).
  private mutating func mark(_ modifier: Modifier, of notice: Notice, _ entry: Int) {
    let id = visit.doses[entry].id
    let isSharedWithOthers = shared.contains {
      $0.owner == entry && self.notice(for: $0.entry) != notice
    }
    mark(modifier, "R77", why: words(notice)) { line in
      guard line.dose == id else { return false }
      switch line.kind {
      case .drug, .waste: return true
      case .administration: return !isSharedWithOthers
      case .visit: return false
      }
    }
  }

  private func words(_ notice: Notice) -> String {
    switch (notice.denial, notice.given) {
    case (.notNecessary, .signed): "signed notice on file"
    case (.notNecessary, _): "denial expected, no signed notice"
    case (.excluded, .voluntary): "not a benefit, voluntary notice given"
    case (.excluded, _): "not a benefit"
    }
  }

  private mutating func noteCertainDenial(_ entry: Int) {
    note(
      "R77", .warning, dose: entry, field: "notice",
      "GZ denies \(label(entry)) automatically, and the patient may not be billed for it.",
      fix: noCharge(entry, reason: "no signed notice"))
  }

  private mutating func noteAdvantage(_ notice: Notice) {
    note(
      "R77", .warning, field: "notice",
      "The notice of non-coverage exists only for original Medicare; ask \(payerName) for an"
        + " organisation determination.",
      fix: "shots notice end \(notice.id?.description ?? "…") --mistake"
        + " \"given for Medicare Advantage\"")
  }
}
