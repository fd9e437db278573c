/// Something about a claim that a payer would refuse: where it stands in the file, what is wrong
/// and why it matters. Never contains data of a patient.
public struct ClaimProblem: Hashable, Sendable, CustomStringConvertible {
  /// The place in the guide: `2010BA NM103`, `2300 HI`, `2400 line 3 SV104`.
  public let field: String
  /// What is wrong, without a full stop.
  public let message: String
  /// Why it matters, without a full stop.
  public let why: String
  /// The command that mends it; nil when the place names the field well enough.
  public let mend: String?

  /// A problem at a place.
  public init(field: String, message: String, why: String, mend: String? = nil) {
    self.field = field
    self.message = message
    self.why = why
    self.mend = mend
  }

  /// `2010BA NM103: the last name is empty (a payer finds nobody without it)`.
  public var description: String { "\(field): \(message) (\(why))" }
}

/// A claim or a batch that was refused, with everything that is wrong with it.
///
/// The only data in it is the claim number.
public struct ClaimError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of the claim; nil when the batch itself is at fault.
  public let claim: String?
  /// Everything found, in the order of the file; at least one.
  public let problems: [ClaimProblem]

  /// A refusal for at least one problem.
  init(claim: String?, problems: [ClaimProblem]) {
    self.claim = claim
    self.problems = problems
  }

  /// A refusal for one problem.
  init(claim: String?, field: String, message: String, why: String) {
    self.init(
      claim: claim, problems: [ClaimProblem(field: field, message: message, why: why)])
  }

  /// The place of the first problem.
  public var field: String { problems.first?.field ?? "" }
  /// The first problem in words.
  public var message: String { problems.first?.message ?? "" }
  /// Why the first problem matters.
  public var why: String { problems.first?.why ?? "" }

  /// `claim SL00000012: 2010BA N3: the patient has no address (…)`.
  public var description: String {
    let subject = claim.map { "claim \($0)" } ?? "the batch"
    return "\(subject): " + problems.map(\.description).joined(separator: "; ")
  }
}
