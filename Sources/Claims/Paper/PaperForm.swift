import Practice

/// One filled form: what stands in which box, in full length. A claim of more than six lines takes
/// several (CMS-1500 guide §4).
public struct PaperForm: Hashable, Sendable {
  /// A value and its box.
  public struct Entry: Hashable, Sendable {
    /// The box.
    public let box: PaperBox
    /// The service line of the form, from 1 to 6; 0 where the box is not on service lines.
    public let line: Int
    /// The value, not yet cut; never empty.
    public let text: String

    /// The place for people: `item 24J of line 2`.
    var place: String {
      let item = "item \(box.spot.item)"
      return line == 0 ? item : "\(item) of line \(line)"
    }

    /// The value as far as it fits.
    public var printed: Substring { text.prefix(box.spot.width) }
  }

  /// The values, in no order that matters.
  public private(set) var entries: [Entry] = []

  /// An empty form.
  init() { entries.reserveCapacity(96) }

  /// Fills a box; nothing and an empty text leave it blank.
  mutating func put(_ text: String?, _ box: PaperBox, line: Int = 0) {
    guard let text, !text.isEmpty else { return }
    entries.append(Entry(box: box, line: line, text: text))
  }

  /// Marks one box of several.
  mutating func mark(_ box: PaperBox) { put("X", box) }

  /// What stands in a box, in full length; nil when it is blank.
  public func text(_ box: PaperBox, line: Int = 0) -> String? {
    entries.first { $0.box == box && $0.line == line }?.text
  }
}

extension Claim {
  /// The forms that this claim fills on paper, in order: a pure function of the claim, the layout
  /// and the day on which the batch was made. Empty for a claim without lines.
  public func paperForms(_ layout: PaperLayout, signedOn day: Day) -> [PaperForm] {
    var content = PaperContent(claim: self, layout: layout, day: day)
    return content.forms()
  }
}

/// Fills the forms of one claim.
struct PaperContent {
  let claim: Claim
  let details: ClaimDetails
  let layout: PaperLayout
  let day: Day
  /// The plan that pays before Medicare, if one does: it takes the place of the insured (guide §5).
  let beforeMedicare: OtherPayer?
  var form = PaperForm()

  init(claim: Claim, layout: PaperLayout, day: Day) {
    self.claim = claim
    self.layout = layout
    self.day = day
    details = claim.details
    beforeMedicare = claim.isMedicarePartB ? claim.planBefore : nil
  }

  mutating func forms() -> [PaperForm] {
    fillPayer()
    fillPatient()
    fillInsured()
    fillCondition()
    fillReferral()
    fillNumbers()
    fillFoot()
    let common = form
    let groups = stride(from: 0, to: claim.lines.count, by: PaperBox.linesOfForm)
    return groups.map { first in
      form = common
      fillLines(from: first)
      return form
    }
  }

  func folded(_ text: Line?) -> String? { text.map { PaperText.folded($0.text, layout.signs) } }

  func has(_ habit: PaperHabit) -> Bool { layout.has(habit, claim.payer.id) }
}

extension Claim {
  /// The plan that pays just before the one that is billed.
  var planBefore: OtherPayer? {
    guard hasDetails, coverage.priority != .primary else { return nil }
    return details.otherPayers.filter { $0.coverage.priority < coverage.priority }
      .max { $0.coverage.priority < $1.coverage.priority }
  }

  /// What others paid toward the claim, the patient among them (item 29).
  var paidByOthers: Money {
    guard hasDetails else { return .zero }
    let payers = details.otherPayers.lazy.compactMap { $0.answer?.paid }.total
    return payers.adding(details.patientPaid ?? .zero) ?? payers
  }
}
