import Practice

/// A claim as a file says it: what a receiver will see. Codes are texts as they stand in the file,
/// so that a wrong one can be told from a missing one.
public struct ReadClaim: Hashable, Sendable {
  /// Where the claim stands; answers of receivers count segments (999 IK3).
  public struct Position: Hashable, Sendable {
    /// The control number of the transaction set (ST02).
    public internal(set) var transactionSet = ""
    /// The number of the claim's first HL in the set, where ST is 1.
    public internal(set) var firstSegment = 0
    /// The number of its CLM.
    public internal(set) var claimSegment = 0
    /// The number of its last segment.
    public internal(set) var lastSegment = 0
  }

  /// A postal address; empty when the file has none.
  public struct Address: Hashable, Sendable {
    /// N301.
    public internal(set) var line1 = ""
    /// N302.
    public internal(set) var line2 = ""
    /// N401.
    public internal(set) var city = ""
    /// N402.
    public internal(set) var state = ""
    /// N403.
    public internal(set) var zip = ""
  }

  /// A person, with the facts that the file tells about them.
  public struct Person: Hashable, Sendable {
    /// NM103.
    public internal(set) var last = ""
    /// NM104.
    public internal(set) var first = ""
    /// NM105.
    public internal(set) var middle = ""
    /// NM109: the member id of a subscriber, the NPI of a clinician.
    public internal(set) var id = ""
    /// N3 and N4, when they are there.
    public internal(set) var address: Address?
    /// DMG02.
    public internal(set) var birthDate: Day?
    /// DMG03.
    public internal(set) var sex = ""
    /// PRV03 of a clinician.
    public internal(set) var taxonomy = ""
  }

  /// The billing provider (2000A, 2010AA, 2010AB).
  public struct Billing: Hashable, Sendable {
    /// NM103.
    public internal(set) var name = ""
    /// NM109.
    public internal(set) var npi = ""
    /// PRV03.
    public internal(set) var taxonomy = ""
    /// REF02.
    public internal(set) var taxID = ""
    /// REF01: `EI` or `SY`.
    public internal(set) var taxIDKind = ""
    /// N3 and N4.
    public internal(set) var address: Address?
    /// PER04.
    public internal(set) var phone = ""
    /// N3 and N4 of 2010AB.
    public internal(set) var payToAddress: Address?
  }

  /// The payer and the policy (2000B, 2010BB).
  public struct Cover: Hashable, Sendable {
    /// SBR01.
    public internal(set) var priority = ""
    /// SBR02 of a subscriber who is the patient (`18`), else PAT01.
    public internal(set) var relationship = ""
    /// SBR03.
    public internal(set) var group = ""
    /// SBR09.
    public internal(set) var filingIndicator = ""
    /// NM103 of the payer.
    public internal(set) var payer = ""
    /// NM109 of the payer.
    public internal(set) var payerID = ""
    /// N3 and N4 of the payer.
    public internal(set) var payerAddress: Address?
  }

  /// A service line (2400).
  public struct Line: Hashable, Sendable {
    /// SV101-2.
    public internal(set) var code = ""
    /// SV101-3 to 6.
    public internal(set) var modifiers: [String] = []
    /// SV101-7.
    public internal(set) var description = ""
    /// SV102.
    public internal(set) var charge = Money.zero
    /// SV104.
    public internal(set) var units = 0
    /// SV107.
    public internal(set) var pointers: [Int] = []
    /// DTP*472.
    public internal(set) var date: Day?
    /// REF*6R.
    public internal(set) var controlNumber = ""
    /// NTE02.
    public internal(set) var note = ""
    /// LIN03.
    public internal(set) var ndc = ""
    /// CTP04.
    public internal(set) var ndcQuantity: Quantity?
    /// CTP05.
    public internal(set) var ndcUnit = ""
    /// What most lines do not say.
    @Seldom public internal(set) var details: ReadLineDetails
    /// Whether there are ``details``.
    public var hasDetails: Bool { !_details.isBlank }
  }

  /// Where it stands in the file.
  public internal(set) var position = Position()
  /// The claim number (CLM01).
  public internal(set) var number = ""
  /// `1` original, `7` replacement, `8` void (CLM05-3).
  public internal(set) var frequency = ""
  /// The total charge (CLM02).
  public internal(set) var total = Money.zero
  /// CLM05-1.
  public internal(set) var placeOfService = ""
  /// The payer's number of the claim that this one replaces (REF*F8).
  public internal(set) var payerControlNumber = ""
  /// NTE02.
  public internal(set) var note = ""
  /// The billing provider.
  public internal(set) var billing = Billing()
  /// The payer and the policy.
  public internal(set) var cover = Cover()
  /// The subscriber, with the member id.
  public internal(set) var subscriber = Person()
  /// The patient when it is not the subscriber (2010CA).
  public internal(set) var dependent: Person?
  /// HI, without points, in order.
  public internal(set) var diagnoses: [String] = []
  /// 2310B.
  public internal(set) var rendering: Person?
  /// 2310D.
  public internal(set) var supervising: Person?
  /// The service lines.
  public internal(set) var lines: [Line] = []
  /// What else the claim says, by its place (`2300 K3`): nothing in a file of ours.
  public internal(set) var others: [String] = []
  /// What most claims do not say.
  @Seldom public internal(set) var details: ReadDetails
  /// Whether there are ``details``.
  public var hasDetails: Bool { !_details.isBlank }

  /// The patient, who may be the subscriber.
  public var patient: Person { dependent ?? subscriber }
  /// The date of service: that of the first line.
  public var date: Day? { lines.first?.date }
}

/// What a file says about itself, as far as it was read.
public struct ReadEnvelope: Hashable, Sendable {
  /// ISA13, with its zeros.
  public internal(set) var interchange = ""
  /// GS06.
  public internal(set) var group = ""
  /// ISA15: `P` or `T`.
  public internal(set) var usage = ""
  /// ISA06, trimmed.
  public internal(set) var sender = ""
  /// ISA08, trimmed.
  public internal(set) var receiver = ""
  /// GS04.
  public internal(set) var day: Day?
  /// GS05.
  public internal(set) var time = ""
  /// BHT03 of the last transaction set.
  public internal(set) var reference = ""
  /// How many transaction sets.
  public internal(set) var transactionSets = 0
  /// How many claims.
  public internal(set) var claims = 0
  /// How many service lines.
  public internal(set) var lines = 0
  /// How many segments.
  public internal(set) var segments = 0
  /// The sum of the claims' totals (CLM02).
  public internal(set) var total = Money.zero
}
