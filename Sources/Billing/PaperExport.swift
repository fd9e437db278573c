import Claims
import Coding
import Practice
import Storage

extension ExportOrder {
  /// How pages are laid out; nil for files that have none.
  var paperLayout: PaperLayout? { format == .paper ? layout : nil }
}

/// What the files of an export do not tell of their claims, or tell otherwise, with the number of
/// claims: for two hundred claims a biller reads each sentence once.
public struct ExportLosses: Sendable {
  /// The sentences in the order in which they came up, with the number of claims.
  public private(set) var sentences: [(text: String, claims: Int)] = []

  /// Nothing is lost.
  public init() {}

  /// Counts what one claim loses.
  mutating func add(_ losses: [String]) {
    for text in losses {
      if let index = sentences.firstIndex(where: { $0.text == text }) {
        sentences[index].claims += 1
      } else {
        sentences.append((text, 1))
      }
    }
  }
}

/// Claims that are more than one form holds (R88): nothing of them is lost, but a payer may want
/// them split.
public struct OversizedClaims: Sendable {
  /// What the rule says, once for each size.
  public private(set) var findings: [Finding] = []
  /// The visits of each.
  public private(set) var visits: [[Encounter.ID]] = []

  /// None.
  public init() {}

  /// Takes in what a claim of a visit is too large for.
  mutating func add(_ found: [Finding], of visit: Encounter.ID?) {
    for finding in found {
      let index = findings.firstIndex { $0.message == finding.message } ?? findings.endIndex
      if index == findings.endIndex {
        findings.append(finding)
        visits.append([])
      }
      if let visit { visits[index].append(visit) }
    }
  }
}

extension Desk {
  /// R88: what makes a claim too large for one form. It goes on as many forms as it takes, which
  /// a payer answers as so many claims (CMS-1500 guide §4).
  func oversize(of claim: Claim, _ order: ExportOrder) -> [Finding] {
    guard order.format == .paper else { return [] }
    return ClaimSize.check(
      lines: claim.lines.map(\.service), diagnoses: claim.diagnoses, onPaper: true)
  }

  /// What a file of the order does not tell of a claim.
  func losses(of claim: Claim, _ order: ExportOrder) -> [String] {
    switch order.format {
    case .paper: PaperCheck.losses(claim, layout: order.layout, today: today)
    case .csv: ClaimCSVWriter.losses(claim)
    case .professional: []
    }
  }

  /// What keeps a claim from paper. Its number is one that fits item 26, as every number does that
  /// the ledger gives.
  func paperProblems(_ claim: Claim, _ layout: PaperLayout) -> [ClaimProblem] {
    var claim = claim
    claim.number = ClaimNumber(stored: "SL000000000000")
    let problems = PaperCheck.problems(claim, layout: layout, today: today)
    guard problems.isEmpty else { return problems }
    // What `shots unbilled` calls blocked does not go by paper either; what only a clearinghouse
    // needs, its ids for payers, is not on the form.
    return ClaimCheck.problems(claim, today: today).filter {
      !["2010BB NM109", "2330B NM109"].contains($0.field)
    }
  }

  /// Keeps the layout with its batch, so that the same bytes can be made again.
  func insertLayout(
    _ order: ExportOrder, of batch: Batch.ID, for receiver: ReceiverProfile?
  ) throws {
    guard var layout = order.paperLayout else { return }
    if let receiver {
      if order.followsReceiver.top { layout.top = receiver.paperTop }
      if order.followsReceiver.left { layout.left = receiver.paperLeft }
      if let problem = layout.problem {
        throw Refusal(
          .badData,
          "the offset of receiver \(receiver.key) \(problem). Set it with: shots receiver set "
            + "\(receiver.key) --paper-top … --paper-left …")
      }
    }
    try ledger.insertPaperLayout(layout, of: batch)
  }

  /// The layout of a page as it was asked for, with what the payers want today.
  public func paperLayout(
    top: Int = 0, left: Int = 0, lineEnd: PaperLayout.LineEnd = .lf,
    signs: PaperLayout.Signs = .keep
  ) throws -> PaperLayout {
    var layout = PaperLayout(top: top, left: left, lineEnd: lineEnd, signs: signs)
    if let problem = layout.problem { throw Refusal(.badData, "the offset \(problem)") }
    let registry = try ledger.read { try Registry(ledger, tables) }
    for payer in registry.payers.keys {
      let habits = registry.settings(payer, on: today).paperHabits
      if !habits.isEmpty { layout.habits[payer] = habits }
    }
    return layout
  }
}
