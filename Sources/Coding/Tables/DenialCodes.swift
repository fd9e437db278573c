import Practice

/// One row of `denial_codes.csv`: what a code of a payer's answer means and what comes next
/// (R90–R92).
public struct DenialCode: Hashable, Sendable {
  /// The three code lists of an answer.
  public enum List: String, Sendable {
    /// Who bears the amount: CO, PR, OA, PI.
    case group
    /// Why it was adjusted (claim adjustment reason codes).
    case reason = "CARC"
    /// What else the payer remarks (remittance advice remark codes).
    case remark = "RARC"
  }

  /// How a denial is resolved.
  public enum Path: String, Sendable {
    /// Nothing to resolve.
    case none = "no"
    /// Correct and send again.
    case correct
    /// Appeal with records.
    case appeal
    /// Somebody must look.
    case review
    /// It may be disputed.
    case dispute = "yes"
  }

  /// Whether the amount may go to the patient; it counts only within group PR (R90).
  public enum PatientRule: String, Sendable {
    /// Never.
    case no
    /// Yes.
    case yes
    /// By plan and notice: somebody must look.
    case maybe
    /// Only with a signed notice (GA).
    case onlyWithNotice = "only with GA"
  }

  /// Which list the code belongs to.
  public let list: List
  /// The code: `CO`, `97`, `M119`.
  public let code: String
  /// What it means, in our own words.
  public let explanation: String
  /// What usually causes it on injection claims.
  public let cause: String
  /// What to do.
  public let nextStep: String
  /// How it is resolved.
  public let path: Path
  /// Whether the patient may be billed.
  let patientRule: PatientRule
  /// Where it is written.
  public let source: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    list = try ReferenceWord.read(row[DenialColumn.list], "code_type")
    code = row[DenialColumn.code]
    explanation = row[DenialColumn.explanation]
    cause = row[DenialColumn.cause]
    nextStep = row[DenialColumn.nextStep]
    path = try ReferenceWord.read(row[DenialColumn.path], "resolution_path")
    patientRule = try ReferenceWord.read(row[DenialColumn.patientRule], "patient_may_be_billed")
    source = row[DenialColumn.source]
  }

  /// The code of another row whose step this one shares: `As CARC 97`.
  var sameAs: String? {
    nextStep.hasPrefix("As CARC ") ? String(nextStep.dropFirst(8)) : nil
  }

  static let embedded: (table: [Key: DenialCode], faults: [String]) = {
    let (rows, faults) = ReferenceFile.denialCodes.rows(DenialCode.init(_:))
    let keyed = rows.map { (Key(list: $0.list, code: $0.code), $0) }
    return (Dictionary(keyed) { first, _ in first }, faults)
  }()

  struct Key: Hashable, Sendable {
    let list: List
    let code: String
  }
}

/// The columns of `denial_codes.csv`, in order.
enum DenialColumn: Int, CaseIterable {
  case list
  case code
  case explanation
  case cause
  case nextStep
  case path
  case patientRule
  case source
}

extension ReferenceTables {
  /// The reasons of a payer that ask for nothing: what they reduce is settled (R91).
  public var settledReasons: [String] {
    DenialCode.embedded.table.values.filter { $0.list == .reason && $0.path == .none }
      .map(\.code).sorted()
  }

  /// What a code of an answer means; nil for one that the table does not have.
  public func denial(_ list: DenialCode.List, _ code: String) -> DenialCode? {
    DenialCode.embedded.table[DenialCode.Key(list: list, code: code)]
  }
}
