/// Something that happened to a claim after it was made: what a payer answered, or what the
/// practice decided to do about it. Events are added, never changed; one that was a mistake is
/// withdrawn by another.
///
/// Typed events and those from answers (999, 277CA, 835) have the same shape.
public struct ClaimEvent: Hashable, Sendable {
  /// Number of the event in the ledger.
  public typealias ID = RecordID<ClaimEvent>

  /// Its number; nil before it is saved.
  public var id: ID?
  /// What happened.
  public var kind: Kind
  /// The day on which it happened, by the payer's word when there is one.
  public var day: Day
  /// From where the practice knows it.
  public var source: Source
  /// The file of the answer and the place in it; nil when somebody typed it.
  public var file: Line?
  /// The payer's number of the claim (277CA REF*1K, 835 CLP07).
  public var payerNumber: PartnerID?
  /// What was decided, of a payment, denial or reversal.
  public var decision: Adjudication?
  /// Codes as the payer gave them: 277CA STC, 999 IK3 and IK4.
  public var reasons: [String]
  /// In words.
  public var why: Line?
  /// The event that this one takes back.
  public var withdraws: ID?
  /// Who noted it, and when; empty before it is saved.
  public var noted = Noted()

  /// Who noted an event, and when.
  public struct Noted: Hashable, Sendable {
    /// The user of the operating system.
    public var by = ""
    /// The moment in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
    public var at = ""

    /// Nobody, never.
    public init() {}

    /// A person and a moment.
    public init(by: String, at: String) {
      self.by = by
      self.at = at
    }
  }

  /// What happened.
  public enum Kind: String, Word {
    /// A receiver or payer took the claim in (999 `A`, 277CA `A1`, `A2`).
    case accepted
    /// It was refused before anybody decided on it (999 `R`, 277CA `A3`, `A6`–`A8`).
    case rejected
    /// The payer decided and covers something of it, perhaps all of it as the patient's share.
    case paid
    /// The payer decided and covers nothing.
    case denied
    /// The payer took a decision back (835 CLP02 `22`).
    case reversed
    /// The practice opened it to send it again, corrected (frequency 7).
    case correcting
    /// The practice wants it taken back (frequency 8).
    case voiding
    /// The practice is done with it: it stands as it is until something else is noted.
    case closed
    /// An earlier event was a mistake.
    case withdrawn

    /// "event".
    public static let kind = "event"

    /// Whether the doses of the claim are given back by it.
    public var givesBackDoses: Bool {
      self == .rejected || self == .correcting || self == .voiding
    }

    /// Whether a payer decided.
    public var isDecision: Bool { self == .paid || self == .denied || self == .reversed }
  }

  /// From where the practice knows of an event.
  public enum Source: String, Word {
    /// Somebody typed it.
    case typed
    /// Interchange acknowledgement.
    case interchange = "ta1"
    /// Implementation acknowledgement.
    case implementation = "999"
    /// Claim acknowledgement.
    case acknowledgement = "277ca"
    /// Remittance advice.
    case remittance = "835"

    /// "source".
    public static let kind = "source"
  }

  /// An event.
  public init(
    id: ID? = nil, kind: Kind, day: Day, source: Source = .typed, file: Line? = nil,
    payerNumber: PartnerID? = nil, decision: Adjudication? = nil, reasons: [String] = [],
    why: Line? = nil, withdraws: ID? = nil
  ) {
    self.id = id
    self.kind = kind
    self.day = day
    self.source = source
    self.file = file
    self.payerNumber = payerNumber
    self.decision = decision
    self.reasons = reasons
    self.why = why
    self.withdraws = withdraws
  }

  /// What was paid by it; negative in a reversal; zero when it is no decision.
  public var paid: Money { decision?.paid ?? .zero }
}

/// How far a claim is.
public enum ClaimState: String, Word {
  /// Made; its file is not known to be complete.
  case prepared
  /// Its file was written; nobody has answered.
  case written
  /// Taken in; nobody has decided.
  case accepted
  /// Refused before anybody decided: its doses are open again.
  case rejected
  /// Decided, with something covered.
  case paid
  /// Decided, with nothing covered.
  case denied
  /// The payer took its decision back and owes a new one.
  case reversed
  /// Opened to be sent again, corrected; its doses are open until then.
  case correcting
  /// A corrected claim went in its place.
  case replaced
  /// To be taken back with the next export.
  case voiding
  /// Taken back.
  case voided

  /// "claim state".
  public static let kind = "claim state"

  /// Whether nothing more is expected.
  public var isSettled: Bool { self == .paid || self == .replaced || self == .voided }
}
