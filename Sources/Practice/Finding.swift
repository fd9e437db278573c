/// What a rule found on a dose, an encounter or a claim.
public struct Finding: Hashable, Sendable {
  /// The rule that speaks.
  public var rule: RuleID
  /// How much it matters.
  public var severity: Severity
  /// The dose it is about; nil when it is about the whole encounter.
  public var dose: Dose.ID?
  /// The field it is about, by the name of its flag or column: `lot`, `diagnoses`, `member_id`.
  public var field: String?
  /// One sentence for the person.
  public var message: String
  /// The command that mends it, ready to type with `…` where a value is needed.
  public var fix: String?
  /// Commands of which each settles it in its own way: what a payer wants is for a person to say.
  /// Empty when ``fix`` is the only way.
  public var choices: [String]

  /// How much a finding matters.
  public enum Severity: String, CaseIterable, Comparable, Sendable {
    /// Shown beside the claim; never holds it.
    case info
    /// The biller must confirm or change: the dose waits in review.
    case warning
    /// The claim may not go: the dose is blocked.
    case error

    /// Info before warning before error.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .info: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A finding.
  public init(
    rule: RuleID, severity: Severity, dose: Dose.ID? = nil, field: String? = nil, message: String,
    fix: String? = nil, choices: [String] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.dose = dose
    self.field = field
    self.message = message
    self.fix = fix
    self.choices = choices
  }
}

/// Whether an open dose can be billed.
public enum DoseState: String, Word {
  /// Nothing holds it.
  case ready
  /// A warning waits for a person.
  case review
  /// An error must be mended.
  case blocked

  /// "state".
  public static let kind = "state"
}
